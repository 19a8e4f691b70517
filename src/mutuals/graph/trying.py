"""Trying what few nodes the money may go to: all of it, or every beginning of three."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import kernel
from mutuals.graph.cover import Counts, Cover
from mutuals.graph.wish import Places, Wish

Numbers = NDArray[np.float64]
# A second's work or so.
_MOST_WORK = 1 << 28


def best_of_all(cover: Cover, able: Places, wish: Wish, *, price: Numbers, money: float) -> Places:
    """Return which of some able nodes hold the most sets, of all that can be paid for.

    How many sets each choice leaves out is added up from those of parts of it.
    """
    masks = _masks(cover, able)
    every = np.arange(1 << able.size)
    outside = np.bincount(masks, minlength=every.size)
    paid = np.zeros(every.size)
    for place in range(able.size):
        pairs = outside.reshape(-1, 2, 1 << place)
        pairs[:, 1] += pairs[:, 0]
        paid.reshape(-1, 2, 1 << place)[:, 1] += price[place]
    fits = (paid <= money) & (np.bitwise_count(every) <= wish.count - cover.at[0])
    for group in range(cover.room.size):
        of_it = sum(1 << place for place in np.flatnonzero(cover.group[able] == group).tolist())
        fits &= np.bitwise_count(every & of_it) <= cover.room[group]
    held = np.where(fits, masks.size - outside[every[::-1]], -1)
    return _places(int(np.argmax(held)), able.size)


def _masks(cover: Cover, able: Places) -> NDArray[np.int64]:
    """Return which of the able nodes each set not yet held has, as bits."""
    masks = np.zeros(cover.holder.size, np.int64)
    for place, node in enumerate(able.tolist()):
        masks[cover.by_set[cover.by_start[node] : cover.by_start[node + 1]]] |= 1 << place
    found: NDArray[np.int64] = masks[cover.holder == 0]
    return found


def _places(mask: int, size: int) -> Places:
    return np.flatnonzero([mask >> place & 1 for place in range(size)])


class _Distinct(NamedTuple):
    """Sets that differ, by the able nodes in each, and how many there are of each."""

    mask: NDArray[np.int64]
    copies: Counts
    start: Counts
    member: Counts


def best_from_three(cover: Cover, able: Places, *, price: Numbers, money: float) -> Places | None:
    """Return the able nodes that hold most, chosen step by step after any three.

    None where that would take long.
    """
    mask, count = np.unique(_masks(cover, able), return_counts=True)
    has = (mask[:, None] >> np.arange(able.size)) & 1 == 1
    if int(has.sum()) * able.size**3 // 6 > _MOST_WORK:
        return None
    start = np.concatenate([[0], np.cumsum(has.sum(axis=1))])
    sets = _Distinct(mask, count, start, np.nonzero(has)[1])
    best = np.zeros(2, np.int64)
    _from_every_three(sets, price, money, np.zeros(able.size), best)
    return _places(int(best[1]), able.size)


@kernel
def _from_every_three(  # noqa: PLR0917  # numba takes no keywords only
    sets: _Distinct, price: Numbers, money: float, gain: Numbers, best: Counts
) -> None:
    size = price.size
    for number in range(size**3):
        one, two, three = number // size**2, number // size % size, number % size
        if not one <= two <= three:
            continue
        left = money - price[one]
        if two > one:
            left -= price[two]
        if three > two:
            left -= price[three]
        if left >= 0:
            begun = (1 << one) | (1 << two) | (1 << three)
            _go_on(sets, price, (left, begun), gain, best)


@kernel
def _count(sets: _Distinct, chosen: int, gain: Numbers) -> int:
    """Count the sets that chosen nodes hold, and per node those it would add."""
    gain[:] = 0.0
    held = 0
    for number in range(sets.mask.size):
        if sets.mask[number] & chosen:
            held += sets.copies[number]
            continue
        for place in range(sets.start[number], sets.start[number + 1]):
            gain[sets.member[place]] += sets.copies[number]
    return held


@kernel
def _go_on(  # noqa: PLR0917  # numba takes no keywords only
    sets: _Distinct, price: Numbers, begun: tuple[float, int], gain: Numbers, best: Counts
) -> None:
    """Choose the most for the money until nothing affordable gains."""
    left, chosen = begun
    while True:
        held = _count(sets, chosen, gain)
        following, worth = -1, 0.0
        for node in range(price.size):
            if price[node] <= left and gain[node] > worth * price[node]:
                following, worth = node, gain[node] / price[node]
        if following < 0:
            break
        left -= price[following]
        chosen |= 1 << following
    if held > best[0]:
        best[0], best[1] = held, chosen
