"""Influence from adopters only: what if they had met others of the same group.

Within a stratum (one target, others of one group, one stretch of time) which of the
others a contact was with says nothing about the target's taste, habits or shocks. Where
adopters had met those ahead more often than the stratum's shares say, contact moved
them. Persons are drawn again for intervals.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mutuals.compiling import inlined, kernel
from mutuals.estimators.contact_kernel import Kernel
from mutuals.estimators.study import ANYTHING, Contacts, Floats, Ids, Study

REPLICATES = 200
KERNEL_MEANS = 10.0
_MEANS = 8.0
_GRID = np.concatenate([[0.0], np.exp(np.linspace(np.log(1e-4), np.log(1e4), 90))])
_FEWEST = 10
# Below so much of the exposure, a stratum's others were all alike.
_APART = 0.05


# Contact with those ahead before the own adoption; and what cannot have moved anybody:
# contact with them afterwards, and earlier contact with those who took it up later.
BEFORE, AFTERWARDS, LATER = 0, 1, 2


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


class _Strata(NamedTuple):
    """Contacts by stratum, and each stratum's others with their shares."""

    target: Ids
    slot: Ids
    slots: Ids
    other: Ids
    share: Floats
    others: Ids


class _Facts(NamedTuple):
    """Contacts and adoptions as kernels take them; ``mine`` is room for one target."""

    source: Ids
    at: Floats
    weight: Floats
    about: Ids
    first: Ids
    thing: Ids
    taken: Floats
    ahead: Ids
    told: Ids
    told_at: Floats
    mine: Ids


class _Out(NamedTuple):
    """How things count and where: ``rates`` by fold and source."""

    decay: float
    since: float
    rates: Floats
    fold: Ids
    which: int
    met: Floats
    expected: Floats


def pairing(study: Study, look: Look, *, rates: Floats, fold: Ids) -> Pairing:
    """Return both exposures; sources count by ``rates`` (fold of thing by source)."""
    contacts, taken = study.personal, study.adoptions
    met, expected = np.zeros((2, taken.person.size))
    how = contacts.source, contacts.at, contacts.weight, contacts.about
    own, ahead = ((one.start, one.thing, one.at) for one in (taken, study.sources))
    facts = _Facts(*how, *own, *ahead, np.full(taken.things, -1))
    out = _Out(*look.kernel, rates, fold, look.which, met, expected)
    _pair(facts, _strata(contacts, study.group, look.block), out)
    return Pairing(met, expected)


def _strata(contacts: Contacts, group: Ids, block: float) -> _Strata:
    groups = int(group.max(initial=0)) + 1
    stretch = (contacts.at / block).astype(np.int64)
    stretches = int(stretch.max(initial=0)) + 1
    key = (contacts.target * groups + group[contacts.source]) * stretches + stretch
    known, stratum = np.unique(key, return_inverse=True)
    stratum = stratum.reshape(-1)
    order = np.argsort(stratum, kind="stable")
    edges = np.arange(known.size + 1)
    people = group.size
    cells, count = np.unique(stratum * people + contacts.source, return_counts=True)
    own = cells // people
    return _Strata(
        target=known // (groups * stretches),
        slot=order,
        slots=np.searchsorted(stratum[order], edges),
        other=cells % people,
        share=count / np.bincount(own, count, known.size)[own],
        others=np.searchsorted(own, edges),
    )


@kernel
def _pair(facts: _Facts, strata: _Strata, out: _Out) -> None:
    mine = facts.mine
    for stratum in range(strata.target.size):
        target = strata.target[stratum]
        for own in range(facts.first[target], facts.first[target + 1]):
            mine[facts.thing[own]] = own
        for cell in range(strata.others[stratum], strata.others[stratum + 1]):
            _compare(facts, strata, out, (mine, stratum, cell))
        for own in range(facts.first[target], facts.first[target + 1]):
            mine[facts.thing[own]] = -1


@inlined
def _compare(facts: _Facts, strata: _Strata, out: _Out, where: tuple[Ids, int, int]) -> None:  # noqa: PLR0917  # numba
    mine, stratum, cell = where
    other = strata.other[cell]
    for ahead in range(facts.ahead[other], facts.ahead[other + 1]):
        own = mine[facts.told[ahead]]
        if own >= 0 and (facts.told_at[ahead] < facts.taken[own]) == (out.which != LATER):
            _meet(facts, strata, out, (stratum, cell, ahead, own))


@inlined
def _meet(facts: _Facts, strata: _Strata, out: _Out, where: tuple[int, int, int, int]) -> None:  # noqa: PLR0917  # numba
    stratum, cell, ahead, own = where
    other = strata.other[cell]
    strong = out.rates[out.fold[facts.told[ahead]], other]
    for place in range(strata.slots[stratum], strata.slots[stratum + 1]):
        contact = strata.slot[place]
        told = strong * _told(facts, out, (contact, ahead, own))
        out.expected[own] += strata.share[cell] * told
        if facts.source[contact] == other:
            out.met[own] += told


@inlined
def _told(facts: _Facts, out: _Out, where: tuple[int, int, int]) -> float:
    contact, ahead, own = where
    at = facts.at[contact]
    ago, since = facts.taken[own] - at, at - facts.told_at[ahead]
    ago = -ago if out.which == AFTERWARDS else ago
    since = -since if out.which == LATER else since
    is_about = facts.about[contact] in (ANYTHING, facts.told[ahead])
    if not is_about or ago <= 0 or since <= 0 or ago > _MEANS * out.decay:
        return 0.0
    return float(facts.weight[contact] * np.exp(-ago / out.decay - since / out.since))


def swap(found: Pairing, person: Ids, *, rng: np.random.Generator) -> Swap:
    """Estimate the total by the conditional likelihood, persons drawn again."""
    told = (found.met + found.expected) > 0
    if told.sum() < _FEWEST:
        return Swap(0.0, np.inf, 0.0, np.inf, 0.0, 0.0)
    _, cluster = np.unique(person[told], return_inverse=True)
    cluster = cluster.reshape(-1)
    scale = 1.0 / np.median(found.expected[told])
    slopes, totals = _profiles(found.met[told] * scale, found.expected[told] * scale, cluster)
    drawn = rng.poisson(1.0, (REPLICATES, slopes.shape[1]))
    again = _best(drawn @ slopes.T, drawn @ totals.T)
    total = _best(slopes.sum(axis=1)[None], totals.sum(axis=1)[None])
    return Swap(
        total=float(total[0]),
        error=float(again.std()),
        lower=float(np.quantile(again, 0.025)),
        upper=float(np.quantile(again, 0.975)),
        zero=zero_of(found, person),
        identified=_told_apart(found),
    )


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
    """Return slope of the likelihood and total, by strength of influence and person."""
    size = int(cluster.max()) + 1
    slopes, totals = np.zeros((2, _GRID.size, size))
    for row, one in enumerate(_GRID):
        slope = (met - expected) / ((1 + one * met) * (1 + one * expected))
        slopes[row] = np.bincount(cluster, slope, size)
        totals[row] = np.bincount(cluster, one * expected / (1 + one * expected), size)
    return slopes, totals


def _best(slopes: Floats, totals: Floats) -> Floats:
    """Return the total where each row's likelihood is highest."""
    rise = (slopes[:, 1:] + slopes[:, :-1]) / 2 * np.diff(_GRID)
    level = np.concatenate([np.zeros((len(rise), 1)), np.cumsum(rise, axis=1)], axis=1)
    return np.asarray(totals[np.arange(len(rise)), np.argmax(level, axis=1)])
