"""How many others something started at a node may reach within two steps."""

import numpy as np

from mutuals.graph.csr import Graph, Ids, Numbers


def within_two_steps(graph: Graph) -> tuple[Numbers, Numbers]:
    """Return each node's expected take-ups at one and at two steps.

    An edge's probability says how likely the target follows the source. Nothing goes
    straight back to where it came from. A later rate q on all edges makes this
    ``q * one + q**2 * two``, so the two are returned apart.

    >>> graph = Graph.from_edges([1, 2], [2, 3], probability=[0.5, 0.4])
    >>> one, two = within_two_steps(graph)
    >>> one.tolist(), two.tolist()
    ([0.5, 0.4, 0.0], [0.2, 0.0, 0.0])
    """
    tail, size = graph.sources(), graph.node.size
    one = np.bincount(tail, weights=graph.probability, minlength=size)
    onward = one[graph.target] - _back(graph, tail)
    two = np.bincount(tail, weights=graph.probability * onward, minlength=size)
    return one.astype(np.float64), two.astype(np.float64)


def _back(graph: Graph, tail: Ids) -> Numbers:
    """Return, for every edge, the probability of the edge the other way (0: none)."""
    if not tail.size:
        return np.zeros(0)
    size = graph.node.size
    head = graph.target.astype(np.int64)
    forth, back = tail * size + head, head * size + tail
    place = np.minimum(np.searchsorted(forth, back), forth.size - 1)
    return np.where(forth[place] == back, graph.probability[place], 0.0)
