"""How long `import mutuals` and `mutuals --help` take, and what they load.

`python -m benchmarks.speed.start`: medians of seven runs beside a bare interpreter.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks.markdown import table
from benchmarks.measure import run_once

LOADED = """
import sys
sys.argv = ["mutuals", "--help"]
from mutuals.__main__ import main
try:
    main()
except SystemExit:
    pass
heavy = ("duckdb", "pyarrow", "numpy", "sqlglot", "fastapi", "networkit", "icalendar", "scipy")
loaded = ", ".join(one for one in heavy if one in sys.modules)
print("\\n" + str(len(sys.modules)) + " modules; of the heavy libraries: " + (loaded or "none"))
"""


def main() -> None:
    """Print the figures."""
    python = sys.executable
    program = str(Path(python).with_name("mutuals"))
    rows = []
    for name, command in (
        ("python -c pass", [python, "-c", "pass"]),
        ("import mutuals", [python, "-c", "import mutuals"]),
        ("mutuals.open loaded", [python, "-c", "import mutuals; mutuals.open"]),
        ("mutuals --help", [program, "--help"]),
    ):
        runs = [run_once(command) for _ in range(7)]
        wall, cpu = median(run.wall for run in runs), median(run.cpu for run in runs)
        rows.append([name, wall, cpu, round(max(run.peak for run in runs))])
    print(table(["medians of 7 runs", "wall s", "CPU s", "peak MiB"], rows))
    loaded = subprocess.run(  # noqa: S603  ours
        [python, "-c", LOADED], check=True, capture_output=True, text=True
    )
    print(f"\n`mutuals --help` loads {loaded.stdout.splitlines()[-1]}.")


if __name__ == "__main__":
    main()
