"""How many times more often one group does something than another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutuals.estimators.bootstrap import HIGH, LOW

# Half a success and one trial on each side keep the ratio finite when nobody did it.
_HALF, _ONE = 0.5, 1.0
# Standard deviations to either end of nine in ten; the least doubt of a logarithm.
_NINE_IN_TEN, _LEAST = 1.6449, 1e-6


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


def ratio_of_sums(rows: NDArray[np.float64], drawn: NDArray[np.float64]) -> RiskRatio:
    """Compare two sums over the same rows (rows x 2), the rows drawn again.

    >>> rows, drawn = np.tile([2.0, 1.0], (5, 1)), np.ones((3, 5))
    >>> ratio_of_sums(rows, drawn)
    RiskRatio(value=2.0, lower=2.0, upper=2.0)
    """
    again, whole = drawn @ rows, rows.sum(axis=0)
    lower, upper = np.quantile(again[:, 0] / np.maximum(again[:, 1], _ONE), (LOW, HIGH))
    return RiskRatio(float(whole[0] / max(whole[1], _ONE)), float(lower), float(upper))


def pooled(ratios: list[RiskRatio]) -> RiskRatio:
    """Pool independent ratios by their weight, on the log scale.

    Where they differ by more than chance the interval is widened as much (Birge 1932).

    >>> pooled([RiskRatio(2.0, 1.0, 4.0), RiskRatio(2.0, 1.0, 4.0)]).value
    2.0
    """
    logs = np.log([(one.value, one.lower, one.upper) for one in ratios])
    doubt = np.maximum((logs[:, 2] - logs[:, 1]) / (2 * _NINE_IN_TEN), _LEAST)
    weight = doubt**-2.0
    middle = float(weight @ logs[:, 0] / weight.sum())
    apart = float(weight @ (logs[:, 0] - middle) ** 2) / max(len(ratios) - 1, 1)
    reach = _NINE_IN_TEN * np.sqrt(max(apart, 1.0) / weight.sum())
    value, lower, upper = (float(np.exp(middle + one)) for one in (0.0, -reach, reach))
    return RiskRatio(round(value, 9), lower, upper)


def e_value_of(ratio: float) -> float:
    """Return the E-value of a ratio of risks, from 1 on (VanderWeele and Ding 2017).

    >>> round(e_value_of(2.0), 2), e_value_of(1.0)
    (3.41, 1.0)
    """
    return float(ratio + np.sqrt(ratio * (ratio - 1.0)))
