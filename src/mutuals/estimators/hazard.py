"""Who moved whom: an additive hazard whose parts share each adoption out.

What nobody caused, what each person's contacts added, and what each broadcaster added
sum to the hazard, so credit sums to one. Fitted by expectation and maximisation in
closed form; persons' rates are pulled towards the pooled one.
"""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.attributions import Labels, Naming
from mutuals.estimators.contact_kernel import (
    Exposure,
    Kernel,
    Meetings,
    exposure,
    volume,
)
from mutuals.estimators.own_hazard import Own, learned
from mutuals.estimators.own_setting import Parts, Setting
from mutuals.estimators.shrinkage import gamma_shape, shrunk
from mutuals.estimators.study import Contacts, Floats, Ids, Study, counted
from mutuals.estimators.taste import taste_of

ROUNDS = 26
# Persons' own rates, and tastes, wait until the pooled parts have settled.
_POOLED_UNTIL, _TASTE_FROM, _TASTE_EVERY, _SHAPE_EVERY = 5, 3, 3, 5
_SUSCEPTIBLE, _START_SHAPE = 3.0, 2.0
_LEAST = 1e-300


def meetings(study: Study, contacts: Contacts) -> Meetings:
    """Return some of a study's contacts with what both ends took up."""
    return Meetings(contacts, study.adoptions, study.sources, study.until)


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


def summed_z(by_person: Floats) -> float:
    """Return the z of a sum, persons being independent."""
    return float(by_person.sum() / max(np.sqrt((by_person**2).sum()), 1e-300))


@dataclass(slots=True)
class Sources:
    """What each source adds per exposure, and how easily each target is moved.

    ``target`` is whom each exposure is of, ``over`` what each pair had of it while at
    risk, counted as often as the target counts.
    """

    exposure: Exposure
    people: int
    person: Ids
    target: Ids
    over: Floats
    often: Floats
    rate: Floats
    easily: Floats
    shape: float = _START_SHAPE

    @classmethod
    def start(cls, found: Exposure, study: Study, share: float) -> "Sources":
        """Begin with everybody alike; ``share`` of the adoptions are theirs."""
        taken, whole = study.adoptions, max(float(found.integral.sum()), 1e-9)
        rate = np.full(taken.people, share * taken.person.size / whole)
        often = study.weight
        return cls(
            exposure=found,
            people=taken.people,
            person=taken.person,
            target=taken.person[found.event],
            over=found.integral.sum(axis=1) * often[found.pair_target],
            often=often,
            rate=rate,
            easily=np.ones(taken.people),
        )

    def added(self) -> Floats:
        """Return what each exposure adds to the hazard."""
        found = self.exposure
        return self.rate[found.source] * self.easily[self.target] * found.amount

    def summed(self, by_row: Floats) -> Floats:
        """Return the sum over each adoption's exposures."""
        return counted(self.exposure.event, by_row, self.person.size)

    def update(self, credit: Floats, *, turn: int) -> None:
        """Refit the rates to the credit of each exposure."""
        found, whole = self.exposure, self.over
        spent = counted(found.pair_source, whole * self.easily[found.pair_target], self.people)
        credit = credit * self.often[self.target]
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
        moved = counted(self.target, credit, self.people)
        easily = shrunk(moved, felt, _SUSCEPTIBLE)
        self.easily = easily / np.average(easily, weights=np.maximum(felt, 1e-9))


