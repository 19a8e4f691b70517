"""From the columns a caller hands in to sorted rows of node numbers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutuals.graph import ids
from mutuals.graph.ids import index_type, joined, numbered, one_column

if TYPE_CHECKING:
    from mutuals.graph.rows import Parts

Column = NDArray[Any]
Numbers = NDArray[np.float64]

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
    nodes: ArrayLike = (),
) -> Arcs:
    """Check the columns, number the nodes and leave self-ties out.

    Anything numpy can read will do, Arrow columns too. Raises ``ValueError`` for ids
    that are missing or neither whole numbers nor text, for columns of different
    lengths, and for numbers that cannot be weights or probabilities.
    """
    tails, heads = one_column(source, "source"), one_column(target, "target")
    more = one_column(nodes, "nodes")
    size = tails.place.size
    if heads.place.size != size:
        raise ValueError(_lengths("target", heads.place.size, size))
    if len({one.names is None for one in (tails, heads, more) if one.place.size}) > 1:
        message = "source and target ids are of different kinds: numbers and text"
        raise ValueError(message)
    worth = chance = None
    if weight is not None:
        worth = checked_numbers(weight, "weight", size=size, most=_FINITE)
    if probability is not None:
        chance = checked_numbers(probability, "probability", size=size, most=1.0)
    node, tail, head = numbered(joined(tails, more), joined(heads, more))
    apart = tail[:size] != head[:size]
    self_ties = size - int(np.count_nonzero(apart))
    if self_ties or more.place.size:
        tail, head = tail[:size][apart], head[:size][apart]
        worth = None if worth is None else worth[apart]
        chance = None if chance is None else chance[apart]
    return Arcs(node, tail, head, worth, chance, self_ties)


def sorted_rows(arcs: Arcs) -> Rows:
    """Return the rows by tail; ``arc`` is kept where arcs carry numbers."""
    size, count = arcs.node.size, arcs.tail.size
    keeps = arcs.weight is not None or arcs.probability is not None
    if count < ids.FEW_ARCS:
        order = np.lexsort((arcs.head, arcs.tail))
        counts = np.bincount(arcs.tail, minlength=size)
        start = np.concatenate([[0], np.cumsum(counts)]).astype(index_type(count))
        return Rows(start, arcs.head[order], order.astype(index_type(count)))
    from mutuals.graph import rows  # noqa: PLC0415  numba takes long to load

    by_head = row_starts(arcs.head, size)
    parts, into = (_room(arcs.tail, keeps=keeps) for _ in range(2))
    rows.scatter(arcs.head, arcs.tail, by_head, parts, into)
    # the rows by head are used up: theirs is the room for those by tail
    by_tail = _turned(Rows(by_head, into.other, into.arc), parts, into.other)
    return Rows(by_tail.start, by_tail.end, into.arc[by_tail.arc] if keeps else into.arc)


def turned(given: Rows, *, keeps: bool = True) -> Rows:
    """Return the rows by the other end; ``arc``, if kept, says where each lay."""
    size, count = given.start.size - 1, given.end.size
    if count < ids.FEW_ARCS:
        kind = index_type(count)
        order = np.argsort(given.end, kind="stable").astype(kind)
        tail = np.repeat(np.arange(size, dtype=given.end.dtype), np.diff(given.start))
        counts = np.bincount(given.end, minlength=size)
        return Rows(np.concatenate([[0], np.cumsum(counts)]).astype(kind), tail[order], order)
    return _turned(given, _room(given.end, keeps=keeps), np.empty_like(given.end))


def _turned(given: Rows, parts: "Parts", other: Column) -> Rows:
    """Return the rows by the other end, in ``other``, which may be those given."""
    from mutuals.graph import rows  # noqa: PLC0415  numba takes long to load

    start = row_starts(given.end, given.start.size - 1)
    into = rows.Parts(other[:0], other, np.empty_like(parts.arc))
    rows.turn(given.start, given.end, start, parts, into)
    return Rows(start, other, into.arc)


def _room(like: Column, *, keeps: bool) -> "Parts":
    from mutuals.graph import rows  # noqa: PLC0415  numba takes long to load

    # not made by kernels: numpy asks for large pages, which are faster at first touch
    arc = np.empty(like.size if keeps else 0, index_type(like.size))
    return rows.Parts(np.empty_like(like), np.empty_like(like), arc)


def row_starts(key: Column, size: int) -> Column:
    """Return where each key's row begins, and where the last one ends."""
    start = np.zeros(size + 1, index_type(key.size))
    if key.size < ids.FEW_ARCS:
        np.cumsum(np.bincount(key, minlength=size), out=start[1:])
        return start
    from mutuals.graph import rows  # noqa: PLC0415  numba takes long to load

    rows.row_starts(key, start)
    return start


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
