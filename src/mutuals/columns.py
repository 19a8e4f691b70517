"""Rows and sentences as text that fits where somebody reads it."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from shutil import get_terminal_size
from textwrap import wrap

from rich.cells import cell_len, set_cell_size

_GAP = 2
_LEAST = 10
# Lines of prose that are longer are hard to read.
_WIDEST = 100
# Parts of names and emoji, though nothing of them can be seen.
_JOINERS = "\u200c\u200d"


def wrapped(line: str) -> list[str]:
    """Return a line of prose as lines that fit where somebody reads them.

    What stands in columns is left as it is, and so is everything in a pipe.
    """
    if not sys.stdout.isatty() or "  " in line.strip():
        return [line]
    width = min(get_terminal_size().columns, _WIDEST)
    indent = " " * (len(line) - len(line.lstrip()))
    found = wrap(line, width, subsequent_indent=indent, break_long_words=False)
    return found or [""]


def in_columns(
    rows: Sequence[Mapping[str, object]], names: Mapping[str, str], *, width: int | None = None
) -> list[str]:
    """Return rows as aligned text; ``names`` maps columns to headings.

    Where ``width`` (else the terminal's) is too narrow, long cells are cut, and where
    that is not enough every row becomes a few lines.

    >>> in_columns([{"a": 1, "b": "Zoë"}], {"a": "n", "b": "name"})
    ['n  name', '1  Zoë']
    """
    if not rows:
        return []
    body = [[shown(row.get(column)) for column in names] for row in rows]
    headings = list(names.values())
    if width is None:
        width = get_terminal_size().columns if sys.stdout.isatty() else 0
    widths = _widths([headings, *body], width)
    # A long name may be cut; where many rows would lose most of what they say, none is.
    torn = sum(
        any(cell_len(cell) > 2 * w for cell, w in zip(row, widths, strict=False)) for row in body
    )
    if widths and torn <= len(body) // 4:
        return [_line(line, widths) for line in [headings, *body]]
    lines = []
    for row in body:
        named = zip(headings, row, strict=True)
        lines += ["", *(f"{name}: {cell}" for name, cell in named if cell)]
    return lines


def _widths(table: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column is to be; none where they do not fit."""
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    over = sum(widths) + _GAP * (len(widths) - 1) - width
    while width and over > 0:
        widest = max(widths)
        if widest <= _LEAST:
            return []
        at = widths.index(widest)
        second = max([one for one in widths if one < widest], default=_LEAST)
        cut = min(over, max(1, widest - max(second, _LEAST)))
        widths[at] -= cut
        over -= cut
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    fitted = [
        set_cell_size(cell, width - 1) + "…" if cell_len(cell) > width else cell
        for cell, width in zip(cells, widths, strict=True)
    ]
    padded = [
        one + " " * (width - cell_len(one)) for one, width in zip(fitted, widths, strict=True)
    ]
    return (" " * _GAP).join(padded).rstrip()


def shown(value: object) -> str:
    """Return a value as a person would want to read it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, bytes):
        return value.hex()
    return "".join(
        one if one.isprintable() or one in _JOINERS else "\N{REPLACEMENT CHARACTER}"
        for one in str(value)
    )
