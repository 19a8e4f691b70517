"""From the columns a caller hands in to sorted rows of node numbers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from mutuals.graph.rows import Parts

Column = NDArray[Any]
Numbers = NDArray[np.float64]

# Below this many arcs numpy sorts fast enough, and numba need not be loaded.
FEW_ARCS = 200_000
_FINITE = float(np.finfo(np.float64).max)


@dataclass(frozen=True, slots=True)
class Arcs:
    """Edges between numbered nodes, in the caller's order, without self-ties."""

    node: Column
    tail: Column
    head: Column
    weight: Numbers | None
    probability: Numbers | None
    self_ties: int


@dataclass(frozen=True, slots=True)
class Rows:
    """The other ends of node n's arcs: ``end[start[n]:start[n + 1]]``, ascending.

    ``arc`` says where each arc lay before; it is empty where that is not kept.
    """

    start: Column
    end: Column
    arc: Column


def read_arcs(
    source: ArrayLike,
    target: ArrayLike,
    *,
    weight: ArrayLike | None,
    probability: ArrayLike | None,
) -> Arcs:
    """Check the columns, number the nodes and leave self-ties out.

    Anything numpy can read will do, Arrow columns too. Raises ``ValueError`` for ids
    that are missing or neither whole numbers nor text, for columns of different
    lengths, and for numbers that cannot be weights or probabilities.
    """
    tails, heads = _one_column(source, "source"), _one_column(target, "target")
    if heads.size != tails.size:
        raise ValueError(_lengths("target", heads.size, tails.size))
    if tails.size and (tails.dtype.kind == "U") != (heads.dtype.kind == "U"):
        message = "source and target ids are of different kinds: numbers and text"
        raise ValueError(message)
    worth = chance = None
    if weight is not None:
        worth = checked_numbers(weight, "weight", size=tails.size, most=_FINITE)
    if probability is not None:
        chance = checked_numbers(probability, "probability", size=tails.size, most=1.0)
    node, tail, head = _numbered(tails, heads)
    apart = tail != head
    self_ties = tails.size - int(np.count_nonzero(apart))
    if self_ties:
        tail, head = tail[apart], head[apart]
        worth = None if worth is None else worth[apart]
        chance = None if chance is None else chance[apart]
    return Arcs(node, tail, head, worth, chance, self_ties)


def sorted_rows(arcs: Arcs) -> Rows:
    """Return the rows by tail; ``arc`` is kept where arcs carry numbers."""
    size, count = arcs.node.size, arcs.tail.size
    keeps = arcs.weight is not None or arcs.probability is not None
    if count < FEW_ARCS:
        order = np.lexsort((arcs.head, arcs.tail))
        counts = np.bincount(arcs.tail, minlength=size)
        start = np.concatenate([[0], np.cumsum(counts)]).astype(index_type(count))
        return Rows(start, arcs.head[order], order.astype(index_type(count)))
    from mutuals.graph import rows  # noqa: PLC0415  numba takes long to load

    by_head = row_starts(arcs.head, size)
    parts, into = (_room(arcs.tail, keeps=keeps) for _ in range(2))
    rows.scatter(arcs.head, arcs.tail, by_head, parts, into)
    by_tail = _turned(Rows(by_head, into.other, into.arc), parts)
    return Rows(by_tail.start, by_tail.end, into.arc[by_tail.arc] if keeps else into.arc)


def turned(given: Rows, *, keeps: bool = True) -> Rows:
    """Return the rows by the other end; ``arc``, if kept, says where each lay."""
    size, count = given.start.size - 1, given.end.size
    if count < FEW_ARCS:
        kind = index_type(count)
        order = np.argsort(given.end, kind="stable").astype(kind)
        tail = np.repeat(np.arange(size, dtype=given.end.dtype), np.diff(given.start))
        counts = np.bincount(given.end, minlength=size)
        return Rows(np.concatenate([[0], np.cumsum(counts)]).astype(kind), tail[order], order)
    return _turned(given, _room(given.end, keeps=keeps))


def _turned(given: Rows, parts: "Parts") -> Rows:
    from mutuals.graph import rows  # noqa: PLC0415  numba takes long to load

    start = row_starts(given.end, given.start.size - 1)
    into = _room(given.end, keeps=parts.arc.size > 0)
    rows.turn(given.start, given.end, start, parts, into)
    return Rows(start, into.other, into.arc)


def _room(like: Column, *, keeps: bool) -> "Parts":
    from mutuals.graph import rows  # noqa: PLC0415  numba takes long to load

    # not made by kernels: numpy asks for large pages, which are faster at first touch
    arc = np.empty(like.size if keeps else 0, index_type(like.size))
    return rows.Parts(np.empty_like(like), np.empty_like(like), arc)


