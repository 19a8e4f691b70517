"""The best introduction paths are the best there are."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutuals.graph.csr import Graph
from mutuals.graph.paths import Way, best_paths
from mutuals.graph.ways import ways_from

NODES = range(6)
EDGES = st.dictionaries(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda e: e[0] != e[1]),
    st.integers(1, 9).map(lambda tenths: tenths / 10),
    min_size=1,
    max_size=25,
)


def graph_of(edges: dict[tuple[int, int], float]) -> Graph:
    return Graph.from_edges(
        [one for one, _ in edges],
        [other for _, other in edges],
        probability=list(edges.values()),
    )


def rounded(ways: list[Way]) -> list[Way]:
    return [Way(way.nodes, round(way.probability, 9)) for way in ways]


def best_by_trying_all(edges: dict[tuple[int, int], float], source: int, target: int) -> float:
    best = 0.0
    others = [node for node in NODES if node not in {source, target}]
    for between in (way for size in range(3) for way in permutations(others, size)):
        nodes = (source, *between, target)
        chance = 1.0
        for leg in pairwise(nodes):
            chance *= edges.get(leg, 0.0)
        best = max(best, chance)
    return best


@given(EDGES)
@settings(max_examples=150, deadline=None)
def test_first_path_is_as_good_as_the_best_of_all_paths(
    edges: dict[tuple[int, int], float],
) -> None:
    ways = best_paths(graph_of(edges), 0, 5)
    expected = best_by_trying_all(edges, 0, 5)
    assert bool(ways) == (expected > 0)
    if ways:
        assert ways[0].probability == pytest.approx(expected)


@given(EDGES)
@settings(max_examples=100, deadline=None)
def test_paths_share_nobody_in_between_and_get_no_better(
    edges: dict[tuple[int, int], float],
) -> None:
    ways = best_paths(graph_of(edges), 0, 5)
    between = [node for way in ways for node in way.nodes[1:-1]]
    assert len(between) == len(set(between))
    chances = [way.probability for way in ways]
    assert chances == sorted(chances, reverse=True)


def test_path_through_a_firm_friend_beats_a_thin_direct_tie() -> None:
    edges = {(1, 9): 0.1, (1, 4): 0.8, (4, 9): 0.5, (1, 5): 0.9, (5, 6): 0.9, (6, 9): 0.2}
    assert rounded(best_paths(graph_of(edges), 1, 9)) == [
        Way((1, 4, 9), 0.4),
        Way((1, 5, 6, 9), 0.162),
        Way((1, 9), 0.1),
    ]


@pytest.mark.parametrize(("source", "target"), [(1, 7), (7, 1), (1, 1), (2, 1)])
def test_no_path_is_an_empty_answer(source: int, target: int) -> None:
    assert best_paths(graph_of({(1, 2): 0.5}), source, target) == []


def test_a_fourth_step_is_not_taken() -> None:
    chain = {(one, one + 1): 0.9 for one in range(4)}
    assert best_paths(graph_of(chain), 0, 4) == []
    assert len(best_paths(graph_of(chain), 0, 3)) == 1


def test_one_of_two_parallel_edges_is_enough() -> None:
    graph = Graph.from_edges([1, 1, 2, 2], [2, 2, 3, 3], probability=[0.2, 0.5, 0.5, 0.0])
    assert rounded(best_paths(graph, 1, 3)) == [Way((1, 2, 3), 0.3)]


def every_path(edges: dict[tuple[int, int], float], source: int, target: int) -> list[Way]:
    others = [node for node in NODES if node not in {source, target}]
    found = []
    for between in (way for size in range(3) for way in permutations(others, size)):
        nodes = (source, *between, target)
        chance = 1.0
        for leg in pairwise(nodes):
            chance *= edges.get(leg, 0.0)
        if chance:
            found.append(Way(nodes, round(chance, 9)))
    return sorted(found, key=lambda way: (-way.probability, len(way.nodes), way.nodes))


@given(EDGES)
@settings(max_examples=60, deadline=None)
def test_without_a_wish_for_other_people_the_paths_are_the_best_there_are(
    edges: dict[tuple[int, int], float],
) -> None:
    ways = best_paths(graph_of(edges), 0, 5, count=4, disjoint=False)
    assert rounded(ways) == every_path(edges, 0, 5)[:4]


@pytest.mark.parametrize("disjoint", [True, False])
@given(edges=EDGES, count=st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_paths_to_everybody_are_those_to_each(
    edges: dict[tuple[int, int], float], *, disjoint: bool, count: int
) -> None:
    graph = graph_of(edges)
    ways = ways_from(graph, 0, count=count, disjoint=disjoint)
    rows = zip(ways.first.tolist(), ways.second.tolist(), strict=True)
    between = [[int(graph.node[one]) for one in row if one >= 0] for row in rows]
    found = [
        Way((0, *those, int(graph.node[target])), float(probability))
        for those, target, probability in zip(between, ways.target, ways.probability, strict=True)
    ]
    expected = [
        best_paths(graph, 0, node, count=count, disjoint=disjoint) for node in graph.node.tolist()
    ]
    assert rounded(found) == rounded([way for ways in expected for way in ways])
    ranks = [place for ways in expected for place in range(len(ways))]
    assert ways.rank.tolist() == ranks


def test_nobody_leads_anywhere_from_outside_the_network() -> None:
    assert ways_from(graph_of({(1, 2): 0.5}), 7).target.size == 0


def test_names_lead_to_names() -> None:
    graph = Graph.from_edges(["ann", "bo"], ["bo", "cy"], probability=[0.5, 0.5])
    assert best_paths(graph, "ann", "cy") == [Way(("ann", "bo", "cy"), 0.25)]
