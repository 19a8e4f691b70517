"""How alike two ways of sharing time out are, whoever the time goes to.

A signature is a person's shares of time in falling order. Its distance to another is
the Jensen-Shannon divergence in bits: 0 alike, 1 nothing in common.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]

# Ranks told apart; what goes to later ones is one share.
RANKS = 50
# A person is held against so many others of the same time; more change little.
OTHERS = 30
# Persons compared at once: 2000 x 30 x 50 floats are 24 MB.
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Persistence:
    """Per person with two times in a row: distance to the own past, and to others.

    ``closer`` is the share of the others that are farther off than the own past, with
    ties counted half: a half where nothing is kept. ``pairs`` counts the comparisons
    with the own past.
    """

    person: Ids
    pairs: Ids
    own: Numbers
    others: Numbers
    closer: Numbers


def ranked(row: Ids, amount: Numbers) -> Numbers:
    """Return each row's shares in falling order (rows x RANKS).

    >>> ranked(np.array([0, 0, 1]), np.array([1.0, 3.0, 5.0]))[:, :2].tolist()
    [[0.75, 0.25], [1.0, 0.0]]
    """
    order = np.lexsort((-amount, row))
    rows, amounts = row[order], amount[order]
    rank = np.arange(rows.size) - np.searchsorted(rows, rows)
    found = np.zeros((int(row.max(initial=-1)) + 1, RANKS))
    np.add.at(found, (rows, np.minimum(rank, RANKS - 1)), amounts)
    return np.asarray(found / np.maximum(found.sum(axis=1, keepdims=True), 1e-12))


def divergence(one: Numbers, other: Numbers) -> Numbers:
    """Return the Jensen-Shannon divergence in bits along the last axis.

    >>> divergence(np.array([1.0, 0.0]), np.array([0.0, 1.0])).item()
    1.0
    """
    middle = _entropy((one + other) / 2.0)
    return np.asarray(np.maximum(middle - (_entropy(one) + _entropy(other)) / 2.0, 0.0))


def persistence(
    shares: Numbers, person: Ids, time: Ids, *, rng: np.random.Generator
) -> Persistence:
    """Hold every person's signature against the one before, and against others'.

    Row i is ``person[i]`` at ``time[i]``; times in a row are one apart. The later
    signature is compared with what up to thirty others, drawn by ``rng``, had at the
    earlier time, so that both comparisons bridge the same time.
    """
    order = np.lexsort((time, person))
    follows = (np.diff(person[order]) == 0) & (np.diff(time[order]) == 1)
    then, now = order[:-1][follows], order[1:][follows]
    found = np.full((now.size, 3), np.nan)
    found[:, 0] = divergence(shares[now], shares[then])
    for moment in np.unique(time[then]):
        panel = rng.permutation(np.flatnonzero(time == moment))[:OTHERS]
        rows = np.flatnonzero(time[then] == moment)
        for part in np.array_split(rows, rows.size // _AT_ONCE + 1):
            away = divergence(shares[now[part], None], shares[None, panel])
            is_other = person[now[part], None] != person[None, panel]
            found[part, 1:] = _against(found[part, 0], away, is_other)
    return _by_person(person[now], found)


def _by_person(person: Ids, found: Numbers) -> Persistence:
    who, place = np.unique(person, return_inverse=True)
    count = np.bincount(place, minlength=who.size)
    # a time nobody else was seen in tells of the own past only
    is_told = np.isfinite(found)
    sums = [np.bincount(place, one, who.size) for one in np.where(is_told, found, 0.0).T]
    tried = [np.bincount(place, one, who.size) for one in is_told.T.astype(np.float64)]
    means = [
        np.where(some > 0, total / np.maximum(some, 1.0), np.nan)
        for total, some in zip(sums, tried, strict=True)
    ]
    return Persistence(who, count.astype(np.int64), *means)


def _against(own: Numbers, away: Numbers, is_other: NDArray[np.bool_]) -> Numbers:
    """Return the mean distance to others, and the share of them that are farther."""
    count = is_other.sum(axis=1)
    there = np.where(count > 0, count, np.nan)
    own, away = own[:, None].round(12), away.round(12)
    farther = (away > own) + 0.5 * (away == own)
    return np.column_stack([(one * is_other).sum(axis=1) / there for one in (away, farther)])


def _entropy(shares: Numbers) -> Numbers:
    return np.asarray(-(shares * np.log2(np.where(shares > 0, shares, 1.0))).sum(axis=-1))
