"""Groups of nodes that hold together (Leiden), and how firmly each node stands."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutuals.graph.csr import Graph, Ids, Numbers

RUNS = 10
_SEED = 20_240_229


@dataclass(frozen=True, slots=True)
class Communities:
    """Per node: its community's number, and the share of runs it stays with it."""

    community: Ids
    stability: Numbers


def communities(graph: Graph) -> Communities:
    """Divide a graph's nodes; every edge counts once, from the smaller node's side.

    Several runs from fixed seeds; the division kept is the one of the highest
    modularity, the first of them on a tie. A node stays in a run where it is found
    together with the largest part of its community.
    """
    tail = graph.sources()
    once = tail < graph.target
    if not once.any():
        return Communities(np.arange(graph.node.size), np.ones(graph.node.size))
    edges = zip(
        tail[once].tolist(), graph.target[once].tolist(), graph.weight[once].tolist(), strict=True
    )
    runs, quality = _runs(list(edges), graph.node.size)
    kept = runs[int(np.argmax(np.round(quality, 9)))]
    stays = np.mean([_stays(kept, run) for run in runs], axis=0)
    return Communities(kept, stays)


def _runs(edges: list[tuple[int, int, float]], nodes: int) -> tuple[list[Ids], list[float]]:
    import networkit  # noqa: PLC0415  half a second to load, and only the build needs it

    # one thread and a fixed seed: the same network always gives the same circles
    networkit.setNumberOfThreads(1)
    graph = networkit.Graph(nodes, weighted=True)
    for one, other, weight in edges:
        graph.addEdge(one, other, weight)
    runs, quality = [], []
    for run in range(RUNS):
        networkit.setSeed(_SEED + run, useThreadId=False)
        division = networkit.community.ParallelLeiden(graph, randomize=True).run().getPartition()
        runs.append(np.unique(division.getVector(), return_inverse=True)[1].astype(np.int64))
        quality.append(networkit.community.Modularity().getQuality(division, graph))
    return runs, quality


def _stays(kept: Ids, run: Ids) -> NDArray[np.bool_]:
    together = np.zeros((kept.max() + 1, run.max() + 1), np.int64)
    np.add.at(together, (kept, run), 1)
    return np.asarray(together.argmax(axis=1)[kept] == run)
