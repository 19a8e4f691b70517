"""Counts pulled towards their pooled rate where persons differ by chance only."""

import numpy as np
from scipy.special import gammaln

from mutuals.estimators.study import Floats

_SHAPES = np.exp(np.linspace(np.log(0.3), np.log(30.0), 25))
# So many tell how alike they are; more only take time.
_FEWEST, _MOST = 5, 4000
_LEAST = 1e-9


def gamma_shape(count: Floats, expected: Floats, otherwise: float) -> float:
    """Return how alike persons' rates are: high if their counts differ by chance only.

    The negative-binomial likelihood of the counts, profiled over a grid.
    """
    told = expected > _LEAST
    if told.sum() < _FEWEST:
        return otherwise
    step = int(told.sum()) // _MOST + 1
    seen, hoped = count[told][::step], expected[told][::step]
    shape = _SHAPES[:, None]
    kept = gammaln(shape + seen) - gammaln(shape) - (shape + seen) * np.log(shape + hoped)
    fit = (kept + shape * np.log(shape) + seen * np.log(np.maximum(hoped, 1e-300))).sum(axis=1)
    return float(_SHAPES[int(np.argmax(fit))])


def shrunk(count: Floats, expected: Floats, shape: float) -> Floats:
    """Return each person's rate over the pooled one.

    >>> shrunk(np.array([0.0, 8.0]), np.array([2.0, 2.0]), 2.0).tolist()
    [0.5, 2.5]
    """
    return (count + shape) / (expected + shape)
