"""What each person's choices lean on: taste, the crowd, friends (a mixed logit).

Of the things on offer at a moment one was taken. The chance of taking one grows with
how it suits the person's own earlier choices, with how many took it up lately, with how
many friends told of it, and with how widely it is liked at all; how steeply is each
person's own, drawn from a normal distribution whose middle and spread are learned
(McFadden 1974; Revelt and Train 1998). Only choices made enter, so that doing little
is no evidence. How many took it up *lately* is measured against the thing's own usual,
which keeps a thing's worth from passing for the pull of the crowd; and what a person
has passed over often is less to their liking than any record tells, though friends may
have told of it by now.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutuals.estimators.study import Floats, Ids

LEANINGS = ("taste", "crowd", "friends", "worth", "passed")
TASTE, CROWD, FRIENDS, WORTH, PASSED = range(5)
Flags = NDArray[np.bool_]
# Choices worked on at once; more only take memory.
_AT_ONCE = 20_000
_ROUNDS, _STEPS = 6, 40
# How far apart persons' slopes lie as a rule, and for how many persons that stands.
_USUAL, _STANDS_FOR = 0.3, 2.0
_STEEPEST, _LONGEST_STEP = 8.0, 2.0
# One in ten may follow nothing, said with the weight of ten people.
_FEW_IDLE, _SURELY = (1.0, 9.0), 300.0


@dataclass(frozen=True, slots=True)
class Menus:
    """Choices by person, each from a menu whose first thing is the one taken.

    ``person`` (choices) holds positions from 0 in ascending order; ``pull`` (choices x
    things x 5) what speaks for a thing, as in ``LEANINGS``; ``offered`` (choices x
    things) is false where a menu is shorter than the longest.
    """

    people: int
    person: Ids
    pull: Floats
    offered: Flags

    def start(self) -> Ids:
        """Return where each person's choices begin, and the end."""
        return np.searchsorted(self.person, np.arange(self.people + 1))

    def without(self, leaning: int) -> "Menus":
        """Return the same menus with one thing less that speaks for what is on them."""
        pull = np.delete(self.pull, leaning, axis=2)
        return Menus(self.people, self.person, pull, self.offered)

    def some(self, kept: Flags) -> "Menus":
        """Return some of the choices, of the same people."""
        return Menus(self.people, self.person[kept], self.pull[kept], self.offered[kept])


@dataclass(frozen=True, slots=True)
class Slopes:
    """Each person's slopes (people x 5) with covariance, and everybody's.

    ``middle`` and ``spread`` (5 x 5) are those of the population. ``each`` (choices x
    5) is how every choice pulls at its person's slopes, ``idle`` (people) how likely a
    person's choices follow nothing that was measured.
    """

    slope: Floats
    doubt: Floats
    middle: Floats
    spread: Floats
    idle: Floats
    each: Floats
    choices: Ids

    @property
    def deviation(self) -> Floats:
        """Return the posterior standard deviations (people x 5)."""
        return np.sqrt(np.diagonal(self.doubt, axis1=1, axis2=2))


def slopes(menus: Menus, apart: Flags | None = None) -> Slopes:
    """Fit everybody's slopes, pulled towards the population as far as they are unsure.

    Who stands ``apart`` (people) teaches nothing about the others.

    Penalised quasi-likelihood: each person's choices are summed up by a parabola at the
    slopes so far, from which the population is learned by expectation-maximisation;
    then the parabolas are taken anew. Some people may follow nothing at all: they are
    told by the likelihood of both, and teach the others as little.
    """
    size = menus.pull.shape[2]
    weight = np.ones(menus.people)
    if apart is not None:
        weight[apart] = 0.0
    found, blind = np.zeros((menus.people, size)), _blind(menus)
    summed, doubt = _summed_up(menus, found), np.zeros(0)
    idle, population = np.zeros(menus.people), _population(summed, weight)
    for _ in range(_ROUNDS):
        population = _population(summed, weight * (1.0 - idle))
        aim, doubt = _posterior(summed, population)
        idle = _idle(summed, population, blind, weight=weight)
        step = np.clip(aim - found, -_LONGEST_STEP, _LONGEST_STEP)
        found = np.clip(found + step, -_STEEPEST, _STEEPEST)
        summed = _summed_up(menus, found)
    choices = np.bincount(menus.person, minlength=menus.people).astype(np.int64)
    return Slopes(found, doubt, *population, idle, summed.each, choices)


def told_apart(menus: Menus, apart: Flags | None = None) -> Slopes:
    """Fit slopes, what was passed over taken into account for friends' alone.

    Friends go on telling of what somebody passed over for want of liking, which makes
    friends look as if they put people off. The crowd does not, and there it takes away
    too much, as planted worlds showed: so friends' slopes come from a fit of their own.
    """
    plain, full = slopes(menus.without(PASSED), apart), slopes(menus, apart)
    slope, doubt = plain.slope.copy(), plain.doubt.copy()
    middle, spread = plain.middle.copy(), plain.spread.copy()
    slope[:, FRIENDS], middle[FRIENDS] = full.slope[:, FRIENDS], full.middle[FRIENDS]
    for ours, theirs in ((doubt, full.doubt), (spread[None], full.spread[None])):
        ours[:, FRIENDS], ours[:, :, FRIENDS] = 0.0, 0.0
        ours[:, FRIENDS, FRIENDS] = theirs[:, FRIENDS, FRIENDS]
    return Slopes(slope, doubt, middle, spread, plain.idle, plain.each, plain.choices)


