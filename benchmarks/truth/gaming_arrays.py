"""What somebody gains who games: followers bought, posts, rings, mass messages.

    python -m benchmarks.truth.gaming_arrays [--graph NAME] [--share S] [--seed N]

One person of a planted world games; everything is estimated again. Written before the
run: followers and likes that were bought change nobody's personal influence, to the
last digit. What the others change is printed. Likes are no action, so that they are in
no study: the line is there to say so.
"""

import argparse
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from benchmarks.markdown import table
from benchmarks.truth.contact_graphs import READERS, load
from benchmarks.truth.planting import plant
from benchmarks.truth.worlds import Plan

from mutuals.estimators.peer_effect import PeerEffect, peer_effect
from mutuals.estimators.study import Adoptions, Contacts, Floats, Ids, Study, personal_share

TIMES, FEWEST, RING, LINES = 10, 20, 20, 10
# How soon a ring does what its member did, as a part of the time seen.
_SOON = 0.002
Game = Callable[[Study, int, np.random.Generator], Study]


def joined(study: Study, many: int) -> Study:
    """Return the study with so many accounts more, which do nothing."""
    taken = study.adoptions
    size = (taken.people + many, taken.things)
    return replace(
        study,
        adoptions=Adoptions.of((taken.person, taken.thing), taken.at, size),
        group=np.concatenate([study.group, np.zeros(many, np.int64)]),
        priors=np.concatenate([study.priors, np.zeros((many, study.priors.shape[1]))]),
    )


def added(contacts: Contacts, ends: tuple[Ids, Ids], at: Floats, *, weight: Floats) -> Contacts:
    """Return contacts and more of them."""
    rows = [(contacts.source, ends[0]), (contacts.target, ends[1])]
    source, target = (np.concatenate(pair) for pair in rows)
    whole = np.concatenate([contacts.weight, weight])
    return Contacts.of((source, target), np.concatenate([contacts.at, at]), weight=whole)


def _posts(study: Study, who: int) -> tuple[Ids, Floats]:
    own = study.broadcast.source == who
    return study.broadcast.target[own], study.broadcast.at[own]


def followers(study: Study, who: int, rng: np.random.Generator) -> Study:
    """Buy ten times the followers: they hear every post and do nothing."""
    heard, at = _posts(study, who)
    many = TIMES * max(np.unique(heard).size, FEWEST)
    times = np.unique(at) if at.size else rng.uniform(0, study.end, FEWEST)
    people = study.adoptions.people
    target = np.repeat(people + np.arange(many), times.size)
    when = np.tile(times, many)
    ends = (np.full(target.size, who), target)
    more = joined(study, many)
    return replace(more, broadcast=added(more.broadcast, ends, when, weight=np.ones(when.size)))


def likes(study: Study, who: int, rng: np.random.Generator) -> Study:
    """Buy ten times the likes: a like is no action, a study has no place for it."""
    del who, rng
    return study


def posts(study: Study, who: int, rng: np.random.Generator) -> Study:
    """Post ten times as often, to the same people (or a quarter of all)."""
    heard = np.unique(_posts(study, who)[0])
    everybody = np.setdiff1d(np.arange(study.adoptions.people), [who])
    heard = heard if heard.size else everybody[::4]
    often = TIMES * FEWEST
    target, at = np.tile(heard, often), np.repeat(rng.uniform(0, study.end, often), heard.size)
    ends = (np.full(target.size, who), target)
    return replace(study, broadcast=added(study.broadcast, ends, at, weight=np.ones(at.size)))


def ring(study: Study, who: int, rng: np.random.Generator) -> Study:
    """Let twenty made-up accounts and the one write to each other all the time."""
    people = study.adoptions.people
    more = joined(study, RING)
    members = np.concatenate([[who], people + np.arange(RING)])
    source, target = rng.choice(members, (2, 200 * RING))
    apart = source != target
    at = rng.uniform(0, study.end, source.size)[apart]
    ends = (source[apart], target[apart])
    return replace(more, personal=added(more.personal, ends, at, weight=np.ones(at.size)))


