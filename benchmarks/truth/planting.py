"""Plant influence on real contacts, harder than any estimator assumes.

Kernels of another shape than estimated, tastes shared among contacts, shocks by group,
hidden pulses among people of a kind, more of everything right at contact, 15 earlier
behaviours. Influence is drawn attempt by attempt, so who caused what is known.
"""

import heapq
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from benchmarks.truth.contact_graphs import Met
from benchmarks.truth.stresses import COMPLEX, contacts_seen, priors_seen, seen
from scipy import sparse

from mutuals.estimators.study import Adoptions, Floats, Ids, Study

BINS = 100
LIKINGS = 4
BROADCASTERS, POSTS = 15, 12
_ROUNDS = 7
# Contacts that work soon.
MOSTLY = 0.7
# How far things divide people; what of a taste is one's own, near ones', the group's.
_PUBLIC, _OWN, _NEAR, _GROUP = 1.3, 0.15, 1.0, 0.4
# How much more those in contact often share.
_OFTEN = 1.2
# What of a day's doings falls into contact; shocks and pulses: per thing, times, bins.
_AT_CONTACT = 0.95
_SHOCKS, _PULSES = (3, 8.0, 8), (3, 8.0, 4)
NOBODY, PERSONAL, BROADCAST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Plan:
    """What to plant: the share of adoptions behind which contact is, and how."""

    share: float
    outcomes: int = 2000
    things: int = 40
    broadcast: float = 0.06
    stress: str = ""


@dataclass(frozen=True, slots=True)
class Planted:
    """A study, and what is true of it: cause and source of each adoption."""

    study: Study
    cause: Ids
    source: Ids
    followers: Floats

    @property
    def total(self) -> int:
        """Return how many adoptions personal contact caused."""
        return int((self.cause == PERSONAL).sum())

    def by_source(self) -> Floats:
        """Return how many adoptions each person's contact caused."""
        return np.bincount(
            self.source[self.cause == PERSONAL], minlength=self.study.adoptions.people
        ).astype(np.float64)


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


@dataclass(slots=True)
class _Arcs:
    """Contacts or posts by source and time, with the chance-making rate of each."""

    start: Ids
    target: Ids
    at: Floats
    rate: Floats
    kind: int


def plant(met: Met, plan: Plan, rng: np.random.Generator) -> Planted:
    """Draw a world, set the strengths so that shares come out, and draw it again."""
    world = _world(met, plan, rng)
    wish = plan.outcomes * np.array([1 - plan.share - plan.broadcast, plan.share, plan.broadcast])
    strengths = np.array([wish[0] / world.own[:, :, -1].sum() * 1.2, 1.0, 1.0])
    drawn = _cascade(world, strengths)
    for _ in range(_ROUNDS):
        came = np.bincount(drawn.cause, minlength=3)
        strengths *= np.clip(wish / np.maximum(came, 1), 0.2, 5.0) ** 0.85
        drawn = _cascade(world, strengths)
    order = np.lexsort((drawn.thing, drawn.at, drawn.person))
    size = (world.people, plan.things)
    taken = Adoptions.of((drawn.person, drawn.thing), drawn.at, size)
    on_record = contacts_seen(met, taken, plan.stress, rng=rng)
    study = seen(on_record, taken, taste=world.taste, posts=world.posts, rng=rng)
    study = priors_seen(study, plan.stress, rng)
    followers = np.bincount(world.posts[0], minlength=world.people).astype(np.float64)
    return Planted(study, drawn.cause[order], drawn.source[order], followers)


def _world(met: Met, plan: Plan, rng: np.random.Generator) -> World:
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
    public = rng.normal(0, _PUBLIC, (LIKINGS, world.plan.things))
    often = np.bincount(met.target, minlength=world.people) ** 0.5
    active = rng.gamma(2.0, 0.5, world.people) * often
    base = active[:, None] * np.exp(world.taste @ public)
    found = base[:, :, None] * _shocks(world).transpose(1, 0, 2)[met.group]
    found = found * (1 - _AT_CONTACT + _AT_CONTACT * _busy(met, met.end / BINS))[:, None, :]
    often, times, bins = _PULSES
    for _ in range(often * world.plan.things):
        of_a_kind = world.taste @ rng.normal(size=LIKINGS) > 1.0
        begin = rng.integers(0, BINS - bins)
        found[of_a_kind, rng.integers(world.plan.things), begin : begin + bins] *= times
    return np.asarray(np.cumsum(found * met.end / BINS, axis=2), np.float64)


