"""Where nodes stand between others is what the definitions say, worked out by hand."""

from itertools import combinations, permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutuals.graph.csr import Graph
from mutuals.graph.structure import brokerage, closure, overlap, triads

Edges = dict[tuple[int, int], float]
NODES = range(7)
EDGES = st.dictionaries(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda e: e[0] != e[1]),
    st.integers(1, 4).map(float),
    min_size=1,
    max_size=25,
)
# One triad of each sort, as its ties.
SORTS = {
    "003": [],
    "012": [(0, 1)],
    "102": [(0, 1), (1, 0)],
    "021D": [(1, 0), (1, 2)],
    "021U": [(0, 1), (2, 1)],
    "021C": [(0, 1), (1, 2)],
    "111D": [(0, 1), (1, 0), (2, 1)],
    "111U": [(0, 1), (1, 0), (1, 2)],
    "030T": [(0, 1), (2, 1), (0, 2)],
    "030C": [(0, 1), (1, 2), (2, 0)],
    "201": [(0, 1), (1, 0), (1, 2), (2, 1)],
    "120D": [(1, 0), (1, 2), (0, 2), (2, 0)],
    "120U": [(0, 1), (2, 1), (0, 2), (2, 0)],
    "120C": [(0, 1), (1, 2), (0, 2), (2, 0)],
    "210": [(0, 1), (1, 2), (2, 1), (0, 2), (2, 0)],
    "300": [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)],
}


def graph_of(edges: Edges) -> Graph:
    return Graph.from_edges(
        [one for one, _ in edges], [to for _, to in edges], weight=list(edges.values())
    )


def ties_of(edges: Edges) -> dict[int, dict[int, float]]:
    found: dict[int, dict[int, float]] = {}
    for (one, to), weight in edges.items():
        for here, there in ((one, to), (to, one)):
            row = found.setdefault(here, {})
            row[there] = row.get(there, 0.0) + weight
    return found


@given(EDGES)
@settings(max_examples=60, deadline=None)
def test_constraint_and_effective_size_are_those_of_their_definitions(edges: Edges) -> None:
    ties, graph = ties_of(edges), graph_of(edges)
    found = brokerage(graph)
    share = {i: {j: w / sum(row.values()) for j, w in row.items()} for i, row in ties.items()}
    part = {i: {j: w / max(row.values()) for j, w in row.items()} for i, row in ties.items()}
    for place, i in enumerate(graph.node.tolist()):
        constraint = sum(
            (share[i][j] + sum(share[i][q] * share[q].get(j, 0.0) for q in ties[i])) ** 2
            for j in ties[i]
        )
        effective = sum(
            1 - sum(share[i][q] * part[j].get(q, 0.0) for q in ties[i] if q != j) for j in ties[i]
        )
        assert found.constraint[place] == pytest.approx(constraint)
        assert found.effective_size[place] == pytest.approx(effective)


@given(EDGES)
@settings(max_examples=60, deadline=None)
def test_overlap_and_closure_are_those_of_their_definitions(edges: Edges) -> None:
    ties, graph = ties_of(edges), graph_of(edges)
    ends = zip(graph.sources().tolist(), graph.target.tolist(), strict=True)
    pairs = [(int(graph.node[one]), int(graph.node[to])) for one, to in ends]
    expected = []
    for one, to in pairs:
        either = (ties[one].keys() | ties[to].keys()) - {one, to}
        expected.append(len(ties[one].keys() & ties[to].keys()) / max(len(either), 1))
    assert overlap(graph).tolist() == pytest.approx(expected)
    found = closure(graph)
    closed = [
        sum(two in ties[one] for one, two in combinations(ties[i], 2)) for i in graph.node.tolist()
    ]
    several = [len(ties[i]) * (len(ties[i]) - 1) // 2 for i in graph.node.tolist()]
    assert found.triangles.tolist() == closed
    shares = [one / all_ if all_ else np.nan for one, all_ in zip(closed, several, strict=True)]
    assert found.clustering.tolist() == pytest.approx(shares, nan_ok=True)
    assert found.transitivity == pytest.approx(sum(closed) / max(sum(several), 1))


@given(EDGES)
@settings(max_examples=60, deadline=None)
def test_census_is_that_of_looking_at_every_three(edges: Edges) -> None:
    graph = graph_of(edges)
    expected = dict.fromkeys(SORTS, 0)
    for three in combinations(graph.node.tolist(), 3):
        expected[sort_of(edges, three)] += 1
    assert triads(graph) == expected


def sort_of(edges: Edges, three: tuple[int, ...]) -> str:
    for order in permutations(three):
        among = {(i, j) for i in range(3) for j in range(3) if (order[i], order[j]) in edges}
        for sort, ties in SORTS.items():
            if among == set(ties):
                return sort
    raise AssertionError(three)


def test_a_bridge_is_constrained_less_than_a_clique() -> None:
    clique = dict.fromkeys(combinations(range(4), 2), 1.0)
    star = {(10, leaf): 1.0 for leaf in range(11, 15)}
    found = brokerage(graph_of(clique | star))
    # three contacts, (1/3 + 2/9) ** 2 each; in a star, four, (1/4) ** 2 each
    assert found.constraint.tolist() == pytest.approx([25 / 27] * 4 + [0.25] + [1.0] * 4)
    assert found.effective_size.tolist() == pytest.approx([1.0] * 4 + [4.0] + [1.0] * 4)


def test_a_node_without_others_has_no_standing() -> None:
    graph = Graph.from_edges([1, 2], [1, 3])
    assert np.isnan(brokerage(graph).constraint).tolist() == [True, False, False]
    assert np.isnan(closure(graph).clustering).all()
    assert overlap(graph).tolist() == [0.0]
    assert triads(graph)["012"] == 1
    assert sum(triads(Graph.from_edges([], [])).values()) == 0


def test_the_karate_club_is_as_published(data: Path) -> None:
    ties = np.loadtxt(data / "graphs" / "karate.tsv", usecols=(0, 1)).astype(int)
    graph = Graph.from_edges(*ties.T)
    assert closure(graph).triangles.sum() == 3 * 45
    assert closure(graph).transitivity == pytest.approx(0.2557, abs=5e-5)
    assert brokerage(graph).constraint[0] == pytest.approx(0.1554, abs=5e-5)
