"""How something passes from node to node, laid out for drawing backwards."""

from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import making
from mutuals.graph.arcs import row_starts
from mutuals.graph.csr import Graph, Index, Numbers
from mutuals.graph.limits import check_run

Model = Literal["ic", "lt"]

# How the nodes that pass something on to a node are drawn.
EVEN, CONSTANT, VARIED, WALK, EVEN_WALK = range(5)
# How many of a node's even sources pass something on is looked up to this degree and
# count: eight thresholds fill one cache line, and the table the nearest cache.
TABLE_DEGREES = 512
TABLE_COUNTS = 8
# Members of sets are 32-bit numbers.
MOST_NODES = 2**32
# Steps without a limit.
UNLIMITED = 2**62
_ROUNDING = 1e-6


class Flow(NamedTuple):
    """A graph's reversed arcs and their probabilities, as kernels take them.

    ``chance`` holds all arcs' probability and the length of its jumps (CONSTANT), or
    one number per arc: its probability, descending in every row (VARIED), or the row's
    running sum (WALK).
    """

    kind: int
    steps: int
    start: Index
    source: Index
    chance: Numbers
    table: NDArray[np.uint64]


def flow_of(
    graph: Graph,
    model: Model = "ic",
    *,
    steps: int | None = None,
    probability: Numbers | None = None,
) -> Flow:
    """Lay a graph out for a model; ``probability`` replaces the graph's own.

    By ``ic`` every arc passes something on once, independently, with its probability.
    By ``lt`` a node takes up what enough of its sources, weighed by probability, have
    taken up: the probabilities into a node sum to at most 1.
    ``steps`` limits how many arcs in a row count. Raises ``ValueError``.
    """
    check_run(model, steps, threads=1)
    most = UNLIMITED if steps is None else steps
    if graph.node.size >= MOST_NODES:
        message = f"sets are drawn over {MOST_NODES - 1:,} nodes at most"
        raise ValueError(message)
    if probability is not None:
        graph = graph.with_probability(probability)
    kind = _kind(graph, model)
    table = even_table() if kind == EVEN else _NO_TABLE
    if kind not in {VARIED, WALK}:
        chance = graph.probability[0] if kind == CONSTANT else 0.0
        values = np.array([chance, _jump(chance)])
        return Flow(kind, most, graph.into.start, graph.into.end, values, table)
    rows = graph.reverse
    source, values = rows.end, graph.probability[rows.arc]
    if kind == VARIED:
        source = source.copy()
        _descend(rows.start, source, values)
    else:
        values = _running_sums(rows.start, values)
    return Flow(kind, most, rows.start, source, values, table)


def even_table() -> NDArray[np.uint64]:
    """Return, per degree d, 2^64 P(K <= j) for K of d sources with 1/d each.

    Row 0 holds the limit for endless degrees. Those above the last row's lie between
    the two.
    """
    degree = np.arange(TABLE_DEGREES + 1, dtype=np.float64)
    degree[0] = 2.0**52
    below = np.zeros((degree.size, TABLE_COUNTS))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.exp(degree * np.log1p(-1 / degree))
        below[:, 0] = share
        for count in range(1, TABLE_COUNTS):
            share = share * (degree - count + 1) / count / (degree - 1)
            below[:, count] = below[:, count - 1] + share
    below[1] = 0.0
    # a node of d sources cannot have more than d, whatever the rounding
    below[np.arange(TABLE_COUNTS) >= degree[:, None]] = 1.0
    sure = below >= 1.0
    return np.where(sure, ~np.uint64(0), (np.where(sure, 0.0, below) * 2.0**64).astype(np.uint64))


_NO_TABLE = np.zeros((0, TABLE_COUNTS), np.uint64)


def _kind(graph: Graph, model: Model) -> int:
    if graph.given is None:
        return EVEN if model == "ic" else EVEN_WALK
    chance, into = graph.given, np.diff(row_starts(graph.target, graph.node.size))
    even = bool(np.array_equal(chance, (1.0 / np.maximum(into, 1))[graph.target]))
    if model == "ic":
        if even:
            return EVEN
        return CONSTANT if chance.size and bool((chance == chance[0]).all()) else VARIED
    if even:
        return EVEN_WALK
    sums = np.bincount(graph.target, weights=chance, minlength=graph.node.size)
    if sums.max(initial=0.0) > 1 + _ROUNDING:
        place = int(np.argmax(sums))
        message = f"probabilities into node {graph.node[place]} sum to {sums[place]}, more than 1"
        raise ValueError(message)
    return WALK


@making
def _descend(start: Index, source: Index, chance: Numbers) -> None:
    """Sort every row by its arcs' probability, the highest first."""
    for node in range(start.size - 1):
        low, high = start[node], start[node + 1]
        if high > low + 1:
            order = np.argsort(-chance[low:high])
            source[low:high] = source[low:high][order]
            chance[low:high] = chance[low:high][order]


def _jump(chance: float) -> float:
    """Return what an exponential number is multiplied by to skip the arcs that fail."""
    if chance in {0.0, 1.0}:
        return 0.0 if chance else np.finfo(np.float64).max
    return float(-1 / np.log1p(-chance))


def _running_sums(start: Index, chance: Numbers) -> Numbers:
    total = np.cumsum(chance)
    before: NDArray[Any] = np.concatenate([[0.0], total])[start[:-1]]
    sums: Numbers = total - np.repeat(before, np.diff(start))
    return sums
