"""Where answers to a short questionnaire lie, with the region they leave open.

A person's mean over an axis's items, each turned so that high means more of it. How far
the items of one axis disagree says how far another set of items on the same thing could
have come out elsewhere: a t interval over items, whose spread is pulled to a usual one,
so that twice the same answer is no certainty.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

LOWEST, MIDDLE, HIGHEST = 1.0, 3.0, 5.0
# The region holds four times in five.
_HIGH = 0.9
# Answers of one person on one axis usually lie so far apart, said with so many items.
_USUAL, _STANDS_FOR = 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """A mean from 1 to 5 with the bounds of its 80 % region, over so many answers."""

    middle: float
    lower: float
    upper: float
    answers: int

    @property
    def leans(self) -> int:
        """Return 1 or -1 where the whole region lies above or below the middle."""
        return int(self.lower > MIDDLE) - int(self.upper < MIDDLE)


def place(answers: ArrayLike, is_turned: ArrayLike) -> Place:
    """Return where answers from 1 to 5 lie; 0 is one that was left out.

    ``is_turned`` items count the other way round. With no answer the region is all.

    >>> place([5, 1, 5, 1], [False, True, False, True])
    Place(middle=5.0, lower=4.5, upper=5.0, answers=4)
    """
    given, turned = np.asarray(answers, np.float64), np.asarray(is_turned, np.bool_)
    values = np.where(turned, LOWEST + HIGHEST - given, given)[given > 0]
    if not values.size:
        return Place(MIDDLE, LOWEST, HIGHEST, 0)
    middle = float(values.mean())
    free = values.size - 1 + _STANDS_FOR
    spread = (((values - middle) ** 2).sum() + _STANDS_FOR * _USUAL**2) / free
    reach = float(stdtrit(free, _HIGH) * np.sqrt(spread / values.size))
    lower, upper = max(LOWEST, middle - reach), min(HIGHEST, middle + reach)
    return Place(round(middle, 2), round(lower, 1), round(upper, 1), values.size)