def copying_ring(study: Study, who: int, rng: np.random.Generator) -> Study:
    """Let the ring also take up what the one takes up, at once."""
    more, taken = ring(study, who, rng), study.adoptions
    own = np.arange(taken.start[who], taken.start[who + 1])
    bots = taken.people + np.arange(RING)
    person = np.concatenate([taken.person, np.repeat(bots, own.size)])
    thing = np.concatenate([taken.thing, np.tile(taken.thing[own], RING)])
    soon = np.tile(taken.at[own], RING) + rng.exponential(_SOON * study.end, own.size * RING)
    at = np.concatenate([taken.at, np.minimum(soon, study.end)])
    size = (more.adoptions.people, taken.things)
    return replace(more, adoptions=Adoptions.of((person, thing), at, size))


def one_mail(study: Study, who: int, rng: np.random.Generator) -> Study:
    """Write to everybody at once, time and again: what each can claim is little."""
    return _to_everybody(study, who, rng, alone=False)


def one_by_one(study: Study, who: int, rng: np.random.Generator) -> Study:
    """Write a line to everybody, one by one, time and again."""
    return _to_everybody(study, who, rng, alone=True)


def spread_out(study: Study, who: int, rng: np.random.Generator) -> Study:
    """Write as many lines to everybody, each at a moment of its own: no burst."""
    mine = np.setdiff1d(np.arange(study.adoptions.people), [who])
    target = np.tile(mine, LINES)
    at = rng.uniform(0, study.end, target.size)
    ends = (np.full(target.size, who), target)
    lines = added(study.personal, ends, at, weight=np.ones(at.size))
    return replace(study, personal=lines)


def _to_everybody(study: Study, who: int, rng: np.random.Generator, *, alone: bool) -> Study:
    everybody = np.setdiff1d(np.arange(study.adoptions.people), [who])
    target, times = np.tile(everybody, LINES), rng.uniform(0, study.end, LINES)
    at = np.repeat(times, everybody.size)
    ends = (np.full(target.size, who), target)
    share = personal_share(np.full(at.size, 1 if alone else everybody.size))
    more = replace(study, personal=added(study.personal, ends, at, weight=share))
    if alone:
        return more
    return replace(more, broadcast=added(more.broadcast, ends, at, weight=1.0 - share))


GAMES: dict[str, Game] = {
    "ten times the followers": followers,
    "ten times the likes": likes,
    "ten times the posts": posts,
    "a ring that writes to each other": ring,
    "a ring that copies as well": copying_ring,
    "ten mails to everybody": one_mail,
    "ten lines to everybody, one by one": one_by_one,
    "the same, each at another moment": spread_out,
}


def estimated(study: Study, seed: int) -> PeerEffect:
    """Estimate with the same draws each time."""
    return peer_effect(study, rng=np.random.default_rng(seed))


def place(values: Floats, who: int) -> float:
    """Return how many of a hundred come to no more than the one does."""
    return 100.0 * float((values <= values[who]).mean())


def main() -> None:
    """Play every game with somebody in the middle and print what it changes."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--graph", choices=sorted(READERS), default="enron")
    asked.add_argument("--share", type=float, default=0.5)
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args()
    planted = plant(load(told.graph), Plan(told.share), np.random.default_rng(told.seed))
    before, people = estimated(planted.study, told.seed), planted.study.adoptions.people
    total = before.person.total
    who = int(np.argsort(total)[people * 3 // 5])
    rows = []
    for name, game in GAMES.items():
        after = estimated(game(planted.study, who, np.random.default_rng(told.seed)), told.seed)
        now = after.person.total[:people]
        others = np.delete(np.abs(now - total), who)
        rows.append(
            [
                *(name, float(total[who]), float(now[who]), f"{now[who] - total[who]:+.3g}"),
                *(place(total, who), place(now, who), f"{others.max():.3g}", after.grade),
            ]
        )
    print("Written before the run: followers and likes change everybody by exactly 0.\n")
    print(f"Truth {planted.by_source()[who]:.0f}, of {planted.total} in all, {told.graph}.\n")
    print(table(HEADER, rows))


HEADER = (
    *("game", "personal before", "after", "change", "percentile before", "after"),
    *("others' largest change", "grade"),
)


if __name__ == "__main__":
    main()
