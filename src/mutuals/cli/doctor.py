"""``mutuals doctor``: the set-up, what was read and what was skipped."""

import platform
import sys
from importlib.metadata import version

import typer

from mutuals.cli import plain, surface
from mutuals.columns import in_columns

_PARTS = ("duckdb", "pyarrow", "numpy", "sqlglot", "networkit", "icalendar")


def run(context: typer.Context) -> None:
    """Say how things stand: versions, the store, every file and what became of it.

    Example: mutuals doctor
    """
    from mutuals.intake.story import stories  # noqa: PLC0415  # --help stays light

    asked = surface(context)
    with asked.opened(current=False) as network:
        rows = [plain(one) for one in stories(network)]
        found = network.check()
        path = network.path
    parts = {name: version(name) for name in ("mutuals", *_PARTS)}
    mode = oct(path.stat().st_mode & 0o777)
    lines = [
        f"Python {platform.python_version()} on {sys.platform}; "
        + ", ".join(f"{name} {number}" for name, number in parts.items()),
        f"The store is {path} ({path.stat().st_size // 1024} KiB, mode {mode[2:]}).",
        *(found or ["It holds what was committed."]),
        *in_columns(
            rows,
            {
                "path": "file",
                "format": "format",
                "seen": "seen",
                "stored": "stored",
                "known": "known",
                "rejected": "rejected",
                "first": "from",
                "last": "to",
                "standing": "standing",
                "why": "rejected for",
            },
        ),
    ]
    value = {"versions": parts, "store": str(path), "wrong": found, "files": rows}
    asked.answer(value, lines)
