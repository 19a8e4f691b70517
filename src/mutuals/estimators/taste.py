"""What people like, from what they and their contacts did before: network-denoised.

Nobody's own adoptions shape the taste used for them: what each thing's public likes is
learned from the other persons' adoptions (folds), and contacts enter with what they did
*before*, never with their adoptions.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from mutuals.estimators.study import Contacts, Floats, Ids

RANK = 6
# Contacts' earlier behaviours, at one and two steps, beside one's own.
_OF_CONTACTS = 0.7
_RAREST = 0.05
_FEW_PRIORS = 10
_STEEPEST = 4.0
_STEPS = 3
_NOTHING = 1e-12


def taste_of(priors: Floats, contacts: Contacts) -> Floats:
    """Return each person's taste: a few columns of variance one."""
    if 0 in priors.shape:
        return np.zeros((priors.shape[0], 0))
    own = priors - priors.mean(axis=0)
    own = own / np.maximum(own.std(axis=0), _RAREST)
    if own.shape[1] >= _FEW_PRIORS:
        own = own - own.mean(axis=1, keepdims=True)
    near = _mixing(contacts, own.shape[0])
    one = near @ own
    blocks = [own, *(_OF_CONTACTS * _even(step) for step in (one, near @ one))]
    return _left(np.hstack([_even(own), *blocks[1:]]))


def _left(table: Floats) -> Floats:
    """Return the left singular vectors, scaled, from the few columns' products."""
    squares, right = np.linalg.eigh(table.T @ table)
    kept = np.flatnonzero(squares > _NOTHING * squares.max(initial=0.0))[::-1][:RANK]
    left = table @ right[:, kept] / np.sqrt(squares[kept])
    return np.asarray(left * np.sqrt(table.shape[0]), np.float64)


def _even(block: Floats) -> Floats:
    return block / max(float(block.std()), 1e-9)


def _mixing(contacts: Contacts, people: int) -> sparse.csr_matrix:
    """Return row-normalised square roots of how often two were in contact."""
    often = np.bincount(contacts.pair, minlength=contacts.pair_source.size).astype(np.float64)
    ends = (contacts.pair_target, contacts.pair_source)
    both = sparse.coo_matrix((often, ends), shape=(people, people)).tocsr()
    both = (both + both.T).sqrt()
    whole = np.maximum(np.asarray(both.sum(axis=1)).reshape(-1), 1e-9)
    return sparse.diags(1.0 / whole) @ both


def liking(taste: Floats, public: Floats, fold: Ids) -> Floats:
    """Return how much likelier each person (row) takes up each thing, before centring.

    ``public`` holds, by fold and thing, whom the thing is for.
    """
    found = np.empty((taste.shape[0], public.shape[1]))
    for one in range(public.shape[0]):
        found[fold == one] = taste[fold == one] @ public[one].T
    return np.exp(np.clip(found, -_STEEPEST, _STEEPEST))


@dataclass(frozen=True, slots=True)
class Counts:
    """Take-ups that nobody caused, by person and thing, and how many were expected."""

    seen: Floats
    expected: Floats


def refit(
    public: Floats, taste: Floats, fold: Ids, *, counts: Counts, ridge: float
) -> tuple[Floats, Floats]:
    """Return whom things are for by Newton steps of a ridge Poisson, one fold left out.

    The second value is the spread of each fold's directions (for the next ridge).
    """
    squares = np.einsum("ja,jb->jab", taste, taste).reshape(taste.shape[0], -1)
    found, spread = public.copy(), np.zeros(public.shape[0])
    for one in range(public.shape[0]):
        rest = fold != one
        learned = Counts(counts.seen[rest], counts.expected[rest])
        for _ in range(_STEPS):
            step, doubt = _newton(found[one], (taste[rest], squares[rest]), learned, ridge=ridge)
            found[one] += np.clip(step, -1.0, 1.0)
            spread[one] = (found[one] ** 2).mean() + doubt
    return found, spread


def _newton(
    public: Floats, taste: tuple[Floats, Floats], counts: Counts, *, ridge: float
) -> tuple[Floats, float]:
    """Return one step for every thing, and the mean variance."""
    plain, squares = taste
    rank = plain.shape[1]
    told = counts.expected * np.exp(np.clip(plain @ public.T, -_STEEPEST, _STEEPEST))
    told *= (counts.seen.sum(axis=0) + 0.5) / (told.sum(axis=0) + 0.5)
    slope = (counts.seen - told).T @ plain - ridge * public
    bend = (told.T @ squares).reshape(-1, rank, rank) + ridge * np.eye(rank)
    inverse = np.linalg.inv(bend)
    step = np.asarray(np.einsum("kab,kb->ka", inverse, slope), np.float64)
    return step, float(np.diagonal(inverse, axis1=1, axis2=2).mean())
