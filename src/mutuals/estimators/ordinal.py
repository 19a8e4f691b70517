"""Ordered classes from features: cumulative logits (two classes: the logistic model).

The chance of at most class k is 1 / (1 + exp(features x weights - cuts[k])). The fit
is pulled towards given weights, so that few records say little and many decide.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]

_ROUNDS = 60
_ENOUGH = 1e-7
_HALVINGS = 20
_TINY = 1e-12
# Keeps cut-points of classes that hardly occur where they are.
_CUT_STRENGTH = 1e-3


@dataclass(frozen=True, slots=True)
class Ordinal:
    """Cut-points between the classes, a weight per feature, and their covariance."""

    cuts: Floats
    weights: Floats
    covariance: Floats


def ordinal(features: Floats, classes: Ids, *, prior: Ordinal, strength: float = 1.0) -> Ordinal:
    """Fit by Fisher scoring from a prior model with as many classes and features.

    ``strength`` is how many records' worth of information (precision) each weight of
    the prior carries.
    """
    theta = np.concatenate([prior.cuts, prior.weights])
    pull = np.concatenate(
        [np.full(prior.cuts.size, _CUT_STRENGTH), np.full(prior.weights.size, strength)]
    )
    centre, size = theta.copy(), prior.cuts.size
    information = np.diag(pull)
    for _ in range(_ROUNDS):
        slope, information = _slope_and_information(theta, size, (features, classes))
        slope -= pull * (theta - centre)
        information = information + np.diag(pull)
        step: Floats = np.asarray(np.linalg.solve(information, slope), np.float64)
        theta = theta + step * _largest_ordered(theta[:size], step[:size])
        if np.abs(step).max() < _ENOUGH:
            break
    return Ordinal(theta[:size], theta[size:], np.linalg.inv(information))


def blank(classes: int, features: int) -> Ordinal:
    """Return the model that knows nothing: evenly cut, no feature matters."""
    cuts = np.log(np.arange(1, classes) / np.arange(classes - 1, 0, -1))
    size = classes - 1 + features
    return Ordinal(cuts, np.zeros(features), np.zeros((size, size)))


def probabilities(model: Ordinal, features: Floats) -> Floats:
    """Return each row's probability of each class.

    >>> probabilities(blank(2, 1), np.zeros((1, 1))).tolist()
    [[0.5, 0.5]]
    """
    below = _below(model.cuts, features @ model.weights)
    return np.diff(below, axis=1)


def _below(cuts: Floats, reach: Floats) -> Floats:
    inner = 1.0 / (1.0 + np.exp(np.clip(reach[:, None] - cuts, -500.0, 500.0)))
    edge = np.ones((reach.size, 1))
    return np.hstack([0.0 * edge, inner, edge])


def _slope_and_information(
    theta: Floats, size: int, seen: tuple[Floats, Ids]
) -> tuple[Floats, Floats]:
    features, classes = seen
    below = _below(theta[:size], features @ theta[size:])
    steep = below * (1.0 - below)
    chance = np.maximum(np.diff(below, axis=1), _TINY)
    slope = np.zeros(theta.size)
    information = np.zeros((theta.size, theta.size))
    for one in range(size + 1):
        at = np.zeros((classes.size, theta.size))
        if one < size:
            at[:, one] = steep[:, one + 1]
        if one:
            at[:, one - 1] -= steep[:, one]
        at[:, size:] = (steep[:, one] - steep[:, one + 1])[:, None] * features
        information += at.T @ (at / chance[:, one, None])
        mine = classes == one
        slope += (at[mine] / chance[mine, one, None]).sum(axis=0)
    return slope, information


def _largest_ordered(cuts: Floats, step: Floats) -> float:
    """Return how much of a step leaves the cut-points in their order."""
    share = 1.0
    for _ in range(_HALVINGS):
        if np.all(np.diff(cuts + share * step) > 0):
            return share
        share /= 2.0
    return 0.0