def _shocks(world: World) -> Floats:
    """Return each thing's season, and what groups add to it for a while."""
    rng, things = world.rng, world.plan.things
    clock = (np.arange(BINS) + 0.5) / BINS
    middle = rng.uniform(-0.2, 1.2, things)[:, None]
    season = 0.3 + np.exp(-0.5 * ((clock - middle) / 0.2) ** 2)
    season *= rng.lognormal(0, 0.7, things)[:, None]
    local = np.repeat(season[:, None], world.met.group.max() + 1, axis=1)
    often, times, bins = _SHOCKS
    for _ in range(often * things):
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


def _arcs(world: World, strengths: Floats) -> list[_Arcs]:
    met, (source, target, at) = world.met, world.posts
    personal = strengths[1] * met.audience**-0.8 * world.people / met.source.size
    broadcast = np.full(at.size, strengths[2] / POSTS)
    return [
        _by_source(world, (met.source, met.target, met.at), rate=personal, kind=PERSONAL),
        _by_source(world, (source, target, at), rate=broadcast, kind=BROADCAST),
    ]


def _by_source(world: World, ends: tuple[Ids, Ids, Floats], *, rate: Floats, kind: int) -> _Arcs:
    source, target, at = ends
    order = np.lexsort((at, source))
    start = np.searchsorted(source[order], np.arange(world.people + 1))
    strong = world.strong[source] * world.easily[target] * rate
    return _Arcs(start, target[order], at[order], strong[order], kind)


def _delays(world: World, size: int) -> Floats:
    """Draw how long a contact takes to work: mostly soon, sometimes very late."""
    soon = world.rng.gamma(1.6, 0.4 * world.decay, size)
    late = 2.5 * world.decay * world.rng.pareto(2.5, size)
    return np.where(world.rng.random(size) < MOSTLY, soon, late)


@dataclass(frozen=True, slots=True)
class _Drawn:
    person: Ids
    thing: Ids
    at: Floats
    cause: Ids
    source: Ids


def _cascade(world: World, strengths: Floats) -> _Drawn:
    """Draw one history, adoption by adoption in the order of time."""
    arcs, needed = _arcs(world, strengths), 2 if world.plan.stress == COMPLEX else 1
    waiting = _first_own(world, float(strengths[0]))
    heapq.heapify(waiting)
    taken: dict[tuple[int, int], tuple[float, int, int]] = {}
    tried: dict[tuple[int, int], set[int]] = defaultdict(set)
    while waiting:
        at, *key, cause, source = heapq.heappop(waiting)
        person, thing = key
        tried[person, thing].add(source)
        if cause == PERSONAL and len(tried[person, thing]) < needed:
            continue
        if (person, thing) not in taken:
            taken[person, thing] = (at, cause, source)
            for then, other, kind in _attempts(world, arcs, (person, at)):
                heapq.heappush(waiting, (then, other, thing, kind, person))
    return _drawn(taken)


def _drawn(taken: dict[tuple[int, int], tuple[float, int, int]]) -> _Drawn:
    keys = np.array(list(taken), np.int64).reshape(-1, 2)
    rest = np.array(list(taken.values())).reshape(-1, 3)
    causes = rest[:, 1:].astype(np.int64)
    return _Drawn(keys[:, 0], keys[:, 1], rest[:, 0], causes[:, 0], causes[:, 1])


def _first_own(world: World, strength: float) -> list[tuple[float, int, int, int, int]]:
    whole = world.own
    drawn = world.rng.exponential(size=whole.shape[:2]) / strength
    person, thing = np.nonzero(drawn < whole[:, :, -1])
    place = (whole[person, thing] < drawn[person, thing, None]).sum(axis=1)
    at = (place + world.rng.random(place.size)) * world.met.end / BINS
    rows = zip(at.tolist(), person.tolist(), thing.tolist(), strict=True)
    return [(at, person, thing, NOBODY, -1) for at, person, thing in rows]


def _attempts(
    world: World, arcs: list[_Arcs], who: tuple[int, float]
) -> list[tuple[float, int, int]]:
    """Return when, whom and how somebody who took a thing up moves others."""
    return [row for one in arcs for row in _by_kind(world, one, who)]


def _by_kind(world: World, arcs: _Arcs, who: tuple[int, float]) -> list[tuple[float, int, int]]:
    begin, stop = arcs.start[who[0]], arcs.start[who[0] + 1]
    begin += np.searchsorted(arcs.at[begin:stop], who[1], side="right")
    since = arcs.at[begin:stop] - who[1]
    rate = arcs.rate[begin:stop] / (1.0 + since / world.since) ** 1.5
    hit = np.repeat(np.arange(begin, stop), world.rng.poisson(rate))
    at = arcs.at[hit] + _delays(world, hit.size)
    kept = at < world.met.end
    rows = zip(at[kept].tolist(), arcs.target[hit[kept]].tolist(), strict=True)
    return [(then, other, arcs.kind) for then, other in rows]
