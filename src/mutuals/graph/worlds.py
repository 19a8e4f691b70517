"""Possible worlds: which ties carry and whom that reaches, drawn from integer keys.

A world is a key. In it a tie carries, or a node listens to one of its ties, by a hash
of the key and the tie's or the node's number: whoever starts, in whatever order and on
however many threads, the world is the same. So two sets of starters are compared in the
same worlds.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutuals.compiling import inlined, kernel
from mutuals.graph.keys import stream, uniform

NOBODY = -1
World = tuple[np.uint64, np.uint64]


class Ties(NamedTuple):
    """Rows of ties by who they lead from, with the chance of each.

    ``floor`` is empty where ties carry independently. Else every node listens to one
    tie at most: to that whose share, from ``floor`` on, holds the node's number.
    """

    start: NDArray[Any]
    target: NDArray[Any]
    chance: NDArray[np.float64]
    floor: NDArray[np.float64]


class Desk(NamedTuple):
    """What one thread works on; all but ``stop`` are its own, and clean between runs.

    ``queue`` and ``parent`` hold who was reached and from which place in the queue.
    """

    seen: NDArray[np.uint8]
    queue: NDArray[np.uint32]
    parent: NDArray[np.int64]
    stop: NDArray[np.uint8]


class Start(NamedTuple):
    """Who starts, for how many steps, in the worlds of which key."""

    seeds: NDArray[np.int64]
    steps: int
    key: np.uint64


def desk(nodes: int, stop: NDArray[np.uint8]) -> Desk:
    """Return clean working arrays."""
    return Desk(
        np.zeros(nodes, np.uint8), np.empty(nodes, np.uint32), np.empty(nodes, np.int64), stop
    )


@kernel
def cascade(ties: Ties, own: Desk, begun: Start, number: int) -> int:  # noqa: PLR0917  # numba
    """Run one world; return how many are reached, leaving who in ``queue``."""
    world = stream(begun.key, number)
    length = 0
    for seed in begun.seeds:
        own.seen[seed] = 1
        own.queue[length] = seed
        own.parent[length] = NOBODY
        length += 1
    place = 0
    for _ in range(begun.steps):
        if place == length or own.stop[0]:
            break
        end = length
        while place < end:
            length = _pass_on(ties, own, world, (place, length))
            place += 1
    return length


@inlined
def _pass_on(ties: Ties, own: Desk, world: World, at: tuple[int, int]) -> int:  # noqa: PLR0917  # numba
    place, length = at
    node = own.queue[place]
    linear = ties.floor.size > 0
    for tie in range(np.int64(ties.start[node]), np.int64(ties.start[node + 1])):
        other = ties.target[tie]
        if own.seen[other] == 0:
            one = np.int64(other) if linear else tie
            value = uniform(world[0] + np.uint64(one + 1) * world[1])
            if linear:
                value -= ties.floor[tie]
            if 0 <= value < ties.chance[tie]:
                own.seen[other] = 1
                own.queue[length] = other
                own.parent[length] = place
                length += 1
    return length


@kernel
def clean(own: Desk, length: int) -> None:
    """Make a desk ready for the next run."""
    for place in range(length):
        own.seen[own.queue[place]] = 0


@kernel
def worlds(ties: Ties, own: Desk, begun: Start, batch: tuple[int, int]) -> tuple[int, int]:  # noqa: PLR0917  # numba
    """Run worlds; return the sum of the numbers reached, and of their squares."""
    total, squares = 0, 0
    for number in range(batch[0], batch[1]):
        length = cascade(ties, own, begun, number)
        clean(own, length)
        total += length
        squares += length * length
        if own.stop[0]:
            break
    return total, squares


@kernel
def measured(parent: NDArray[np.int64], depth: Any, root: Any, below: Any) -> None:  # noqa: ANN401, PLR0917  # numba
    """Fill in every row's depth, its tree's first row, and its own part of the tree.

    ``parent`` names an earlier row, or nobody.
    """
    for row in range(parent.size):
        above = parent[row]
        below[row] = 1
        depth[row] = 0 if above == NOBODY else depth[above] + 1
        root[row] = row if above == NOBODY else root[above]
    for row in range(parent.size - 1, -1, -1):
        if parent[row] != NOBODY:
            below[parent[row]] += below[row]
