"""Kernels over kept sets: who is in those not held, and who comes next in line."""

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel
from mutuals.graph.cover import Counts, Cover, take
from mutuals.graph.growing import Bits, has
from mutuals.graph.packing import Bytes, read


@inlined
def _is_held(member: Bytes, place: int, end: int, held: Bits) -> bool:  # noqa: PLR0917  # numba takes no keywords only
    node = -1
    while place < end:
        step, place = read(member, place)
        node += step
        if has(held, node):
            return True
    return False


@kernel
def count_free(start: Counts, member: Bytes, held: Bits, hits: NDArray[np.uint32]) -> None:  # noqa: PLR0917  # as above
    """Count every node's packed sets, but those that hold a node of ``held``."""
    for number in range(start.size - 1):
        place, end, node = start[number], start[number + 1], -1
        if _is_held(member, place, end, held):
            continue
        while place < end:
            step, place = read(member, place)
            node += step
            hits[node] += 1


@kernel
def show_free(  # noqa: PLR0917  # as above
    start: Counts, member: Bytes, masks: tuple[Bits, Bits], into: tuple[Counts, NDArray[np.uint32]]
) -> tuple[int, int]:
    """Write out what of packed sets is among some nodes, where that is anybody.

    ``masks`` are the nodes whose sets are left out, and the nodes asked for. ``into``
    takes where each set begins and its members; returns how many sets and members.
    """
    held, known = masks
    starts, members = into
    sets, fill = 0, 0
    for number in range(start.size - 1):
        place, end, node = start[number], start[number + 1], -1
        if _is_held(member, place, end, held):
            continue
        before = fill
        while place < end:
            step, place = read(member, place)
            node += step
            if has(known, node):
                members[fill] = node
                fill += 1
        if fill > before:
            sets += 1
            starts[sets] = fill
    return sets, fill


@kernel
def next_in_line(cover: Cover, line: Counts) -> int:
    """List the nodes that come to the head of the chains next; return how many."""
    gain, fill = cover.at[2], 0
    while gain > 0:
        node = cover.head[gain]
        while node >= 0 and fill < line.size:
            line[fill] = node
            fill += 1
            node = cover.following[node]
        gain -= 1
    return fill


@kernel
def take_known(cover: Cover, until: int, known: Bits) -> None:
    """Choose as ``take_best`` does, until a node at the head is not known."""
    gain = cover.at[2]
    while cover.at[0] < until and gain > 0:
        node = cover.head[gain]
        if node < 0:
            gain -= 1
            continue
        if not has(known, node):
            break
        cover.head[gain] = cover.following[node]
        now = cover.gain[node]
        if now == gain:
            take(cover, node)
        elif now > 0:
            cover.following[node] = cover.head[now]
            cover.head[now] = node
    cover.at[2] = gain
