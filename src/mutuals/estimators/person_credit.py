"""What each person's contact caused, with bounds."""

from dataclasses import dataclass, replace

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

    def open_below(self) -> "Person":
        """Return the same where none of it may be because of contact."""
        none = np.zeros(self.total.size)
        return replace(self, half=(none, self.half[1]), most=(none, self.most[1]))

    def spread_over(self, who: Ids, people: int) -> "Person":
        """Return the same of all people; who is not among ``who`` caused nothing."""
        if who.size == people:
            return self

        rows = [self.total, *self.half, *self.most, self.without_taste]
        total, low, high, least, most, plain = (over(one, who, np.zeros(people)) for one in rows)
        return Person(total, (low, high), (least, most), self.are_ranked, plain)


@dataclass(frozen=True, slots=True)
class Pooled:
    """The total persons share, its error, and how far each person's part may be off.

    ``apart`` is what models may be off by for one person, beyond the total's error.
    """

    total: float
    error: float
    apart: Floats


def persons(fitted: Hazard, plain: Hazard, pooled: Pooled, *, are_ranked: bool) -> Person:
    """Share the total out; bounds of a gamma of the same mean and spread.

    They hold chance, how alike persons were taken to be, the error of the total, and
    how far each may be off besides; ``plain`` knows nothing of tastes.
    """
    people = fitted.personal.people
    count, scale = fitted.by_source(), pooled.total / max(fitted.total, 1e-9)
    source, share = _by_adoption(fitted)
    chance = counted(source, share * (1.0 - share), people)
    # what the adoptions tell of a person's own rate, beside how alike persons are
    known = counted(source, share**2, people)
    spread = chance + chance**2 / (known + fitted.personal.shape)
    spread = spread + pooled.apart**2
    whole = count * pooled.error / max(pooled.total, 1e-9)
    half, most = _bounds(scale * count, scale**2 * (spread + whole**2))
    return Person(scale * count, half, most, are_ranked, plain.by_source())


def _by_adoption(fitted: Hazard) -> tuple[Ids, Floats]:
    """Return source and credit of each adoption somebody may have caused.

    Of several contacts of one source before an adoption, it matters not which it was.
    """
    found, people = fitted.exposures.personal, fitted.personal.people
    keys, row = np.unique(found.event * people + found.source, return_inverse=True)
    return keys % people, np.minimum(counted(row.reshape(-1), fitted.credit, keys.size), 1.0)


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
