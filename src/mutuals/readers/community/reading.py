"""A community file's records, part by part."""

import time
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pyarrow as pa

from mutuals.readers.community import (
    columnar,
    delimited,
    exposures,
    follows,
    interactions,
    outcomes,
    people,
    reactions,
    ties,
)
from mutuals.readers.community.chunk import Chunk, Context
from mutuals.readers.community.encoding import Utf8
from mutuals.readers.community.header import ARROW_FILE, ARROW_STREAM, PARQUET
from mutuals.readers.community.layout import Layout
from mutuals.records import Notice, Record, Reject, Source

_ROWS: dict[str, Callable[[Chunk, Context], Iterator[Record]]] = {
    "interactions": interactions.rows,
    "outcomes": outcomes.rows,
    "exposures": exposures.rows,
    "reactions": reactions.rows,
    "follows": follows.rows,
    "ties": ties.rows,
    "people": people.rows,
}
_Part = Layout | Chunk | Reject | Notice
_MAGIC = 8
_AHEAD = 2 * 86_400
_DAMAGED = "The file is damaged, or holds what cannot be read, from this record on."


def records(source: Source) -> Iterator[Record]:
    """Yield a community file's records as rows of the base tables."""
    context = Context(int((time.time() + _AHEAD) * 1_000_000), source.keep_text)
    seen = 0
    try:
        with source.open() as stream:
            for part in _parts(source, stream):
                yield from _records(part, context)
                seen = _last(part, seen)
    except TimeoutError:
        raise
    except (pa.ArrowException, OSError, MemoryError, OverflowError, ValueError):
        yield Reject(seen + 1, "damaged_file", _DAMAGED)


def _records(part: _Part, context: Context) -> Iterator[Record]:
    if isinstance(part, Reject | Notice):
        yield part
    elif isinstance(part, Chunk):
        yield from _ROWS[part.kind](part, context)
    elif part.remark():
        yield Notice(part.remark())


def _last(part: _Part, seen: int) -> int:
    """Return the number of the last record of the file seen so far."""
    if isinstance(part, Reject):
        return max(seen, part.record_no)
    if isinstance(part, Chunk) and len(part):
        return max(seen, int(part.record_no[-1]))
    return seen


def _parts(source: Source, stream: BinaryIO) -> Iterator[_Part]:
    head = _head(source)
    if head.startswith((PARQUET, ARROW_FILE, ARROW_STREAM)):
        return columnar.chunks(source, stream, head)
    return delimited.chunks(Utf8(stream))


def _head(source: Source) -> bytes:
    with source.open() as stream:
        return stream.read(_MAGIC)
