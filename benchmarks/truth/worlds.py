"""A made-up world on real contacts: likings, habits, shocks, and who speaks to many.

Harder than any estimator assumes: tastes shared most among those most in contact,
shocks by group, hidden pulses among people of a kind, nearly everything right at
contact.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from benchmarks.truth.contact_graphs import Met
from scipy import sparse

from mutuals.estimators.study import Floats, Ids

BINS = 100
LIKINGS = 4
BROADCASTERS, POSTS = 15, 12
# How far things divide people; what of a taste is one's own, near ones', the group's.
_PUBLIC, _OWN, _NEAR, _GROUP = 1.3, 0.15, 1.0, 0.4
# How much more those in contact often share.
_OFTEN = 1.2
# Harder: how sharply a thing parts those it is for from all others (one standard
# deviation of liking out), who hardly ever take it up; and how far being active follows
# being in contact.
_STEEP, _CUT, _OTHERS = 3.0, 1.0, 0.02
_FOLLOWS, _FOLLOWS_HARDER = 0.5, 1.0
# What of a day's doings falls into contact; shocks and pulses: per thing, times, bins.
_AT_CONTACT = 0.95
_SHOCKS, _PULSES = (3, 8.0, 8), (3, 8.0, 4)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to plant: the share of adoptions behind which contact is, and how.

    In the harder way, people in contact like the same few things and would all have
    taken them up sooner or later: what spreads looks like what is shared.
    """

    share: float
    outcomes: int = 2000
    things: int = 40
    broadcast: float = 0.06
    stress: str = ""
    is_harder: bool = False

    @classmethod
    def harder(cls, share: float, *, stress: str = "") -> Self:
        """Return the plan with as much homophily as a naive estimate falls for."""
        return cls(share, outcomes=3000, things=20, stress=stress, is_harder=True)


@dataclass(slots=True)
class World:
    """Everything that stays the same while the strengths are being set."""

    met: Met
    plan: Plan
    rng: np.random.Generator
    taste: Floats
    own: Floats
    strong: Floats
    easily: Floats
    posts: tuple[Ids, Ids, Floats]
    decay: float
    since: float

    @property
    def people(self) -> int:
        """Return how many people there are."""
        return int(self.met.group.size)


def world_of(met: Met, plan: Plan, rng: np.random.Generator) -> World:
    """Draw a world."""
    people = met.group.size
    world = World(
        met=met,
        plan=plan,
        rng=rng,
        taste=_tastes(met, rng),
        own=np.zeros(0),
        strong=rng.gamma(1.0, 1.0, people),
        easily=rng.gamma(4.0, 0.25, people),
        posts=_posts(met, rng),
        decay=met.end / 30,
        since=met.end / 3,
    )
    world.own = _own(world)
    return world


def _tastes(met: Met, rng: np.random.Generator) -> Floats:
    """Return likings that those often in contact share, and groups, too."""
    people = met.group.size
    raw = rng.normal(size=(people, LIKINGS))
    ones = (np.ones(met.source.size), (met.target, met.source))
    both = sparse.coo_matrix(ones, shape=(people, people)).tocsr()
    both = (both + both.T).power(_OFTEN)
    near = sparse.diags(1 / np.maximum(np.asarray(both.sum(axis=1)).reshape(-1), 1e-9)) @ both
    by_group = rng.normal(size=(met.group.max() + 1, LIKINGS))[met.group]
    shared = near @ raw + near @ (near @ raw)
    mixed = _OWN * raw + _NEAR * shared / shared.std(axis=0) + _GROUP * by_group
    return np.asarray((mixed - mixed.mean(axis=0)) / mixed.std(axis=0), np.float64)


def _own(world: World) -> Floats:
    """Return everybody's own hazard of every thing up to the end of each bin."""
    met, rng = world.met, world.rng
    base = _active(world, rng)[:, None] * _likes(world, rng)
    found = base[:, :, None] * _shocks(world).transpose(1, 0, 2)[met.group]
    found = found * (1 - _AT_CONTACT + _AT_CONTACT * _busy(met, met.end / BINS))[:, None, :]
    many, times, bins = _PULSES
    for _ in range(many * world.plan.things):
        of_a_kind = world.taste @ rng.normal(size=LIKINGS) > 1.0
        begin = rng.integers(0, BINS - bins)
        found[of_a_kind, rng.integers(world.plan.things), begin : begin + bins] *= times
    return np.asarray(np.cumsum(found * met.end / BINS, axis=2), np.float64)


def _active(world: World, rng: np.random.Generator) -> Floats:
    often = np.bincount(world.met.target, minlength=world.people)
    power = _FOLLOWS_HARDER if world.plan.is_harder else _FOLLOWS
    return np.asarray(rng.gamma(2.0, 0.5, world.people) * often**power)


def _likes(world: World, rng: np.random.Generator) -> Floats:
    """Return how likely everybody's taste makes every thing."""
    public = rng.normal(size=(LIKINGS, world.plan.things))
    if not world.plan.is_harder:
        return np.asarray(np.exp(world.taste @ (_PUBLIC * public)))
    reach = world.taste @ (public / np.linalg.norm(public, axis=0)) - _CUT
    return np.asarray(_OTHERS + 1.0 / (1.0 + np.exp(-_STEEP * reach)))


def _shocks(world: World) -> Floats:
    """Return each thing's season, and what groups add to it for a while."""
    rng, things = world.rng, world.plan.things
    clock = (np.arange(BINS) + 0.5) / BINS
    middle = rng.uniform(-0.2, 1.2, things)[:, None]
    season = 0.3 + np.exp(-0.5 * ((clock - middle) / 0.2) ** 2)
    season *= rng.lognormal(0, 0.7, things)[:, None]
    local = np.repeat(season[:, None], world.met.group.max() + 1, axis=1)
    many, times, bins = _SHOCKS
    for _ in range(many * things):
        begin = rng.integers(0, BINS - bins)
        local[rng.integers(things), rng.integers(local.shape[1]), begin : begin + bins] *= times
    return local


def _busy(met: Met, step: float) -> Floats:
    cell = met.target * BINS + np.minimum((met.at / step).astype(np.int64), BINS - 1)
    found = np.bincount(cell, minlength=met.group.size * BINS).reshape(-1, BINS)
    shares = found / np.maximum(found.mean(axis=1), 1e-9)[:, None]
    return np.asarray(np.minimum(shares, 8.0), np.float64)


def _posts(met: Met, rng: np.random.Generator) -> tuple[Ids, Ids, Floats]:
    people = met.group.size
    rows = []
    for one in rng.choice(people, min(BROADCASTERS, people), replace=False):
        heard = np.flatnonzero(rng.random(people) < rng.uniform(0.1, 0.5))
        heard = heard[heard != one]
        rows += [
            (np.full(heard.size, one), heard, np.full(heard.size, at))
            for at in rng.uniform(0, met.end, POSTS)
        ]
    source, target, at = (np.concatenate(part) for part in zip(*rows, strict=True))
    return source, target, at
