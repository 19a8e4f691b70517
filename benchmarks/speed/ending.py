"""How long a long look at a network goes on once it is asked to end.

    python -m benchmarks.speed.ending [GRAPH]

Each is asked after some seconds of CPU time, in the midst of its longest kernel, and
what it still takes from then on is told, in CPU seconds: asked are two.
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from functools import partial

import numpy as np
from benchmarks.graphs.files import arcs
from benchmarks.markdown import table

from mutuals.graph import Graph, Limits, influence_of_all, select_seeds, spread
from mutuals.graph.structure import triads
from mutuals.graph.ways import ways_from

GRAPH = "rmat-16m"
AFTER = 4.0
_ENDLESS = 1 << 40


def works(graph: Graph) -> dict[str, Callable[[Limits], object]]:
    """Return what is asked to end, by name: each would take far longer."""
    hub = graph.node[int(np.argmax(np.diff(graph.start)))]
    return {
        "everybody's influence": lambda limits: influence_of_all(
            graph, sets=_ENDLESS, limits=limits
        ),
        "seeds to a ratio of .9": lambda limits: select_seeds(graph, 50, ratio=0.9, limits=limits),
        "seeds for a budget": lambda limits: select_seeds(
            graph, budget=50, ratio=0.9, limits=limits
        ),
        "spread of ten thousand": lambda limits: spread(
            graph, graph.node[:10_000], runs=_ENDLESS, relative_error=0, limits=limits
        ),
        "triangles: constraint, overlap, closure, triads": partial(triads, graph),
        "ten ways from one to everybody": lambda limits: ways_from(
            graph, hub, count=10, limits=limits
        ),
    }


def late(work: Callable[[Limits], object]) -> tuple[float | None, float]:
    """Return what some work still took once asked to end, and all that it took.

    None where it was done before.
    """
    begun = time.process_time()
    asked: list[float] = []

    def stopped() -> bool:
        now = time.process_time()
        # from the moment on that was set, not from when it is looked at
        if now - begun > AFTER and not asked:
            asked.append(begun + AFTER)
        return bool(asked)

    try:
        work(Limits(sets=1 << 30, seconds=3_600, stopped=stopped))
    except CancelledError:
        return time.process_time() - asked[0], time.process_time() - begun
    return None, time.process_time() - begun


def main() -> None:
    """Print the table."""
    name = sys.argv[1] if len(sys.argv) > 1 else GRAPH
    rows = []
    for words, work in works(Graph.from_edges(*arcs(name))).items():
        ended, took = late(work)
        shown = "done before" if ended is None else f"{ended:.2f}"
        rows.append([words, shown, f"{took:.1f}"])
    print(f"{name}, one thread; asked after {AFTER:g} s of CPU time, compiling included.\n")
    print(table(("work", "ended after, CPU s", "CPU s in all"), rows))


if __name__ == "__main__":
    main()
