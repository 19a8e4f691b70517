"""What everybody's word reaches, for all nodes at once, with intervals."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutuals.graph.certificate import shares_between
from mutuals.graph.csr import Graph, Numbers
from mutuals.graph.flow import Model, flow_of
from mutuals.graph.keys import key_of, stream_key
from mutuals.graph.limits import Limits, check_run
from mutuals.graph.sampling import Sampler

_EVERYBODY = 4


@dataclass(frozen=True, slots=True)
class Influence:
    """Per node, by the caller's id: how many it is expected to reach, from, to.

    Each counts itself. ``hits`` is in how many of the ``sets`` drawn it was;
    ``members`` is what they held.
    """

    node: NDArray[Any]
    spread: Numbers
    lower: Numbers
    upper: Numbers
    hits: NDArray[np.int64]
    sets: int
    members: int


@dataclass(frozen=True, slots=True)
class _Sample:
    sets: int
    level: float
    key: np.uint64


def influence_of_all(  # noqa: PLR0913  # the contract names most of them
    graph: Graph,
    *,
    model: Model = "ic",
    steps: int | None = None,
    between: tuple[ArrayLike, ArrayLike] | None = None,
    sets: int = 1 << 20,
    level: float = 0.95,
    threads: int = 1,
    rng: np.random.Generator | None = None,
    limits: Limits | None = None,
) -> Influence:
    """Return every node's expected influence with an interval.

    The interval is exact for each node by itself, also for one that no set holds.
    Where arcs' own probabilities are only known to lie ``between`` two, beside the
    graph's, it is widened to what any probabilities between them could mean.
    ``steps`` limits how many arcs in a row count. The same ``rng`` gives the same
    answer on any number of threads. Raises ``ValueError`` and ``CancelledError``.

    >>> graph = Graph.from_edges(["Ann", "Bo"], ["Bo", "Cy"], probability=[1.0, 0.5])
    >>> found = influence_of_all(graph)
    >>> found.node.tolist(), found.spread.round(1).tolist()
    (['Ann', 'Bo', 'Cy'], [2.5, 1.5, 1.0])
    >>> bool(found.lower[0] < 2.5 < found.upper[0])
    True
    """
    check_run(model, steps, threads)
    if sets < 1 or not 0 < level < 1:
        message = "there must be sets to draw, and the level must lie between 0 and 1"
        raise ValueError(message)
    bounds = _bounds(graph, between)
    sample = _Sample(sets, level, stream_key(key_of(rng), _EVERYBODY))
    limits = limits or Limits()

    def counted(net: Graph) -> Influence:
        flow = flow_of(net, model, steps=steps)
        return _counted(net, Sampler(flow, threads, limits), sample)

    found = counted(graph)
    if bounds is None:
        return found
    under, over = map(counted, bounds)
    lower, upper = np.minimum(under.lower, found.lower), np.maximum(over.upper, found.upper)
    members = found.members + under.members + over.members
    return replace(found, lower=lower, upper=upper, members=members)


def _bounds(
    graph: Graph, between: tuple[ArrayLike, ArrayLike] | None
) -> tuple[Graph, Graph] | None:
    """Return the graph with the lower and with the upper probabilities."""
    if between is None:
        return None
    under, over = map(graph.with_probability, between)
    low, own, high = under.probability, graph.probability, over.probability
    wrong = ~((low <= own) & (own <= high))
    if wrong.any():
        place = int(np.argmax(wrong))
        message = f"probability {place} is {own[place]}, not between {low[place]} and {high[place]}"
        raise ValueError(message)
    return under, over


def _counted(graph: Graph, sampler: Sampler, sample: _Sample) -> Influence:
    nodes = sampler.nodes
    if not nodes:
        nothing = np.zeros(0)
        return Influence(
            graph.node, nothing, nothing, nothing, np.zeros(0, np.int64), sample.sets, 0
        )
    hits, members = sampler.count(sample.key, (0, sample.sets))
    # few numbers of hits are met, by many nodes each
    seen, place = np.unique(hits, return_inverse=True)
    low, high = shares_between(seen.astype(np.float64), sample.sets, level=sample.level)
    # a node itself is always reached: the sets that start at it count for nothing
    high = np.minimum(1 + nodes * high, nodes)
    spread: Numbers = 1 + hits * np.float64(nodes / sample.sets)
    lower, upper = 1 + nodes * low[place], high[place]
    return Influence(graph.node, spread, lower, upper, hits, sample.sets, members)
