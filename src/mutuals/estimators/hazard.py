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
from mutuals.estimators.credit_kernel import Whole
from mutuals.estimators.own_hazard import Own, learned
from mutuals.estimators.own_setting import Parts, Setting
from mutuals.estimators.sources import POOLED_UNTIL, Sources
from mutuals.estimators.study import Contacts, Floats, Ids, Study, counted
from mutuals.estimators.taste import taste_of

ROUNDS = 26
# Tastes wait until the pooled parts have settled.
_TASTE_FROM, _TASTE_EVERY = 3, 3
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
    def chance(self) -> float:
        """Return the variance of ``total``, were the hazard known.

        An adoption has one cause: whichever of several it was, it counts once.
        """
        found, taken = self.exposures.personal, self.personal.person
        share = counted(found.event, self.credit, taken.size)
        return float((share * (1.0 - share)) @ self.personal.often[taken])

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
        near, far = (one.added_up() for one in self.sources)
        anyway = plain + busy
        whole = anyway + (near + far)
        named, unnamed = self.labels.likelihoods()
        if self.labels.asked.any():
            near, far = self.sources[0].added_up(named), far * unnamed
        known = np.maximum(anyway * unnamed + (near + far), _LEAST)
        often = self.sources[0].often
        return _Shares(
            anyway=anyway,
            whole=np.maximum(whole, _LEAST),
            nobody=anyway * unnamed / known,
            busy=busy * unnamed / known,
            of=(Whole(known, named, often), Whole(known / unnamed, np.ones(1), often)),
        )

    def update(self, shares: "_Shares", *, turn: int) -> None:
        """Refit everything to the shares."""
        told = self.labels.asked.any() and turn >= POOLED_UNTIL
        credit = self.sources[0].credit(shares.of[0]) if told else None
        for one, whole in zip(self.sources, shares.of, strict=True):
            one.update(whole, turn=turn)
        if credit is not None:
            self.labels.update(credit)
        due = turn >= _TASTE_FROM and turn % _TASTE_EVERY == 0
        seen = self.own.setting.study.seen
        self.own.update(shares.nobody * seen, shares.busy * seen, with_taste=due)


@dataclass(frozen=True, slots=True)
class _Shares:
    """Hazards at each adoption, parts of it, and what credit both ways is a part of."""

    anyway: Floats
    whole: Floats
    nobody: Floats
    busy: Floats
    of: tuple[Whole, Whole]


def fit(study: Study, found: Exposures, parts: Parts, *, rng: np.random.Generator) -> Hazard:
    """Fit the hazard; ``parts`` says what people are taken to differ by."""
    priors = study.priors if parts.taste else study.priors[:, :0]
    taste = taste_of(priors, study.personal)
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
    own.kept = None
    return Hazard(
        exposures=found,
        anyway=last.anyway,
        whole=last.whole,
        nobody=last.nobody,
        personal=personal,
        broadcast=broadcast,
        credit=personal.credit(last.of[0]),
        broadcast_credit=broadcast.credit(last.of[1]),
        learned=learned(own, last.nobody * study.seen),
        naming=labels.told(),
        own=own,
    )
