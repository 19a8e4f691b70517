"""Rows of comma-separated text, one at a time and bounded, whatever is in them.

A row may run over many lines where a cell is quoted. A quote that never closes costs
the line it stands in and no other.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from mutuals.writing.lines import LIMIT, Line, lines

_SEPARATORS = ",;\t"


class Row(NamedTuple):
    """A row's cells and where it begins; ``fault`` says why it cannot be read."""

    cells: tuple[str, ...]
    offset: int
    fault: str = ""


def separator_of(header: str) -> str:
    """Return what parts the cells of a line: a comma, a semicolon or a tab.

    >>> separator_of("Vorname;Nachname;E-Mail-Adresse")
    ';'
    """
    return max(_SEPARATORS, key=header.count)


def rows(opened: Callable[[], BinaryIO], separator: str = ",") -> Iterator[Row]:
    """Yield the rows of a file; blank lines between them are passed over."""
    csv.field_size_limit(2 * LIMIT)
    feeder = _Feeder(lines(opened))
    while feeder.has_more():
        begun = feeder.waiting[0]
        row = _row(feeder, begun, separator)
        # A blank line is no row; a row of empty cells is one, and is accounted for.
        if row.fault or len(row.cells) > 1 or any(cell.strip() for cell in row.cells):
            yield row


class _Feeder:
    """Hands the lines of one row to the parser, and takes them back."""

    def __init__(self, found: Iterable[Line]) -> None:
        self._lines = iter(found)
        self.waiting: deque[Line] = deque()
        self.given: list[Line] = []
        self.is_open = False

    def has_more(self) -> bool:
        if not self.waiting:
            self.waiting.extend(line for line in [next(self._lines, None)] if line)
        return bool(self.waiting)

    def row(self) -> Iterator[str]:
        self.given, self.is_open = [], False
        size = 0
        while size <= LIMIT and self.has_more() and not self._is_cut():
            line = self.waiting.popleft()
            self.given.append(line)
            size += len(line.text)
            yield line.text
        # The parser asked for a line that is not there: a quote is still open.
        self.is_open = True

    def _is_cut(self) -> bool:
        return bool(self.given) and self.given[-1].is_cut

    def take_back(self) -> None:
        self.waiting.extendleft(reversed(self.given[1:]))


def _row(feeder: _Feeder, begun: Line, separator: str) -> Row:
    try:
        cells = next(csv.reader(feeder.row(), delimiter=separator))
    except (csv.Error, StopIteration):
        feeder.take_back()
        return Row((), begun.offset, "bad_row")
    if feeder.given[-1].is_cut:
        feeder.take_back()
        return Row((), begun.offset, "too_long")
    if feeder.is_open:
        feeder.take_back()
        return Row((), begun.offset, "open_quote")
    return Row(tuple(cells), begun.offset)
