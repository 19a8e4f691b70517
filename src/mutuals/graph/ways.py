"""Best paths of one to three steps from one node to every other at once."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel
from mutuals.graph.csr import Graph, Ids, Numbers
from mutuals.graph.limits import ENDLESS, Limits, shares

NOBODY = -1
# Probabilities that agree in twelve decimals count as equal.
_DECIMALS = 1e12
_NEVER = 1


@dataclass(frozen=True, slots=True)
class Ways:
    """One row per path, by target and then from the best; nodes count from 0.

    ``first`` and ``second`` stand in between, nearest to the source first (-1: nobody).
    """

    target: Ids
    rank: Ids
    first: Ids
    second: Ids
    probability: Numbers


class _Net(NamedTuple):
    """Rows of ties by who they lead from, and by whom they lead to."""

    start: NDArray[Any]
    target: NDArray[Any]
    chance: Numbers
    back: NDArray[Any]
    source: NDArray[Any]
    arc: NDArray[Any]


class _Near(NamedTuple):
    """What can be reached directly, and through whom in two steps, best first."""

    source: int
    direct: Numbers
    through: Ids
    chance: Numbers


def ways_from(
    graph: Graph,
    source: int | str,
    *,
    count: int = 1,
    disjoint: bool = True,
    limits: Limits = ENDLESS,
) -> Ways:
    """Return the paths that ``best_paths`` would, for every target there is.

    ``limits`` says who may end it, in ``CancelledError``.

    >>> graph = Graph.from_edges([1, 2, 2], [2, 3, 1], probability=[0.5, 0.5, 0.9])
    >>> ways = ways_from(graph, 1)
    >>> ways.target.tolist(), ways.first.tolist(), ways.probability.tolist()
    ([1, 2], [-1, 1], [0.5, 0.25])
    """
    if count < 1:
        message = f"count must be 1 or more, not {count}"
        raise ValueError(message)
    begin, nodes = graph.position(source), graph.node.size
    if begin is None:
        nothing = np.zeros(0, np.int64)
        return Ways(nothing, nothing, nothing, nothing, np.zeros(0))
    net = _net(graph)
    # each better path spoils two in between at most, and the target is spoilt too
    kept = 2 * count
    near = _Near(begin, np.zeros(nodes), np.full((nodes, kept), NOBODY), np.zeros((nodes, kept)))
    _look_around(net, near)
    between = np.full((nodes, count, 2), NOBODY)
    probability = np.zeros((nodes, count))
    for span in shares(_looks(graph, count * kept), limits):
        _find(net, near, (between, probability), disjoint, span)
    target, rank = found = np.nonzero(probability)
    return Ways(target, rank, between[found][:, 0], between[found][:, 1], probability[found])


def _net(graph: Graph) -> _Net:
    rows, chance = graph.reverse, np.ascontiguousarray(graph.probability)
    return _Net(graph.start, graph.target, chance, rows.start, rows.end, rows.arc)


def _looks(graph: Graph, each: int) -> Numbers:
    """Return how much is looked at for each target: so much a tie that leads there."""
    return 1.0 + each * np.diff(graph.reverse.start).astype(np.float64)


@inlined
def _rank(probability: float) -> int:
    return -int(np.rint(probability * _DECIMALS))


@kernel
def _look_around(net: _Net, near: _Near) -> None:
    source = near.source
    for step in range(np.int64(net.start[source]), np.int64(net.start[source + 1])):
        friend = np.int64(net.target[step])
        near.direct[friend] = net.chance[step]
        for tie in range(np.int64(net.start[friend]), np.int64(net.start[friend + 1])):
            other = np.int64(net.target[tie])
            if other != source:
                _keep(near, other, friend, net.chance[step] * net.chance[tie])


@inlined
def _keep(near: _Near, other: int, friend: int, chance: float) -> None:  # noqa: PLR0917  # numba
    """Put a friend into the list of those who lead to somebody, if good enough."""
    place = near.through.shape[1]
    while place > 0 and _rank(chance) < _rank(near.chance[other, place - 1]):
        place -= 1
        if place + 1 < near.through.shape[1]:
            near.through[other, place + 1] = near.through[other, place]
            near.chance[other, place + 1] = near.chance[other, place]
    if place < near.through.shape[1]:
        near.through[other, place] = friend
        near.chance[other, place] = chance


@kernel
def _find(  # noqa: PLR0917  # numba takes no keywords only
    net: _Net,
    near: _Near,
    into: tuple[Ids, Numbers],
    disjoint: bool,  # noqa: FBT001  # as above
    span: tuple[int, int],
) -> None:
    between, probability = into
    for target in range(span[0], span[1]):
        last = (-np.int64(2 * _DECIMALS), 0, 0, 0)
        for rank in range(between.shape[1] if target != near.source else 0):
            taken = between[target, : rank if disjoint else 0]
            chance, last = _next_best(net, near, (target, last), taken)
            if last[0] == _NEVER:
                break
            probability[target, rank] = chance
            between[target, rank, 0], between[target, rank, 1] = last[2], last[3]


@kernel
def _next_best(net: _Net, near: _Near, after: Any, taken: Ids) -> tuple[float, Any]:  # noqa: ANN401, PLR0917  # a target and a tuple of four; numba
    """Return the best path to a target after the last one through nobody taken."""
    target, last = after
    chance, best = 0.0, (_NEVER, 0, 0, 0)
    for row in range(np.int64(net.back[target]), np.int64(net.back[target + 1])):
        broker = np.int64(net.source[row])
        for slot in range(-1, near.through.shape[1]):
            first, second, value = _candidate(near, broker, slot)
            value *= net.chance[net.arc[row]]
            if value <= 0.0 or first == target:
                continue
            steps = 1 + (first != NOBODY) + (second != NOBODY)
            found = (_rank(value), steps, first, second)
            if last < found < best and _is_free(taken, first, second):
                chance, best = value, found
    return chance, best


@inlined
def _candidate(near: _Near, broker: int, slot: int) -> tuple[int, int, float]:
    if broker == near.source:
        return NOBODY, NOBODY, 1.0 if slot < 0 else 0.0
    if slot < 0:
        return broker, NOBODY, near.direct[broker]
    return near.through[broker, slot], broker, near.chance[broker, slot]


@inlined
def _is_free(taken: Ids, first: int, second: int) -> bool:
    for place in range(taken.shape[0]):
        for end in range(2):
            one = taken[place, end]
            if one != NOBODY and one in (first, second):
                return False
    return True
