"""Standings in a whole network, by NetworKit: PageRank, cores, betweenness."""

from typing import Any

import numpy as np

from mutuals.graph.csr import Graph, Ids, Numbers

# The share of steps that follow a tie instead of starting anew (Brin and Page 1998).
DAMPING = 0.85
_SEED = 20_240_229


def pagerank(graph: Graph, *, against: bool = False) -> Numbers:
    """Return everybody's share of a walk's time along the edges, by weight.

    ``against`` walks them the other way round: towards those whom the paths lead from.
    """
    if not graph.node.size:
        return np.zeros(0)
    networkit = _alone()
    ranks = networkit.centrality.PageRank(
        _as_networkit(graph, turned=against),
        damp=DAMPING,
        distributeSinks=networkit.centrality.SinkHandling.DistributeSinks,
    ).run()
    scores = np.asarray(ranks.scores(), np.float64)
    return np.asarray(scores / scores.sum())


def cores(graph: Graph) -> Ids:
    """Return the largest k of whose k-core a node is part; directions do not count."""
    networkit = _alone()
    ties = _as_networkit(graph)
    plain = networkit.graphtools.toUndirected(ties)
    plain.removeMultiEdges()
    return np.asarray(networkit.centrality.CoreDecomposition(plain).run().scores(), np.int64)


def betweenness(graph: Graph, *, samples: int | None = None) -> Numbers:
    """Return the share of pairs whose shortest ways, along the edges, go by each node.

    Ways are as long as they have steps; weights do not count.

    With ``samples``, the shortest ways from so many nodes are looked at, from a fixed
    seed, instead of everybody's.
    """
    networkit, size = _alone(), graph.node.size
    ties = networkit.graphtools.toUnweighted(_as_networkit(graph))
    if samples is None:
        found = networkit.centrality.Betweenness(ties)
    else:
        networkit.setSeed(_SEED, useThreadId=False)
        found = networkit.centrality.EstimateBetweenness(ties, min(samples, size))
    scores = np.asarray(found.run().scores(), np.float64)
    return np.asarray(scores / max((size - 1) * (size - 2), 1))


def _alone() -> Any:  # noqa: ANN401  # NetworKit carries no types
    import networkit  # noqa: PLC0415  # half a second to load

    # one thread: the same network always gives the same numbers
    networkit.setNumberOfThreads(1)
    return networkit


def _as_networkit(graph: Graph, *, turned: bool = False) -> Any:  # noqa: ANN401  # as above
    import networkit  # noqa: PLC0415  # half a second to load

    ends = graph.sources().astype(np.uint64), graph.target.astype(np.uint64)
    return networkit.GraphFromCoo(
        (np.ascontiguousarray(graph.weight), ends[::-1] if turned else ends),
        n=graph.node.size,
        weighted=True,
        directed=True,
    )
