"""Best paths of one to three steps, by the product of their probabilities."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from mutuals.graph.csr import Graph, Ids, Numbers

_NOBODY = -1


@dataclass(frozen=True, slots=True)
class Way:
    """A path by the caller's ids, both ends included, and its probability."""

    nodes: tuple[Any, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Who stands first and second in between (-1: nobody), and the probability."""

    first: Ids
    second: Ids
    probability: Numbers


def best_paths(
    graph: Graph, source: int | str, target: int | str, *, count: int = 3, disjoint: bool = True
) -> list[Way]:
    """Return up to ``count`` best paths, which share nobody in between if ``disjoint``.

    The most probable path comes first, and is the best there is; each further one is
    the best that goes through none of the people of those before it (or the next best
    there is). Equal probabilities: the shorter path, then the smaller ids. An id that
    is not in the graph is reached by nobody. Raises ``ValueError`` for no ``count``.
    """
    if count < 1:
        message = f"count must be 1 or more, not {count}"
        raise ValueError(message)
    begin, finish = graph.position(source), graph.position(target)
    if begin is None or finish is None or begin == finish:
        return []
    found = _candidates(graph, begin, finish)
    steps = (found.first != _NOBODY).astype(np.int64) + (found.second != _NOBODY)
    order = np.lexsort((found.second, found.first, steps, -found.probability.round(12)))
    ways: list[Way] = []
    used: set[int] = set()
    for place in order.tolist():
        between = [int(one) for one in (found.first[place], found.second[place]) if one >= 0]
        if used.isdisjoint(between):
            used.update(between if disjoint else ())
            nodes = tuple(graph.node[[begin, *between, finish]].tolist())
            ways.append(Way(nodes, float(found.probability[place])))
        if len(ways) == count:
            break
    return ways


def _candidates(graph: Graph, begin: int, finish: int) -> _Candidates:
    out = slice(int(graph.start[begin]), int(graph.start[begin + 1]))
    first, chance = _best_per_node(graph.target[out], graph.probability[out])
    direct = first == finish
    between = ~direct & (first != begin)
    nobody = np.full(graph.node.size, _NOBODY)
    found = [
        _Candidates(nobody[: direct.sum()], nobody[: direct.sum()], chance[direct]),
        *_through(graph, (begin, finish), first=first[between], chance=chance[between]),
    ]
    whole = _Candidates(
        np.concatenate([one.first for one in found]),
        np.concatenate([one.second for one in found]),
        np.concatenate([one.probability for one in found]),
    )
    real = whole.probability > 0
    return _Candidates(whole.first[real], whole.second[real], whole.probability[real])


def _through(
    graph: Graph, ends: tuple[int, int], *, first: Ids, chance: Numbers
) -> tuple[_Candidates, _Candidates]:
    """Return the ways through one and through two others, by a step to ``first``."""
    into = np.zeros(graph.node.size)
    last = np.flatnonzero(graph.target == ends[1])
    sources = np.searchsorted(graph.start, last, side="right") - 1
    np.maximum.at(into, sources, graph.probability[last])
    second, edge, row = _steps_from(graph, first)
    usable = (second != first[row]) & ~np.isin(second, ends)
    second, edge, row = second[usable], edge[usable], row[usable]
    return (
        _Candidates(first, np.full(first.size, _NOBODY), chance * into[first]),
        _Candidates(first[row], second, chance[row] * edge * into[second]),
    )


def _best_per_node(target: Ids, probability: Numbers) -> tuple[Ids, Numbers]:
    """Keep the best of several edges to the same node."""
    node, place = np.unique(target, return_inverse=True)
    best = np.zeros(node.size)
    np.maximum.at(best, place, probability)
    return node, best


def _steps_from(graph: Graph, nodes: Ids) -> tuple[Ids, Numbers, Ids]:
    """Return every edge out of some nodes: target, probability, which of the nodes."""
    begin = graph.start[nodes].astype(np.int64)
    counts = graph.start[nodes + 1].astype(np.int64) - begin
    row = np.repeat(np.arange(nodes.size), counts)
    offset = np.arange(row.size) - np.repeat(np.cumsum(counts) - counts, counts)
    edge = begin[row] + offset
    return graph.target[edge], graph.probability[edge], row
