"""Where in a file the bytes are that are no text, and which records they spoil."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from mutuals.readers.community.chunk import Chunk
from mutuals.readers.community.encoding import faults
from mutuals.records import Reject

# Stands around the number of a place that is no text: a byte that is nowhere in UTF-8.
UNREADABLE = b"\xff"
_MARKED = re.compile(UNREADABLE + rb"(\d+)" + UNREADABLE)


def marked(block: bytes) -> bytes:
    r"""Return a block with the number of each place that is no text in its stead.

    >>> marked(b"Jos" + bytes([233]) + b",Bo") == b"Jos\xff0\xff,Bo"
    True
    """
    if block.isascii():
        return block
    pieces: list[bytes] = []
    last = 0
    for number, (begins, ends) in enumerate(faults(block)):
        pieces += [block[last:begins], b"%b%d%b" % (UNREADABLE, number, UNREADABLE)]
        last = ends
    return b"".join([*pieces, block[last:]]) if pieces else block


@dataclass(slots=True)
class Place:
    """Where in the file a block begins: lines and bytes before it."""

    lines: int
    size: int
    newline: bytes
    encoding: str

    def passed(self, size: int, lines: int) -> None:
        """Go on after some bytes."""
        self.size += size
        self.lines += lines

    def readable(self, chunk: Chunk, block: bytes) -> Iterator[Chunk | Reject]:
        """Yield the rows that are text, and a reject for each of the others."""
        spots = [begins for begins, _ in faults(block)]
        bad = _first_spots(chunk) if spots else {}
        for row, number in sorted(bad.items()):
            yield self._reject(int(chunk.record_no[row]), block, spots[number])
        yield chunk.without(bad) if bad else chunk

    def _reject(self, record_no: int, block: bytes, at: int) -> Reject:
        line = self.lines + block.count(self.newline, 0, at) + 1
        if self.encoding != "utf-8":
            message = f"Line {line} holds bytes that are no {self.encoding.upper()}."
            return Reject(record_no, "bad_encoding", message)
        byte = self.size + at
        message = f"Line {line} is no UTF-8 at byte {byte}; save the file as UTF-8."
        return Reject(record_no, "bad_encoding", message, byte)


def _first_spots(chunk: Chunk) -> dict[int, int]:
    """Return the number of the first place that is no text in each row that has one."""
    found: dict[int, int] = {}
    for array in [*chunk.columns.values(), *chunk.covariates.values()]:
        for row in np.flatnonzero(pc.find_substring(array, UNREADABLE).to_numpy() >= 0).tolist():
            # A text that holds every mark there is has no number of its own.
            number = min(map(int, _MARKED.findall(array[row].as_py())), default=0)
            found[row] = min(number, found.get(row, number))
    return found