def _chunks(menus: Menus) -> Iterator[slice]:
    for begin in range(0, menus.person.size, _AT_ONCE):
        yield slice(begin, min(begin + _AT_ONCE, menus.person.size))


def chances(menus: Menus, slope: Floats, rows: slice) -> Floats:
    """Return how likely each thing on some menus was to be taken."""
    reach = np.einsum("cta,ca->ct", menus.pull[rows], slope[menus.person[rows]])
    reach = np.where(menus.offered[rows], reach, -np.inf)
    weight = np.exp(reach - reach.max(axis=1, keepdims=True))
    return np.asarray(weight / weight.sum(axis=1, keepdims=True), np.float64)


@dataclass(frozen=True, slots=True)
class _Parabolas:
    """Each person's likelihood near some slopes: height, slope and bend of a parabola.

    In slopes b it is ``top`` + ``told`` b - b ``bend`` b / 2; ``each`` is how every
    choice pulls.
    """

    top: Floats
    told: Floats
    bend: Floats
    each: Floats


def _summed_up(menus: Menus, slope: Floats) -> _Parabolas:
    """Sum every person's choices up at some slopes."""
    each, fit = np.empty((menus.person.size, slope.shape[1])), np.empty(menus.person.size)
    bend = np.zeros((menus.people, slope.shape[1] ** 2))
    for rows in _chunks(menus):
        pull, chance = menus.pull[rows], chances(menus, slope, rows)
        mean = np.einsum("ct,cta->ca", chance, pull)
        each[rows], fit[rows] = pull[:, 0] - mean, np.log(np.maximum(chance[:, 0], 1e-300))
        squares = _squares(pull - mean[:, None], chance)
        bend += _summed(menus.person[rows], squares, menus.people)
    whole = bend.reshape(*slope.shape, -1)
    score = _summed(menus.person, each, menus.people)
    bent = np.einsum("pab,pb->pa", whole, slope)
    top = np.bincount(menus.person, fit, menus.people).astype(np.float64)
    top -= ((score + bent / 2) * slope).sum(axis=1)
    return _Parabolas(top, score + bent, whole, each)


def _squares(apart: Floats, chance: Floats) -> Floats:
    """Return each menu's covariance of what speaks for things, in one row."""
    half = apart * np.sqrt(chance)[:, :, None]
    whole = np.matmul(half.transpose(0, 2, 1), half)
    return np.asarray(whole.reshape(apart.shape[0], -1), np.float64)


def _blind(menus: Menus) -> Floats:
    """Return everybody's likelihood had all on offer been as good."""
    many = np.log(menus.offered.sum(axis=1))
    return -np.bincount(menus.person, many, menus.people).astype(np.float64)


def _summed(person: Ids, values: Floats, people: int) -> Floats:
    columns = [np.bincount(person, one, people) for one in values.T]
    return np.stack(columns, axis=1).astype(np.float64)


def _population(summed: _Parabolas, weight: Floats) -> tuple[Floats, Floats]:
    """Learn the population's middle and spread from people, as far as they count."""
    size = summed.told.shape[1]
    prior = _STANDS_FOR * _USUAL**2 * np.eye(size)
    counts = weight * (np.trace(summed.bend, axis1=1, axis2=2) > 0)
    middle, spread = np.zeros(size), np.eye(size)
    for _ in range(_STEPS if counts.any() else 0):
        mean, doubt = _posterior(summed, (middle, spread))
        middle = counts @ mean / counts.sum()
        apart = (mean - middle) * np.sqrt(counts)[:, None]
        spread = np.einsum("p,pab->ab", counts, doubt) + apart.T @ apart + prior
        spread /= counts.sum() + _STANDS_FOR
    return middle, spread


def _posterior(summed: _Parabolas, population: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Return everybody's slopes and their covariance, given the population's."""
    middle, spread = population
    tight = np.linalg.inv(spread)
    doubt = np.linalg.inv(summed.bend + tight)
    mean = np.einsum("pab,pb->pa", doubt, summed.told + tight @ middle)
    return np.asarray(mean, np.float64), np.asarray(doubt, np.float64)


def _idle(
    summed: _Parabolas, population: tuple[Floats, Floats], blind: Floats, *, weight: Floats
) -> Floats:
    """Return how likely everybody's choices follow nothing at all (spike and slab)."""
    middle, spread = population
    tight = np.linalg.inv(spread)
    mean, doubt = _posterior(summed, population)
    reach = ((summed.told + tight @ middle) * mean).sum(axis=1) - middle @ tight @ middle
    size = np.linalg.slogdet(doubt)[1] - np.linalg.slogdet(spread)[1]
    some = np.clip(summed.top + (reach + size) / 2 - blind, -_SURELY, _SURELY)
    share, chance = _FEW_IDLE[0] / sum(_FEW_IDLE), np.zeros(blind.size)
    for _ in range(_STEPS):
        chance = share / (share + (1.0 - share) * np.exp(some))
        share = (weight @ chance + _FEW_IDLE[0]) / (weight.sum() + sum(_FEW_IDLE))
    return np.asarray(chance, np.float64)
