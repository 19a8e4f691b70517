"""What would have been foretold of the last fifth: two real archives and the village.

    python -m benchmarks.truth.validation

The same as `mutuals validate` says on the same files, read as a community. Beside ours
stand all plain ways; losses stand there like wins.
"""

import contextlib
import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.data import college, enron
from benchmarks.markdown import table

import mutuals
from mutuals import village
from mutuals.validation import Validation, validate
from mutuals.validation.telling import about, answered, opened


def _village(folder: Path) -> None:
    village.write(folder / "village")


ARCHIVES: dict[str, tuple[Callable[[Path], None], str]] = {
    "CollegeMsg": (college.main, "."),
    "Enron": (enron.main, "."),
    "the made-up village": (_village, "village/community"),
}


def main() -> None:
    """Read each archive, hide, foretell, print."""
    for name, (write, inside) in ARCHIVES.items():
        with tempfile.TemporaryDirectory() as folder:
            with contextlib.redirect_stdout(io.StringIO()):
                write(Path(folder))
            network = mutuals.open(Path(folder, "store.mutuals"))
            network.read([Path(folder, inside)])
            began = time.process_time()
            found = validate(network)
            seconds = time.process_time() - began
            network.close()
        if found is not None:
            show(name, found, seconds)


def show(name: str, found: Validation, seconds: float) -> None:
    """Print one archive's answers."""
    said = opened(found)
    print(f"\n**{name}.** {said.text()} ({said.basis}; {seconds:.1f} s of CPU.)\n")
    for one in found.answers:
        answer = answered(one)
        basis = f" ({answer.basis}.)" if answer.basis else ""
        print(f"{one.asked}: {answer.text()}{basis}\n")
        if one.standings:
            rows = [
                [
                    standing.way,
                    about(standing.skill),
                    about(standing.gap, signed=True) if standing.gap else "",
                    standing.verdict,
                ]
                for standing in one.standings
            ]
            print(table(["way", "ranks right of 100 [90 %]", "ours less it", "ours is"], rows))
            print()


if __name__ == "__main__":
    main()
