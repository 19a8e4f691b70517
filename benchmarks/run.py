"""Run the benchmarks and write benchmarks/README.md anew.

    python -m benchmarks.run [--only NAME ...]

Each benchmark is a module that prints Markdown and runs alone as well. Figures are
ratios and medians of runs in turn on one machine; nothing here passes or fails.
"""

import argparse
import ast
import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
README = HERE / "README.md"
BENCHMARKS = (
    "speed.start",
    "speed.mail",
    "speed.readers",
    "speed.memory",
    "speed.community",
    "speed.growth",
    "speed.seeds",
    "speed.seeds_large",
    "speed.seeds_patient",
    "speed.threads",
    "speed.ending",
    "speed.credit",
    "truth.village",
    "truth.identity",
    "truth.gaming",
    "truth.potential",
    "truth.closeness",
    "truth.subgroups",
    "truth.persistence",
    "truth.next_stage",
    "truth.capacity",
    "truth.accounting",
    "truth.crash",
    "truth.hostile",
    "truth.seeds",
    "truth.planted_influence",
    "truth.planted_files",
    "truth.naming",
    "truth.gaming_arrays",
    "truth.independence",
    "truth.validation",
    "published.cai2015_insurance",
    "published.kfamily",
    "published.brfarmers",
    "published.med_innovations",
    "published.coleman_physicians",
    "published.cascades_android",
)
PEERS = ("duckdb", "polars", "pyarrow", "networkit", "numpy", "numba", "pynetim")
HEAD = """# Benchmarks

Written by `make bench`; `make bench ARGS="--only speed.mail"` renews one section. Times
are those of one machine: read the ratios. Nothing here is a test and nothing passes or
fails; where the plain rules miss what was planted, the tables show it.
"""
_SECTION = re.compile(r"^## (\S+)\n", re.MULTILINE)


def main() -> None:
    """Run what was asked for and keep what each printed."""
    parser = argparse.ArgumentParser(description="Run the benchmarks.")
    parser.add_argument("--only", action="append", choices=BENCHMARKS)
    asked = parser.parse_args().only or list(BENCHMARKS)
    for name in asked:
        printed = run(name)
        text = README.read_text(encoding="utf-8") if README.exists() else ""
        kept = sections(text) | {name: section(name, printed)}
        README.write_text(page(kept), encoding="utf-8")


def run(name: str) -> str:
    """Run one benchmark, showing and returning what it prints."""
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    lines = []
    with subprocess.Popen(  # noqa: S603  a module of ours
        command, stdout=subprocess.PIPE, text=True, cwd=HERE.parent, env=_environment()
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            lines.append(line)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return "".join(lines).strip()


def section(name: str, printed: str) -> str:
    """Return a benchmark's part of the page."""
    path = HERE / f"{name.replace('.', '/')}.py"
    about = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    versions = ", ".join(f"{one} {version(one)}" for one in PEERS)
    stamp = (
        f"`python -m benchmarks.{name}` on {datetime.now(tz=UTC):%Y-%m-%d}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {versions}."
    )
    return f"{about.splitlines()[0]}\n\n{stamp}\n\n{printed}\n"


def sections(text: str) -> dict[str, str]:
    """Return the parts of a page by name."""
    parts = _SECTION.split(text)[1:]
    return {name: part.strip() + "\n" for name, part in zip(parts[::2], parts[1::2], strict=True)}


def page(found: dict[str, str]) -> str:
    """Return the whole page, its parts in their fixed order."""
    parts = [f"## {name}\n\n{found[name]}" for name in BENCHMARKS if name in found]
    return "\n".join([HEAD, *parts])


def _environment() -> dict[str, str]:
    # A commit's hooks and a user's settings have no part in a measurement.
    return {name: value for name, value in os.environ.items() if name != "MUTUALS_STORE"}


if __name__ == "__main__":
    main()
