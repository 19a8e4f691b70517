"""Plant choices on real contacts: by taste, by the crowd, by friends, by nothing.

People choose among the things that somebody took up lately. Tastes are shared among
contacts, some things are simply better, contacts tell of what one has taken up, and how
much anybody chooses has nothing to do with how. Programs that follow one rule are
among them.
"""

from collections import deque
from dataclasses import dataclass, field

import numpy as np
from benchmarks.truth.contact_graphs import Met
from scipy import sparse

from mutuals.estimators.menu import Taken, Told
from mutuals.estimators.study import Floats, Ids

HOUR = 3600
SORTS = 4
LIKINGS = 4
# Of each kind: share of the people, and middle and spread of the slopes on taste and
# on the crowd. Rules are programs: always the most taken, always one sort of thing.
KINDS = {
    "independent": (0.26, (1.2, 0.25), (0.0, 0.1)),
    "contrarian": (0.1, (0.8, 0.2), (-0.6, 0.15)),
    "conformist": (0.32, (0.7, 0.2), (0.8, 0.2)),
    "between": (0.14, (0.6, 0.2), (0.3, 0.1)),
    "noise": (0.14, (0.0, 0.0), (0.0, 0.0)),
    "most taken": (0.02, (0.0, 0.0), (0.0, 0.0)),
    "one sort": (0.02, (0.0, 0.0), (0.0, 0.0)),
}
NAMES = tuple(KINDS)
_STARTS = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to plant: choices of a person, things, homophily, friends' pull."""

    choices: float = 70.0
    things: int = 300
    alike: float = 1.0
    friends: float = 0.5
    worth: float = 0.5
    window: float = 0.2


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is on record, and what is true: each person's kind and slopes."""

    taken: Taken
    told: Told
    window: int
    kind: Ids
    slope: Floats
    sort: Ids
    starter: Floats
    starts: Ids
    likes: Floats


@dataclass(slots=True)
class _World:
    met: Met
    plan: Plan
    rng: np.random.Generator
    kind: Ids
    slope: Floats
    likes: Floats
    worth: Floats
    launched: Floats
    starter: Floats
    sort: Ids
    lately: Ids = field(default_factory=lambda: np.zeros(0, np.int64))
    rows: list[tuple[int, int, int]] = field(default_factory=list)
    heard: list[tuple[int, int, int]] = field(default_factory=list)


def choose(met: Met, plan: Plan, rng: np.random.Generator) -> Chosen:
    """Draw everybody's choices, one after the other in time."""
    world = _world(met, plan, rng)
    _run(world)
    person, thing, at = np.array(world.rows, np.int64).T
    heard = np.array(world.heard, np.int64).reshape(-1, 3)
    size = (met.group.size, plan.things)
    first = np.unique(thing, return_index=True)[1]
    return Chosen(
        Taken.of((person, thing), at, size),
        Told(heard[:, 0], heard[:, 1], heard[:, 2]),
        int(plan.window * met.end * HOUR),
        world.kind,
        world.slope,
        world.sort,
        world.starter,
        np.bincount(person[first], minlength=size[0]),
        world.likes,
    )


def _world(met: Met, plan: Plan, rng: np.random.Generator) -> _World:
    people = met.group.size
    shares = np.array([one[0] for one in KINDS.values()])
    kind = rng.choice(len(NAMES), people, p=shares)
    means = np.array([[one[1][0], one[2][0]] for one in KINDS.values()])[kind]
    spreads = np.array([[one[1][1], one[2][1]] for one in KINDS.values()])[kind]
    slope = means + spreads * rng.normal(size=means.shape)
    friends = plan.friends * rng.gamma(4.0, 0.25, people)
    friends[kind >= NAMES.index("noise")] = 0.0
    public = rng.normal(size=(plan.things, LIKINGS))
    taste = _tastes(met, plan.alike, rng)
    return _World(
        met=met,
        plan=plan,
        rng=rng,
        kind=kind,
        slope=np.column_stack([slope, friends]),
        likes=taste @ public.T / np.sqrt(LIKINGS),
        worth=np.where(kind[:, None] >= NAMES.index("noise"), 0.0, 1.0)
        * rng.normal(0, plan.worth, plan.things),
        launched=np.sort(rng.uniform(-0.1, 0.9, plan.things)) * met.end,
        starter=rng.gamma(1.0, _STARTS, people),
        sort=rng.integers(0, SORTS, plan.things),
        lately=np.zeros(plan.things, np.int64),
    )


