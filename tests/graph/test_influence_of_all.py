"""Everybody's influence lies in its interval as often as the interval says."""

import os

import numpy as np
import pytest
from tests.graph.exact import edges_of, graph_of, reach_of_all

from mutuals.graph import Graph, influence_of_all

RUNS = 30 if os.environ.get("NUMBA_DISABLE_JIT") == "1" else 300


@pytest.mark.parametrize("steps", [None, 2])
def test_intervals_cover_what_all_worlds_say(steps: int | None) -> None:
    graph = graph_of(edges_of(11))
    exact = reach_of_all(graph, steps=steps or 99)
    covered = []
    for key in range(RUNS):
        found = influence_of_all(
            graph, steps=steps, sets=100, level=0.9, rng=np.random.default_rng(key)
        )
        covered.append((found.lower <= exact + 1e-9) & (exact <= found.upper + 1e-9))
    assert np.mean(covered) >= 0.9


def test_intervals_cover_what_all_thresholds_say() -> None:
    graph = graph_of(edges_of(12))
    into = np.bincount(graph.target, graph.probability, graph.node.size)
    graph = graph.with_probability(graph.probability / np.maximum(into[graph.target], 1.0))
    exact = reach_of_all(graph, model="lt")
    covered = []
    for key in range(RUNS):
        rng = np.random.default_rng(key)
        found = influence_of_all(graph, model="lt", sets=100, level=0.9, rng=rng)
        covered.append((found.lower <= exact + 1e-9) & (exact <= found.upper + 1e-9))
    assert np.mean(covered) >= 0.9


@pytest.mark.parametrize("steps", [None, 2])
def test_intervals_cover_whatever_probabilities_lie_between_two(steps: int | None) -> None:
    rng = np.random.default_rng(5)
    graph = graph_of(edges_of(13))
    own = graph.probability
    between = (np.maximum(own - 0.2, 0.0), np.minimum(own + 0.2, 1.0))
    covered = []
    for key in range(RUNS // 10):
        found = influence_of_all(
            graph, steps=steps, sets=300, between=between, rng=np.random.default_rng(key)
        )
        true = graph.with_probability(rng.uniform(*between))
        exact = reach_of_all(true, steps=steps or 99)
        covered.append((found.lower <= exact + 1e-9) & (exact <= found.upper + 1e-9))
    assert np.mean(covered) >= 0.95


def test_a_node_that_no_set_holds_has_an_upper_end() -> None:
    found = influence_of_all(graph_of({(0, 1): 0.0, (0, 2): 0.5}), sets=200)
    assert found.hits[1:].tolist() == [0, 0]
    assert found.spread[1:].tolist() == [1, 1]
    assert found.lower[1:].tolist() == [1, 1]
    # the rule of three, at 97.5 % on one side
    np.testing.assert_allclose(found.upper[1:], 1 + 3 * (1 - 0.025 ** (1 / 200)))


def test_ties_known_between_two_ends_widen_the_interval() -> None:
    arcs = [(0, 1), (1, 2), (2, 3)]
    graph = graph_of(dict.fromkeys(arcs, 0.5))
    plain = influence_of_all(graph, sets=1_000)
    wide = influence_of_all(graph, sets=1_000, between=(np.full(3, 0.2), np.full(3, 0.8)))
    assert wide.spread.tolist() == plain.spread.tolist()
    # at most .8 + .64 + .512, at least .2 + .04 + .008, and the sampling
    assert 1.1 < wide.lower[0] < 1.248 < plain.lower[0]
    assert plain.upper[0] < 2.952 < wide.upper[0] < 3.3


def test_threads_change_nothing_and_members_are_told() -> None:
    graph = Graph.from_edges(*np.random.default_rng(1).integers(0, 50, (2, 100)))
    one = influence_of_all(graph, sets=500)
    two = influence_of_all(graph, sets=500, threads=2)
    assert one.hits.tolist() == two.hits.tolist()
    assert one.members == two.members == one.hits.sum() + 500


def test_nobody_has_no_influence_and_no_sets_are_refused() -> None:
    assert influence_of_all(Graph.from_edges([], [])).spread.size == 0
    with pytest.raises(ValueError, match="there must be sets to draw"):
        influence_of_all(graph_of({(0, 1): 1.0}), sets=0)
