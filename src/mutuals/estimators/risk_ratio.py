"""How many times more often one group does something than another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutuals.estimators.bootstrap import HIGH, LOW

# Half a success and one trial on each side keep the ratio finite when nobody did it.
_HALF, _ONE = 0.5, 1.0


@dataclass(frozen=True, slots=True)
class RiskRatio:
    """A ratio of two shares with its 90 % interval."""

    value: float
    lower: float
    upper: float


def risk_ratio(counts: NDArray[np.float64], drawn: NDArray[np.float64]) -> RiskRatio:
    """Compare two groups whose members may stand behind several counts.

    ``counts`` has one row per person: successes and trials in the first group, then
    successes and trials in the second. ``drawn`` comes from ``bootstrap.weights``.
    """
    again = _ratio(drawn @ counts)
    lower, upper = np.quantile(again, (LOW, HIGH))
    value = _ratio(counts.sum(axis=0, keepdims=True))[0]
    return RiskRatio(float(value), float(lower), float(upper))


def _ratio(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    first = (sums[:, 0] + _HALF) / (sums[:, 1] + _ONE)
    second = (sums[:, 2] + _HALF) / (sums[:, 3] + _ONE)
    return np.asarray(first / second)
