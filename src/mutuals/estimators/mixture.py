"""Rates of many rows, each pulled to what rows are like: a mixture learned from them.

How rows' rates are spread is left open: weights of narrow gammas laid over all rates,
by likelihood (Laird 1978; Koenker and Mizera 2014), and the weight of one row more on a
bell around their middle, so that few rows make no spikes. One row unlike all others
then has a gamma to itself, where a single one would have to be wide for everybody.

What rows are like matters to those of which little is known. Rows seen often are no
sample of these (how much one says and how well it is heard go together), so they count
less (Williamson, Datta and Satten 2003).
"""

from typing import NamedTuple

import numpy as np
from scipy.special import gammaln

from mutuals.estimators.study import Floats

# Gammas as wide as they lie apart. Rates may be over one: what is weighed by the
# strength of a tie comes out below it.
_MIDDLES, _SHAPE = np.exp(np.linspace(np.log(1e-4), np.log(2.0), 40)), 16.0
_BELL, _ROWS_WORTH, _ROUNDS = 0.7, 1.0, 60
# Seen so often, a row counts half as an example of others.
_OFTEN = 10.0
# More rows teach no more of how rows differ; and so many are worked on at once.
_TAUGHT_BY, _AT_ONCE = 20_000, 65_536
_NEVER = 1e-300


class Rates(NamedTuple):
    """Each row's rate and its variance, and those of a row nothing is known of."""

    rate: Floats
    variance: Floats
    usual: float
    usual_variance: float


def rates(deeds: Floats, words: Floats, guess: tuple[float, float]) -> Rates:
    """Return rows' rates: ``deeds`` of so many ``words``, in whatever they are weighed.

    ``guess`` is a row more to learn from, before anything is known.

    >>> deeds, words = np.array([1.0, 0, 2, 1, 50]), np.array([9.0, 9, 19, 9, 99])
    >>> [round(one, 2) for one in rates(deeds, words, (0.5, 10.0)).rate.tolist()]
    [0.09, 0.07, 0.09, 0.09, 0.49]
    """
    step = -(-deeds.size // _TAUGHT_BY) or 1
    taught = np.append(deeds[::step], guess[0]), np.append(words[::step], guess[1])
    share = _learned(_likelihoods(*taught), taught[1])
    found = np.empty((2, deeds.size))
    for begin in range(0, deeds.size, _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        found[:, part] = _moments(deeds[part], words[part], share)
    usual, variance = _moments(np.zeros(1), np.zeros(1), share)[:, 0].tolist()
    return Rates(found[0], found[1], usual, variance)


def _likelihoods(deeds: Floats, words: Floats) -> Floats:
    """Return each row's likelihood under every gamma, 1 at its best."""
    tight, count = _SHAPE / _MIDDLES, deeds[:, None] + _SHAPE
    fits = gammaln(count) + _SHAPE * np.log(tight) - count * np.log(tight + words[:, None])
    return np.asarray(np.exp(fits - fits.max(axis=1, keepdims=True)), np.float64)


def _learned(fits: Floats, words: Floats) -> Floats:
    """Return how rates are spread among rows, by expectation and maximisation."""
    counts, place = 1.0 / (1.0 + words / _OFTEN), np.log(_MIDDLES)
    share = np.full(_MIDDLES.size, 1.0 / _MIDDLES.size)
    for _ in range(_ROUNDS):
        held = counts @ _posterior(fits, share)
        middle = float(held @ place) / max(float(held.sum()), _NEVER)
        bell = np.exp(-0.5 * ((place - middle) / _BELL) ** 2)
        share = held + _ROWS_WORTH * bell / bell.sum()
        share = share / share.sum()
    return np.asarray(share, np.float64)


def _posterior(fits: Floats, share: Floats) -> Floats:
    found = fits * share
    return np.asarray(found / np.maximum(found.sum(axis=1, keepdims=True), _NEVER), np.float64)


def _moments(deeds: Floats, words: Floats, share: Floats) -> Floats:
    """Return each row's mean rate and variance."""
    weight = _posterior(_likelihoods(deeds, words), share)
    tight = _SHAPE / _MIDDLES + words[:, None]
    each = (deeds[:, None] + _SHAPE) / tight
    mean = (weight * each).sum(axis=1)
    square = (weight * (each**2 + each / tight)).sum(axis=1)
    return np.stack([mean, np.maximum(square - mean**2, 0.0)])
