"""Sets in a quarter of the room: ascending numbers as differences of few bytes each.

A difference takes seven bits to a byte; the eighth says that another byte follows.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel, making
from mutuals.graph.limits import ENDLESS
from mutuals.graph.sampling import Sets

Bytes = NDArray[np.uint8]
Counts = NDArray[np.int64]

_SEVEN, _MORE, _REST = 7, 128, 127
# A difference below 2^35 takes five bytes at most.
_WIDEST = 5


def packed(sets: Sets, rest: Callable[[], None] = ENDLESS.rest) -> Sets:
    """Return the same sets, each in ascending order and packed.

    ``rest`` is called now and then, and may end it.
    """
    start, pieces, size = np.zeros_like(sets.start), [np.zeros(0, np.uint8)], 0
    for span in sets.parts(rest):
        member = sets.member[sets.start[span[0]] : sets.start[span[1]]].copy()
        here = sets.start[span[0] : span[1] + 1] - sets.start[span[0]]
        _sort_each(here, member)
        into, ends = np.empty(member.size * _WIDEST, np.uint8), np.zeros_like(here)
        pieces.append(into[: _pack(here, member, ends, into)].copy())
        start[span[0] : span[1] + 1] = ends + size
        size += pieces[-1].size
    return Sets(start, np.concatenate(pieces), sets.stopped, sets.members)


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
    start: Counts,
    member: Bytes,
    span: tuple[int, int],
    into: tuple[NDArray[np.int32], Counts],
    last: Counts,
) -> None:
    """Add some sets to every node's number of them, and to its packed list's width.

    ``into`` are these two; ``last`` is the last set each node was in, -1 before any.
    """
    total, widths = into
    for number in range(span[0], span[1]):
        place, node = start[number], -1
        while place < start[number + 1]:
            step, place = read(member, place)
            node += step
            total[node] += 1
            widths[node] += width(number - last[node])
            last[node] = number


@kernel
def fill_packed(  # noqa: PLR0917  # numba takes no keywords only
    start: Counts,
    member: Bytes,
    span: tuple[int, int],
    into: tuple[Counts, Bytes],
    last: Counts,
) -> None:
    """Add some sets to the packed lists of their members.

    ``into`` are where each list begins, one place on, moved on to where it ends, and
    the lists; ``last`` as above.
    """
    by_start, by_set = into
    for number in range(span[0], span[1]):
        place, node = start[number], -1
        while place < start[number + 1]:
            step, place = read(member, place)
            node += step
            by_start[node + 1] = write(by_set, by_start[node + 1], number - last[node])
            last[node] = number