@dataclass(frozen=True, slots=True)
class Hazard:
    """A fitted hazard at each adoption, and each exposure's credit.

    ``nobody`` + personal + broadcast credits are one for every adoption. ``total`` is
    the adoptions personal contact caused; ``learned`` what taste told of each person's
    adoptions, that it was not learned from; ``own`` the hazard without influence.
    """

    exposures: Exposures
    anyway: Floats
    whole: Floats
    nobody: Floats
    personal: Sources
    broadcast: Sources
    credit: Floats
    broadcast_credit: Floats
    learned: Floats
    naming: Naming
    own: Own

    @property
    def total(self) -> float:
        """Return how many adoptions personal contact caused."""
        return float(self.credit @ self.personal.often[self.personal.target])

    @property
    def gain(self) -> float:
        """Return the z of what taste told."""
        return summed_z(self.learned)

    @property
    def ways(self) -> tuple[Exposure, Exposure]:
        """Return the exposures, personal and broadcast, that credit is of."""
        return self.exposures.personal, self.exposures.broadcast

    @property
    def undivided(self) -> float:
        """Return the broadcast credit of contacts that were personal, too.

        Of what a word to several moved, how much was personal is taken as given.
        """
        near, far = self.exposures.personal, self.exposures.broadcast
        people = self.personal.people
        both = np.isin(far.event * people + far.source, near.event * people + near.source)
        return float(self.broadcast_credit[both].sum())

    def by_source(self) -> Floats:
        """Return each person's credit."""
        found = self.exposures.personal.source
        return counted(found, self.credit, self.personal.people)


@dataclass(slots=True)
class _Parts:
    """All that adds up to the hazard."""

    own: Own
    sources: list[Sources]
    labels: Labels

    def shared(self) -> "_Shares":
        """Share every adoption out among them."""
        plain, busy = self.own.at_adoptions()
        rows = [one.added() for one in self.sources]
        anyway = plain + busy
        whole = anyway + sum(one.summed(row) for one, row in zip(self.sources, rows, strict=True))
        named, unnamed = self.labels.likelihoods()
        told = [rows[0] * named, rows[1] * unnamed[self.sources[1].exposure.event]]
        sums = [one.summed(row) for one, row in zip(self.sources, told, strict=True)]
        known = np.maximum(anyway * unnamed + sum(sums), _LEAST)
        return _Shares(
            anyway=anyway,
            whole=np.maximum(whole, _LEAST),
            nobody=anyway * unnamed / known,
            busy=busy * unnamed / known,
            credit=[
                row / known[one.exposure.event] for one, row in zip(self.sources, told, strict=True)
            ],
        )

    def update(self, shares: "_Shares", *, turn: int) -> None:
        """Refit everything to the shares."""
        for one, credit in zip(self.sources, shares.credit, strict=True):
            one.update(credit, turn=turn)
        if turn >= _POOLED_UNTIL:
            self.labels.update(shares.credit[0])
        due = turn >= _TASTE_FROM and turn % _TASTE_EVERY == 0
        seen = self.own.setting.study.seen
        self.own.update(shares.nobody * seen, shares.busy * seen, with_taste=due)


@dataclass(frozen=True, slots=True)
class _Shares:
    anyway: Floats
    whole: Floats
    nobody: Floats
    busy: Floats
    credit: list[Floats]


def fit(study: Study, found: Exposures, parts: Parts, *, rng: np.random.Generator) -> Hazard:
    """Fit the hazard; ``parts`` says what people are taken to differ by."""
    taste = taste_of(study.priors, study.personal)
    own = Own.start(Setting.of(study, parts, taste=taste, at=found.volume, rng=rng))
    personal, broadcast = (
        Sources.start(one, study, share)
        for one, share in ((found.personal, 0.3), (found.broadcast, 0.05))
    )
    labels = Labels.of(study.adoptions, study.named, found.personal)
    every = _Parts(own, [personal, broadcast], labels)
    for turn in range(ROUNDS):
        every.update(every.shared(), turn=turn)
    last = every.shared()
    return Hazard(
        exposures=found,
        anyway=last.anyway,
        whole=last.whole,
        nobody=last.nobody,
        personal=personal,
        broadcast=broadcast,
        credit=last.credit[0],
        broadcast_credit=last.credit[1],
        learned=learned(own, last.nobody * study.seen),
        naming=labels.told(),
        own=own,
    )
