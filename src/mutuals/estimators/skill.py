"""How well a value tells yes from no, with intervals over persons drawn again."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]
LOW, HIGH = 0.05, 0.95
_BINS = 10


@dataclass(frozen=True, slots=True)
class Skill:
    """One figure with its 90 % interval."""

    value: float
    lower: float
    upper: float


def ranking(said: ArrayLike, value: ArrayLike, counted: ArrayLike | None = None) -> float:
    """Return the chance that a yes has the higher value than a no (AUC).

    >>> ranking([0, 1, 1], [1, 1, 2])
    0.75
    """
    yes, no = _by_value(said, value, counted)
    below = np.cumsum(no) - no
    pairs = yes.sum() * no.sum()
    return float((yes * (below + no / 2)).sum() / pairs) if pairs else float("nan")


def precision(said: ArrayLike, value: ArrayLike, counted: ArrayLike | None = None) -> float:
    """Return the mean share of yes above each yes (average precision).

    Rows of one value share one place.

    >>> precision([1, 0, 1], [3, 2, 1]) == (1 + 2 / 3) / 2
    True
    """
    yes, no = (one[::-1] for one in _by_value(said, value, counted))
    found, passed = np.cumsum(yes), np.cumsum(yes + no)
    total = yes.sum()
    return float((yes * found / np.maximum(passed, 1e-300)).sum() / total) if total else np.nan


def calibration(said: ArrayLike, chance: ArrayLike) -> float:
    """Return the mean gap of told and found shares, in ten bins of as many rows.

    >>> calibration([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5])
    0.5
    """
    yes, told = np.asarray(said, np.float64), np.asarray(chance, np.float64)
    order = np.argsort(told, kind="stable")
    bins = [one for one in np.array_split(order, _BINS) if one.size]
    gaps = [abs(float(yes[one].mean() - told[one].mean())) * one.size for one in bins]
    return sum(gaps) / yes.size


def between(values: ArrayLike, value: float) -> Skill:
    """Return a figure with the interval it had when persons were drawn again."""
    lower, upper = np.nanquantile(np.asarray(values, np.float64), (LOW, HIGH))
    return Skill(float(value), float(lower), float(upper))


def apart(
    pairs: tuple[Ids, Ids], folds: int, rng: np.random.Generator
) -> Iterator[tuple[Flags, Flags]]:
    """Yield what to fit on and what to test on so that nobody is on both sides.

    People fall into folds; the pairs between two folds are tested by what was fitted on
    pairs of which nobody is in either.
    """
    people, place = np.unique(np.stack(pairs), return_inverse=True)
    one, two = (rng.permutation(people.size) % folds)[place.reshape(2, -1)]
    low, high = np.minimum(one, two), np.maximum(one, two)
    for left in range(folds):
        for right in range(left, folds):
            test = (low == left) & (high == right)
            if test.any():
                outside = ~np.isin(one, (left, right)) & ~np.isin(two, (left, right))
                yield outside, test


def _by_value(
    said: ArrayLike, value: ArrayLike, counted: ArrayLike | None
) -> tuple[Numbers, Numbers]:
    yes = np.asarray(said, np.float64)
    often = np.ones(yes.size) if counted is None else np.asarray(counted, np.float64)
    _, place = np.unique(np.asarray(value, np.float64), return_inverse=True)
    sums = (np.bincount(place, often * one) for one in (yes, 1.0 - yes))
    agreed, denied = (np.asarray(one, np.float64) for one in sums)
    return agreed, denied
