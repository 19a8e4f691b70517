"""Cascades over ties, read as they are, and split by when they began."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from mutuals.estimators.cascades import Cascades, Ids

Flags = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Split:
    """Cascades that began before a moment, as known then, and those begun later."""

    learned: Cascades
    tested: Cascades


def read(where: Path) -> Cascades:
    """Read cascades and ties; a cascade's first word is its root, who did not join."""
    cascade, person, at = [], [], []
    lines = (where / "cascades.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(filter(str.strip, lines)):
        first, *others = (one.split() for one in line.split(",") if one.strip())
        for user, when in [first[1:], *others]:
            cascade.append(number)
            person.append(int(user))
            at.append(float(when))
    ends = np.loadtxt(where / "edges.txt", delimiter=",", dtype=np.int64)
    size = max(int(ends.max()), *person) + 1
    both = np.concatenate([ends, ends[:, ::-1]])
    both = np.unique(both[both[:, 0] != both[:, 1]], axis=0)
    ties = sparse.csr_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(size, size))
    return Cascades.of((cascade, person), at, ties=ties)


def split(seen: Cascades, share: float) -> Split:
    """Split at the moment by which a share of the cascades had begun."""
    begins = seen.at[seen.start[:-1]]
    moment = float(np.quantile(begins, share))
    early = (begins < moment)[seen.cascade] & (seen.at < moment)
    return Split(part(seen, early), part(seen, (begins >= moment)[seen.cascade]))


def part(seen: Cascades, kept: Flags) -> Cascades:
    """Return a part of the joinings, its cascades numbered anew."""
    cascade: Ids = np.unique(seen.cascade[kept], return_inverse=True)[1].reshape(-1)
    return Cascades.of((cascade, seen.person[kept]), seen.at[kept], ties=seen.ties)
