"""Kernels that choose nodes one by one, each to be in the most sets not yet held."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel
from mutuals.graph.packing import read

Counts = NDArray[np.int64]
Small = NDArray[np.int32]
_ENDLESS = 2**62


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
    holder: NDArray[Any]
    group: Small
    room: Counts
    seed: Small
    gained: Counts
    at: Counts


@kernel
def count_sets(member: NDArray[np.uint32], total: Small) -> None:
    """Add to every node's number of sets, given the members of some."""
    for place in range(member.size):
        total[member[place]] += 1


@kernel
def begin_lists(total: Counts | Small, by_start: Counts) -> None:
    """Put into ``by_start``, one place on, where the list of each node begins."""
    by_start[0] = begin = 0
    for node in range(total.size):
        by_start[node + 1] = begin
        begin += total[node]


@kernel
def fill_lists(  # noqa: PLR0917  # numba takes no keywords only
    start: Counts,
    member: NDArray[np.uint32],
    span: tuple[int, int],
    by_start: Counts,
    by_set: NDArray[np.uint32],
) -> None:
    """Add some sets to the lists of their members.

    ``by_start`` is moved on from where each list begins, to where it ends.
    """
    for number in range(span[0], span[1]):
        for place in range(start[number], start[number + 1]):
            node = member[place]
            fill = by_start[node + 1]
            by_set[fill] = number
            by_start[node + 1] = fill + 1


@kernel
def chain(cover: Cover) -> None:
    """Put every node that may be chosen into the chain of its gain."""
    idle = 0
    for node in range(cover.gain.size - 1, -1, -1):
        gain = cover.gain[node]
        if gain > 0:
            cover.tally[gain] += 1
            cover.following[node] = cover.head[gain]
            cover.head[gain] = node
        else:
            idle += 1
    cover.tally[0] += idle


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
def take_in_stages(cover: Cover, stages: Counts, free: int) -> int:
    """Choose as many as the last stage says; return the least that bounds any choice.

    At every stage the ``free`` best nodes may add no more than each does alone.
    """
    most = _ENDLESS
    for stage in stages:
        reached = take_best(cover, stage)
        most = min(most, cover.at[1] + most_ahead(cover, free))
        if reached < stage:
            break
    return most


@kernel
def shared_with(cover: Cover, shared: Counts) -> None:
    """Count each seed's sets (row) that an earlier seed (column) holds."""
    for rank in range(cover.at[0]):
        node = cover.seed[rank]
        place, number = cover.by_start[node], -1
        while place < cover.by_start[node + 1]:
            number, place = _following(cover.packed, cover.by_set, number, place)
            holder = np.int64(cover.holder[number]) - 1
            if holder < rank:
                shared[rank, holder] += 1
