"""Made-up networks as large and as uneven as real ones (R-MAT), from a fixed seed.

    python -m benchmarks.graphs.rmat NAME

makes one of ``SIZES`` and keeps it in a folder outside the repository: the one
MUTUALS_GRAPHS names, else the user's cache.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

# The chance of each quarter of the matrix, at every level.
QUARTERS = (0.57, 0.19, 0.19, 0.05)
_CHUNK = 1 << 20
_DRAWS = 1 << 16

Arcs = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Size:
    """The matrix has 2 ** levels rows; ``drawn`` counts arcs before repeats go."""

    levels: int
    drawn: int
    seed: int


SIZES = {
    "rmat-20k": Size(13, 21_000, 5),
    "rmat-1m": Size(17, 1_050_000, 6),
    "rmat-16m": Size(20, 16_500_000, 7),
    "rmat-69m": Size(23, 70_000_000, 8),
}


def rmat(name: str) -> tuple[Arcs, Arcs]:
    """Return tails and heads of a network by name, made once and then kept."""
    size = SIZES[name]
    kept = folder() / f"{name}-{size.levels}-{size.drawn}-{size.seed}.npy"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}.part.npy")
        np.save(part, np.stack(made(size)))
        part.rename(kept)
    tail, head = np.load(kept, mmap_mode="r")
    return np.array(tail), np.array(head)


def folder() -> Path:
    """Return where networks are kept."""
    return Path(os.environ.get("MUTUALS_GRAPHS") or user_cache_path("mutuals") / "graphs")


def made(size: Size) -> tuple[Arcs, Arcs]:
    """Draw a network: no arc twice, none to itself, nodes numbered in no order."""
    rng = np.random.default_rng(size.seed)
    key = np.concatenate(
        [
            _drawn(size.levels, min(_CHUNK, size.drawn - begun), rng)
            for begun in range(0, size.drawn, _CHUNK)
        ]
    )
    key.sort()
    key = key[np.concatenate([[True], key[1:] != key[:-1]])]
    key = key[(key >> np.uint64(32)) != (key & np.uint64(0xFFFF_FFFF))]
    rng.shuffle(key)
    tail, head = (key >> np.uint64(32)).astype(np.uint32), key.astype(np.uint32)
    seen = np.zeros(1 << size.levels, np.bool_)
    seen[tail] = seen[head] = True
    number = np.zeros(seen.size, np.uint32)
    number[seen] = rng.permutation(int(seen.sum())).astype(np.uint32)
    return number[tail], number[head]


def _drawn(levels: int, count: int, rng: np.random.Generator) -> NDArray[np.uint64]:
    """Draw arcs as tail x 2**32 + head, one quarter a level."""
    edges = np.cumsum(np.array(QUARTERS) * _DRAWS).round().astype(np.int64)
    quarter = np.searchsorted(edges, np.arange(_DRAWS), side="right").astype(np.uint64)
    step = (quarter >> np.uint64(1) << np.uint64(32)) | (quarter & np.uint64(1))
    key = np.zeros(count, np.uint64)
    for _ in range(levels):
        key <<= np.uint64(1)
        key |= step[rng.integers(0, _DRAWS, count, np.uint16)]
    return key


if __name__ == "__main__":
    tails, heads = rmat(sys.argv[1])
    print(f"{sys.argv[1]}: {int(max(tails.max(), heads.max())) + 1:,} nodes, {tails.size:,} arcs")
