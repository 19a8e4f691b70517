"""How likely a word leads to a deed: by source and by tie, pulled to what is usual.

What is usual is a mean over sources, not over words: one who speaks a hundred times and
is always heard says little of everybody else. How sources differ is a mixture that is
learned from them (``mixture``). The ties of each source are pulled towards it by the
negative-binomial likelihood of their counts, as in empirical Bayes (Efron and Morris
1975; Casella 1985).

That some are moved more easily than others was tried: who has not done it yet is one
not moved so far, and on real records chances came out worse.

Rates learned at one time are held against a later one: chances are moved, on the scale
of log-odds, by an offset and a slope that the later part of the words is fitted with
(Cox 1958), as far as these are enough to tell.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, gammaincinv, gammaln, logit

from mutuals.estimators.mixture import rates
from mutuals.estimators.study import Floats, Ids, counted

# One in twenty, worth ten people: a guess that fifty people talked with outweigh.
PRIOR = (0.5, 9.5)
GUESS = PRIOR[0] / sum(PRIOR)
MOST, _LEAST = 0.95, 1e-6
FEWEST_DEEDS, _POWERS = 30, np.linspace(0.0, 1.0, 11)
# Before anything is known of sources they are taken to differ this much.
_SHAPE, _FEWEST, _TURNS = 2.0, 5, 30
_SHAPES = np.exp(np.linspace(np.log(0.1), np.log(30.0), 30))
_ENDS = (0.05, 0.95)
# Of the words, so many come before what the map is learned from.
EARLY = 0.7
# How far from "as it was" the map is taken to be, beforehand: offset, slope.
_OFF, _NEWTON = (0.3, 0.1), 25


@dataclass(frozen=True, slots=True)
class Words:
    """Words whose time is over: on which tie, when, and whether a deed came.

    ``at`` is in any unit in which ``window`` (how long a deed is waited for) is.
    """

    tie: Ids
    at: Floats
    done: Floats
    window: float

    def where(self, kept: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> "Words":
        """Return a part of them."""
        return Words(self.tie[kept], self.at[kept], self.done[kept], self.window)


@dataclass(frozen=True, slots=True)
class Ties:
    """Each tie's source, of so many people, and how much of a tie it is, 0 to 1."""

    source: Ids
    much: Floats
    people: int


@dataclass(frozen=True, slots=True)
class Chances:
    """Every tie's chance with its 90 % interval, and how it was moved afterwards.

    ``offset`` and ``slope`` are of the log-odds: 0 and 1 where the later words were as
    the earlier let expect, or too few to tell.
    """

    middle: Floats
    lower: Floats
    upper: Floats
    offset: float
    slope: float
    deeds: int


def chances(words: Words, ties: Ties) -> Chances:
    """Return every tie's chance."""
    plain = _fitted(words, ties)
    offset, slope = _moved(words, ties)
    bounds = (np.clip(expit(offset + slope * logit(one)), _LEAST, MOST) for one in plain)
    middle, lower, upper = bounds
    return Chances(middle, lower, upper, offset, slope, int(words.done.sum()))


@dataclass(frozen=True, slots=True)
class _Pulled:
    """Factors pulled towards a mean, the mean, and how many deeds' worth is known."""

    mean: float
    factor: Floats
    known: Floats


def _fitted(words: Words, ties: Ties) -> tuple[Floats, ...]:
    """Return chance, lower and upper of every tie: pooled, by source and by tie."""
    much = ties.much ** _power(words, ties)
    by_source = _by_source(words, ties, much)
    own = much * by_source.factor[ties.source]
    by_tie = _pulled(words.tie, words.done, own[words.tie], size=much.size, mean=1.0)
    middle = own * by_tie.factor
    # what is not known of everybody, of the source and of the tie comes together
    spread = 1.0 / (words.done.sum() + PRIOR[0])
    spread = spread + 1.0 / by_source.known[ties.source] + 1.0 / by_tie.known
    bounds = [np.asarray(gammaincinv(1.0 / spread, end)) * spread for end in _ENDS]
    parts = (np.ones(much.size), *bounds)
    return tuple(np.clip(one * middle, _LEAST, MOST) for one in parts)


