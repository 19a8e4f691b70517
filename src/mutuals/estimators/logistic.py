"""A chance from a few columns: logistic regression with a ridge."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
# On columns of unit spread; enough to keep rows that could be told apart fully finite.
RIDGE = 0.1
_ROUNDS = 50
_STILL = 1e-9


@dataclass(frozen=True, slots=True)
class Logistic:
    """A constant and a weight per column, and how they vary together.

    ``spread`` is the covariance of the constant and the weights: all zero unless it was
    worked out by drawing again.
    """

    constant: float
    weights: Numbers
    spread: Numbers

    def logit(self, columns: ArrayLike) -> Numbers:
        """Return the log-odds of each row."""
        return np.asarray(np.asarray(columns, np.float64) @ self.weights + self.constant)

    def chance(self, columns: ArrayLike) -> Numbers:
        """Return the chance of each row, 0 to 1."""
        return chance(self.logit(columns))

    def variance(self, columns: ArrayLike) -> Numbers:
        """Return how uncertain the weights leave the log-odds of each row."""
        given = np.asarray(columns, np.float64)
        full = np.column_stack([np.ones(len(given)), given])
        found: Numbers = np.einsum("ij,jk,ik->i", full, self.spread, full)
        return np.maximum(found, 0.0)


def chance(logit: ArrayLike) -> Numbers:
    """Return the chance that log-odds stand for.

    >>> chance([0.0, 900.0])
    array([0.5, 1. ])
    """
    found: Numbers = 0.5 * (1.0 + np.tanh(0.5 * np.asarray(logit, np.float64)))
    return found


def fit(
    columns: ArrayLike,
    said: ArrayLike,
    *,
    counted: ArrayLike | None = None,
    ridge: ArrayLike = RIDGE,
) -> Logistic:
    """Fit the chance of a yes; ``counted`` says how often each row counts, else once.

    ``ridge`` is one for all columns or one each, on columns of unit spread.

    >>> model = fit([[0], [0], [1], [1]], [0, 1, 1, 1], ridge=1e-6)
    >>> model.chance([[0]]).round(2)
    array([0.5])
    """
    given, yes = np.asarray(columns, np.float64), np.asarray(said, np.float64)
    often = np.ones(yes.size) if counted is None else np.asarray(counted, np.float64)
    middle = often @ given / often.sum()
    scale = np.sqrt(often @ (given - middle) ** 2 / often.sum())
    scale = np.where(scale > 0, scale, 1.0)
    rows = np.column_stack([np.ones(yes.size), (given - middle) / scale])
    found = _newton(rows, yes, often, ridge=ridge)
    weights = found[1:] / scale
    nothing = np.zeros((rows.shape[1], rows.shape[1]))
    return Logistic(float(found[0] - weights @ middle), weights, nothing)


def spread_of(fits: list[Logistic]) -> Numbers:
    """Return the covariance of constant and weights over fits to data drawn again."""
    found: Numbers = np.cov([[one.constant, *one.weights] for one in fits], rowvar=False)
    return found


def _newton(rows: Numbers, yes: Numbers, often: Numbers, *, ridge: ArrayLike) -> Numbers:
    penalty = np.full(rows.shape[1], 1e-9)
    penalty[1:] = ridge
    found = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        likely = chance(rows @ found)
        slope = rows.T @ (often * (yes - likely)) - penalty * found
        bend = (rows * (often * likely * (1.0 - likely))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        # A long step overshoots where rows are nearly told apart: Newton needs a leash.
        found = found + step * min(1.0, 5.0 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < _STILL:
            break
    return found
