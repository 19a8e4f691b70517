"""Sets in a quarter of the room: ascending numbers as differences of few bytes each.

A difference takes seven bits to a byte; the eighth says that another byte follows.
"""

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel, making
from mutuals.graph.sampling import Sets

Bytes = NDArray[np.uint8]
Counts = NDArray[np.int64]

_SEVEN, _MORE, _REST = 7, 128, 127
# A difference below 2^35 takes five bytes at most.
_WIDEST = 5


def packed(sets: Sets) -> Sets:
    """Return the same sets, each in ascending order and packed."""
    member = sets.member.copy()
    _sort_each(sets.start, member)
    start = np.zeros_like(sets.start)
    into = np.empty(member.size * _WIDEST, np.uint8)
    size = _pack(sets.start, member, start, into)
    return Sets(start, into[:size].copy(), sets.stopped, sets.members)


@making
def _sort_each(start: Counts, member: NDArray[np.uint32]) -> None:
    for number in range(start.size - 1):
        member[start[number] : start[number + 1]].sort()


@kernel
def _pack(start: Counts, member: NDArray[np.uint32], into_start: Counts, into: Bytes) -> int:  # noqa: PLR0917  # numba takes no keywords only
    end = 0
    for number in range(start.size - 1):
        last = -1
        for place in range(start[number], start[number + 1]):
            value = int(np.int64(member[place]))
            end = write(into, end, value - last)
            last = value
        into_start[number + 1] = end
    return end


@inlined
def write(into: Bytes, end: int, value: int) -> int:
    """Write one difference; return where the next one goes."""
    while value >= _MORE:
        into[end] = (value & _REST) | _MORE
        value >>= _SEVEN
        end += 1
    into[end] = value
    return end + 1


@inlined
def read(packed_: Bytes, place: int) -> tuple[int, int]:
    """Return one difference, and where the next one is."""
    value, shift = 0, 0
    byte = int(np.int64(packed_[place]))
    while byte >= _MORE:
        value |= (byte & _REST) << shift
        shift += _SEVEN
        place += 1
        byte = int(np.int64(packed_[place]))
    return value | (byte << shift), place + 1


@inlined
def width(value: int) -> int:
    """Return how many bytes a difference takes."""
    count = 1
    while value >= _MORE:
        value >>= _SEVEN
        count += 1
    return count


@kernel
def count_packed(  # noqa: PLR0917  # numba takes no keywords only
    start: Counts, member: Bytes, total: NDArray[np.int32], by_start: Counts, last: Counts
) -> None:
    """Count every node's sets, and where its packed list begins.

    ``total`` and ``by_start``, n + 1, come as zeros, ``last`` as -1 for each node.
    """
    for number in range(start.size - 1):
        place, node = start[number], -1
        while place < start[number + 1]:
            step, place = read(member, place)
            node += step
            total[node] += 1
            by_start[node + 1] += width(number - last[node])
            last[node] = number
    for node in range(total.size):
        by_start[node + 1] += by_start[node]


@kernel
def invert_packed(start: Counts, member: Bytes, fill: Counts, by_set: Bytes, last: Counts) -> None:  # noqa: PLR0917  # numba takes no keywords only
    """Write every node's packed list; ``last`` comes as -1 for each node."""
    for number in range(start.size - 1):
        place, node = start[number], -1
        while place < start[number + 1]:
            step, place = read(member, place)
            node += step
            fill[node] = write(by_set, fill[node], number - last[node])
            last[node] = number
