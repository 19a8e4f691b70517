"""Who moved whom: an additive hazard whose parts share each adoption out.

What nobody caused, what each person's contacts added, and what each broadcaster added
sum to the hazard, so credit sums to one. Fitted by expectation and maximisation in
closed form; persons' rates are pulled towards the pooled one.
"""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.contact_kernel import (
    Exposure,
    Kernel,
    Meetings,
    exposure,
    exposure_grid,
    volume,
)
from mutuals.estimators.own_hazard import Own, Parts, Setting, gain
from mutuals.estimators.shrinkage import gamma_shape, shrunk
from mutuals.estimators.study import Contacts, Floats, Ids, Study
from mutuals.estimators.taste import taste_of

ROUNDS = 26
# Persons' own rates, and tastes, wait until the pooled parts have settled.
_POOLED_UNTIL, _TASTE_FROM, _TASTE_EVERY, _SHAPE_EVERY = 5, 3, 3, 5
_SUSCEPTIBLE, _START_SHAPE = 3.0, 2.0
_LEAST = 1e-300
# The gain in log-likelihood for which a guess is left: chance hardly gives it.
_WORTH = 3.0
# Times the guess. Means beyond three times it would need blocks as long as the study.
DECAYS = (0.2, 0.35, 0.6, 1.0, 1.75, 3.0)
SINCES = (0.3, 1.0, 3.0)


def meetings(study: Study, contacts: Contacts) -> Meetings:
    """Return some of a study's contacts with what both ends took up."""
    return Meetings(contacts, study.adoptions, study.sources, study.end)


@dataclass(frozen=True, slots=True)
class Exposures:
    """Personal and broadcast exposure by one kernel, and adopters' contact then."""

    kernel: Kernel
    personal: Exposure
    broadcast: Exposure
    volume: Floats

    @classmethod
    def of(cls, study: Study, kernel: Kernel, fold: Ids) -> "Exposures":
        """Work both out; ``fold`` of each thing."""
        personal, broadcast = (
            exposure(meetings(study, one), kernel, fold)
            for one in (study.personal, study.broadcast)
        )
        busy = volume(meetings(study, study.personal), kernel.decay) / kernel.decay
        return cls(kernel, personal, broadcast, busy)


def counted(index: Ids, amount: Floats, size: int) -> Floats:
    """Return the sum of the amounts at each index."""
    return np.asarray(np.bincount(index, amount, size), np.float64)


@dataclass(slots=True)
class Sources:
    """What each source adds per exposure, and how easily each target is moved."""

    exposure: Exposure
    people: int
    events: int
    rate: Floats
    easily: Floats
    shape: float = _START_SHAPE

    @classmethod
    def start(cls, found: Exposure, size: tuple[int, int], share: float) -> "Sources":
        """Begin with everybody alike; ``share`` of the adoptions are theirs."""
        people, events = size
        whole = max(float(found.integral.sum()), 1e-9)
        rate = np.full(people, share * events / whole)
        return cls(found, people, events, rate, np.ones(people))

    def added(self, person: Ids) -> Floats:
        """Return what each exposure adds to the hazard; ``person`` of each adoption."""
        found = self.exposure
        return self.rate[found.source] * self.easily[person[found.event]] * found.amount

    def summed(self, by_row: Floats) -> Floats:
        """Return the sum over each adoption's exposures."""
        return counted(self.exposure.event, by_row, self.events)

    def update(self, credit: Floats, person: Ids, *, turn: int) -> None:
        """Refit the rates to the credit of each exposure."""
        found = self.exposure
        whole = found.integral.sum(axis=1)
        spent = counted(found.pair_source, whole * self.easily[found.pair_target], self.people)
        count = counted(found.source, credit, self.people)
        pooled = count.sum() / max(float(spent.sum()), 1e-12)
        if turn < _POOLED_UNTIL or pooled <= 0:
            self.rate = np.full(self.people, pooled)
            return
        hoped = pooled * spent
        self.rate = pooled * shrunk(count, hoped, self.shape)
        if turn % _SHAPE_EVERY == 0:
            self.shape = gamma_shape(count, hoped, self.shape)
        felt = counted(found.pair_target, whole * self.rate[found.pair_source], self.people)
        moved = counted(person[found.event], credit, self.people)
        easily = shrunk(moved, felt, _SUSCEPTIBLE)
        self.easily = easily / np.average(easily, weights=np.maximum(felt, 1e-9))


