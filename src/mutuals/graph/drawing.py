"""Kernels that draw who could have passed something on to a node: backward sets.

A set starts at a random node and grows against the arcs, each of which has passed
something on with its probability. The share of sets that hold a node is its expected
influence, as a share of all nodes (reverse-reachable sets, Borgs et al. 2014).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel
from mutuals.graph.flow import TABLE_DEGREES, Flow
from mutuals.graph.growing import Bits, Marks, Queue, add, grow, has
from mutuals.graph.keys import below, stream

_SIX, _LOW, _ONE, _NONE = np.uint64(6), np.uint64(63), np.uint64(1), np.uint64(0)
Span = tuple[int, int]


def marks_for(nodes: int, stop: Bits) -> Marks:
    """Return one thread's working space for sets over so many nodes."""
    visited = np.zeros((nodes >> 6) + 1, np.uint64)
    return Marks(visited, stop, np.zeros(TABLE_DEGREES + 1, np.int64))


def bits_of(nodes: NDArray[Any], size: int) -> Bits:
    """Return a set of nodes as one bit for each of ``size``."""
    bits = np.zeros((size >> 6) + 1, np.uint64)
    place = np.asarray(nodes, np.uint64)
    np.bitwise_or.at(bits, (place >> _SIX).astype(np.int64), _ONE << (place & _LOW))
    return bits


@inlined
def _draw(  # noqa: PLR0917  # numba takes no keywords only
    flow: Flow, stream_: tuple[np.uint64, np.uint64], base: int, queue: Queue, marks: Marks
) -> int:  # numba
    """Draw a set into the queue from ``base``; return its size, negative if stopped."""
    state, step = stream_
    state += step
    nodes = flow.start.size - 1
    root = below(state, nodes)
    end = add(queue, base, root, marks.visited)
    stops = marks.stop.size > 0
    stopped = stops and has(marks.stop, root)
    here, ring, steps = base, end, 0
    while here < end and not stopped:
        if here == ring:
            steps += 1
            if steps == flow.steps:
                break
            ring = end
        before = end
        state, end = grow(flow, queue[here], (state, step, end), queue, marks)
        here += 1
        if stops:
            for new in range(before, end):
                stopped = stopped or has(marks.stop, queue[new])
    for place in range(base, end):
        marks.visited[queue[place] >> 6] = _NONE
    return base - end if stopped else end - base


@kernel
def draw_sets(  # noqa: PLR0917  # numba takes no keywords only
    flow: Flow, key: np.uint64, span: Span, into: tuple[Queue, NDArray[np.int32]], marks: Marks
) -> tuple[int, int]:  # numba
    """Store the sets of a span of numbers one behind the other while there is room.

    Returns the first number not drawn, and how many members were written. A set that
    was stopped leaves its size, negative, and no members.
    """
    members, sizes = into
    nodes = flow.start.size - 1
    number, fill = span[0], 0
    while number < span[1] and fill + nodes <= members.size:
        size = _draw(flow, stream(key, number), fill, members, marks)
        sizes[number - span[0]] = size
        fill += max(size, 0)
        number += 1
    return number, fill


@kernel
def count_members(  # noqa: PLR0917  # numba takes no keywords only
    flow: Flow, key: np.uint64, span: Span, into: tuple[Queue, Queue, int], marks: Marks
) -> tuple[int, int]:  # numba
    """Count, per node, the sets that it is in without being their root.

    Stops after about ``into[2]`` members. Returns the first number not drawn, and how
    many members there were.
    """
    queue, hits, most = into
    number, total = span[0], 0
    while number < span[1] and total < most:
        size = _draw(flow, stream(key, number), 0, queue, marks)
        for place in range(1, size):
            hits[queue[place]] += 1
        total += size
        number += 1
    return number, total


@kernel
def count_stopped(  # noqa: PLR0917  # numba takes no keywords only
    flow: Flow, key: np.uint64, span: Span, into: tuple[Queue, int], marks: Marks
) -> tuple[int, int]:  # numba
    """Count the sets of a span that hold a node of ``marks.stop``.

    Stops after about ``into[1]`` members. Returns the first number not drawn, and the
    count.
    """
    queue, most = into
    number, total, stopped = span[0], 0, 0
    while number < span[1] and total < most:
        size = _draw(flow, stream(key, number), 0, queue, marks)
        stopped += size < 0
        total += abs(size)
        number += 1
    return number, stopped
