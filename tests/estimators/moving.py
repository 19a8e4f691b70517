"""Thirty people of whom five move those they meet, and three by hand."""

from functools import cache

import numpy as np

from mutuals.estimators.contact_kernel import Kernel
from mutuals.estimators.peer_effect import PeerEffect, peer_effect
from mutuals.estimators.study import Adoptions, Contacts, Floats, Ids, Study, personal_share

END, PEOPLE, THINGS = 20.0, 30, 12
STRONG = 1.0
KERNEL = Kernel(2.0, 5.0)


def by_hand() -> Study:
    """0 takes thing 0 up at 1 and meets 1 at 3; 1 takes it up at 4; 2 never meets 0."""
    contacts = Contacts.of(([0, 2, 0], [1, 1, 1]), [3.0, 3.5, 6.0], weight=np.array([0.5, 1, 1]))
    taken = Adoptions.of(([0, 1, 2], [0, 0, 1]), [1.0, 4.0, 2.0], (3, 2))
    return Study(contacts, contacts, taken, np.zeros(3, np.int64), np.zeros((3, 0)), END)


def drawn_contacts(rng: np.random.Generator) -> tuple[Contacts, Contacts]:
    source, target = rng.integers(0, PEOPLE, (2, 1200))
    ends = source[source != target], target[source != target]
    at = np.sort(rng.uniform(0, END, ends[0].size))
    weight = personal_share(rng.choice([1, 3], at.size))
    return Contacts.of(ends, at, weight=weight), Contacts.of(ends, at, weight=1 - weight)


def move(taken: Floats, contacts: Contacts, strength: float, *, rng: np.random.Generator) -> Ids:
    """Let 0 to 4 pass on what they have; return who moved whom to what (-1: nobody)."""
    cause = np.full(taken.shape, -1)
    for row in np.argsort(contacts.at):
        i, j, now = contacts.source[row], contacts.target[row], contacts.at[row]
        for thing in np.flatnonzero(taken[i] < now) if i < 5 else ():
            chance = strength * contacts.weight[row] * np.exp(-(now - taken[i, thing]) / 5)
            then = now + rng.exponential(0.5)
            if rng.random() < chance and then < min(taken[j, thing], END):
                cause[j, thing] = i
                taken[j, thing] = then
    return cause


@cache
def drawn(strength: float, priors: int = 12) -> tuple[Study, Ids]:
    """Thirty people in two groups; 0 to 4 move those they meet, nobody else does.

    The second value says who moved each person to each thing.
    """
    rng = np.random.default_rng(3)
    personal, rest = drawn_contacts(rng)
    own = rng.uniform(0, END, (PEOPLE, THINGS))
    taken = np.where(rng.random(own.shape) < 0.25, own, np.inf)
    cause = move(taken, personal, strength, rng=rng)
    who, what = np.nonzero(np.isfinite(taken))
    adoptions = Adoptions.of((who, what), taken[who, what], taken.shape)
    liked = rng.integers(0, 2, (PEOPLE, priors)).astype(float)
    return Study(personal, rest, adoptions, np.arange(PEOPLE) % 2, liked, END), cause


def planted(strength: float, priors: int = 12) -> tuple[Study, Floats]:
    """Return the study and how often each person moved somebody."""
    study, cause = drawn(strength, priors)
    return study, np.bincount(cause[cause >= 0], minlength=PEOPLE).astype(np.float64)


@cache
def estimated(strength: float) -> tuple[PeerEffect, Floats]:
    """Return the estimate of the same, and the truth."""
    study, moved = planted(strength)
    guess = Kernel(0.5, 5.0)
    return peer_effect(study, rng=np.random.default_rng(1), around=guess), moved
