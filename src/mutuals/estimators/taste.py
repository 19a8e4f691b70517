"""What people like, from what they and their contacts did before: network-denoised.

Nobody's own adoptions shape the taste used for them: what each thing's public likes is
learned from the other persons' adoptions (folds), and contacts enter with what they did
*before*, never with their adoptions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse

from mutuals.estimators.study import Contacts, Floats, Ids

RANK = 6
# Contacts' earlier behaviours, at one and two steps, beside one's own.
_OF_CONTACTS = 0.7
_RAREST = 0.05
_FEW_PRIORS = 10
STEEPEST = 4.0
_STEPS = 3
_NOTHING = 1e-12
# Persons by things in one go, so that they stay in the processor's cache.
_CELLS = 65_536


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


@dataclass(frozen=True, slots=True)
class Counts:
    """Take-ups that nobody caused, by person and thing, and how many were expected."""

    seen: Floats
    expected: Floats


class _Block(NamedTuple):
    """Some persons' taste, its products, and counts: few enough to stay at hand."""

    taste: Floats
    products: Floats
    seen: Floats
    expected: Floats


def refit(
    public: Floats, taste: Floats, folds: Ids, *, counts: Counts, ridge: float
) -> tuple[Floats, Floats]:
    """Return whom things are for by Newton steps of a ridge Poisson, one fold left out.

    Persons are in order of their fold; ``folds`` says where each begins. The second
    value is the spread of each fold's directions (for the next ridge).
    """
    first, second = np.triu_indices(taste.shape[1])
    tables = taste, taste[:, first] * taste[:, second], counts.seen, counts.expected
    found, spread = public.copy(), np.zeros(public.shape[0])
    for one in range(public.shape[0]):
        rest = slice(0, folds[one]), slice(folds[one + 1], len(taste))
        blocks = [block for run in rest for block in _blocks(run, tables)]
        for _ in range(_STEPS):
            step, doubt = _newton(found[one], blocks, ridge=ridge)
            found[one] += np.clip(step, -1.0, 1.0)
            spread[one] = (found[one] ** 2).mean() + doubt
    return found, spread


def _blocks(run: slice, tables: tuple[Floats, ...]) -> Iterator[_Block]:
    size = max(_CELLS // max(tables[-1].shape[1], 1), 1)
    for begin in range(run.start, run.stop, size):
        yield _Block(*(one[begin : min(begin + size, run.stop)] for one in tables))


def _newton(public: Floats, blocks: list[_Block], *, ridge: float) -> tuple[Floats, float]:
    """Return one step for every thing, and the mean variance."""
    things, rank = public.shape
    seen, hoped = np.zeros((2, things, rank + 1))
    bend = np.zeros((things, rank * (rank + 1) // 2))
    for one in blocks:
        told = one.taste @ public.T
        np.exp(np.clip(told, -STEEPEST, STEEPEST, out=told), out=told)
        told *= one.expected
        for sums, counts in ((seen, one.seen), (hoped, told)):
            sums[:, :rank] += counts.T @ one.taste
            sums[:, rank] += counts.sum(axis=0)
        bend += told.T @ one.products
    scale = ((seen[:, rank] + 0.5) / (hoped[:, rank] + 0.5))[:, None]
    slope = seen[:, :rank] - scale * hoped[:, :rank] - ridge * public
    inverse = np.linalg.inv(_square(scale * bend, rank) + ridge * np.eye(rank))
    step = np.asarray(np.einsum("kab,kb->ka", inverse, slope), np.float64)
    return step, float(np.diagonal(inverse, axis1=1, axis2=2).mean())


def _square(upper: Floats, rank: int) -> Floats:
    """Return the symmetric tables whose upper halves these are."""
    first, second = np.triu_indices(rank)
    found = np.empty((len(upper), rank, rank))
    found[:, first, second] = found[:, second, first] = upper
    return found
