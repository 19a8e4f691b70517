"""Cascades planted over real ties, whose parents are known: does credit find them."""

import heapq
from dataclasses import dataclass

import numpy as np

from mutuals.estimators.cascades import Cascades, Floats, Followed, Ids

# How often a source brings a tied person in, in the mean; strong ones do far more.
_CHANCE, _SHAPE, _MOST = 0.006, 0.4, 0.3
_DELAY, _SPAN = 20.0 * 86_400, 200.0 * 86_400
_ALONE = 12.0


@dataclass(frozen=True, slots=True)
class Planted:
    """Cascades, and each joining's parent: a person, or -1 for nobody."""

    seen: Cascades
    parent: Ids


def plant(real: Cascades, rng: np.random.Generator) -> Planted:
    """Draw a cascade from each real first joiner on.

    Others join by themselves, as often as they really do, or are brought in by one tied
    to them, each source with a strength of its own.
    """
    strength = rng.gamma(_SHAPE, _CHANCE / _SHAPE, real.people)
    often = np.bincount(real.person, minlength=real.people) / real.person.size
    rows: list[tuple[int, int, float, int]] = []
    for cascade, first in enumerate(real.person[real.start[:-1]].tolist()):
        alone = rng.choice(real.people, int(rng.poisson(_ALONE)), p=often)
        waiting = [(0.0, int(first), -1)]
        waiting += [(float(rng.uniform(0, _SPAN)), int(one), -1) for one in alone]
        rows += [(cascade, *one) for one in _drawn(real, strength, waiting, rng=rng)]
    found = [np.array(column) for column in zip(*rows, strict=True)]
    order = np.lexsort((found[1], found[2], found[0]))
    seen = Cascades.of((found[0], found[1]), found[2], ties=real.ties)
    return Planted(seen, found[3][order])


def _drawn(
    real: Cascades,
    strength: Floats,
    waiting: list[tuple[float, int, int]],
    *,
    rng: np.random.Generator,
) -> list[tuple[int, float, int]]:
    heapq.heapify(waiting)
    done: dict[int, tuple[int, float, int]] = {}
    while waiting:
        at, person, parent = heapq.heappop(waiting)
        if person in done or at > _SPAN:
            continue
        done[person] = (person, at, parent)
        around = real.ties[[person]].indices
        chance = min(float(strength[person]), _MOST)
        for other in around[rng.random(around.size) < chance].tolist():
            heapq.heappush(waiting, (at + float(rng.exponential(_DELAY)), int(other), person))
    return list(done.values())


def recalls(planted: Planted, model: Followed) -> tuple[dict[str, float], int]:
    """Return how often each way names the parent, of those that had one among several.

    A joining counts if a parent brought it about and two or more tied to the person had
    joined before: with one there is nothing to choose.
    """
    seen, later = planted.seen, model.later
    tied = np.bincount(later, minlength=seen.person.size)
    asked = (planted.parent >= 0) & (tied > 1)
    rows = asked[later]
    later, source = later[rows], seen.person[model.sooner[rows]]
    at = seen.at[model.sooner[rows]]
    right = (source == planted.parent[later]).astype(np.float64)
    ways = {"ours": model.credit[rows], "most recent": at, "first": -at}
    found = {way: _named(later, value, right) for way, value in ways.items()}
    share = right / tied[later]
    found["random exposed"] = float(share.sum() / asked.sum())
    return found, int(asked.sum())


def _named(later: Ids, value: Floats, right: Floats) -> float:
    order = np.lexsort((-value, later))
    first = np.unique(later[order], return_index=True)[1]
    return float(right[order][first].mean())


def told(planted: Planted, model: Followed) -> tuple[Floats, Floats]:
    """Return each exposure's credit, and whether it was the parent."""
    source = planted.seen.person[model.sooner]
    return model.credit, (source == planted.parent[model.later]).astype(np.float64)
