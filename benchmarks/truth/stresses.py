"""What an estimator gets to see of a planted world, and how that may be spoilt."""

from dataclasses import replace

import numpy as np
from benchmarks.truth.contact_graphs import Met
from numpy.typing import NDArray

from mutuals.estimators.study import Adoptions, Contacts, Floats, Ids, Study, personal_share

COMPLEX = "complex contagion"
STRESSES = (
    "a quarter of contacts missing",
    "three priors",
    "priors unrelated to taste",
    COMPLEX,
    "ties formed after adoption",
)
PRIORS = 15
# Contacts nobody recorded, adoptions that make a tie.
MISSING, TIED = 0.25, 0.5
Posts = tuple[Ids, Ids, Floats]


def seen(
    met: Met, taken: Adoptions, *, taste: Floats, posts: Posts, rng: np.random.Generator
) -> Study:
    """Return everything, unspoilt."""
    personal = personal_share(met.audience)
    source, target, at = posts
    rest = np.concatenate([1 - personal, np.ones(at.size)])
    heard = rest > 0
    ends = (
        np.concatenate([met.source, source])[heard],
        np.concatenate([met.target, target])[heard],
    )
    times = np.concatenate([met.at, at])[heard]
    return Study(
        personal=Contacts.of((met.source, met.target), met.at, weight=personal),
        broadcast=Contacts.of(ends, times, weight=rest[heard]),
        adoptions=taken,
        group=met.group,
        priors=_priors(taste, rng),
        end=met.end,
    )


def contacts_seen(met: Met, taken: Adoptions, stress: str, *, rng: np.random.Generator) -> Met:
    """Return the contacts on record."""
    if stress == STRESSES[0]:
        return _kept(met, rng.random(met.at.size) > MISSING)
    return _tied_after(met, taken, rng) if stress == STRESSES[4] else met


def priors_seen(study: Study, stress: str, rng: np.random.Generator) -> Study:
    """Return a study with the earlier behaviours on record."""
    if stress == STRESSES[1]:
        return replace(study, priors=study.priors[:, :3])
    if stress == STRESSES[2]:
        return replace(study, priors=rng.permutation(study.priors))
    return study


def _priors(taste: Floats, rng: np.random.Generator) -> Floats:
    what = rng.normal(0, 1.0, (taste.shape[1], PRIORS))
    reach = taste @ what - 0.7
    return (rng.random(reach.shape) < 1 / (1 + np.exp(-reach))).astype(np.float64)


def _kept(met: Met, rows: NDArray[np.bool_]) -> Met:
    return replace(
        met,
        source=met.source[rows],
        target=met.target[rows],
        at=met.at[rows],
        audience=met.audience[rows],
    )


def _tied_after(met: Met, taken: Adoptions, rng: np.random.Generator) -> Met:
    """Add contacts between people because both had taken the same thing up."""
    rows = []
    for event in np.flatnonzero(rng.random(taken.at.size) < TIED):
        others = np.flatnonzero((taken.thing == taken.thing[event]) & (taken.at < taken.at[event]))
        if others.size:
            other, own = taken.person[rng.choice(others)], taken.person[event]
            times = taken.at[event] + rng.exponential(met.end / 20, 4)
            rows += [(other, own, at) for at in times] + [(own, other, at) for at in times]
    rows = [one for one in rows if one[2] < met.end and one[0] != one[1]]
    more = np.array(rows).reshape(-1, 3)
    return Met(
        np.concatenate([met.source, more[:, 0].astype(np.int64)]),
        np.concatenate([met.target, more[:, 1].astype(np.int64)]),
        np.concatenate([met.at, more[:, 2]]),
        np.concatenate([met.audience, np.ones(len(more))]),
        met.group,
    )
