"""``mutuals doctor``: the set-up, what was read and what was skipped."""

import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated, Any

import typer

from mutuals.cli import plain, surface
from mutuals.columns import in_columns

Row = dict[str, Any]
# With more files, those of one kind are told of together.
_FEW = 20
# Files nobody expects records of, by the format they are remembered under.
_NONE = frozenset({"not read: no records", "not read: empty"})
_COUNTED = {"seen": "seen", "stored": "stored", "known": "known", "rejected": "not kept"}
_PARTS = ("duckdb", "pyarrow", "numpy", "sqlglot", "networkit", "icalendar")


def run(
    context: typer.Context,
    *,
    every_file: Annotated[
        bool, typer.Option("--files", help="A line for each file, however many there are.")
    ] = False,
) -> None:
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
        *(_each(rows) if every_file or len(rows) <= _FEW else _by_kind(rows)),
    ]
    value = {"versions": parts, "store": str(path), "wrong": found, "files": rows}
    asked.answer(value, lines)


def _each(rows: Sequence[Row]) -> list[str]:
    names = {"path": "file", "format": "format", **_COUNTED, "first": "from", "last": "to"}
    return in_columns(rows, names | {"standing": "standing", "why": "not kept for"})


def _by_kind(rows: Sequence[Row]) -> list[str]:
    """Return a line a format, and each file that was not read in full."""
    kinds: dict[str, Row] = {}
    for row in rows:
        kind = kinds.setdefault(row["format"], {"format": row["format"], "files": 0})
        kind["files"] += 1
        for name in _COUNTED:
            kind[name] = kind.get(name, 0) + row[name]
    lines = in_columns(list(kinds.values()), {"format": "format", "files": "files", **_COUNTED})
    odd = [row for row in rows if row["standing"] != "read in full" and row["format"] not in _NONE]
    return [*lines, "`--files` shows each file by itself.", *([""] if odd else []), *_each(odd)]
