"""What time given in a network comes to between two people.

Directly, by one other person, and by the company both keep. Looked up for chosen pairs,
never for all of them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]
Pairs = tuple[Ids, Ids]
# What passes on at each step; in a school any value from .2 to .5 did about as well.
PASSED_ON = 0.3
# Entries of a person that take part in products: whoever has more keeps the largest.
MOST = 256
# Pairs worked on at once: at most 4096 x 256 entries a side.
_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Given:
    """How much each person gave to each other: entries by giver and receiver."""

    people: int
    giver: Ids
    receiver: Ids
    amount: Numbers

    def shares(self) -> sparse.csr_array:
        """Return each giver's shares; they sum to one."""
        total = np.bincount(self.giver, self.amount, self.people)[self.giver]
        return self._rows(self.amount / np.where(total > 0, total, 1.0))

    def circles(self) -> sparse.csr_array:
        """Return each person's company as a direction of length one.

        Roots of amounts, so that one great friend does not drown the others; oneself
        belongs to it with as much as all others together.
        """
        length = np.sqrt(np.bincount(self.giver, self.amount, self.people))
        long = np.where(length > 0, length, 1.0) * np.sqrt(2.0)
        rows = self._rows(np.sqrt(self.amount) / long[self.giver])
        own = sparse.diags_array(np.where(length > 0, length / long, 0.0))
        return (rows + own).tocsr()

    def roots(self) -> sparse.csr_array:
        """Return the root of what each person gave to each other."""
        return self._rows(np.sqrt(self.amount))

    def _rows(self, values: Numbers) -> sparse.csr_array:
        shape = (self.people, self.people)
        return sparse.coo_array((values, (self.giver, self.receiver)), shape).tocsr()


def reach(given: Given, pairs: Pairs) -> Numbers:
    """Return the smaller of what either's time comes to with the other, per pair.

    That is the share of it plus ``PASSED_ON`` times what comes by one other person.
    """
    shares = given.shares()
    out, back = _largest(shares), _largest(shares.T.tocsr())
    ways = (
        _entries(shares, way) + PASSED_ON * _products(out, back, way)
        for way in (pairs, pairs[::-1])
    )
    return np.asarray((1.0 - PASSED_ON) * np.minimum(*ways))


def likeness(given: Given, pairs: Pairs) -> Numbers:
    """Return how alike the company of two people is, per pair, 0 to 1."""
    circles = _largest(given.circles())
    return _products(circles, circles, pairs)


def in_common(given: Given, pairs: Pairs) -> Numbers:
    """Return how much company two people have in common, per pair: by third persons.

    >>> given = Given(3, np.array([0, 1]), np.array([2, 2]), np.array([4.0, 9.0]))
    >>> in_common(given, (np.array([0]), np.array([1]))).tolist()
    [6.0]
    """
    roots = _largest(given.roots())
    return _products(roots, roots, pairs)


def _entries(table: sparse.csr_array, pairs: Pairs) -> Numbers:
    if not pairs[0].size:
        return np.zeros(0)
    found: Numbers = np.asarray(table[pairs], np.float64).ravel()
    return found


def _products(one: sparse.csr_array, two: sparse.csr_array, pairs: Pairs) -> Numbers:
    found = np.zeros(pairs[0].size)
    for start in range(0, found.size, _AT_ONCE):
        first, second = (side[start : start + _AT_ONCE] for side in pairs)
        found[start : start + _AT_ONCE] = one[first].multiply(two[second]).sum(axis=1)
    return found


def _largest(table: sparse.csr_array) -> sparse.csr_array:
    counts = np.diff(table.indptr)
    if not counts.size or counts.max() <= MOST:
        return table
    row = np.repeat(np.arange(counts.size), counts)
    # Few have so many: sorting everybody's entries took most of the time.
    many = np.flatnonzero(counts[row] > MOST)
    order = many[np.lexsort((table.indices[many], -table.data[many].round(12), row[many]))]
    opens = np.flatnonzero(np.concatenate([[True], np.diff(row[many]) != 0]))
    place = np.arange(many.size) - np.repeat(opens, np.diff([*opens, many.size]))
    kept = np.ones(row.size, bool)
    kept[order[place >= MOST]] = False
    ends = np.concatenate([[0], np.cumsum(kept)])[table.indptr]
    return sparse.csr_array((table.data[kept], table.indices[kept], ends), table.shape)