def _tastes(met: Met, alike: float, rng: np.random.Generator) -> Floats:
    """Return likings that people in contact share."""
    people = met.group.size
    ones = (np.ones(met.source.size), (met.target, met.source))
    both = sparse.coo_matrix(ones, shape=(people, people)).tocsr()
    both = (both + both.T).sqrt()
    near = sparse.diags(1 / np.maximum(np.asarray(both.sum(axis=1)).reshape(-1), 1e-9)) @ both
    own = rng.normal(size=(people, LIKINGS))
    shared = near @ own + near @ (near @ own)
    mixed = own + 1.5 * alike * shared / shared.std(axis=0)
    return np.asarray((mixed - mixed.mean(axis=0)) / mixed.std(axis=0), np.float64)


def _run(world: _World) -> None:
    """Go through contacts and choices in the order of time."""
    who, acts = _acts(world)
    had = np.full((world.met.group.size, world.plan.things), np.inf)
    told = np.zeros(had.shape)
    known: set[tuple[int, int, int]] = set()
    ending: deque[tuple[float, int]] = deque()
    for one in np.argsort(acts, kind="stable").tolist():
        at = float(acts[one])
        while ending and ending[0][0] <= at:
            world.lately[ending.popleft()[1]] -= 1
        if one >= who.size:
            _tell(world, one - who.size, (had, told), known=known)
            continue
        person = int(who[one])
        thing = _pick(world, person, at, state=(had[person], told[person]))
        if thing >= 0:
            had[person, thing] = at
            world.lately[thing] += 1
            ending.append((at + world.plan.window * world.met.end, thing))
            world.rows.append((person, thing, int(at * HOUR)))


def _acts(world: _World) -> tuple[Ids, Floats]:
    """Draw who chooses, and when; the times of contacts come after those of choices."""
    met, rng = world.met, world.rng
    often = rng.lognormal(np.log(world.plan.choices), 0.5, met.group.size).astype(np.int64)
    who = np.repeat(np.arange(often.size), often)
    return who, np.concatenate([rng.uniform(0, met.end, who.size), met.at])


def _tell(
    world: _World,
    contact: int,
    state: tuple[Floats, Floats],
    *,
    known: set[tuple[int, int, int]],
) -> None:
    source, target = int(world.met.source[contact]), int(world.met.target[contact])
    at, (had, told) = float(world.met.at[contact]), state
    since = at - world.plan.window * world.met.end
    for thing in np.flatnonzero((had[source] >= since) & (had[source] < at)).tolist():
        key = (source, target, thing)
        if key not in known and not had[target, thing] < at:
            known.add(key)
            told[target, thing] += 1
            world.heard.append((target, thing, int(at * HOUR)))


def _pick(world: _World, person: int, at: float, *, state: tuple[Floats, Floats]) -> int:
    had, told = state
    rng, kind = world.rng, NAMES[world.kind[person]]
    is_new = (world.launched <= at) & np.isinf(had)
    fresh = np.flatnonzero(is_new & (world.lately == 0))
    offer = np.flatnonzero(is_new & (world.lately > 0))
    if fresh.size and (offer.size < 2 or rng.random() < world.starter[person]):  # noqa: PLR2004
        reach = world.likes[person, fresh] + rng.gumbel(size=fresh.size)
        return int(fresh[np.argmax(reach - 3.0 * (at - world.launched[fresh]) / world.met.end)])
    if not offer.size:
        return -1
    if kind == "most taken":
        return int(offer[np.argmax(world.lately[offer] + rng.random(offer.size) / 2)])
    if kind == "one sort":
        mine = world.sort[offer] == person % SORTS
        return int(rng.choice(offer[mine] if mine.any() else offer))
    counts = np.stack([world.likes[person, offer], np.log1p(world.lately[offer])])
    counts = np.vstack([counts, np.log1p(told[offer])])
    reach = world.slope[person] @ counts + world.worth[person, offer]
    return int(offer[np.argmax(reach + rng.gumbel(size=offer.size))])
