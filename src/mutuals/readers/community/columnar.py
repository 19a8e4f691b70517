"""Parquet files and Arrow streams and files: columns with types, a batch at a time."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa

from mutuals.readers.community import cells
from mutuals.readers.community.chunk import Chunk
from mutuals.readers.community.header import ARROW_FILE, PARQUET
from mutuals.readers.community.layout import Layout, layout, missing
from mutuals.records import Reject, Source

ROWS = 50_000
_BATCH_BYTES = 64 * 2**20
_HELD = 512 * 2**20
_ARROW_START = 8


def chunks(source: Source, stream: BinaryIO, magic: bytes) -> Iterator[Layout | Chunk | Reject]:
    """Yield how the file is read, then its rows in order."""
    if magic.startswith(PARQUET):
        handle = stream if source.is_seekable else _held(stream)
        if handle is None:
            message = "This Parquet file is too large to be read inside an archive."
            yield Reject(0, "too_large", message)
            return
        yield from _parquet(handle)
        return
    # An Arrow file is a stream between two marks; its index is not trusted.
    if magic.startswith(ARROW_FILE):
        stream.read(_ARROW_START)
    with pa.ipc.open_stream(pa.PythonFile(stream, mode="r")) as reader:
        found = layout(reader.schema.names)
        yield found or Reject(0, "missing_columns", missing(reader.schema.names))
        if found is not None:
            yield from _chunks(reader, found.wanted(), found)


def _held(stream: BinaryIO) -> BinaryIO | None:
    """Return the whole of a stream that cannot seek, if that is not too much."""
    content = stream.read(_HELD + 1)
    return BytesIO(content) if len(content) <= _HELD else None


def _parquet(handle: BinaryIO) -> Iterator[Layout | Chunk | Reject]:
    from pyarrow import parquet  # noqa: PLC0415 - heavy, and for these files only

    with parquet.ParquetFile(pa.PythonFile(handle, mode="r")) as file:
        names = file.schema_arrow.names
        found = layout(names)
        yield found or Reject(0, "missing_columns", missing(names))
        if found is None:
            return
        columns = None if found.covariates else [names[one] for one in found.wanted()]
        batches = file.iter_batches(
            _rows_at_once(file.metadata), columns=columns, use_threads=False
        )
        yield from _chunks(batches, _places(found, names, columns), found)


def _rows_at_once(metadata: Any) -> int:  # noqa: ANN401 - pyarrow has no types
    rows = max(1, metadata.num_rows)
    size = sum(metadata.row_group(k).total_byte_size for k in range(metadata.num_row_groups))
    return int(min(ROWS, max(1, _BATCH_BYTES * rows // max(1, size))))


def _places(found: Layout, names: list[str], columns: list[str] | None) -> list[int]:
    """Return where the wanted columns stand in a batch of these columns only."""
    if columns is None:
        return found.wanted()
    present = [position for position, name in enumerate(names) if name in columns]
    return [present.index(position) for position in found.wanted()]


def _chunks(
    batches: Iterator[pa.RecordBatch], places: list[int], found: Layout
) -> Iterator[Chunk | Reject]:
    for chunk in _slices(batches, places, found):
        bad: dict[int, str] = {}
        for name, array in {**chunk.covariates, **chunk.columns}.items():
            bad |= dict.fromkeys(cells.unreadable(array), name)
        for row, name in sorted(bad.items()):
            message = f"The column {name} holds bytes that are no UTF-8."
            yield Reject(int(chunk.record_no[row]), "bad_encoding", message)
        yield chunk.without(bad) if bad else chunk


def _slices(batches: Iterator[pa.RecordBatch], places: list[int], found: Layout) -> Iterator[Chunk]:
    seen = 0
    place_of = dict(zip(found.wanted(), places, strict=True))
    for whole in batches:
        whole.validate(full=True)
        step = max(1, min(ROWS, _BATCH_BYTES * whole.num_rows // max(1, whole.nbytes)))
        for start in range(0, whole.num_rows, step):
            batch = whole.slice(start, step)
            yield Chunk(
                found.kind.name,
                {one: batch.column(place_of[at]) for one, at in found.positions.items()},
                seen + 1 + np.arange(batch.num_rows),
                {one: batch.column(place_of[at]) for one, at in found.covariates.items()},
            )
            seen += batch.num_rows
