"""Where nodes stand between others: constraint, overlap, closure, and triads.

All of them look for triangles, which takes long in large networks: ``limits`` says who
hears how far it is, and may end it in ``CancelledError``.
"""

from dataclasses import dataclass
from itertools import permutations, product

import numpy as np

from mutuals.graph.around import BOTH, INTO, OUT, Around, around, owners, triangles
from mutuals.graph.csr import Graph, Ids, Numbers
from mutuals.graph.limits import ENDLESS, Limits

# The sixteen sorts of triads by their ties u-v, u-w, v-w, each from its first node on
# (Davis and Leinhardt 1972); the first two and the last are told by their number alone.
_SORTS = {
    "021D": (OUT, OUT, 0),
    "021U": (INTO, INTO, 0),
    "021C": (OUT, INTO, 0),
    "111D": (BOTH, INTO, 0),
    "111U": (BOTH, OUT, 0),
    "030T": (OUT, OUT, OUT),
    "030C": (OUT, INTO, OUT),
    "201": (BOTH, BOTH, 0),
    "120D": (OUT, OUT, BOTH),
    "120U": (INTO, INTO, BOTH),
    "120C": (OUT, INTO, BOTH),
    "210": (OUT, BOTH, BOTH),
    "300": (BOTH, BOTH, BOTH),
}
_BACK = (0, INTO, OUT, BOTH)
_PAIRS = ((0, 1), (0, 2), (1, 2))


@dataclass(frozen=True, slots=True)
class Brokerage:
    """Per node, after Burt (1992); not a number for a node without ties.

    ``constraint`` says how much of a node's contacts lead back to each other,
    ``effective_size`` how many of its contacts are not redundant.
    """

    constraint: Numbers
    effective_size: Numbers


@dataclass(frozen=True, slots=True)
class Closure:
    """Triangles per node, the share of its contacts' pairs that are tied, and overall.

    ``clustering`` is not a number for nodes with fewer than two contacts.
    """

    triangles: Ids
    clustering: Numbers
    transitivity: float


def brokerage(graph: Graph, limits: Limits = ENDLESS) -> Brokerage:
    """Return everybody's constraint and effective size, by weight both ways.

    >>> brokerage(Graph.from_edges([1, 1], [2, 3])).constraint.round(3).tolist()
    [0.5, 1.0, 1.0]
    """
    rows = around(graph, limits)
    found, node, size = triangles(rows, limits), owners(rows), graph.node.size
    together = np.bincount(node, rows.weight, size)
    known = np.bincount(node, minlength=size) > 0
    share = rows.weight / together[node]
    constraint = np.bincount(node, (share + found.indirect) ** 2, size)
    effective = np.bincount(node, 1.0 - found.redundant, size)
    return Brokerage(np.where(known, constraint, np.nan), np.where(known, effective, np.nan))


def overlap(graph: Graph, limits: Limits = ENDLESS) -> Numbers:
    """Return, per edge, the share of the others either end is tied to that both are.

    0 where nobody else is tied to either. In the order of the graph's edges.
    """
    rows = around(graph, limits)
    common = triangles(rows, limits).common
    degree = np.diff(rows.start)
    either = degree[owners(rows)] + degree[rows.other] - 2 - common
    return (common / np.maximum(either, 1))[(rows.way & OUT) > 0]


def closure(graph: Graph, limits: Limits = ENDLESS) -> Closure:
    """Return how often two contacts of the same node are tied, in any direction."""
    rows = around(graph, limits)
    size = graph.node.size
    corners = np.bincount(owners(rows), triangles(rows, limits).common, size).astype(np.int64) // 2
    degree = np.diff(rows.start)
    pairs = degree * (degree - 1) // 2
    clustering = np.full(size, np.nan)
    np.divide(corners, pairs, out=clustering, where=pairs > 0)
    return Closure(corners, clustering, float(corners.sum() / max(int(pairs.sum()), 1)))


def triads(graph: Graph, limits: Limits = ENDLESS) -> dict[str, int]:
    """Count every three nodes by how they are tied: the triad census.

    >>> {sort: n for sort, n in triads(Graph.from_edges([1, 3], [2, 2])).items() if n}
    {'021U': 1}
    """
    rows = around(graph, limits)
    closed, count = (
        _closed(triangles(rows, limits).sorts),
        dict.fromkeys(("003", "012", "102", *_SORTS), 0),
    )
    for sort, ways in _SORTS.items():
        count[sort] = closed[sort] if 0 not in ways else _open(rows, ways, closed)
    for sort, way in (("012", 1), ("102", 2)):
        count[sort] = _ties(rows)[way] * (graph.node.size - 2) - sum(
            _asked(ways)[way] * count[other] for other, ways in _SORTS.items()
        )
    size = graph.node.size
    count["003"] = size * (size - 1) * (size - 2) // 6 - sum(count.values())
    return count


def _closed(sorts: Ids) -> dict[str, int]:
    count = dict.fromkeys(_SORTS, 0)
    named = {one: sort for sort, ways in _SORTS.items() for one in _alike(ways)}
    for ways in product((OUT, INTO, BOTH), repeat=3):
        count[named[ways]] += int(sorts[ways])
    return count


def _alike(ways: tuple[int, int, int]) -> set[tuple[int, ...]]:
    """Return the same triad's ties with its nodes in every order."""
    tie = {}
    for (one, other), way in zip(_PAIRS, ways, strict=True):
        tie[one, other], tie[other, one] = way, _BACK[way]
    return {
        tuple(tie[order[one], order[other]] for one, other in _PAIRS)
        for order in permutations(range(3))
    }


def _open(rows: Around, ways: tuple[int, int, int], closed: dict[str, int]) -> int:
    """Count pairs of ties of the same node whose other ends are not tied."""
    node, size = owners(rows), rows.start.size - 1
    one, other = (np.bincount(node[rows.way == way], minlength=size) for way in ways[:2])
    pairs = int((one * other if ways[0] != ways[1] else one * (one - 1) // 2).sum())
    return pairs - sum(_corners(_SORTS[sort], ways) * n for sort, n in closed.items() if n)


def _corners(triangle: tuple[int, int, int], ways: tuple[int, int, int]) -> int:
    """Count the corners of a triangle whose two ties have these ways."""
    first, second, third = triangle
    corners = [(first, second), (_BACK[first], third), (_BACK[second], _BACK[third])]
    return sum(sorted(corner) == sorted(ways[:2]) for corner in corners)


def _asked(ways: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return how many of three pairs are not tied, tied one way, tied both ways."""
    both = ways.count(BOTH)
    return ways.count(0), 3 - both - ways.count(0), both


def _ties(rows: Around) -> tuple[int, int, int]:
    both = int((rows.way == BOTH).sum()) // 2
    return 0, rows.way.size // 2 - both, both
