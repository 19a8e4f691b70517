"""Whole records of a text file, a block at a time, however a quoted cell breaks lines.

A quote opens a cell only where a cell begins; inside, two quotes stand for one. A
record that is longer than the limit, or whose quote is never closed, costs its first
line only.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from mutuals.readers.community.header import Dialect

BLOCK = 4 * 2**20
LIMIT = 8 * 2**20
_QUOTE = ord('"')


class Readable(Protocol):
    """Something that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes; fewer than asked for only at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is not part of any record, and how many bytes it has."""

    reason: str
    message: str
    size: int = 0


_UNCLOSED = Broken("bad_line", "A quote opens in this line and is never closed.")
_TOO_LONG = Broken("line_too_long", "This line is too long to be a record.")


def blocks(
    stream: Readable, dialect: Dialect, *, block: int = BLOCK, limit: int = LIMIT
) -> Iterator[bytes | Broken]:
    """Yield whole records, and what stands between them and cannot be read."""
    pending = b""
    while fresh := stream.read(block):
        pending += fresh
        cut, _ = boundary(pending, dialect)
        if cut:
            yield pending[:cut]
            pending = pending[cut:]
        while len(pending) > limit:
            broken, pending = _shortened(stream, pending, dialect.newline, block=block)
            yield broken
            cut, _ = boundary(pending, dialect)
            yield pending[:cut]
            pending = pending[cut:]
    yield from _rest(pending, dialect)


def boundary(data: bytes, dialect: Dialect) -> tuple[int, bool]:
    """Return where the last whole record ends, and whether the data ends in a quote.

    >>> boundary(b'a,"b' + bytes([10]) + b'c"' + bytes([10]) + b"d", Dialect(b","))
    (8, False)
    """
    if b'"' not in data:
        return data.rfind(dialect.newline) + 1, False
    letters = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(letters == _QUOTE)
    before = letters[quotes[0::2] - 1]
    if quotes[0] == 0:
        before[0] = 10
    starts = np.frombuffer(dialect.delimiter + b'\r\n"', np.uint8)
    if not np.isin(before, starts).all():
        quotes = _real_quotes(data, dialect)
    end = data.rfind(dialect.newline)
    while end >= 0:
        opened = int(np.searchsorted(quotes, end))
        if opened % 2 == 0:
            break
        end = data.rfind(dialect.newline, 0, int(quotes[opened - 1]))
    return end + 1, len(quotes) % 2 == 1


def _real_quotes(data: bytes, dialect: Dialect) -> np.ndarray:
    """Return the quotes that open and close cells, not those inside plain cells."""
    starts = dialect.delimiter + b"\r\n"
    real: list[int] = []
    place = data.find(b'"')
    while place >= 0:
        if place == 0 or data[place - 1] in starts:
            real.append(place)
            place = _closing(data, place)
            if place < 0:
                break
            real.append(place)
        place = data.find(b'"', place + 1)
    return np.array(real, np.int64)


def _closing(data: bytes, opening: int) -> int:
    place = data.find(b'"', opening + 1)
    while place >= 0 and data[place + 1 : place + 2] == b'"':
        place = data.find(b'"', place + 2)
    return place


def _shortened(
    stream: Readable, pending: bytes, newline: bytes, *, block: int
) -> tuple[Broken, bytes]:
    end = pending.find(newline)
    if end >= 0:
        return replace(_UNCLOSED, size=end + 1), pending[end + 1 :]
    size = len(pending)
    while fresh := stream.read(block):
        end = fresh.find(newline)
        if end >= 0:
            return replace(_TOO_LONG, size=size + end + 1), fresh[end + 1 :]
        size += len(fresh)
    return replace(_TOO_LONG, size=size), b""


def _rest(pending: bytes, dialect: Dialect) -> Iterator[bytes | Broken]:
    while pending:
        cut, is_open = boundary(pending, dialect)
        if not is_open:
            yield pending
            return
        if cut:
            yield pending[:cut]
        line, newline, pending = pending[cut:].partition(dialect.newline)
        yield replace(_UNCLOSED, size=len(line) + len(newline))
