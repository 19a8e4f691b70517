"""What else was on offer when somebody took a thing up, and what spoke for each.

On offer is what somebody else had taken up within the window before, and the person
had not. So a choice is a take-up of something others had begun; who begins things is
told elsewhere. Of a long menu a few things are drawn, which leaves a logit's slopes
where they are (McFadden 1978).
"""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.choice import Flags, Menus
from mutuals.estimators.leaning import leaning
from mutuals.estimators.study import Floats, Ids

# Things on a menu beside the one taken.
OTHERS = 14
# Wider than any second: thing x _SPAN + second keeps the order within a thing.
_SPAN = 1 << 40
_BLOCKS, _DRAWN = 400, 3


@dataclass(frozen=True, slots=True)
class Taken:
    """Who took what up first when; ``at`` in whole seconds, rows in order of time."""

    person: Ids
    thing: Ids
    at: Ids
    people: int
    things: int

    @classmethod
    def of(cls, pairs: tuple[Ids, Ids], at: Ids, size: tuple[int, int]) -> "Taken":
        """Keep the first time a person took a thing up.

        >>> pairs = (np.array([0, 0]), np.array([1, 1]))
        >>> Taken.of(pairs, np.array([9, 4]), (1, 2)).at.tolist()
        [4]
        """
        person, thing = pairs
        order = np.lexsort((at, thing, person))
        key = person[order] * size[1] + thing[order]
        first = order[np.unique(key, return_index=True)[1]]
        first = first[np.lexsort((thing[first], person[first], at[first]))]
        return cls(person[first], thing[first], at[first], *size)


@dataclass(frozen=True, slots=True)
class Told:
    """When friends who had taken things up were in contact: person, thing, second."""

    person: Ids
    thing: Ids
    at: Ids


@dataclass(frozen=True, slots=True)
class Menu:
    """Choices by person and time, and what was on each menu (-1 where it is shorter).

    ``row`` is the place in ``Taken``. ``lately`` counts the others who took the thing
    up in the window before, ``friends`` those friends who had told of it, ``taste`` is
    how it suits the person's own earlier choices, ``passed`` how many other things the
    person took up since it was first on offer.
    """

    row: Ids
    person: Ids
    thing: Ids
    taste: Floats
    lately: Ids
    friends: Ids
    passed: Ids

    def some(self, kept: Flags) -> "Menu":
        """Return some of the choices."""
        return Menu(
            self.row[kept],
            self.person[kept],
            self.thing[kept],
            self.taste[kept],
            self.lately[kept],
            self.friends[kept],
            self.passed[kept],
        )

    def weighed(self, people: int) -> Menus:
        """Return the menus as ``slopes`` takes them."""
        offered = self.thing >= 0
        crowd = np.log1p(self.lately)
        usual = _usual(self.thing, crowd, offered)
        friends, passed = np.log1p(self.friends), np.log1p(self.passed)
        pull = np.stack([self.taste, crowd - usual, friends, usual, passed], axis=2)
        pull[~offered] = 0.0
        return Menus(people, self.person, pull, offered)


def menu(taken: Taken, told: Told, *, window: int, rng: np.random.Generator) -> Menu:
    """Find what was on offer at every choice; ``window`` in seconds."""
    clock = _Clock.of(taken, window)
    count = clock.lately(taken.thing, taken.at)
    row, thing = _offers(taken, clock, np.flatnonzero(count > 0), rng=rng)
    offered, lately = thing >= 0, np.zeros(thing.shape, np.int64)
    place = np.nonzero(offered)[0]
    here, at = thing[offered], taken.at[row][place]
    lately[offered] = clock.lately(here, at)
    friends = np.zeros(thing.shape, np.int64)
    friends[offered] = _told_of(taken, told, (taken.person[row][place], here, at))
    taste = leaning(taken, (row, thing), rng=rng)
    passed = np.zeros(thing.shape, np.int64)
    passed[offered] = _passed(taken, (taken.person[row][place], here, at))
    return Menu(row, taken.person[row], thing, taste, lately, friends, passed)


@dataclass(frozen=True, slots=True)
class _Clock:
    """Every take-up by thing and time, and how far back counts."""

    key: Ids
    window: int

    @classmethod
    def of(cls, taken: Taken, window: int) -> "_Clock":
        return cls(np.sort(taken.thing * _SPAN + taken.at), window)

    def lately(self, thing: Ids, at: Ids) -> Ids:
        """Count take-ups in the window before a moment, that moment's left out."""
        now = np.searchsorted(self.key, thing * _SPAN + at)
        then = thing * _SPAN + np.maximum(at - self.window, 0)
        return (now - np.searchsorted(self.key, then)).astype(np.int64)


