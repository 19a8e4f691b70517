"""Sorting arcs into rows by counting: what a network of many arcs is built with."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import kernel, making

Index = NDArray[Any]
Whole = NDArray[np.uint64]

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_HIGH = np.uint64(32)


@kernel
def number(ids: Whole, at: int, known: tuple[Whole, NDArray[np.int32]], into: Any) -> int:  # noqa: ANN401, PLR0917  # numba
    """Give ids numbers as they come; return where the table was half full.

    ``known`` are a table's ids and their numbers, -1 for none; ``into`` holds the ids
    by number, each id's number from ``at`` on, and how many numbers there are.
    """
    table, place_of = known
    found, numbers, count = into
    last = np.uint64(table.size - 1)
    while at < ids.size and 2 * count[0] < table.size:
        one = ids[at]
        mixed = one * _SPREAD
        slot = (mixed ^ (mixed >> _HIGH)) & last
        while place_of[slot] >= 0 and table[slot] != one:
            slot = (slot + np.uint64(1)) & last
        if place_of[slot] < 0:
            place_of[slot], table[slot] = count[0], one
            found[count[0]] = one
            count[0] += 1
        numbers[at] = place_of[slot]
        at += 1
    return at


@making
def row_starts(key: Index, start: Index) -> None:
    """Count the keys into ``start``, n + 1 zeros: where each one's row begins."""
    for i in range(key.size):
        start[key[i] + 1] += 1
    for v in range(start.size - 1):
        start[v + 1] += start[v]


@making
def scatter(key: Index, other: Index, start: Index, into: Index, arc: Index) -> None:  # noqa: PLR0917  # arrays of one kernel
    """Put every arc's other end, and its number if wanted, into the row of its key."""
    fill = start[:-1].copy()
    numbers = arc.size > 0
    for i in range(key.size):
        place = fill[key[i]]
        fill[key[i]] += 1
        into[place] = other[i]
        if numbers:
            arc[place] = i


@making
def turn(start: Index, target: Index, back: Index, into: Index, arc: Index) -> None:  # noqa: PLR0917  # arrays of one kernel
    """Turn rows by one end into rows by the other; ``arc``, if wanted, says from where.

    The new rows come out in ascending order.
    """
    fill = back[:-1].copy()
    numbers = arc.size > 0
    for v in range(start.size - 1):
        for i in range(start[v], start[v + 1]):
            w = target[i]
            place = fill[w]
            fill[w] += 1
            into[place] = v
            if numbers:
                arc[place] = i
