"""Kernels that choose nodes one by one for the money, without looking at all each time.

A node's gain only falls while others are chosen, so the node at the top of a heap, once
its own gain is brought up to date, is the best one if it is still at the top.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel
from mutuals.graph.cover import Counts, Cover, Small, take

Numbers = NDArray[np.float64]


class Heap(NamedTuple):
    """Nodes by a key that each had once; no child's is above its parent's.

    The key is a node's gain over its ``price``.
    """

    price: Numbers
    node: Small
    key: Numbers
    size: Counts


class Purse(NamedTuple):
    """What nodes cost, what money is left, and who may be next.

    ``best`` holds the most sets held by what had been chosen and one more node, how
    many had been, and which node.
    """

    cost: Numbers
    left: Numbers
    by_worth: Heap
    by_gain: Heap
    best: Counts


@inlined
def _sink(heap: Heap, node: int, key: float) -> None:
    """Put a node at the top, and let it sink to where it belongs."""
    place, size = 0, heap.size[0]
    while 2 * place + 1 < size:
        child = 2 * place + 1
        if child + 1 < size and heap.key[child + 1] > heap.key[child]:
            child += 1
        if heap.key[child] <= key:
            break
        heap.node[place], heap.key[place] = heap.node[child], heap.key[child]
        place = child
    heap.node[place], heap.key[place] = node, key


@kernel
def _top(cover: Cover, purse: Purse, heap: Heap) -> int:
    """Return the best node that can be paid for, or -1."""
    while heap.size[0] > 0:
        node = heap.node[0]
        key = cover.gain[node] / heap.price[node]
        room = cover.room[cover.group[node]]
        if key == 0.0 or purse.cost[node] > purse.left[0] or room == 0:
            # the money only gets less, and the room: it can never be chosen
            heap.size[0] -= 1
            last = heap.size[0]
            _sink(heap, heap.node[last], heap.key[last])
        elif key < heap.key[0]:
            _sink(heap, node, key)
        else:
            return int(node)
    return -1


@kernel
def take_affordable(cover: Cover, purse: Purse, until: int) -> int:
    """Choose the most for the money again and again; return how many are chosen.

    Ends when so many are, or nothing affordable gains.
    """
    while cover.at[0] < until:
        more = _top(cover, purse, purse.by_gain)
        if more < 0:
            break
        held = cover.at[1] + cover.gain[more]
        if held > purse.best[0]:
            purse.best[0], purse.best[1], purse.best[2] = held, cover.at[0], more
        node = _top(cover, purse, purse.by_worth)
        purse.left[0] -= purse.cost[node]
        cover.room[cover.group[node]] -= 1
        take(cover, node)
    return int(cover.at[0])
