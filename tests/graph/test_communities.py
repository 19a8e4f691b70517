"""Two groups that hardly touch are found, the same way every time."""

from itertools import combinations

import numpy as np
import pytest

from mutuals.graph.communities import communities
from mutuals.graph.csr import Graph


def two_groups() -> Graph:
    pairs = [*combinations(range(5), 2), *combinations(range(5, 10), 2), (4, 5)]
    both = pairs + [(other, one) for one, other in pairs]
    return Graph.from_edges([one for one, _ in both], [other for _, other in both])


def test_two_groups_with_one_tie_between_are_two_communities() -> None:
    found = communities(two_groups())
    assert len({*found.community[:5].tolist()}) == 1
    assert len({*found.community[5:].tolist()}) == 1
    assert found.community[0] != found.community[9]
    assert found.stability.tolist() == [1.0] * 10
    assert found.runs == 10


def test_many_edges_are_divided_fewer_times(monkeypatch: pytest.MonkeyPatch) -> None:
    for edges, runs in ((100, 4), (30, 3)):
        monkeypatch.setattr("mutuals.graph.communities._EDGES", edges)
        found = communities(two_groups())
        assert (found.runs, found.community[0] == found.community[9]) == (runs, False)


def test_the_same_network_gives_the_same_communities() -> None:
    rng = np.random.default_rng(3)
    source, target = rng.integers(0, 40, 160), rng.integers(0, 40, 160)
    graph = Graph.from_edges([*source, *target], [*target, *source])
    first, second = communities(graph), communities(graph)
    assert first.community.tolist() == second.community.tolist()
    assert first.stability.tolist() == second.stability.tolist()
    assert 0 < first.stability.min() < 1


def test_nodes_without_ties_stand_alone() -> None:
    found = communities(Graph.from_edges([1, 2], [1, 2]))
    assert found.community.tolist() == [0, 1]


def test_edges_of_no_weight_hold_nobody_together() -> None:
    found = communities(Graph.from_edges([1, 2], [2, 1], weight=[0.0, 0.0]))
    assert found.community.tolist() == [0, 1]
