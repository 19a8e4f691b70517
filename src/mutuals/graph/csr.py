"""A network as arrays: who points at whom, row by row (compressed sparse rows)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Graph:
    """A directed network.

    ``node`` holds the caller's ids in ascending order; all else counts nodes from 0.
    The edges out of node n are ``target[start[n]:start[n + 1]]``, in ascending order,
    and ``weight`` and ``probability`` lie beside ``target``.
    """

    node: Ids
    start: Ids
    target: Ids
    weight: Numbers
    probability: Numbers

    @classmethod
    def from_edges(
        cls,
        source: ArrayLike,
        target: ArrayLike,
        *,
        weight: ArrayLike | None = None,
        probability: ArrayLike | None = None,
    ) -> "Graph":
        """Build a graph from edges between ids of the caller's choice.

        Weights are 1 where not given. Without probabilities each edge has one over the
        number of edges into its target. Several edges from one node to the same other
        are kept as they are.

        >>> Graph.from_edges([7, 7], [9, 8]).target
        array([1, 2])
        """
        tails, heads = np.asarray(source, np.int64), np.asarray(target, np.int64)
        node = np.unique(np.concatenate([tails, heads]))
        tail, head = np.searchsorted(node, tails), np.searchsorted(node, heads)
        worth = np.ones(tail.size) if weight is None else np.asarray(weight, np.float64)
        if probability is None:
            chance = 1.0 / np.bincount(head, minlength=node.size)[head]
        else:
            chance = np.asarray(probability, np.float64)
        order = np.lexsort((head, tail))
        start = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=node.size))])
        return cls(node, start, head[order], worth[order], chance[order])

    def position(self, node_id: int) -> int | None:
        """Return where an id stands in ``node``, or None."""
        place = int(np.searchsorted(self.node, node_id))
        found = place < self.node.size and int(self.node[place]) == node_id
        return place if found else None

    def sources(self) -> Ids:
        """Return the source node of every edge."""
        return np.repeat(np.arange(self.node.size), np.diff(self.start))
