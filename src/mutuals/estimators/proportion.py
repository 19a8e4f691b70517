"""Shares with their intervals, from counts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv

LOW, HIGH = 0.05, 0.95
# Jeffreys: half a yes and half a no beforehand; covers well in small counts.
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Proportion:
    """Shares and the bounds of their 90 % intervals, one entry per count."""

    share: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


def proportion(
    successes: ArrayLike, trials: ArrayLike, *, prior: tuple[float, float] = (HALF, HALF)
) -> Proportion:
    """Estimate shares with Jeffreys intervals (or another Beta prior's).

    Counts may be fractions. The share is successes over trials, and the prior's mean
    where nothing was tried; a bound is exact where all or none succeeded.

    >>> one = proportion([5], [10])
    >>> one.share.round(2), one.lower.round(2), one.upper.round(2)
    (array([0.5]), array([0.26]), array([0.74]))
    """
    done = np.asarray(successes, np.float64)
    tried = np.asarray(trials, np.float64)
    yes, no = done + prior[0], tried - done + prior[1]
    share = np.where(tried > 0, done / np.where(tried > 0, tried, 1.0), yes / (yes + no))
    lower = np.where((done <= 0) & (tried > 0), 0.0, betaincinv(yes, no, LOW))
    upper = np.where((done >= tried) & (tried > 0), 1.0, betaincinv(yes, no, HIGH))
    return Proportion(share, lower, upper)
