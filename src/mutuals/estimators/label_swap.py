"""Influence from adopters only: what if they had met others of the same group.

Within a stratum (one target, others of one group, one stretch of time) which of the
others a contact was with says nothing about the target's taste, habits or shocks. Where
adopters had met those ahead more often than the stratum's shares say, contact moved
them. Persons are drawn again for intervals.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mutuals.estimators.contact_kernel import Kernel
from mutuals.estimators.study import Contacts, Floats, Ids, Study
from mutuals.estimators.swap_kernel import (
    AFTERWARDS,
    BEFORE,
    LATER,
    NONE,
    Count,
    Facts,
    Out,
    Room,
    pair,
)

__all__ = ["AFTERWARDS", "BEFORE", "LATER", "Look", "Pairing", "Swap", "pairing", "swap"]

# So many draws, some at once: of a million persons, all would fill the memory.
REPLICATES, _AT_ONCE = 200, 10
KERNEL_MEANS = 10.0
_GRID = np.concatenate([[0.0], np.exp(np.linspace(np.log(1e-4), np.log(1e4), 90))])
_FEWEST = 10
# Below so much of the exposure, a stratum's others were all alike.
_APART = 0.05


class Look(NamedTuple):
    """What contact is looked at: how it fades, in what stretches of time, and which."""

    kernel: Kernel
    block: float
    which: int = BEFORE


@dataclass(frozen=True, slots=True)
class Swap:
    """Adoptions caused by contact, by the swap alone.

    ``zero`` is the z of no influence at all; ``identified`` the share of the exposed
    whose stratum tells anything; ``lower`` and ``upper`` hold 95 %. Where too few were
    exposed, the error has no end.
    """

    total: float
    error: float
    lower: float
    upper: float
    zero: float
    identified: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """Exposure at each adoption as it was and as its strata's shares would have it."""

    met: Floats
    expected: Floats

    @property
    def exposed(self) -> int:
        """Return how many adoptions came after contact with somebody ahead."""
        return int(((self.met + self.expected) > 0).sum())


def pairing(study: Study, look: Look, *, rates: Floats, fold: Ids) -> Pairing:
    """Return both exposures; sources count by ``rates`` (fold of thing by source)."""
    contacts, taken = study.personal, study.adoptions
    met, expected = np.zeros((2, taken.person.size))
    slot, slots = _strata(contacts, study.group, look.block)
    ends = contacts.target, contacts.source, contacts.at, contacts.weight, contacts.about
    own, ahead = ((one.start, one.thing, one.at) for one in (taken, study.sources))
    most = int(np.diff(slots).max(initial=0))
    room = Room(
        mine=np.full(taken.things, NONE),
        head=np.full(taken.people, NONE),
        many=np.zeros(taken.people, np.int64),
        after=np.empty(most, np.int64),
        at=np.empty(most),
        upto=np.empty(most + 1),
    )
    count = Count(*look.kernel, rates, fold, look.which)
    pair(Facts(slot, slots, *ends, *own, *ahead), count, room, Out(met, expected))
    return Pairing(met, expected)


def _strata(contacts: Contacts, group: Ids, block: float) -> tuple[Ids, Ids]:
    """Return contacts by stratum, in each by time, and where each stratum's begin."""
    groups = int(group.max(initial=0)) + 1
    stretch = (contacts.at / block).astype(np.int64)
    stretches = int(stretch.max(initial=0)) + 1
    key = (contacts.target * groups + group[contacts.source]) * stretches + stretch
    order = np.argsort(key, kind="stable")
    key = key[order]
    is_new = np.append(np.diff(key, prepend=-1) != 0, [True]) if key.size else np.array([True])
    return order, np.flatnonzero(is_new)


def swap(found: Pairing, person: Ids, *, rng: np.random.Generator) -> Swap:
    """Estimate the total by the conditional likelihood, persons drawn again."""
    told = (found.met + found.expected) > 0
    if told.sum() < _FEWEST:
        return Swap(0.0, np.inf, 0.0, np.inf, 0.0, 0.0)
    _, cluster = np.unique(person[told], return_inverse=True)
    cluster = cluster.reshape(-1)
    scale = 1.0 / np.median(found.expected[told])
    slopes, totals = _profiles(found.met[told] * scale, found.expected[told] * scale, cluster)
    drawn = (rng.poisson(1.0, (_AT_ONCE, slopes.shape[1])) for _ in range(0, REPLICATES, _AT_ONCE))
    # what is drawn again is what the strength is learned from, not what was taken up
    again = np.concatenate([_best(one @ slopes.T) for one in drawn])
    best = _best(slopes.sum(axis=1)[None])[0]
    chance = _chance(_GRID[best] * found.expected[told] * scale)
    spread = totals[again] + rng.normal(0.0, chance, again.size)
    return Swap(
        total=float(totals[best]),
        error=float(np.hypot(totals[again].std(), chance)),
        lower=float(np.quantile(spread, 0.025)),
        upper=float(np.quantile(spread, 0.975)),
        zero=zero_of(found, person),
        identified=_told_apart(found),
    )


def _chance(odds: Floats) -> float:
    """Return the standard error of how many were moved, were the strength known."""
    return float(np.sqrt((odds / (1.0 + odds) ** 2).sum()))


def _told_apart(found: Pairing) -> float:
    exposed = (found.met + found.expected) > 0
    gap = np.abs(found.met - found.expected)[exposed]
    return float((gap > _APART * found.expected[exposed]).mean())


def zero_of(found: Pairing, person: Ids) -> float:
    """Return the z of no influence: more met of those ahead than by shares."""
    gap = np.bincount(person, found.met - found.expected).astype(np.float64)
    return float(gap.sum() / max(np.sqrt((gap**2).sum()), 1e-300))


def excess_of(found: Pairing) -> float:
    """Return how much more people met of those looked at than by shares."""
    return float((found.met - found.expected).sum() / max(float(found.expected.sum()), 1e-300))


def _profiles(met: Floats, expected: Floats, cluster: Ids) -> tuple[Floats, Floats]:
    """Return slope of the likelihood by strength and person, and total by strength."""
    slopes, totals = np.zeros((_GRID.size, int(cluster.max()) + 1)), np.zeros(_GRID.size)
    for row, one in enumerate(_GRID):
        slope = (met - expected) / ((1 + one * met) * (1 + one * expected))
        slopes[row] = np.bincount(cluster, slope, slopes.shape[1])
        totals[row] = (one * expected / (1 + one * expected)).sum()
    return slopes, totals


def _best(slopes: Floats) -> Ids:
    """Return where each row's likelihood is highest."""
    rise = (slopes[:, 1:] + slopes[:, :-1]) / 2 * np.diff(_GRID)
    level = np.concatenate([np.zeros((len(rise), 1)), np.cumsum(rise, axis=1)], axis=1)
    return np.asarray(np.argmax(level, axis=1))
