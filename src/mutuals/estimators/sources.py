"""What each source adds to the hazard of those it speaks to, fitted round by round."""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.contact_kernel import Exposure
from mutuals.estimators.credit_kernel import (
    Pairs,
    Told,
    Whole,
    add_up,
    add_up_named,
    credit_each,
    feel,
    share_out,
    spend,
)
from mutuals.estimators.shrinkage import gamma_shape, shrunk
from mutuals.estimators.study import Floats, Ids, Study, counted

# Persons' own rates wait until the pooled one has settled.
POOLED_UNTIL, _SHAPE_EVERY = 5, 5
_SUSCEPTIBLE, _START_SHAPE = 3.0, 2.0


@dataclass(slots=True)
class Sources:
    """What each source adds per exposure, and how easily each target is moved.

    ``over`` is what each pair had of exposure while at risk, counted as often as the
    target counts.
    """

    exposure: Exposure
    people: int
    person: Ids
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
            over=found.integral.sum(axis=1) * often[found.pair_target],
            often=often,
            rate=rate,
            easily=np.ones(taken.people),
        )

    @property
    def target(self) -> Ids:
        """Return whom each exposure is of."""
        return self.person[self.exposure.event]

    def added(self) -> Floats:
        """Return what each exposure adds to the hazard."""
        return self.credit(Whole(np.ones(self.person.size), np.ones(1), self.often))

    def summed(self, by_row: Floats) -> Floats:
        """Return the sum over each adoption's exposures."""
        return counted(self.exposure.event, by_row, self.person.size)

    def added_up(self, named: Floats | None = None) -> Floats:
        """Return what exposures add to each adoption's hazard.

        ``named`` is how likely what was recorded is if each exposure was the cause.
        """
        found = np.zeros(self.person.size)
        if named is None or named.size == 1:
            add_up(self._told(), found)
        else:
            add_up_named(self._told(), named, found)
        return found

    def credit(self, whole: Whole) -> Floats:
        """Return each exposure's credit."""
        found = np.empty(self.exposure.event.size)
        credit_each(self._told(), whole, found)
        return found

    def update(self, whole: Whole, *, turn: int) -> None:
        """Refit the rates to the credit of each exposure."""
        pairs = self._pairs()
        spent, felt, count, moved = np.zeros((4, self.people))
        spend(pairs, spent)
        share_out(self._told(), whole, count, moved)
        pooled = count.sum() / max(float(spent.sum()), 1e-12)
        if turn < POOLED_UNTIL or pooled <= 0:
            self.rate = np.full(self.people, pooled)
            return
        hoped = pooled * spent
        self.rate = pooled * shrunk(count, hoped, self.shape)
        if turn % _SHAPE_EVERY == 0:
            self.shape = gamma_shape(count, hoped, self.shape)
        feel(pairs._replace(rate=self.rate), felt)
        easily = shrunk(moved, felt, _SUSCEPTIBLE)
        self.easily = easily / np.average(easily, weights=np.maximum(felt, 1e-9))

    def _told(self) -> Told:
        found = self.exposure
        rows = (found.event, found.source, found.amount)
        return Told(*rows, self.person, self.rate, self.easily)

    def _pairs(self) -> Pairs:
        found = self.exposure
        return Pairs(found.pair_source, found.pair_target, self.over, self.rate, self.easily)
