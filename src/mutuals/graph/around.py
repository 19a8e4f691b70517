"""Who stands around a node, whoever points at whom; and the triangles among them."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel
from mutuals.graph.csr import Graph, Ids, Numbers
from mutuals.graph.limits import ENDLESS, Limits, shares

OUT, INTO, BOTH = 1, 2, 3
_NONE = -1


class Around(NamedTuple):
    """Rows of the others each node is tied to, in ascending order.

    ``weight`` is that of both directions together, ``way`` says which there are, and
    ``twin`` is where the same tie stands in the other's row.
    """

    start: Ids
    other: NDArray[np.int32]
    weight: Numbers
    way: NDArray[np.uint8]
    twin: Ids


class _Net(NamedTuple):
    start: NDArray[Any]
    target: NDArray[Any]
    weight: Numbers
    back: NDArray[Any]
    source: NDArray[Any]
    arc: NDArray[Any]


def around(graph: Graph, limits: Limits = ENDLESS) -> Around:
    """Return everybody's ties without their direction.

    ``limits`` may end it between two of its steps.

    >>> around(Graph.from_edges([1, 2, 2], [2, 1, 3])).weight.tolist()
    [2.0, 2.0, 1.0, 1.0]
    """
    rows, weight = graph.reverse, np.ascontiguousarray(graph.weight)
    limits.rest()
    net = _Net(graph.start, graph.target, weight, rows.start, rows.end, rows.arc)
    start = np.zeros(graph.node.size + 1, np.int64)
    size = 2 * graph.target.size
    found = Around(
        start,
        np.empty(size, np.int32),
        np.empty(size),
        np.empty(size, np.uint8),
        np.empty(0, np.int64),
    )
    _merge(net, found)
    limits.rest()
    ends = int(start[-1])
    twin = np.empty(ends, np.int64)
    fitted = Around(start, found.other[:ends], found.weight[:ends], found.way[:ends], twin)
    _pair(fitted, start[:-1].copy())
    limits.rest()
    return fitted


@kernel
def _merge(net: _Net, into: Around) -> None:
    """Merge each node's two ascending rows, out and back, into one."""
    nodes, end = into.start.size - 1, 0
    absent = nodes
    for node in range(nodes):
        out, last = np.int64(net.start[node]), np.int64(net.start[node + 1])
        back, final = np.int64(net.back[node]), np.int64(net.back[node + 1])
        while out < last or back < final:
            to = np.int64(net.target[out]) if out < last else absent
            by = np.int64(net.source[back]) if back < final else absent
            other = min(to, by)
            into.other[end], into.weight[end], into.way[end] = other, 0.0, 0
            if to == other:
                into.weight[end] += net.weight[out]
                into.way[end] |= OUT
                out += 1
            if by == other:
                into.weight[end] += net.weight[net.arc[back]]
                into.way[end] |= INTO
                back += 1
            end += 1
        into.start[node + 1] = end


@kernel
def _pair(rows: Around, fill: Ids) -> None:
    for node in range(rows.start.size - 1):
        for tie in range(rows.start[node], rows.start[node + 1]):
            other = rows.other[tie]
            rows.twin[fill[other]] = tie
            fill[other] += 1


class Triangles(NamedTuple):
    """What the triangles add up to, per tie of ``Around`` from one node to another.

    ``common`` counts those both are tied to. ``indirect`` adds up, over them, the share
    of the one's ties that go there times the share of theirs that go on to the other;
    ``redundant`` the share of the one's ties that go there times how close the other is
    to them, as a part of the other's closest tie. ``sorts`` counts triangles by the
    ways of their three ties, u to v, u to w, v to w.
    """

    common: Ids
    indirect: Numbers
    redundant: Numbers
    sorts: Ids


class _Parts(NamedTuple):
    """Each tie as a share of its node's ties, and as a part of the closest of them."""

    share: Numbers
    part: Numbers


class _Once(NamedTuple):
    """Each tie once, from the node with fewer ties: rows of places in ``Around``.

    ``mark`` is to remember one node's ties, and clean in between.
    """

    start: Ids
    tie: Ids
    mark: Ids


def owners(rows: Around) -> Ids:
    """Return the node whose row each tie stands in."""
    return np.repeat(np.arange(rows.start.size - 1), np.diff(rows.start))


def triangles(rows: Around, limits: Limits = ENDLESS) -> Triangles:
    """Find every triangle once, from its node of fewest ties; ``limits`` may end it."""
    ties, degree, node = rows.other.size, np.diff(rows.start), owners(rows)
    lower, higher = degree[node], degree[rows.other]
    tie = np.flatnonzero((lower < higher) | ((lower == higher) & (node < rows.other)))
    start = np.concatenate([[0], np.cumsum(np.bincount(node[tie], minlength=degree.size))])
    limits.rest()
    together, closest = np.bincount(node, rows.weight, degree.size), np.zeros(degree.size)
    np.maximum.at(closest, node, rows.weight)
    with np.errstate(invalid="ignore"):
        parts = _Parts(rows.weight / together[node], rows.weight / closest[node])
    found = Triangles(
        np.zeros(ties, np.int64), np.zeros(ties), np.zeros(ties), np.zeros((4, 4, 4), np.int64)
    )
    once = _Once(start, tie, np.full(degree.size, _NONE))
    for span in shares(_looks(rows, once, node), limits):
        _find(rows, once, parts, found, span)
    return found


def _looks(rows: Around, once: _Once, node: Ids) -> Numbers:
    """Return how many ties are looked at from each node."""
    onward = np.diff(once.start)[rows.other[once.tie]]
    return np.bincount(node[once.tie], onward, once.mark.size).astype(np.float64)


@kernel
def _find(  # noqa: PLR0917  # numba takes no keywords only
    rows: Around, once: _Once, parts: _Parts, into: Triangles, span: tuple[int, int]
) -> None:
    for node in range(span[0], span[1]):
        begin, end = once.start[node], once.start[node + 1]
        for place in range(begin, end):
            once.mark[rows.other[once.tie[place]]] = once.tie[place]
        for place in range(begin, end):
            _close(rows, once, (parts, into), once.tie[place])
        for place in range(begin, end):
            once.mark[rows.other[once.tie[place]]] = _NONE


@inlined
def _close(rows: Around, once: _Once, both: tuple[_Parts, Triangles], near: int) -> None:  # noqa: PLR0917  # numba
    other = rows.other[near]
    for place in range(once.start[other], once.start[other + 1]):
        across = once.tie[place]
        far = once.mark[rows.other[across]]
        if far != _NONE:
            _add(rows, both[0], both[1], (near, far, across))


@inlined
def _add(rows: Around, parts: _Parts, into: Triangles, ties: tuple[int, int, int]) -> None:  # noqa: PLR0917  # numba
    near, far, across = ties
    into.sorts[rows.way[near], rows.way[far], rows.way[across]] += 1
    back, home, athwart = rows.twin[near], rows.twin[far], rows.twin[across]
    for one, other, onward, backward in (
        (near, far, across, athwart),
        (far, near, athwart, across),
        (back, across, far, home),
        (across, back, home, far),
        (home, athwart, near, back),
        (athwart, home, back, near),
    ):
        # one to its end, other to the third, onward from that end to the third
        into.common[one] += 1
        into.indirect[one] += parts.share[other] * parts.share[backward]
        into.redundant[one] += parts.share[other] * parts.part[onward]
