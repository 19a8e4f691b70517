"""Standings in whole networks have the values their definitions give."""

import numpy as np
import pytest

from mutuals.graph.centrality import DAMPING, betweenness, cores, pagerank
from mutuals.graph.csr import Graph


def test_pagerank_follows_the_edges_or_goes_against_them() -> None:
    # everybody points at 0, which points at 1 only
    graph = Graph.from_edges([1, 2, 3, 0], [0, 0, 0, 1])
    walk = np.array([[0, 1, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    rank = np.full(4, 0.25)
    for _ in range(300):
        rank = (1 - DAMPING) / 4 + DAMPING * rank @ walk
    assert pagerank(graph).tolist() == pytest.approx(rank.tolist(), abs=1e-6)
    turned = Graph.from_edges([0, 0, 0, 1], [1, 2, 3, 0])
    assert pagerank(turned, against=True).tolist() == pytest.approx(rank.tolist(), abs=1e-6)
    assert pagerank(Graph.from_edges([], [])).size == 0


def test_heavier_edges_carry_more() -> None:
    graph = Graph.from_edges([0, 0, 1, 2], [1, 2, 0, 0], weight=[3.0, 1.0, 1.0, 1.0])
    _, one, two = pagerank(graph)
    assert (one - 0.05) / (two - 0.05) == pytest.approx(3.0, abs=1e-5)


def test_cores_peel_off_the_loosely_tied() -> None:
    # four tied to each other (one pair both ways), and a chain that hangs on
    graph = Graph.from_edges([0, 0, 0, 1, 1, 2, 3, 3, 4], [1, 2, 3, 2, 3, 3, 0, 4, 5])
    assert cores(graph).tolist() == [3, 3, 3, 3, 1, 1]


def test_betweenness_counts_shortest_ways_along_the_edges() -> None:
    # 0 -> 1 -> 2, and 0 -> 3 -> 2: each of two ways carries half of one pair of six
    graph = Graph.from_edges([0, 1, 0, 3], [1, 2, 3, 2], weight=[1.0, 1.0, 9.0, 9.0])
    assert betweenness(graph).tolist() == pytest.approx([0, 0.5 / 6, 0, 0.5 / 6])
    sampled = betweenness(graph, samples=3)
    assert sampled.shape == (4,)
    assert sampled.tolist() == betweenness(graph, samples=3).tolist()
