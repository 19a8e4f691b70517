"""What each person's contact caused, with bounds."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv

from mutuals.estimators.hazard import Hazard
from mutuals.estimators.study import Floats


@dataclass(frozen=True, slots=True)
class Person:
    """Adoptions each person's contact caused, with bounds of 50 and 90 %."""

    total: Floats
    half: tuple[Floats, Floats]
    most: tuple[Floats, Floats]
    are_ranked: bool


def persons(fitted: Hazard, total: float, error: float, *, told: tuple[bool, bool]) -> Person:
    """Share the total out; bounds of a gamma of the same mean and spread.

    ``told`` says whether there are records enough, and enough to rank people. Without
    enough, the bounds are none and everything that came after contact.
    """
    is_enough, are_ranked = told
    if not is_enough:
        return _anything(fitted)
    found, people = fitted.exposures.personal, fitted.personal.people
    count, scale = fitted.by_source(), total / max(fitted.total, 1e-9)
    chance = np.bincount(found.source, fitted.credit * (1.0 - fitted.credit), people)
    spread = chance + chance**2 / (count + fitted.personal.shape)
    spread = scale**2 * spread + (scale * count * error / max(total, 1e-9)) ** 2
    half, most = _bounds(scale * count, spread)
    return Person(scale * count, half, most, are_ranked)


def _bounds(mean: Floats, spread: Floats) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    mean = np.maximum(mean, 1e-9)
    shape = mean**2 / np.maximum(spread, 1e-9)
    low, high, least, most = (
        np.asarray(gammaincinv(shape, part) * mean / shape, np.float64)
        for part in (0.25, 0.75, 0.05, 0.95)
    )
    return (low, high), (least, most)


def _anything(fitted: Hazard) -> Person:
    found, people = fitted.exposures.personal, fitted.personal.people
    after = np.unique(np.stack([found.event, found.source]), axis=1)[1]
    most = np.zeros(people), np.bincount(after, minlength=people).astype(np.float64)
    return Person(fitted.by_source(), most, most, are_ranked=False)