@dataclass(frozen=True, slots=True)
class Hazard:
    """A fitted hazard at each adoption, and each exposure's credit.

    ``nobody`` + personal + broadcast credits are one for every adoption. ``total`` is
    the adoptions personal contact caused; ``gain`` the z of what taste told of the
    adoptions of persons it was not learned from.
    """

    exposures: Exposures
    anyway: Floats
    whole: Floats
    personal: Sources
    credit: Floats
    broadcast_credit: Floats
    gain: float

    @property
    def total(self) -> float:
        """Return how many adoptions personal contact caused."""
        return float(self.credit.sum())

    @property
    def nobody(self) -> Floats:
        """Return each adoption's share that nobody caused."""
        return self.anyway / self.whole

    def by_source(self) -> Floats:
        """Return each person's credit."""
        found = self.exposures.personal.source
        return counted(found, self.credit, self.personal.people)


def fit(study: Study, found: Exposures, parts: Parts, *, rng: np.random.Generator) -> Hazard:
    """Fit the hazard; ``parts`` says what people are taken to differ by."""
    taste = taste_of(study.priors, study.personal)
    own = Own.start(Setting.of(study, parts, taste=taste, at=found.volume, rng=rng))
    person = study.adoptions.person
    ways = ((found.personal, 0.3), (found.broadcast, 0.05))
    sources = [
        Sources.start(one, (study.adoptions.people, person.size), share) for one, share in ways
    ]
    for turn in range(ROUNDS):
        plain, busy = own.at_adoptions()
        rows = [one.added(person) for one in sources]
        whole = _whole(plain + busy, sources, rows)
        for one, row in zip(sources, rows, strict=True):
            one.update(row / whole[one.exposure.event], person, turn=turn)
        due = turn >= _TASTE_FROM and turn % _TASTE_EVERY == 0
        own.update((plain + busy) / whole, busy / whole, with_taste=due)
    plain, busy = own.at_adoptions()
    rows = [one.added(person) for one in sources]
    whole = _whole(plain + busy, sources, rows)
    return Hazard(
        exposures=found,
        anyway=plain + busy,
        whole=whole,
        personal=sources[0],
        credit=rows[0] / whole[found.personal.event],
        broadcast_credit=rows[1] / whole[found.broadcast.event],
        gain=gain(own, (plain + busy) / whole),
    )


def _whole(anyway: Floats, sources: list[Sources], rows: list[Floats]) -> Floats:
    added = sum(one.summed(row) for one, row in zip(sources, rows, strict=True))
    return np.maximum(anyway + added, _LEAST)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The kernel that fits best, and whether it sits on the edge of what was tried."""

    kernel: Kernel
    on_edge: bool


def choose_kernel(study: Study, anyway: Floats, around: Kernel) -> Chosen:
    """Return the kernel of a grid ``around`` a guess that explains adoptions best."""
    grid = (around.decay * np.array(DECAYS), around.since * np.array(SINCES))
    at, over = exposure_grid(meetings(study, study.personal), grid)
    gain = np.array(
        [
            [
                _explained(anyway, at[:, slow, old], float(over[slow, old]))
                for old in range(len(SINCES))
            ]
            for slow in range(len(DECAYS))
        ]
    )
    guess = DECAYS.index(1.0), SINCES.index(1.0)
    gain[guess] += _WORTH
    slow, old = np.unravel_index(int(np.argmax(gain)), gain.shape)
    edge = slow in (0, len(DECAYS) - 1)
    return Chosen(Kernel(float(grid[0][slow]), float(grid[1][old])), bool(edge))


def _explained(anyway: Floats, at: Floats, over: float) -> float:
    pooled = pooled_rate(anyway, at, over)
    return float(np.log(anyway + pooled * at).sum() - pooled * over)


def pooled_rate(anyway: Floats, at: Floats, over: float) -> float:
    """Return the one rate at which exposure explains adoptions best."""
    rate = 0.2 * at.size / max(over, 1e-9)
    for _ in range(60):
        rate *= max(float((at / (anyway + rate * at)).sum()) / max(over, 1e-9), 1e-6)
    return rate
