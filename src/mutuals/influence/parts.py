"""What workers do with parts of the backward sets: Arrow batches in, Arrow batches out.

A batch asks for spans of set numbers (``first`` to before ``after``), or holds sets
drawn before: their places and members as bytes, packed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

import numpy as np
import pyarrow as pa

from mutuals.engine.threads import Batches
from mutuals.graph.csr import Ids
from mutuals.graph.drawing import Span
from mutuals.graph.growing import Bits
from mutuals.graph.kept import count_free, show_free
from mutuals.graph.laid import load_flow
from mutuals.graph.packing import packed
from mutuals.graph.sampling import Sampler, Sets

# Counts of so many nodes are added up in one place.
RANGE = 1 << 20
KEPT = pa.schema(
    {
        "first": pa.int64(),
        "stopped": pa.int64(),
        "members": pa.int64(),
        "start": pa.binary(),
        "member": pa.binary(),
    }
)


@cache
def sampler_of(folder: str) -> Sampler:
    """Return what draws the sets of a flow's folder, mapped once in a process."""
    return Sampler(load_flow(Path(folder)))


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws sets; those that come upon a ``stop`` node are only counted."""

    schema: ClassVar[pa.Schema] = KEPT
    folder: str
    key: int
    stop: Bits

    def __call__(self, batches: Batches) -> Batches:
        """Yield one row for each span asked for."""
        sampler = sampler_of(self.folder)
        for span in _spans(batches):
            sets = packed(sampler.store(np.uint64(self.key), span, stop=self.stop))
            row = (span[0], sets.stopped, sets.members, sets.start.tobytes(), sets.member.tobytes())
            yield _row(self.schema, row)


@dataclass(frozen=True, slots=True)
class Stopped:
    """Counts the sets that hold a ``stop`` node, and keeps none."""

    schema: ClassVar[pa.Schema] = pa.schema({"count": pa.int64()})
    folder: str
    key: int
    stop: Bits

    def __call__(self, batches: Batches) -> Batches:
        """Yield one row for each span asked for."""
        sampler = sampler_of(self.folder)
        for span in _spans(batches):
            held = sampler.count_stopped(np.uint64(self.key), span, stop=self.stop)
            yield _row(self.schema, (held,))


@dataclass(frozen=True, slots=True)
class Count:
    """Counts every node's kept sets, but those that hold a ``held`` node."""

    schema: ClassVar[pa.Schema] = pa.schema({"range": pa.int64(), "count": pa.binary()})
    nodes: int
    held: Bits

    def __call__(self, batches: Batches) -> Batches:
        """Yield one row for each range of nodes: the counts as 32-bit numbers."""
        hits = np.zeros(self.nodes, np.uint32)
        for sets in _kept(batches):
            count_free(sets.start, sets.member, self.held, hits)
        for at in range(0, self.nodes, RANGE):
            yield _row(self.schema, (at, hits[at : at + RANGE].tobytes()))


@dataclass(frozen=True, slots=True)
class Show:
    """Shows who of kept sets is ``known``, but for sets that hold a ``held`` node."""

    schema: ClassVar[pa.Schema] = pa.schema({"size": pa.binary(), "member": pa.binary()})
    held: Bits
    known: Bits

    def __call__(self, batches: Batches) -> Batches:
        """Yield one row for each kept one: the sets' sizes, and their members."""
        for sets in _kept(batches):
            start = np.zeros(sets.start.size, np.int64)
            member = np.empty(sets.members, np.uint32)
            masks = (self.held, self.known)
            many, fill = show_free(sets.start, sets.member, masks, (start, member))
            size = np.diff(start[: many + 1])
            yield _row(self.schema, (size.tobytes(), member[:fill].tobytes()))


def added(counts: pa.Table) -> pa.Table:
    """Return the sum of one range's counts as one row."""
    first, *more = counts["count"].to_pylist()
    total = np.frombuffer(first, np.uint32).copy()
    for one in more:
        total += np.frombuffer(one, np.uint32)
    return pa.table([counts["range"][:1].to_pylist(), [total.tobytes()]], schema=Count.schema)


def sets_shown(rows: pa.Table) -> Sets:
    """Return the sets shown as one sample."""
    size = np.frombuffer(b"".join(rows["size"].to_pylist()), np.int64)
    member = np.frombuffer(b"".join(rows["member"].to_pylist()), np.uint32).copy()
    start = np.zeros(size.size + 1, np.int64)
    np.cumsum(size, out=start[1:])
    return Sets(start, member, 0, member.size)


def counts_of(rows: pa.Table) -> Ids:
    """Return every node's count from one row for each range."""
    ordered = rows.sort_by("range")["count"].to_pylist()
    return np.frombuffer(b"".join(ordered), np.uint32).astype(np.int64)


def _spans(batches: Batches) -> Iterator[Span]:
    for batch in batches:
        yield from zip(batch["first"].to_pylist(), batch["after"].to_pylist(), strict=True)


def _kept(batches: Batches) -> Iterator[Sets]:
    for batch in batches:
        for row in batch.to_pylist():
            # copies: kernels would be compiled again for read-only arrays
            start = np.frombuffer(row["start"], np.int64).copy()
            member = np.frombuffer(row["member"], np.uint8).copy()
            yield Sets(start, member, row["stopped"], row["members"])


def _row(schema: pa.Schema, values: tuple[object, ...]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([dict(zip(schema.names, values, strict=True))], schema)
