"""Plant influence on real contacts, harder than any estimator assumes.

Kernels of another shape than estimated, in the worlds of ``worlds``. Influence is drawn
attempt by attempt, so who caused what is known.
"""

import heapq
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from benchmarks.truth.contact_graphs import Met
from benchmarks.truth.oracle import LATE, SOON, credit, met_rate
from benchmarks.truth.stresses import COMPLEX, contacts_seen, priors_seen, seen
from benchmarks.truth.worlds import BINS, POSTS, Plan, World, world_of

from mutuals.estimators.study import Adoptions, Floats, Ids, Study

_ROUNDS = 7
# Contacts that work soon.
MOSTLY = 0.7
NOBODY, PERSONAL, BROADCAST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Planted:
    """A study, and what is true of it: cause and source of each adoption.

    ``oracle`` is each person's credit by the true hazard.
    """

    study: Study
    cause: Ids
    source: Ids
    followers: Floats
    oracle: Floats

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
class _Arcs:
    """Contacts or posts by source and time, with the chance-making rate of each."""

    start: Ids
    target: Ids
    at: Floats
    rate: Floats
    kind: int


def plant(met: Met, plan: Plan, rng: np.random.Generator) -> Planted:
    """Draw a world, set the strengths so that shares come out, and draw it again."""
    world = world_of(met, plan, rng)
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
    known = _known(world, taken, strengths)
    return Planted(study, drawn.cause[order], drawn.source[order], followers, known)


def _known(world: World, taken: Adoptions, strengths: Floats) -> Floats:
    met, width = world.met, world.met.end / BINS
    place: Ids = np.minimum((taken.at / width).astype(np.int64), BINS - 1)
    upto = np.concatenate([np.zeros((*world.own.shape[:2], 1)), world.own], axis=2)
    own = (
        upto[taken.person, taken.thing, place + 1] - upto[taken.person, taken.thing, place]
    ) / width
    posts, rate = world.posts, met_rate(met, float(strengths[1]))
    ends = [(met.source, met.target, met.at, rate)]
    ends.append((*posts, np.full(posts[2].size, strengths[2] / POSTS)))
    arcs = [
        (source, target, at, each * world.strong[source] * world.easily[target])
        for source, target, at, each in ends
    ]
    fading = (world.decay, world.since, MOSTLY)
    return credit(taken, arcs, strengths[0] * own, fading=fading)


def _arcs(world: World, strengths: Floats) -> list[_Arcs]:
    met, (source, target, at) = world.met, world.posts
    personal = met_rate(met, float(strengths[1]))
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
    soon = world.rng.gamma(SOON[0], SOON[1] * world.decay, size)
    late = LATE[1] * world.decay * world.rng.pareto(LATE[0], size)
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
