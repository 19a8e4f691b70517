"""Pages cell by cell, in bounded memory: a cell goes on to where the next begins."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_CHUNK = 1 << 18
MOST = 1 << 16


class Cell(NamedTuple):
    """A cell's markup, of a long one its first part, and where it begins."""

    markup: str
    offset: int


def cells(stream: BinaryIO, begins: bytes) -> Iterator[Cell]:
    """Yield each cell; ``begins`` is how one begins.

    >>> from io import BytesIO
    >>> [*cells(BytesIO(b"<p><b>a<b>b"), b"<b>")]
    [Cell(markup='<b>a', offset=3), Cell(markup='<b>b', offset=7)]
    """
    held, before, at, is_begun = b"", 0, 0, False
    while raw := stream.read(_CHUNK):
        held = held[at:] + raw
        before, at = before + at, 0
        while (found := held.find(begins, at + is_begun)) >= 0:
            if is_begun:
                yield _cell(held, before, at=at, end=found)
            at, is_begun = found, True
        if is_begun and len(held) - at > _CHUNK + MOST:
            yield _cell(held, before, at=at, end=len(held))
            is_begun = False
        if not is_begun:
            # The next cell's first letters may be the last of these.
            at = max(at, len(held) - len(begins))
    if is_begun:
        yield _cell(held, before, at=at, end=len(held))


def _cell(held: bytes, before: int, *, at: int, end: int) -> Cell:
    return Cell(held[at : min(end, at + MOST)].decode("utf-8", "replace"), before + at)
