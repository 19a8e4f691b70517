"""Simulated spread is what going through every possible world gives."""

from concurrent.futures import CancelledError
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutuals.graph import Graph, Limits, cascades, spread
from mutuals.graph.flow import Model

Edges = dict[tuple[int, int], float]
EDGES = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda edge: edge[0] != edge[1]),
    st.sampled_from([0.1, 0.2, 0.3]),
    min_size=2,
    max_size=8,
)


def graph_of(edges: Edges) -> Graph:
    return Graph.from_edges(
        [one for one, _ in edges], [to for _, to in edges], probability=list(edges.values())
    )


def reached(open_: set[tuple[int, int]], seeds: set[int], steps: int) -> int:
    found = set(seeds)
    for _ in range(steps):
        found |= {to for one, to in open_ if one in found}
    return len(found)


def by_all_worlds(edges: Edges, seeds: set[int], *, model: Model, steps: int = 9) -> float:
    """Add up every world's number reached, by the world's probability."""
    into = {to: [(one, to) for one, end in edges if end == to] for _, to in edges}
    if model == "ic":
        choices = [[({edge}, p), (set(), 1 - p)] for edge, p in edges.items()]
    else:
        choices = [
            [*(({edge}, edges[edge]) for edge in arcs), (set(), 1 - sum(edges[e] for e in arcs))]
            for arcs in into.values()
        ]
    total = 0.0
    for world in product(*choices):
        open_: set[tuple[int, int]] = set().union(*(edge for edge, _ in world))
        total += float(np.prod([p for _, p in world])) * reached(open_, seeds, steps)
    return total


@pytest.mark.parametrize("model", ["ic", "lt"])
@pytest.mark.parametrize("steps", [1, 2, None])
@given(edges=EDGES)
@settings(max_examples=6, deadline=None, derandomize=True)
def test_mean_is_that_of_all_possible_worlds(model: Model, steps: int | None, edges: Edges) -> None:
    heads = [to for _, to in edges]
    if model == "lt" and max(map(heads.count, heads)) > 3:
        edges = dict.fromkeys(edges, 0.1)
    seeds = {next(iter(edges))[0]}
    found = spread(graph_of(edges), sorted(seeds), model=model, steps=steps)
    expected = by_all_worlds(edges, seeds, model=model, steps=steps or 9)
    assert abs(found.spread - expected) <= 4.5 * found.standard_error + 1e-9
    assert found.lower <= found.spread <= found.upper


def test_intervals_hold_the_truth_nine_times_in_ten() -> None:
    edges = {(0, 1): 0.5, (0, 2): 0.3, (1, 3): 0.5, (2, 3): 0.5, (3, 4): 0.4}
    expected = by_all_worlds(edges, {0}, model="ic")
    graph = graph_of(edges)
    held = 0
    for number in range(60):
        found = spread(graph, [0], rng=np.random.default_rng(number), runs=128)
        held += found.lower <= expected <= found.upper
    assert 48 <= held <= 59


def ring(size: int) -> Graph:
    near = np.arange(size)
    far = np.concatenate([(near + 1) % size, (near * 7 + 3) % size])
    return Graph.from_edges(np.tile(near, 2), far)


@pytest.mark.parametrize("model", ["ic", "lt"])
def test_answer_does_not_depend_on_the_threads(model: Model) -> None:
    one, three = (
        spread(ring(9), [0, 4], model=model, runs=900, threads=threads) for threads in (1, 3)
    )
    assert one == three
    rng = np.random.default_rng(1)
    other = spread(ring(9), [0, 4], model=model, rng=rng, runs=900)
    assert other.spread != one.spread


def test_simulation_ends_when_it_is_precise_enough_or_has_run_often_enough() -> None:
    loose = spread(ring(7), [0], relative_error=0.05)
    firm = spread(ring(7), [0], relative_error=0.011)
    assert loose.is_precise
    assert firm.is_precise
    assert firm.standard_error <= 0.011 * firm.spread
    assert loose.runs < firm.runs < 4_000
    cut = spread(ring(7), [0], relative_error=0.0001, runs=300)
    assert (cut.runs, cut.is_precise) == (300, False)


def test_more_starters_reach_more_in_the_same_worlds() -> None:
    graph = ring(50)
    means = [spread(graph, list(range(count)), runs=64).spread for count in (1, 2, 4, 8)]
    assert means == sorted(means)
    assert spread(graph, [], runs=64).spread == 0
    assert spread(graph, graph.node, runs=64).spread == 50


def test_whoever_follows_may_stop_it() -> None:
    heard: list[tuple[int, int]] = []
    limits = Limits(
        progress=lambda runs, of: heard.append((runs, of)), stopped=lambda: len(heard) > 1
    )
    with pytest.raises(CancelledError):
        spread(ring(2_000), [0], relative_error=0, limits=limits)
    assert heard[0] == (128, 100_000)
    assert heard[-1][0] < 1_000


@pytest.mark.parametrize(
    ("seeds", "model", "words"), [([1, 77], "ic", "77"), ([1], "lt", "more than 1 together")]
)
def test_what_cannot_be_is_said(seeds: list[int], model: Model, words: str) -> None:
    graph = graph_of({(1, 3): 0.8, (2, 3): 0.9})
    with pytest.raises(ValueError, match=words):
        spread(graph, seeds, model=model)


def test_cascades_are_those_that_spread_counts() -> None:
    graph = ring(30)
    found = cascades(graph, [3, 8], runs=128)
    counted = spread(graph, [3, 8], runs=128)
    assert found.node.size == pytest.approx(128 * counted.spread)
    assert found.tree_size.sum() == found.node.size
    assert found.tree_root.tolist() == [3, 8] * 128
    below = found.parent >= 0
    assert (found.depth[below] == found.depth[found.parent[below]] + 1).all()
    assert (found.run[below] == found.run[found.parent[below]]).all()
    pairs = set(zip(graph.sources().tolist(), graph.target.tolist(), strict=True))
    legs = zip(found.node[found.parent[below]].tolist(), found.node[below].tolist(), strict=True)
    assert set(legs) <= pairs


@pytest.mark.parametrize(
    ("edges", "size_and_depth", "virality"),
    [
        # a star of four: 2 x (4 x 1 + 6 x 2) / (5 x 4)
        ({(0, 1): 1, (0, 2): 1, (0, 3): 1, (0, 4): 1}, (5, 1), 1.6),
        # a chain of five: (n + 1) / 3
        ({(0, 1): 1, (1, 2): 1, (2, 3): 1, (3, 4): 1}, (5, 4), 2.0),
        ({(0, 1): 1}, (2, 1), 1.0),
        ({(1, 0): 1}, (1, 0), float("nan")),
    ],
)
def test_virality_is_the_mean_distance_within_a_tree(
    edges: Edges, size_and_depth: tuple[int, int], virality: float
) -> None:
    found = cascades(graph_of(edges), [0], runs=1)
    assert (*found.tree_size.tolist(), *found.tree_depth.tolist()) == size_and_depth
    assert found.tree_virality.tolist() == pytest.approx([virality], nan_ok=True)


def test_no_runs_are_refused() -> None:
    with pytest.raises(ValueError, match="runs to simulate"):
        cascades(ring(5), [0], runs=0)
