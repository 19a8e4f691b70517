"""Whose word was followed, where it is known who joined what, when, and who is tied.

Somebody joins a cascade on their own account, evenly over its span, or because of one
who joined before and to whom they are tied, after an exponential delay. Every joining
shares one credit out among these and nobody; sources' chances and people's own rates
are refitted to the credit, shrunk towards everybody's (EM; with static chances per
source it is the static model of Goyal, Bonchi and Lakshmanan 2010, WSDM, with a delay
and with nobody as a source).

Nothing here takes taste out: who is alike joins alike. Grade D: came before.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]

ROUNDS = 30
_SOURCE_WEIGHT, _OWN_WEIGHT = 20.0, 5.0
_FIRST_CHANCE = 0.01
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Cascades:
    """Who joined what and when, by cascade and time; ``ties`` says who is tied to whom.

    One entry per joining in ``cascade``, ``person`` and ``at``; ``start`` says where
    each cascade's begin. ``ties`` has people x people entries of one.
    """

    cascade: Ids
    person: Ids
    at: Floats
    start: Ids
    ties: "sparse.csr_array"

    @classmethod
    def of(
        cls, who: tuple[ArrayLike, ArrayLike], at: ArrayLike, *, ties: "sparse.csr_array"
    ) -> "Cascades":
        """Sort joinings, given by cascades (numbered from 0) and persons."""
        cascade, person = (np.asarray(one, np.int64) for one in who)
        when = np.asarray(at, np.float64)
        order = np.lexsort((person, when, cascade))
        start = np.searchsorted(cascade[order], np.arange(int(cascade.max(initial=-1)) + 2))
        return cls(cascade[order], person[order], when[order], start, ties)

    @property
    def people(self) -> int:
        """Return how many people there are."""
        return int(self.ties.shape[0])

    @property
    def size(self) -> int:
        """Return how many cascades there are."""
        return int(self.start.size) - 1

    def span(self) -> Floats:
        """Return how long each cascade took, from first to last joining."""
        first, last = self.at[self.start[:-1]], self.at[self.start[1:] - 1]
        return np.maximum(last - first, 1.0)

    def exposures(self) -> tuple[Ids, Ids]:
        """Return the joinings that others came after, as (joining, earlier joining)."""
        later, sooner = [], []
        for begin, end in zip(self.start[:-1], self.start[1:], strict=True):
            inside = self.person[begin:end]
            found = self.ties[inside][:, inside].tocoo()
            counts = self.at[begin + found.col] < self.at[begin + found.row]
            later.append(begin + found.row[counts])
            sooner.append(begin + found.col[counts])
        none = np.zeros(0, np.int64)
        return np.concatenate([none, *later]), np.concatenate([none, *sooner])


@dataclass(frozen=True, slots=True)
class Followed:
    """How strong each source is, how often each joins anyway, and the mean delay.

    ``chance`` is each person's chance to bring one tied person in, ``own`` each one's
    chance to join a cascade anyway. ``credit`` is of each exposure, ``nobody`` of each
    joining: they sum to one by joining.
    """

    chance: Floats
    own: Floats
    delay: float
    later: Ids
    sooner: Ids
    credit: Floats
    nobody: Floats


def followed(seen: Cascades, *, rounds: int = ROUNDS) -> Followed:
    """Share every joining out among those tied who joined before, and nobody."""
    later, sooner = seen.exposures()
    gap = seen.at[later] - seen.at[sooner]
    often = np.bincount(seen.person, minlength=seen.people).astype(np.float64)
    model = Followed(
        chance=np.full(seen.people, _FIRST_CHANCE),
        own=(often + 0.5) / (seen.size + 1.0),
        delay=max(float(np.median(gap)), 1.0) if gap.size else 1.0,
        later=later,
        sooner=sooner,
        credit=np.zeros(later.size),
        nobody=np.ones(seen.person.size),
    )
    for _ in range(rounds):
        model = _refitted(seen, _credited(seen, model, gap), gap)
    return model


def _credited(seen: Cascades, model: Followed, gap: Floats) -> Followed:
    """Share the joinings out by what is thought of sources and persons now."""
    source = seen.person[model.sooner]
    by_tie = model.chance[source] * np.exp(-gap / model.delay) / model.delay
    alone = model.own[seen.person] / seen.span()[seen.cascade]
    whole = np.maximum(alone + np.bincount(model.later, by_tie, alone.size), _TINY)
    return replace(model, credit=by_tie / whole[model.later], nobody=alone / whole)


def _refitted(seen: Cascades, model: Followed, gap: Floats) -> Followed:
    """Think of sources and persons what the credit says."""
    size = np.asarray(seen.ties.sum(axis=0)).reshape(-1).astype(np.float64)
    before = np.bincount(model.later, minlength=seen.person.size)
    left = size[seen.person] - before
    tried = np.bincount(seen.person, left, seen.people).astype(np.float64)
    source = seen.person[model.sooner]
    moved = np.bincount(source, model.credit, seen.people).astype(np.float64)
    alone = np.bincount(seen.person, model.nobody, seen.people).astype(np.float64)
    whole = max(float(model.credit.sum()), 1e-9)
    return replace(
        model,
        chance=_shrunk(moved, tried, _SOURCE_WEIGHT),
        own=_shrunk(alone, np.full(seen.people, float(seen.size)), _OWN_WEIGHT),
        delay=max(float(model.credit @ gap) / whole, 1.0),
    )


def pull(model: Followed, seen: Cascades, joined: Ids, *, now: float) -> Floats:
    """Return the rate at which those who joined so far bring each person in now.

    ``joined`` are positions of joinings, all of one cascade.
    """
    left = np.exp(-(now - seen.at[joined]) / model.delay) / model.delay
    source = seen.person[joined]
    return np.asarray(seen.ties[:, source] @ (model.chance[source] * left))


def _shrunk(count: Floats, tried: Floats, weight: float) -> Floats:
    pooled = count.sum() / max(float(tried.sum()), 1e-9)
    return np.asarray(np.clip((count + weight * pooled) / (tried + weight), 1e-9, 0.99))
