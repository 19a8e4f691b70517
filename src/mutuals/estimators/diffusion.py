"""Who took one thing up when, among people who were asked whom they know."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]

NEVER = 0
_MENDING = 20


@dataclass(frozen=True, slots=True)
class Diffusion:
    """Who took something up when, and whom everybody names.

    Shapes: ``period``, ``group`` and ``known`` (people x columns) have one row per
    person. Periods count from 1 to ``last``; 0 is never, or not by then. ``ego`` and
    ``alter`` are positions, one row per naming.
    """

    period: Ids
    last: int
    group: Ids
    known: Floats
    ego: Ids
    alter: Ids

    def rewired(self, rng: np.random.Generator) -> "Diffusion":
        """Shuffle who is named among all namings of the ego's group."""
        cell = self.group[self.ego]
        order = np.argsort(cell, kind="stable")
        drawn = np.lexsort((rng.random(cell.size), cell))
        alter = np.empty_like(self.alter)
        alter[order] = self.alter[drawn]
        for _ in range(_MENDING):
            own = np.flatnonzero(alter == self.ego)
            if not own.size:
                break
            for row in own:
                other = rng.choice(np.flatnonzero(cell == cell[row]))
                alter[[row, other]] = alter[[other, row]]
        return replace(self, alter=alter)

    def reciprocal(self) -> NDArray[np.bool_]:
        """Return which namings are returned."""
        people = self.period.size
        return np.isin(self.ego * people + self.alter, self.alter * people + self.ego)


def shares(
    seen: Diffusion, among: NDArray[np.bool_] | None = None, since: int | None = None
) -> Floats:
    """Return, by person and period, the share of named people who had it before.

    Only ``among`` namings count, as a share of all of them; ``since`` looks no further
    back than so many periods (negative: so many periods ahead). Shape: people x
    (``last`` + 1), the column being the period.
    """
    people = seen.period.size
    named = np.ones(seen.ego.size, np.bool_) if among is None else among
    size = np.maximum(np.bincount(seen.ego, minlength=people), 1)
    found = np.zeros((people, seen.last + 1))
    took = seen.period[seen.alter]
    for now in range(1, seen.last + 1):
        had = named & (took != NEVER) & _within(took - now, since)
        found[:, now] = np.bincount(seen.ego, had, people) / size
    return found


def _within(gap: Ids, since: int | None) -> NDArray[np.bool_]:
    if since is None:
        return np.asarray(gap < 0)
    if since < 0:
        return np.asarray((gap > 0) & (gap <= -since))
    return np.asarray((gap < 0) & (gap >= -since))
