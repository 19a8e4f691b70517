"""Rows of comma-separated text, one at a time and bounded, whatever is in them.

A row may run over many lines where a cell is quoted. A quote that never closes costs
the line it stands in and no other.
"""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import dropwhile
from typing import BinaryIO, NamedTuple

from mutuals.archives.lines import LIMIT, Line, lines

_SEPARATORS = ",;\t"
# What may stand above headings: lines of nothing, and which separator is used.
_ABOVE = re.compile(r'\ufeff?+(?:[ \t",;]*+(?:sep=.)?+[ \t",;]*+(?:\r\n?|\n))*+', re.IGNORECASE)
_EMPTY = re.compile(r"\s*+(?:sep=.?)?+\s*+", re.IGNORECASE)


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


def headed(text: str) -> str:
    r"""Return a text from its headings on, without the lines of nothing above them.

    >>> headed('\n ,,\nsep=,\n"First Name",Last Name'), headed("A,B")
    ('"First Name",Last Name', 'A,B')
    """
    above = _ABOVE.match(text)
    return text[above.end() :] if above else text


def begun(head: bytes) -> bytes:
    r"""Return how a file begins, below lines of nothing.

    >>> begun(b"\xef\xbb\xbf\r\nID,Timestamp")
    b'ID,Timestamp'
    """
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return headed(start.decode("latin-1")).encode("latin-1")


def rows(opened: Callable[[], BinaryIO], separator: str = ",") -> Iterator[Row]:
    """Yield the rows of a file from its headings on; blank lines are passed over."""
    yield from dropwhile(_is_above, _rows(opened, separator))


def _is_above(row: Row) -> bool:
    return not row.fault and all(_EMPTY.fullmatch(cell) for cell in row.cells)


def _rows(opened: Callable[[], BinaryIO], separator: str) -> Iterator[Row]:
    csv.field_size_limit(2 * LIMIT)
    feeder = _Feeder(lines(opened))
    parser = csv.reader(feeder, delimiter=separator)
    while (line := feeder.line()) is not None:
        text, offset, is_cut = line
        if '"' not in text and not is_cut and "\r" not in text[:-2]:
            # Most rows are one line that quotes nothing.
            row = Row(tuple(text.rstrip("\r\n").split(separator)), offset)
        else:
            feeder.begin(line)
            row = _row(feeder, offset, parser)
        # A blank line is no row; a row of empty cells is one, and is accounted for.
        if row.fault or len(row.cells) > 1 or any(cell.strip() for cell in row.cells):
            yield row


class _Feeder:
    """Hands the lines of one row to the parser, and takes them back."""

    def __init__(self, found: Iterable[Line]) -> None:
        self._lines = iter(found)
        self._waiting: deque[Line] = deque()
        self._size = 0
        self.given: list[Line] = []
        self.is_open = False

    def line(self) -> Line | None:
        """Return the next line, ``None`` at the end."""
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def begin(self, line: Line) -> None:
        """Begin a row with this line."""
        self.given, self.is_open, self._size = [], False, 0
        self._waiting.appendleft(line)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        is_full = self._size > LIMIT or (bool(self.given) and self.given[-1].is_cut)
        line = None if is_full else self.line()
        if line is None:
            # The parser asked for a line that is not there: a quote is still open.
            self.is_open = True
            raise StopIteration
        self.given.append(line)
        self._size += len(line.text)
        return line.text

    def take_back(self) -> None:
        """Take back all lines of the row but its first."""
        self._waiting.extendleft(reversed(self.given[1:]))


def _row(feeder: _Feeder, offset: int, parser: Iterator[list[str]]) -> Row:
    try:
        cells = next(parser)
    except (csv.Error, StopIteration):
        fault = "bad_row"
    else:
        fault = "too_long" if feeder.given[-1].is_cut else "open_quote" if feeder.is_open else ""
        if not fault:
            return Row(tuple(cells), offset)
    feeder.take_back()
    return Row((), offset, fault)
