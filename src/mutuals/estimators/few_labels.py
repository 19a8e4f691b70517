"""What a few labels of the owner's teach about everything else.

A logistic model whose weights are pulled towards zero (independent normal priors),
fitted by Newton's method: the more labels, the more it dares to say.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Standard deviation of a weight per standard deviation of its feature, beforehand.
SPREAD = 2.0
_ROUNDS = 50
_NINETY = 1.645


@dataclass(frozen=True, slots=True)
class Learned:
    """Every row's probability of the label 1, and the bounds of its 90 % interval."""

    probability: Numbers
    lower: Numbers
    upper: Numbers


def learned(features: Numbers, label: Numbers) -> Learned:
    """Learn from the labelled rows and judge all of them.

    ``label`` is 1, 0, or not a number where nothing was said. Features are measured
    against the rows' own mean and spread; one that never differs teaches nothing.
    """
    spread = features.std(axis=0)
    measured = (features - features.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    design = np.column_stack([np.ones(measured.shape[0]), np.clip(measured, -3.0, 3.0)])
    said = np.isfinite(label)
    mean, covariance = _fitted(design[said], label[said])
    middle = design @ mean
    variance = np.einsum("ij,jk,ik->i", design, covariance, design)
    wide = _NINETY * np.sqrt(variance)
    # the average over the weights' uncertainty, closer to a half than the middle is
    shrunk = middle / np.sqrt(1.0 + np.pi * variance / 8.0)
    return Learned(_logistic(shrunk), _logistic(middle - wide), _logistic(middle + wide))


def _fitted(design: Numbers, label: Numbers) -> tuple[Numbers, Numbers]:
    precision = np.eye(design.shape[1]) / SPREAD**2
    weights = np.zeros(design.shape[1])
    curvature = precision
    for _ in range(_ROUNDS):
        chance = _logistic(design @ weights)
        slope = design.T @ (label - chance) - precision @ weights
        curvature = (design.T * (chance * (1.0 - chance))) @ design + precision
        step = np.linalg.solve(curvature, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-9:  # noqa: PLR2004  far below what is shown
            break
    return weights, np.asarray(np.linalg.inv(curvature), np.float64)


def _logistic(value: Numbers) -> Numbers:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * value)))
