"""Choose seeds with our kernels.

    python -m benchmarks.speed.by_kernels ASKED RESULT [--trace] [--whole]

The kernels are compiled, or fetched, on a small network before the clock runs; with
--trace the peak of what arrays take while choosing is measured, and with --whole no
sentinels cut large sets short.
"""

import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmarks.graphs.files import arcs
from benchmarks.speed.asked import Asked, Told, timed

from mutuals.graph import search
from mutuals.graph.csr import Graph
from mutuals.graph.flow import Flow, Model, flow_of
from mutuals.graph.seeds import Seeds, chosen
from mutuals.graph.wish import Goal, Wish

# Above any time these runs take: nothing is cut short by the clock.
_PATIENCE = 3_600.0


def load(name: str, model: Model = "ic", chance: float | None = None) -> tuple[Graph, Flow]:
    """Return a network, and the same laid out for drawing."""
    tail, head = arcs(name)
    graph = Graph.from_edges(
        tail, head, probability=None if chance is None else np.full(tail.size, chance)
    )
    return graph, flow_of(graph, model)


def choose(graph: Graph, flow: Flow, asked: Asked) -> Seeds:
    """Return the seeds that were asked for."""
    goal = Goal(
        ratio=asked.ratio or 0.70,
        epsilon=None if asked.ratio else asked.epsilon,
        seconds=_PATIENCE,
        key=asked.key,
    )
    return chosen(graph, Wish(asked.count), flow=flow, goal=goal)


def main(text: str, result: Path, *, trace: bool, whole: bool) -> None:
    """Load, choose and write down."""
    asked = Asked.of(text)
    if whole:
        search._LARGE = sys.maxsize  # noqa: SLF001  # what nobody but a race needs
    ring = Graph.from_edges([0, 1, 2, 3], [1, 2, 3, 0])
    choose(ring, flow_of(ring, asked.model), Asked("", 1, 0.3))
    loading, (graph, flow) = timed(lambda: load(asked.graph, asked.model, asked.chance))
    if trace:
        tracemalloc.start()
    choosing, seeds = timed(lambda: choose(graph, flow, asked))
    traced = tracemalloc.get_traced_memory()[1] if trace else 0
    ids = [int(one) for one in seeds.seeds]
    told = Told(loading, choosing, ids, seeds.ratio, seeds.sets, seeds.members, traced)
    replace(told, sentinels=seeds.sentinels, spread=seeds.spread).write(result)


if __name__ == "__main__":
    flags = set(sys.argv[3:])
    main(sys.argv[1], Path(sys.argv[2]), trace="--trace" in flags, whole="--whole" in flags)
