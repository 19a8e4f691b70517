"""Compile the kernels ahead, so that nobody waits for that later.

python -m mutuals.graph
"""

import sys
import time

import numpy as np

from mutuals.graph import rows
from mutuals.graph.csr import Graph
from mutuals.graph.everybody import influence_of_all
from mutuals.graph.seeds import select_seeds
from mutuals.graph.simulating import cascades, spread
from mutuals.graph.structure import brokerage
from mutuals.graph.ways import ways_from


def main() -> None:
    """Ask a ring of three for everything there is a kernel for."""
    begun = time.perf_counter()
    ring = Graph.from_edges([1, 2, 3], [2, 3, 1], probability=[0.5, 0.4, 0.3])
    select_seeds(ring, 1)
    influence_of_all(ring, sets=64)
    spread(ring, [1], runs=64)
    cascades(ring, [1], runs=1)
    ways_from(ring, 1)
    brokerage(ring)
    budgeted = Graph.from_edges(np.zeros(60, int), np.arange(1, 61))
    select_seeds(budgeted, budget=3.0)
    start, end = np.zeros(2, np.uint32), np.zeros(1, np.uint32)
    rows.row_starts(end, start)
    room = [rows.Parts(*np.zeros((3, 1), np.uint32)) for _ in range(2)]
    rows.scatter(end, end, np.zeros(2, np.uint32), *room)
    rows.turn(start, end, np.zeros(2, np.uint32), *room)
    seconds = time.perf_counter() - begun
    sys.stdout.write(f"Kernels are ready ({seconds:.0f} s).\n")


if __name__ == "__main__":
    main()
