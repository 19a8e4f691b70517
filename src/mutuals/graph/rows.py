"""Sorting arcs into rows by counting: what a network of many arcs is built with."""

from typing import Any

from numpy.typing import NDArray

from mutuals.graph.compiling import making

Index = NDArray[Any]


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
