"""Groups of nodes that hold together (Leiden), and how firmly each node stands."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutuals.graph.csr import Graph, Ids, Numbers

RUNS = (3, 10)
# Ten runs up to a tenth of this, then as many as keep the work the same.
_EDGES = 1_000_000
_SEED = 20_240_229


@dataclass(frozen=True, slots=True)
class Communities:
    """Per node: its community's number, and the share of runs it stays with it."""

    community: Ids
    stability: Numbers
    runs: int


def communities(graph: Graph) -> Communities:
    """Divide a graph's nodes; every edge counts once, from the smaller node's side.

    Several runs from fixed seeds, fewer where there are many edges; the division kept
    is the one of the highest modularity, the first of them on a tie. A node stays in a
    run where it is found together with the largest part of its community.
    """
    tail = graph.sources()
    # Edges of no weight hold nobody together, and alone they have no modularity.
    once = (tail < graph.target) & (graph.weight > 0)
    if not once.any():
        return Communities(np.arange(graph.node.size), np.ones(graph.node.size), 0)
    edges = tail[once], graph.target[once].astype(np.int64), graph.weight[once]
    runs, quality = _runs(edges, graph.node.size)
    kept = runs[int(np.argmax(np.round(quality, 9)))]
    stays = np.mean([_stays(kept, run) for run in runs], axis=0)
    return Communities(kept, stays, len(runs))


def _runs(edges: tuple[Ids, Ids, Numbers], nodes: int) -> tuple[list[Ids], list[float]]:
    import networkit  # noqa: PLC0415  half a second to load, and only the build needs it

    # one thread and a fixed seed: the same network always gives the same circles
    networkit.setNumberOfThreads(1)
    tail, head, weight = edges
    graph = networkit.GraphFromCoo((weight, (tail, head)), n=nodes, weighted=True)
    runs, quality = [], []
    least, most = RUNS
    for run in range(max(least, min(most, _EDGES // tail.size))):
        networkit.setSeed(_SEED + run, useThreadId=False)
        division = networkit.community.ParallelLeiden(graph, randomize=True).run().getPartition()
        runs.append(np.unique(division.getVector(), return_inverse=True)[1].astype(np.int64))
        quality.append(networkit.community.Modularity().getQuality(division, graph))
    return runs, quality


def _stays(kept: Ids, run: Ids) -> NDArray[np.bool_]:
    # Never a table of all by all: a large network has ten thousands of communities.
    size = int(run.max()) + 1
    both, many = np.unique(kept * size + run, return_counts=True)
    order = np.lexsort((both, -many, both // size))
    _, first = np.unique(both[order] // size, return_index=True)
    largest = both[order][first] % size
    return np.asarray(largest[kept] == run)