def _offers(taken: Taken, clock: _Clock, row: Ids, *, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Return choices by person and time, and what was on offer, the one taken first."""
    others = np.full((row.size, OTHERS), -1, np.int64)
    for block in np.array_split(np.arange(row.size), min(_BLOCKS, max(row.size, 1))):
        if block.size:
            others[block] = _others(taken, clock, row[block], rng=rng)
    some = (others >= 0).any(axis=1)
    row, others = row[some], others[some]
    order = np.lexsort((taken.at[row], taken.person[row]))
    return row[order], np.hstack([taken.thing[row][:, None], others])[order]


def _others(taken: Taken, clock: _Clock, here: Ids, *, rng: np.random.Generator) -> Ids:
    """Draw what else was on offer at choices of about one time; -1 where no more."""
    begin = np.searchsorted(taken.at, taken.at[here[0]] - clock.window)
    live = np.unique(taken.thing[begin : here[-1]])
    drawn = _drawn(live, here.size, rng)
    drawn[drawn == taken.thing[here][:, None]] = -1
    at = np.broadcast_to(taken.at[here][:, None], drawn.shape)
    drawn[clock.lately(drawn, at) == 0] = -1
    return _packed(drawn, _owned(taken, (here, drawn)))


def _drawn(live: Ids, rows: int, rng: np.random.Generator) -> Ids:
    """Draw different things for each row, all of them where they are few."""
    most = min(live.size, OTHERS * _DRAWN)
    ranks = rng.random((rows, live.size)) if live.size <= 4 * most else None
    if ranks is not None:
        return live[np.argsort(ranks, axis=1)[:, :most]]
    drawn = np.sort(rng.integers(0, live.size, (rows, most)), axis=1)
    again = np.diff(drawn, axis=1, prepend=-1) == 0
    shuffled = rng.permuted(np.where(again, -1, live[drawn]), axis=1)
    return np.asarray(shuffled, np.int64)


def _owned(taken: Taken, menus: tuple[Ids, Ids]) -> Flags:
    """Tell which things the person already had."""
    row, thing = menus
    own = taken.person * taken.things + taken.thing
    order = np.argsort(own)
    wanted = taken.person[row][:, None] * taken.things + thing
    place = np.minimum(np.searchsorted(own[order], wanted), own.size - 1)
    had = own[order][place] == wanted
    return np.asarray(had & (taken.at[order][place] <= taken.at[row][:, None]), np.bool_)


def _packed(drawn: Ids, owned: Flags) -> Ids:
    """Return the first few that count of each row, the others -1."""
    drawn = np.where(owned, -1, drawn)
    order = np.argsort(drawn < 0, axis=1, kind="stable")[:, :OTHERS]
    kept = np.take_along_axis(drawn, order, axis=1)
    out = np.full((drawn.shape[0], OTHERS), -1, np.int64)
    out[:, : kept.shape[1]] = kept
    return out


def _told_of(taken: Taken, told: Told, cells: tuple[Ids, Ids, Ids]) -> Ids:
    """Count the friends who had told a person of a thing before a moment."""
    person, thing, at = cells
    pair = told.person * taken.things + told.thing
    keys, rank = np.unique(pair, return_inverse=True)
    if not keys.size:
        return np.zeros(person.size, np.int64)
    wanted = person * taken.things + thing
    place = np.minimum(np.searchsorted(keys, wanted), keys.size - 1)
    known = np.where(keys[place] == wanted, place, keys.size)
    clock = np.sort(rank.reshape(-1) * _SPAN + told.at)
    count = np.searchsorted(clock, known * _SPAN + at) - np.searchsorted(clock, known * _SPAN)
    return np.asarray(count, np.int64)


def _passed(taken: Taken, cells: tuple[Ids, Ids, Ids]) -> Ids:
    """Count a person's take-ups of other things since a thing was first on offer."""
    person, thing, at = cells
    begun = np.full(taken.things, _SPAN - 1)
    np.minimum.at(begun, taken.thing, taken.at)
    own = np.sort(taken.person * _SPAN + taken.at)
    now = np.searchsorted(own, person * _SPAN + at)
    then = np.searchsorted(own, person * _SPAN + begun[thing])
    return np.asarray(np.maximum(now - then, 0), np.int64)


def _usual(thing: Ids, crowd: Floats, offered: Flags) -> Floats:
    """Return each thing's mean over all menus it stood on, at its places."""
    here = thing[offered]
    size = int(here.max(initial=-1)) + 1
    total = np.bincount(here, crowd[offered], size)
    often = np.maximum(np.bincount(here, minlength=size), 1)
    found = np.zeros(thing.shape)
    found[offered] = (total / often)[here]
    return found


def shuffled(found: Menu, rng: np.random.Generator) -> Ids:
    """Return how many took each thing up lately, as it was at other times of it.

    The placebo of the crowd: a thing's standing stays, its moments do not.
    """
    here = found.thing >= 0
    thing, lately = found.thing[here], found.lately[here]
    as_it_is = np.argsort(thing, kind="stable")
    anyhow = np.lexsort((rng.random(thing.size), thing))
    other = np.empty_like(lately)
    other[as_it_is] = lately[anyhow]
    out = found.lately.copy()
    out[here] = other
    return out