def row_starts(key: Column, size: int) -> Column:
    """Return where each key's row begins, and where the last one ends."""
    start = np.zeros(size + 1, index_type(key.size))
    if key.size < FEW_ARCS:
        np.cumsum(np.bincount(key, minlength=size), out=start[1:])
        return start
    from mutuals.graph import rows  # noqa: PLC0415  numba takes long to load

    rows.row_starts(key, start)
    return start


def index_type(size: int) -> type[np.uint32] | type[np.int64]:
    """Return the smallest type that can count to ``size``."""
    return np.uint32 if size < 2**32 else np.int64


def _numbered(tail: Column, head: Column) -> tuple[Column, Column, Column]:
    """Return the distinct ids in ascending order, and both ends as places in them."""
    if not tail.size:
        return np.zeros(0, np.int64), np.zeros(0, np.uint32), np.zeros(0, np.uint32)
    if tail.dtype.kind != "U":
        low = min(int(tail.min()), int(head.min()))
        span = max(int(tail.max()), int(head.max())) - low + 1
        if span <= 4 * tail.size + 1024:
            return _by_table(tail, head, low=low, span=span)
        if tail.size >= FEW_ARCS:
            return _by_hashing(tail, head)
    node, place = np.unique(np.concatenate([tail, head]), return_inverse=True)
    place = place.astype(index_type(node.size))
    return node, place[: tail.size], place[tail.size :]


def _by_table(tail: Column, head: Column, *, low: int, span: int) -> tuple[Column, Column, Column]:
    # ids that lie close together need no sorting, which would take ten times as long
    if 0 < low < span:
        low, span = 0, low + span
    if low:
        tail, head = tail.astype(np.int64) - low, head.astype(np.int64) - low
    seen = np.zeros(span, np.bool_)
    seen[tail] = True
    seen[head] = True
    node = np.flatnonzero(seen)
    kind = index_type(node.size)
    if node.size == span:
        return node + low, tail.astype(kind, copy=False), head.astype(kind, copy=False)
    place: Column = np.cumsum(seen, dtype=kind) - 1
    return node + low, place[tail], place[head]


def _by_hashing(tail: Column, head: Column) -> tuple[Column, Column, Column]:
    from mutuals.graph import rows  # noqa: PLC0415  numba takes long to load

    ids = np.concatenate([tail, head]).astype(np.int64).view(np.uint64)
    found, numbers = ids[:0], np.empty(ids.size, np.uint32)
    at, size, count = 0, 1 << 14, np.zeros(1, np.int64)
    while at < ids.size:
        size, before, count = 4 * size, found, np.zeros(1, np.int64)
        found = np.empty(size // 2 + 1, np.uint64)
        known = (np.empty(size, np.uint64), np.full(size, -1, np.int32))
        with np.errstate(over="ignore"):
            # those known already, in the same order, have the same numbers again
            rows.number(before, 0, known, (found, np.empty(before.size, np.uint32), count))
            at = rows.number(ids, at, known, (found, numbers, count))
        found = found[: count[0]]
    node = found.view(np.int64)
    order = np.argsort(node)
    rank = np.empty(node.size, np.uint32)
    rank[order] = np.arange(node.size, dtype=np.uint32)
    place = rank[numbers]
    return node[order], place[: tail.size], place[tail.size :]


def _one_column(values: ArrayLike, name: str) -> Column:
    column = np.asarray(values)
    if column.ndim == 1 and not column.size:
        return np.zeros(0, np.int64)
    if column.ndim == 1 and column.dtype.kind in "OT":
        kinds = {type(one) for one in column.tolist()}
        if kinds == {str}:
            return column.astype(np.str_)
        column = column.astype(np.int64) if kinds == {int} else column
    if column.ndim == 1 and column.dtype.kind == "U":
        return column
    if column.ndim != 1 or column.dtype.kind not in "iu":
        message = f"{name} ids are neither all whole numbers nor all text"
        raise ValueError(message)
    if int(column.max()) >= 2**63:
        message = f"{name} ids do not fit 63 bits"
        raise ValueError(message)
    return column if column.dtype == np.uint32 else column.astype(np.int64, copy=False)


def checked_numbers(values: ArrayLike, name: str, *, size: int, most: float) -> Numbers:
    """Return one number per edge from 0 to ``most``, or raise ``ValueError``."""
    numbers = np.asarray(values, np.float64)
    if numbers.ndim != 1 or numbers.size != size:
        raise ValueError(_lengths(name, numbers.size, size))
    wrong = ~((numbers >= 0) & (numbers <= most))
    if wrong.any():
        place = int(np.argmax(wrong))
        range_ = "from 0 to 1" if most == 1.0 else "0 or more, and finite"
        message = f"{name} {place} is {numbers[place]}: it must be {range_}"
        raise ValueError(message)
    return numbers


def _lengths(name: str, found: int, wanted: int) -> str:
    return f"{name} has {found} values for {wanted} edges"
