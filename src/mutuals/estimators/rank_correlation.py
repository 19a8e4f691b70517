"""Spearman's rank correlation with an interval over persons drawn again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

REPLICATES = 400
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class RankCorrelation:
    """A rank correlation with its 90 % interval; nan where a ranking is constant."""

    value: float
    lower: float
    upper: float


def rank_correlation(
    first: ArrayLike, second: ArrayLike, rng: np.random.Generator
) -> RankCorrelation:
    """Correlate two rankings; equal values share their mean rank.

    >>> rank_correlation([1, 2, 3, 4], [10, 20, 30, 40], np.random.default_rng(1)).value
    1.0
    """
    one, two = np.asarray(first, np.float64), np.asarray(second, np.float64)
    value = _spearman(one, two)
    if np.isnan(value):
        return RankCorrelation(value, value, value)
    draws = rng.integers(0, one.size, (REPLICATES, one.size))
    again = np.array([_spearman(one[draw], two[draw]) for draw in draws])
    lower, upper = np.nanquantile(again, (LOW, HIGH))
    return RankCorrelation(value, float(lower), float(upper))


def _spearman(one: NDArray[np.float64], two: NDArray[np.float64]) -> float:
    ranks = np.stack([_ranks(one), _ranks(two)])
    ranks -= ranks.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.prod((ranks**2).sum(axis=1)))
    return round(float((ranks[0] * ranks[1]).sum() / spread), 9) if spread > 0 else float("nan")


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each value's rank; equal values share their mean rank."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[place])
