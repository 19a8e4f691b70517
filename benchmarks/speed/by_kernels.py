"""Choose seeds with our kernels.

    python -m benchmarks.speed.by_kernels ASKED RESULT [--trace]

The kernels are compiled, or fetched, on a small network before the clock runs; with
--trace the peak of what arrays take while choosing is measured.
"""

import sys
import tracemalloc
from pathlib import Path

from benchmarks.graphs.files import arcs
from benchmarks.speed.asked import Asked, Told, timed

from mutuals.graph.csr import Graph
from mutuals.graph.flow import flow_of
from mutuals.graph.seeds import Seeds, select_seeds
from mutuals.graph.wish import Goal, Wish

# Above any time these runs take: nothing is cut short by the clock.
_PATIENCE = 3_600.0


def load(name: str) -> Graph:
    """Return a network with its rows both ways."""
    graph = Graph.from_edges(*arcs(name))
    assert graph.reverse.end.size == graph.target.size  # noqa: S101  # worked out here
    return graph


def choose(graph: Graph, asked: Asked) -> Seeds:
    """Return the seeds that were asked for."""
    goal = Goal(
        ratio=asked.ratio or 0.70,
        epsilon=None if asked.ratio else asked.epsilon,
        seconds=_PATIENCE,
        key=asked.key,
    )
    return select_seeds(graph, Wish(asked.count), flow=flow_of(graph, asked.model), goal=goal)


def main(text: str, result: Path, *, trace: bool) -> None:
    """Load, choose and write down."""
    asked = Asked.of(text)
    choose(Graph.from_edges([0, 1, 2, 3], [1, 2, 3, 0]), Asked("", 1, 0.3, asked.model))
    loading, graph = timed(lambda: load(asked.graph))
    if trace:
        tracemalloc.start()
    choosing, seeds = timed(lambda: choose(graph, asked))
    traced = tracemalloc.get_traced_memory()[1] if trace else 0
    ids = [int(one) for one in seeds.node]
    Told(loading, choosing, ids, seeds.ratio, seeds.sets, seeds.members, traced).write(result)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), trace="--trace" in sys.argv)