def _by_source(words: Words, ties: Ties, much: Floats) -> _Pulled:
    """Pull each source's rate towards what sources are like."""
    source = ties.source[words.tie]
    deeds, spoken = (counted(source, one, ties.people) for one in (words.done, much[words.tie]))
    told = spoken > 0
    found = rates(deeds[told], spoken[told], (PRIOR[0], sum(PRIOR)))
    rate = np.full(ties.people, found.usual)
    known = np.full(ties.people, found.usual**2 / max(found.usual_variance, _LEAST**2))
    rate[told] = found.rate
    known[told] = found.rate**2 / np.maximum(found.variance, _LEAST**2)
    return _Pulled(found.usual, rate, known)


def _pulled(
    row: Ids, done: Floats, hoped: Floats, *, size: int, mean: float | None = None
) -> _Pulled:
    """Pull each row's rate (deeds over what was hoped) towards the mean of rows."""
    count, expected = counted(row, done, size), counted(row, hoped, size)
    told = expected > _LEAST
    found, shape = _mean_and_shape(count[told], expected[told], mean)
    factor = found * (count + shape) / (found * expected + shape)
    return _Pulled(found, factor, count + shape)


def _mean_and_shape(count: Floats, expected: Floats, mean: float | None) -> tuple[float, float]:
    """Return the mean rate (unless given) and how alike rows are, by likelihood."""
    if count.size < _FEWEST:
        return _mean(count, expected, _SHAPE) if mean is None else mean, _SHAPE
    found = [
        (_likelihood(count, expected * one, shape), one, shape)
        for shape in _SHAPES.tolist()
        for one in [_mean(count, expected, shape) if mean is None else mean]
    ]
    return max(found)[1:]


def _mean(count: Floats, expected: Floats, shape: float) -> float:
    """Return the likeliest mean rate of rows that are so alike, and a guess."""
    rate = (count.sum() + PRIOR[0]) / (expected.sum() + PRIOR[0] / GUESS)
    for _ in range(_TURNS):
        weight = shape / (shape + rate * expected)
        before, rate = rate, (weight @ count + PRIOR[0]) / (weight @ expected + PRIOR[0] / GUESS)
        if abs(rate - before) < _LEAST * rate:
            break
    return float(rate)


def _likelihood(count: Floats, hoped: Floats, shape: float) -> float:
    parts = gammaln(shape + count) - gammaln(shape) - (shape + count) * np.log(shape + hoped)
    return float((parts + shape * np.log(shape) + count * np.log(hoped)).sum())


def _power(words: Words, ties: Ties) -> float:
    """Return how far strength counts, by the deeds; half where they are too few.

    Sources keep rates of their own: that one who is heard has strong ties tells nothing
    of strong ties.
    """
    if words.done.sum() < FEWEST_DEEDS:
        return 0.5
    source, fits = ties.source[words.tie], []
    for power in _POWERS:
        weight = ties.much[words.tie] ** power
        by_source = _pulled(source, words.done, weight, size=ties.people)
        chance = np.clip(weight * by_source.factor[source], _LEAST, MOST)
        fits.append(np.where(words.done > 0, np.log(chance), np.log1p(-chance)).sum())
    return float(_POWERS[int(np.argmax(fits))])


def _moved(words: Words, ties: Ties) -> tuple[float, float]:
    """Return the offset and slope that later words ask of earlier ones' chances."""
    if not words.at.size:
        return 0.0, 1.0
    moment = float(np.quantile(words.at, EARLY))
    early, late = words.where(words.at <= moment - words.window), words.where(words.at > moment)
    if not early.at.size or not late.at.size:
        return 0.0, 1.0
    told = _fitted(early, ties)[0][late.tie]
    return calibrated(told, late.done)


def calibrated(told: Floats, done: Floats) -> tuple[float, float]:
    """Return the offset and slope of the log-odds that fit what was done best.

    Both are pulled to 0 and 1: a few deeds move them little.

    >>> found = calibrated(np.full(4, 0.5), np.array([0, 1, 0, 1.0]))
    >>> tuple(round(one, 2) for one in found)
    (0.0, 1.0)
    """
    odds = logit(np.clip(told, _LEAST, 1.0 - _LEAST))
    middle = float(odds.mean())
    design = np.column_stack([np.ones(odds.size), odds - middle])
    start = np.array([middle, 1.0])
    precision = 1.0 / np.square(_OFF)
    weights = start.copy()
    for _ in range(_NEWTON):
        chance = expit(design @ weights)
        slope = design.T @ (done - chance) - precision * (weights - start)
        curvature = (design.T * (chance * (1.0 - chance))) @ design + np.diag(precision)
        step = np.linalg.solve(curvature, slope)
        weights = weights + step
        if float(np.abs(step).max()) < _LEAST:
            break
    return float(weights[0] - weights[1] * middle), float(weights[1])
