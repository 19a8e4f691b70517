"""Networks by name: those of the shared data, without repeats, and made-up ones."""

import os
from pathlib import Path

import numpy as np
from benchmarks.graphs.rmat import SIZES, Arcs, rmat

DATA = Path(__file__).parents[3] / "shared" / "data"
# By name: the file, its lines before the first tie, and whether a tie goes both ways.
FILES = {
    "nethept": ("NetHept.txt", 1, True),
    "netphy": ("NetPhy.txt", 1, True),
    "grqc": ("GrQc.txt", 1, True),
    "email": ("email-Eu-core.txt", 0, False),
    "karate": ("karate.tsv", 0, True),
    "jazz": ("jazz_edges.csv", 1, True),
}
NAMES = (*FILES, *SIZES)


def arcs(name: str) -> tuple[Arcs, Arcs]:
    """Return tails and heads by name: no arc twice, none to itself.

    Raises FileNotFoundError where the shared data are absent.
    """
    if name in SIZES:
        return rmat(name)
    file, ahead, is_mutual = FILES[name]
    path = Path(os.environ.get("MUTUALS_DATA", DATA)) / "graphs" / file
    delimiter = "," if path.suffix == ".csv" else None
    read = np.loadtxt(path, np.float64, skiprows=ahead, usecols=(0, 1), delimiter=delimiter)
    ties = read.astype(np.int64)
    both = np.concatenate([ties, ties[:, ::-1]]) if is_mutual else ties
    unlike = both[both[:, 0] != both[:, 1]]
    tail, head = np.unique(unlike, axis=0).T.astype(np.uint32)
    return tail, head
