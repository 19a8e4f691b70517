"""What each person's contact caused, with bounds."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv

from mutuals.estimators.hazard import Hazard
from mutuals.estimators.participants import over
from mutuals.estimators.study import Floats, Ids, counted

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Person:
    """Adoptions each person's contact caused, with bounds of 50 and 90 %.

    ``without_taste`` is what it would be if nothing were known of what people like:
    with ``total`` it bounds what that knowledge can change.
    """

    total: Floats
    half: tuple[Floats, Floats]
    most: tuple[Floats, Floats]
    are_ranked: bool
    without_taste: Floats

    def spread_over(self, who: Ids, people: int) -> "Person":
        """Return the same of all people; who is not among ``who`` caused nothing."""
        if who.size == people:
            return self

        rows = [self.total, *self.half, *self.most, self.without_taste]
        total, low, high, least, most, plain = (over(one, who, np.zeros(people)) for one in rows)
        return Person(total, (low, high), (least, most), self.are_ranked, plain)


@dataclass(frozen=True, slots=True)
class Pooled:
    """The total persons share, its error, and how far taste may be off (a part)."""

    total: float
    error: float
    taste: float


def persons(fitted: Hazard, plain: Hazard, pooled: Pooled, *, are_ranked: bool) -> Person:
    """Share the total out; bounds of a gamma of the same mean and spread.

    They hold chance, how alike persons were taken to be, the error of the total, and
    what not knowing tastes (``plain``) would change for each of them.
    """
    found, people = fitted.exposures.personal, fitted.personal.people
    count, scale = fitted.by_source(), pooled.total / max(fitted.total, 1e-9)
    chance = counted(found.source, fitted.credit * (1.0 - fitted.credit), people)
    # what the adoptions tell of a person's own rate, beside how alike persons are
    known = counted(found.source, fitted.credit**2, people)
    spread = chance + chance**2 / (known + fitted.personal.shape)
    spread = spread + (pooled.taste * (plain.by_source() - count)) ** 2
    whole = count * pooled.error / max(pooled.total, 1e-9)
    half, most = _bounds(scale * count, scale**2 * (spread + whole**2))
    return Person(scale * count, half, most, are_ranked, plain.by_source())


def anything(fitted: Hazard, plain: Hazard) -> Person:
    """Return bounds of none and all that came after contact: nothing else is known."""
    found, people = fitted.exposures.personal, fitted.personal.people
    after = np.unique(np.stack([found.event, found.source]), axis=1)[1]
    most = np.zeros(people), np.bincount(after, minlength=people).astype(np.float64)
    return Person(fitted.by_source(), most, most, are_ranked=False, without_taste=plain.by_source())


def _bounds(mean: Floats, spread: Floats) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    mean = np.maximum(mean, 1e-9)
    shape = mean**2 / np.maximum(spread, 1e-9)
    # adoptions are whole: a bound lies half of one further out (continuity correction)
    low, high, least, most = (
        np.maximum(gammaincinv(shape, part) * mean / shape + out, 0.0)
        for part, out in ((0.25, -_HALF), (0.75, _HALF), (0.05, -_HALF), (0.95, _HALF))
    )
    return (low, high), (least, most)
