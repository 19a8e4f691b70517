"""Sorting arcs into rows by counting: what a network of many arcs is built with."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel, making

Index = NDArray[Any]
Whole = NDArray[np.uint64]

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_HIGH = np.uint64(32)
# So many streams of writing the nearest cache can hold.
_PARTS = 256


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


class Parts(NamedTuple):
    """Room for arcs in the order of the upper digits of their key.

    Rows filled one after the other then lie close together: going straight to every
    arc's row would wait for memory each time. ``arc`` is empty where it is not wanted.
    """

    key: Index
    other: Index
    arc: Index


@making
def scatter(key: Index, other: Index, start: Index, parts: Parts, into: Parts) -> None:  # noqa: PLR0917  # arrays of one kernel
    """Put every arc's other end, and its number if wanted, into the row of its key."""
    fill, shift = _begins(start)
    for i in range(key.size):
        _put(parts, fill, shift, (key[i], other[i], i))
    _place(parts, start, into)


@making
def turn(start: Index, target: Index, back: Index, parts: Parts, into: Parts) -> None:  # noqa: PLR0917  # arrays of one kernel
    """Turn rows by one end into rows by the other; ``arc``, if wanted, says from where.

    The new rows come out in ascending order, and may take the place of ``target``.
    """
    fill, shift = _begins(back)
    for v in range(start.size - 1):
        for i in range(start[v], start[v + 1]):
            _put(parts, fill, shift, (target[i], v, i))
    _place(parts, back, into)


@making
def _begins(start: Index) -> tuple[NDArray[np.int64], int]:
    """Return where each part of the keys begins, and how many lower digits it has."""
    size, shift = start.size - 1, 0
    while size >> shift >= _PARTS:
        shift += 1
    fill = np.empty((size >> shift) + 1, np.int64)
    for part in range(fill.size):
        fill[part] = start[part << shift]
    return fill, shift


@inlined
def _put(parts: Parts, fill: NDArray[np.int64], shift: int, one: Any) -> None:  # noqa: ANN401, PLR0917  # numba
    key, other, number = one
    part = np.int64(key) >> shift
    place = fill[part]
    fill[part] = place + 1
    parts.key[place], parts.other[place] = key, other
    if parts.arc.size > 0:
        parts.arc[place] = number


@making
def _place(parts: Parts, start: Index, into: Parts) -> None:  # arrays of one kernel
    fill = start[:-1].copy()
    for i in range(parts.key.size):
        key = parts.key[i]
        place = fill[key]
        fill[key] += 1
        into.other[place] = parts.other[i]
        if parts.arc.size > 0:
            into.arc[place] = parts.arc[i]
