"""A graph keeps the caller's ids and the sparse rows agree with the edges."""

import numpy as np

from mutuals.graph.csr import Graph
from mutuals.graph.diffusion import within_two_steps


def test_rows_hold_the_edges_in_order() -> None:
    graph = Graph.from_edges([30, 10, 30], [10, 20, 20], weight=[3, 1, 2])
    assert graph.node.tolist() == [10, 20, 30]
    assert graph.start.tolist() == [0, 1, 1, 3]
    assert graph.target.tolist() == [1, 0, 1]
    assert graph.weight.tolist() == [1, 3, 2]
    assert graph.sources().tolist() == [0, 2, 2]


def test_without_probabilities_the_edges_into_a_node_share_one() -> None:
    graph = Graph.from_edges([1, 2, 1], [3, 3, 2])
    assert graph.probability.tolist() == [1.0, 0.5, 0.5]
    assert graph.weight.tolist() == [1.0, 1.0, 1.0]


def test_position_of_an_unknown_id_is_none() -> None:
    graph = Graph.from_edges([5], [9])
    assert (graph.position(9), graph.position(6), graph.position(99)) == (1, None, None)


def test_two_steps_never_go_straight_back() -> None:
    graph = Graph.from_edges([1, 2, 2, 3], [2, 1, 3, 2], probability=[0.5, 0.5, 0.2, 0.2])
    one, two = within_two_steps(graph)
    np.testing.assert_allclose(one, [0.5, 0.7, 0.2])
    np.testing.assert_allclose(two, [0.1, 0.0, 0.1])


def test_an_empty_graph_reaches_nobody() -> None:
    one, two = within_two_steps(Graph.from_edges([], []))
    assert (one.size, two.size) == (0, 0)
