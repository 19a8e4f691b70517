"""One question put to the past: cases, what came of them, and every way of ranking."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutuals.counts import number
from mutuals.estimators.skill import Skill
from mutuals.records import Tables
from mutuals.validation.standings import Met, Standings

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

OURS = "Mutuals"
# Cases looked at, at most: more only take time.
MOST = 60_000


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is known then, what is known now, and the days between.

    ``day`` is the first hidden day and ``window`` how many are hidden; ``seen`` are the
    contacts before, ``coming`` those hidden, among the people of then.
    """

    then: Tables
    now: Tables
    day: int
    window: int
    seen: Met
    coming: Met
    standings: Standings


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases, whether each came true, and what every way said; ours comes first.

    ``persons`` are the people a case belongs to, numbered from 0. ``told`` is our
    chance of each, where we give one. ``rule`` says in words how ours ranks. ``gain``
    is the mean log-loss without what is asked about, and how much less it is with it.
    """

    came: Flags
    ways: Mapping[str, Numbers]
    persons: tuple[Ids, ...]
    rule: str
    told: Numbers | None = None
    gain: tuple[float, Skill] | None = None


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a question cannot be put, in words: what there is, and what it takes."""

    words: str

    @classmethod
    def of(cls, what: str, came: Flags, least: int) -> "Lack | None":
        """Return what is short of ``least`` cases that came true, and that did not.

        >>> Lack.of("new ties", np.arange(30) < 4, 20).words
        'new ties: of 30 cases 4 came true; it takes 20 that did and 20 that did not'
        """
        yes = int(came.sum())
        if min(yes, came.size - yes) >= least:
            return None
        told = (
            f"of {number(came.size)} cases {number(yes)} came true"
            if came.size
            else "there are no cases"
        )
        return cls(f"{what}: {told}; it takes {least} that did and {least} that did not")


def fewer(came: Flags, rng: np.random.Generator, most: int = MOST) -> tuple[Ids, float]:
    """Return which cases are looked at, and how many others each no stands for.

    All that came true are: leaving some of the others out moves no way's ranking.

    >>> kept, weight = fewer(np.arange(10) < 2, np.random.default_rng(1), most=6)
    >>> kept[:2].tolist(), kept.size, weight
    ([0, 1], 6, 2.0)
    """
    yes, no = np.flatnonzero(came), np.flatnonzero(~came)
    few = max(most - yes.size, 1)
    if no.size <= few:
        return np.arange(came.size), 1.0
    drawn = rng.choice(no, few, replace=False)
    return np.sort(np.concatenate([yes, drawn])), no.size / few
