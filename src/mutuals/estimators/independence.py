"""Independent, contrarian, conformist or noise: how likely, from a person's slopes.

Four poles that are told apart (going one's own way is not going against the crowd;
Willis 1965): a slope on the crowd near zero with choices that follow the own taste; a
slope below zero; a slope above zero; and choices that follow nothing measured.
"""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.choice import CROWD, FRIENDS, TASTE, WORTH, Flags, Menus, Slopes
from mutuals.estimators.study import Floats, Ids

KINDS = ("independent", "contrarian", "conformist", "noise")
# A slope of one means: twice as many takers, twice as likely. Within this of zero the
# crowd does next to nothing; below this the own taste does.
NEAR_ZERO, HARDLY_ANY = 0.3, 0.3
# Below these nothing is said of a person.
ENOUGH_CHOICES, SURE = 30, 0.25
LOW, HIGH = 0.05, 0.95
# What is not normal, or measured ill, moves slopes as well: so much more than chance,
# as planted worlds showed whose seeds are not among those reported.
_WIDER = 1.25
# Nobody follows one rule in nineteen choices of twenty, and people know no such rule.
_ALWAYS = 0.95
_DRAWS, _AGAIN = 200, 100
_MOST_PEOPLE = 2000


@dataclass(frozen=True, slots=True)
class Standing:
    """By person: slopes' intervals, chances of ``KINDS`` and what keeps them untold.

    ``lower`` and ``upper`` (people x 5) bound the slopes at 90 %; ``chance`` (people x
    4) need not sum to one: some choices are by taste and a little by the crowd.
    ``least`` and ``most`` bound the chance of independent, had other choices of the
    same sort been seen. ``is_rule``: chooses by one rule always, as programs do.
    """

    lower: Floats
    upper: Floats
    chance: Floats
    least: Floats
    most: Floats
    is_rule: Flags
    is_few: Flags
    is_unsure: Flags

    @property
    def is_told(self) -> Flags:
        """Return whose chances mean anything."""
        return ~(self.is_rule | self.is_few | self.is_unsure)


def standing(menus: Menus, found: Slopes, apart: Flags, *, rng: np.random.Generator) -> Standing:
    """Say how likely each person is of each kind, and how far to trust it.

    ``apart`` (people) tells who chooses by a rule: ``by_rule`` or ``always_same``.
    """
    reach = 1.6449 * _WIDER * found.deviation
    chance, least, most = (np.zeros((menus.people, len(KINDS))) for _ in range(3))
    seen = np.flatnonzero(found.choices)
    middle = float(np.median(found.slope[seen, TASTE])) if seen.size else 0.0
    own = max(middle, HARDLY_ANY)
    for begin in range(0, seen.size, _MOST_PEOPLE):
        people = seen[begin : begin + _MOST_PEOPLE]
        drawn = _drawn(found, people, rng)
        idle = found.idle[people]
        chance[people] = kinds(found.slope[people, None] + drawn, idle, own=own)
        again = _again(menus, found, people, rng=rng)
        told = [kinds(one[:, None] + drawn, idle, own=own) for one in again]
        least[people], most[people] = np.quantile(told, (LOW, HIGH), axis=0)
    return Standing(
        lower=found.slope - reach,
        upper=found.slope + reach,
        chance=chance,
        least=np.minimum(least[:, 0], chance[:, 0]),
        most=np.maximum(most[:, 0], chance[:, 0]),
        is_rule=apart,
        is_few=found.choices < ENOUGH_CHOICES,
        is_unsure=found.deviation[:, CROWD] > SURE,
    )


def kinds(slope: Floats, idle: Floats, *, own: float) -> Floats:
    """Return the share of drawn slopes (people x draws x 5) that is of each kind.

    >>> drawn = np.array([[[1.2, 0.0, 0.0, 0.0], [1.2, 0.9, 0.0, 0.0]]])
    >>> kinds(drawn, np.zeros(1), own=0.5).tolist()
    [[0.5, 0.0, 0.5, 0.0]]
    """
    crowd, taste = slope[..., CROWD], slope[..., TASTE]
    is_own = (np.abs(crowd) < NEAR_ZERO) & (taste > own)
    poles = (is_own, crowd <= -NEAR_ZERO, crowd >= NEAR_ZERO)
    some = 1.0 - idle[:, None]
    told = np.stack([one.mean(axis=1) for one in poles], axis=1) * some
    return np.hstack([told, idle[:, None]]).astype(np.float64)


def _drawn(found: Slopes, people: Ids, rng: np.random.Generator) -> Floats:
    """Draw how far slopes may lie from where they are (people x draws x 5)."""
    root = _WIDER * np.linalg.cholesky(found.doubt[people])
    plain = rng.normal(size=(_DRAWS, root.shape[1]))
    return np.asarray(np.einsum("pab,db->pda", root, plain), np.float64)


def _again(menus: Menus, found: Slopes, people: Ids, *, rng: np.random.Generator) -> list[Floats]:
    """Return slopes as other weights of the same choices would have them (one step)."""
    start = menus.start()
    rows = slice(start[people[0]], start[people[-1] + 1])
    place = np.searchsorted(people, menus.person[rows])
    moved = []
    for _ in range(_AGAIN):
        weight = rng.exponential(size=place.size) - 1.0
        score = [np.bincount(place, weight * one, people.size) for one in found.each[rows].T]
        step = np.einsum("pab,bp->pa", found.doubt[people], np.stack(score))
        moved.append(np.asarray(found.slope[people] + step, np.float64))
    return moved


def by_rule(menus: Menus) -> Flags:
    """Tell who always takes what is most (or least) on one count of the menu.

    Menus on which a count does not tell things apart say nothing of it.
    """
    pull, offered = menus.pull, menus.offered
    counts = [pull[..., TASTE], pull[..., CROWD] + pull[..., WORTH], pull[..., FRIENDS]]
    is_rule = np.zeros(menus.people, np.bool_)
    for count in counts:
        rest = offered[:, 1:]
        most = np.where(rest, count[:, 1:], -np.inf).max(axis=1)
        least = np.where(rest, count[:, 1:], np.inf).min(axis=1)
        for best, end in ((count[:, 0] >= most, most), (count[:, 0] <= least, least)):
            tells = (end != count[:, 0]) | (most != least)
            is_rule |= _always(menus.person[tells], best[tells], menus.people)
    return is_rule


def always_same(person: Ids, sort: Ids, people: int) -> Flags:
    """Tell who always takes the same sort of thing, whatever else is on the menu.

    ``sort`` (choices x things, the first the one taken) is -1 where there is none. Only
    menus with that sort and another say anything of it.
    """
    taken, size = sort[:, 0], int(sort.max(initial=0)) + 1
    named = taken >= 0
    pairs, often = np.unique(person[named] * size + taken[named], return_counts=True)
    usual = np.zeros(people, np.int64)
    # the last one written stays: the most often taken, the smallest of several
    order = np.lexsort((-pairs, often))
    usual[pairs[order] // size] = pairs[order] % size
    usual = usual[person][:, None]
    asked = (sort == usual).any(axis=1) & ((sort >= 0) & (sort != usual)).any(axis=1)
    return _always(person[asked], sort[asked, 0] == usual[asked, 0], people)


def _always(person: Ids, so: Flags, people: int) -> Flags:
    asked = np.bincount(person, minlength=people)
    always = np.bincount(person[so], minlength=people)
    return np.asarray((asked >= ENOUGH_CHOICES) & (always >= _ALWAYS * asked), np.bool_)
