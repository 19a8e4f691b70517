"""Kernels that choose nodes one by one, each to be in the most sets not yet held."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel
from mutuals.graph.packing import read

Counts = NDArray[np.int64]
Small = NDArray[np.int32]


class Cover(NamedTuple):
    """Sets both ways, and how far choosing has come.

    ``gain`` is every node's number of sets not yet held, 0 for nodes that may not be
    chosen; ``tally`` says how many nodes have each gain. ``head`` and ``following``
    chain the nodes of one gain, or of more than they have by now. ``holder`` is the
    rank of the seed that holds a set, from 1. ``room`` is how many more nodes of each
    group may be chosen. ``at`` holds the seeds chosen, the sets held, the highest gain.
    ``total`` is every node's number of sets; ``member`` and ``by_set`` may be packed,
    and the starts count bytes then.
    """

    packed: bool
    start: Counts
    member: NDArray[Any]
    by_start: Counts
    by_set: NDArray[Any]
    total: Small
    gain: Small
    tally: Counts
    head: Small
    following: Small
    holder: Small
    group: Small
    room: Counts
    seed: Small
    gained: Counts
    at: Counts


@kernel
def count_sets(member: NDArray[np.uint32], by_start: Counts) -> None:
    """Count every node's sets into ``by_start``, n + 1 zeros: where its list begins."""
    for place in range(member.size):
        by_start[member[place] + 1] += 1
    for node in range(by_start.size - 1):
        by_start[node + 1] += by_start[node]


@kernel
def invert(start: Counts, member: NDArray[np.uint32], fill: Counts, by_set: Any) -> None:  # noqa: ANN401, PLR0917  # uint32 or int64
    """List every node's sets; ``fill`` is where its list begins, and is moved on."""
    for number in range(start.size - 1):
        for place in range(start[number], start[number + 1]):
            node = member[place]
            by_set[fill[node]] = number
            fill[node] += 1


@kernel
def chain(cover: Cover) -> None:
    """Put every node that may be chosen into the chain of its gain."""
    for node in range(cover.gain.size - 1, -1, -1):
        gain = cover.gain[node]
        cover.tally[gain] += 1
        if gain > 0:
            cover.following[node] = cover.head[gain]
            cover.head[gain] = node


@inlined
def _following(packed: bool, numbers: Any, last: int, place: int) -> tuple[int, int]:  # noqa: ANN401, FBT001, PLR0917  # numba
    """Return the number at a place of a list, and the place after it."""
    if packed:
        step, place = read(numbers, place)
        return last + step, place
    return int(np.int64(numbers[place])), place + 1


@inlined
def _lose(cover: Cover, number: int) -> None:
    """Let the members of a set gain one set less."""
    place, node = cover.start[number], -1
    while place < cover.start[number + 1]:
        node, place = _following(cover.packed, cover.member, node, place)
        left = cover.gain[node]
        if left > 0:
            cover.gain[node] = left - 1
            cover.tally[left] -= 1
            cover.tally[left - 1] += 1


@kernel
def take(cover: Cover, node: int) -> None:
    """Choose a node: its sets are held, and their members gain less."""
    rank = cover.at[0] + 1
    gain = np.int64(0)
    place, number = cover.by_start[node], -1
    while place < cover.by_start[node + 1]:
        number, place = _following(cover.packed, cover.by_set, number, place)
        if cover.holder[number] == 0:
            cover.holder[number] = rank
            gain += 1
            _lose(cover, number)
    cover.tally[cover.gain[node]] -= 1
    cover.gain[node] = 0
    cover.tally[0] += 1
    cover.seed[rank - 1] = node
    cover.gained[rank - 1] = gain
    cover.at[0] = rank
    cover.at[1] += gain


@kernel
def take_best(cover: Cover, until: int) -> int:
    """Choose the best node again and again, until so many are chosen; return how many.

    Fewer, where no node that may be chosen is in a set not yet held.
    """
    gain = cover.at[2]
    while cover.at[0] < until and gain > 0:
        node = cover.head[gain]
        if node < 0:
            gain -= 1
            continue
        cover.head[gain] = cover.following[node]
        now = cover.gain[node]
        if now < gain:
            # a node loses gain while it waits: it goes into the chain where it belongs
            if now > 0:
                cover.following[node] = cover.head[now]
                cover.head[now] = node
            continue
        group = cover.group[node]
        if cover.room[group] == 0:
            cover.tally[now] -= 1
            cover.tally[0] += 1
            cover.gain[node] = 0
            continue
        cover.room[group] -= 1
        take(cover, node)
    cover.at[2] = gain
    return int(cover.at[0])


@kernel
def most_ahead(cover: Cover, count: int) -> int:
    """Return what the ``count`` best nodes would gain, each counted alone."""
    total, gain = 0, cover.at[2]
    while count > 0 and gain > 0:
        nodes = min(count, cover.tally[gain])
        total += nodes * gain
        count -= nodes
        gain -= 1
    return total


@kernel
def shared_with(cover: Cover, shared: Counts) -> None:
    """Count each seed's sets (row) that an earlier seed (column) holds."""
    for rank in range(cover.at[0]):
        node = cover.seed[rank]
        place, number = cover.by_start[node], -1
        while place < cover.by_start[node + 1]:
            number, place = _following(cover.packed, cover.by_set, number, place)
            holder = cover.holder[number] - 1
            if holder < rank:
                shared[rank, holder] += 1
