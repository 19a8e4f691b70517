"""A CSV file's rows in bounded memory; a row that cannot be read is one problem."""

import csv
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_LINE = 1 << 17
# The longest cell. The parser has one limit for the process, which others set, too.
LONGEST = 1 << 17


class Row(NamedTuple):
    """A row's cells, or why it has none."""

    cells: list[str]
    problem: str = ""


def rows(stream: BinaryIO) -> Iterator[Row]:
    r"""Yield the rows of a file; empty lines between them are passed over.

    >>> from io import BytesIO
    >>> [row.cells for row in rows(BytesIO(b'a,"b\nc"\r\n\r\nd'))]
    [['a', 'b\nc'], ['d']]
    """
    csv.field_size_limit(LONGEST)
    reader = csv.reader(_lines(stream))
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            yield Row([], "too_long")
            continue
        if cells is None:
            return
        if cells:
            yield Row(cells)


def _lines(stream: BinaryIO) -> Iterator[str]:
    is_first = True
    while raw := stream.readline(_LINE):
        line = raw.decode("utf-8", "replace")
        yield line.removeprefix("\ufeff") if is_first else line
        is_first = False
