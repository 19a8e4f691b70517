"""Whom to ask first on a network of 69 million arcs: time and memory.

    python -m benchmarks.speed.seeds_large

One run each, every one a process of its own; PyNetIM's memory would not do.
"""

from benchmarks.markdown import table
from benchmarks.speed.asked import Asked
from benchmarks.speed.quoted import quoted
from benchmarks.speed.seeds import memory, once

GRAPH = "rmat-69m"


def main() -> None:
    """Print the tables."""
    print(f"{GRAPH}: 3.9 M nodes, 69 M arcs, R-MAT .57/.19/.19/.05 from a fixed seed.\n")
    ours, rows = {}, []
    for asked in (Asked(GRAPH, 50, 0.1), Asked(GRAPH, 500, 0.1), Asked(GRAPH, 50, 0.1, "lt")):
        told, run = once("kernels", asked)
        ours[asked] = told.choosing
        found = [asked.model.upper(), asked.count, f"{told.choosing:.3f}", told.loading]
        rows.append([*found, told.sets, f"{told.ratio:.3f}", round(told.spread), round(run.peak)])
    header = ("model", "k", "choosing, CPU s", "loading, CPU s", "sets", "certified")
    print(table((*header, "spread", "peak MiB"), rows))
    memory((GRAPH,))
    quoted(ours)


if __name__ == "__main__":
    main()
