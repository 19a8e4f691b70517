"""Several ways to rank the same cases, held against what came: ours less each other.

Every way is judged by the chance that it ranks a case that came true above one that
did not (AUC; a half is a coin), with an interval over persons drawn again, and by the
difference to ours in the same draws: ahead or behind only where the whole interval is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutuals.estimators.skill import Skill, between

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

REPLICATES = 200
# With fewer on either side, or fewer persons, an interval says nothing.
FEWEST, FEWEST_PERSONS = 20, 10


@dataclass(frozen=True, slots=True)
class Standing:
    """How well one way ranked, and ours less it (none for ours itself)."""

    way: str
    skill: Skill
    gap: Skill | None

    @property
    def verdict(self) -> str:
        """Return ours, ahead, behind or level: where ours stands against this way."""
        if self.gap is None:
            return "ours"
        if self.gap.lower > 0:
            return "ahead"
        return "behind" if self.gap.upper < 0 else "level"


def contest(
    came: ArrayLike,
    ways: Mapping[str, Numbers],
    persons: tuple[Ids, ...],
    *,
    rng: np.random.Generator,
) -> list[Standing] | None:
    """Hold ways against what came; the first is ours. None: too few cases.

    ``came`` and each way have one entry per case; ``persons`` are the one or two people
    a case belongs to, numbered from 0, who are drawn again together with their cases.
    """
    yes = np.asarray(came, np.float64)
    people = np.unique(np.concatenate(persons)).size
    if min(yes.sum(), yes.size - yes.sum()) < FEWEST or people < FEWEST_PERSONS:
        return None
    size = int(max(one.max() for one in persons)) + 1
    places = {way: _places(value) for way, value in ways.items()}
    again: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(REPLICATES):
        often = rng.poisson(1.0, size)
        counted = np.prod([often[one] for one in persons], axis=0).astype(np.float64)
        for way, place in places.items():
            again[way].append(_ranking(yes, place, counted))
    plain = {way: _ranking(yes, place, np.ones(yes.size)) for way, place in places.items()}
    ours = next(iter(ways))
    drawn = {way: np.array(values) for way, values in again.items()}
    return [
        Standing(
            way,
            between(drawn[way], plain[way]),
            None if way == ours else between(drawn[ours] - drawn[way], plain[ours] - plain[way]),
        )
        for way in ways
    ]


def _places(values: Numbers) -> Ids:
    place = np.unique(np.nan_to_num(values, nan=-np.inf), return_inverse=True)[1]
    return np.asarray(place.reshape(-1), np.int64)


def _ranking(yes: Numbers, place: Ids, counted: Numbers) -> float:
    agreed = np.bincount(place, counted * yes)
    denied = np.bincount(place, counted * (1.0 - yes), agreed.size)
    pairs = agreed.sum() * denied.sum()
    below = np.cumsum(denied) - denied / 2.0
    return float(agreed @ below / pairs) if pairs else float("nan")
