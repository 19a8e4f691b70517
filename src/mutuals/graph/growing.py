"""Kernels that find, for one node, through which arcs something came to it."""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel
from mutuals.graph.flow import (
    CONSTANT,
    EVEN,
    EVEN_WALK,
    TABLE_COUNTS,
    TABLE_DEGREES,
    VARIED,
    Flow,
)
from mutuals.graph.keys import below, exponential, mix, uniform

Bits = NDArray[np.uint64]
Queue = NDArray[np.uint32]
# A sample's random state, its step, and where its queue ends.
Place = tuple[np.uint64, np.uint64, int]

_LOW, _ONE, _NONE = np.uint64(63), np.uint64(1), np.uint64(0)
# Above this probability a coin for every arc is cheaper than a jump to the next one.
_COIN = 0.25


class Marks(NamedTuple):
    """One thread's working space, and the nodes at which a set need not grow on.

    ``visited`` is all zeros between sets; ``stop`` is empty where nothing stops a set.
    """

    visited: Bits
    stop: Bits
    picked: NDArray[np.int64]


@inlined
def has(bits: Bits, node: int) -> bool:
    """Whether a node's bit is set."""
    return bool((bits[node >> 6] >> (np.uint64(node) & _LOW)) & _ONE)


@inlined
def add(queue: Queue, end: int, node: Any, visited: Bits) -> int:  # noqa: ANN401, PLR0917  # a kernel's scalars
    """Put a node at the end of the queue unless it is there; return the new end."""
    bit = _ONE << (np.uint64(node) & _LOW)
    word = visited[node >> 6]
    if word & bit != _NONE:
        return end
    visited[node >> 6] = word | bit
    queue[end] = node
    return end + 1


@inlined
def grow(  # noqa: PLR0917  # numba takes no keywords only
    flow: Flow, node: int, at: Place, queue: Queue, marks: Marks
) -> tuple[np.uint64, int]:
    """Add a node's sources that something came from; return the state and the end."""
    low, high = np.int64(flow.start[node]), np.int64(flow.start[node + 1])
    if low == high:
        return at[0], at[2]
    if flow.kind == EVEN:
        return _evenly(flow, (low, high), at, queue, marks)
    if flow.kind == CONSTANT:
        return _alike(flow, (low, high), at, queue, marks)
    if flow.kind == VARIED:
        return _varied(flow, (low, high), at, queue, marks)
    return _walk(flow, (low, high), at, queue, marks)


@inlined
def _evenly(  # noqa: PLR0917  # numba takes no keywords only
    flow: Flow, row: tuple[int, int], at: Place, queue: Queue, marks: Marks
) -> tuple[np.uint64, int]:
    """Look the number of takers up, then draw that many places of the row."""
    state, step, end = at
    low, degree = row[0], row[1] - row[0]
    state += step
    count = _count(flow.table, mix(state), degree)
    for taken in range(count):
        state += step
        place = below(state, degree)
        while _among(place, marks.picked, taken):
            state += step
            place = below(state, degree)
        marks.picked[taken] = place
        end = add(queue, end, flow.source[low + place], marks.visited)
    return state, end


@inlined
def _among(place: int, picked: NDArray[np.int64], count: int) -> bool:
    """Whether a place is one of the first so many."""
    before = 0
    while before < count and picked[before] != place:
        before += 1
    return before < count


@inlined
def _count(table: Bits, bits: np.uint64, degree: int) -> int:
    """Return how many of a node's sources, all even, passed something on."""
    row = min(degree, TABLE_DEGREES)
    count = 0
    while count < TABLE_COUNTS and bits >= table[row, count]:
        count += 1
    if count == TABLE_COUNTS:
        return _added_up(bits, degree)
    if degree > TABLE_DEGREES:
        # the row's threshold and the limit's must agree on either side of the number
        beyond = bits >= table[0, count]
        before = count > 0 and bits < table[0, count - 1]
        if beyond or before:
            return _added_up(bits, degree)
    return count


@kernel
def _added_up(bits: np.uint64, degree: int) -> int:
    """Return what ``_count`` does, term by term, where the table leaves it open."""
    share = math.exp(degree * math.log1p(-1.0 / degree))
    wanted = float(bits) / 2.0**64
    below, count = share, 0
    while below <= wanted and count < degree:
        count += 1
        share *= (degree - count + 1.0) / count / (degree - 1.0)
        below += share
    return count


@inlined
def _alike(  # noqa: PLR0917  # numba takes no keywords only
    flow: Flow, row: tuple[int, int], at: Place, queue: Queue, marks: Marks
) -> tuple[np.uint64, int]:
    """Jump from taker to taker: every arc has the same probability."""
    state, step, end = at
    arc, high = row
    jump = flow.chance[1]
    while arc < high:
        state, gap = exponential(state, step)
        gap *= jump
        if gap >= high - arc:
            break
        arc += int(gap)
        end = add(queue, end, flow.source[arc], marks.visited)
        arc += 1
    return state, end


@inlined
def _varied(  # noqa: PLR0917  # numba takes no keywords only
    flow: Flow, row: tuple[int, int], at: Place, queue: Queue, marks: Marks
) -> tuple[np.uint64, int]:
    """Jump as if all arcs ahead had the next one's probability, then thin."""
    state, step, end = at
    arc, high = row
    while arc < high:
        bound = flow.chance[arc]
        if bound <= 0.0:
            break
        if bound < _COIN:
            state, gap = exponential(state, step)
            gap /= -math.log1p(-bound)
            if gap >= high - arc:
                break
            arc += int(gap)
            state += step
            bound *= uniform(state)
        else:
            state += step
            bound = uniform(state)
        if bound < flow.chance[arc]:
            end = add(queue, end, flow.source[arc], marks.visited)
        arc += 1
    return state, end


@inlined
def _walk(  # noqa: PLR0917  # numba takes no keywords only
    flow: Flow, row: tuple[int, int], at: Place, queue: Queue, marks: Marks
) -> tuple[np.uint64, int]:
    """Take one source at most, with the arcs' probabilities."""
    state, step, end = at
    low, high = row
    state += step
    if flow.kind == EVEN_WALK:
        low += below(state, high - low)
        return state, add(queue, end, flow.source[low], marks.visited)
    share = uniform(state)
    if share >= flow.chance[high - 1]:
        return state, end
    while low < high:
        middle = (low + high) >> 1
        if flow.chance[middle] > share:
            high = middle
        else:
            low = middle + 1
    return state, add(queue, end, flow.source[low], marks.visited)
