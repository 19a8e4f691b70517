"""Backward sets hold whom every possible world says they hold, by key alone."""

import math
import os
from concurrent.futures import CancelledError
from itertools import pairwise
from threading import get_ident
from typing import Literal

import numpy as np
import pytest
from scipy import stats
from tests.graph.exact import edges_of, graph_of, reach_of_all

from mutuals.graph import sampling
from mutuals.graph.csr import Graph
from mutuals.graph.drawing import bits_of
from mutuals.graph.flow import CONSTANT, EVEN, EVEN_WALK, VARIED, WALK, even_table, flow_of
from mutuals.graph.growing import _count
from mutuals.graph.keys import exponential, stream, stream_key, uniform
from mutuals.graph.limits import Limits
from mutuals.graph.sampling import Sampler

KEY = stream_key(7, 1)
SETS = 1_500 if os.environ.get("NUMBA_DISABLE_JIT") == "1" else 100_000
# six standard errors: one false alarm in ten million
SURE = 6


def agrees(graph: Graph, *, model: Literal["ic", "lt"], steps: int | None, kind: int) -> None:
    flow = flow_of(graph, model, steps=steps)
    assert flow.kind == kind
    hits, _ = Sampler(flow).count(KEY, (0, SETS))
    nodes = graph.node.size
    share = (reach_of_all(graph, model=model, steps=steps or 99) - 1) / nodes
    error = np.sqrt(np.maximum(share * (1 - share), 0) / SETS)
    assert (np.abs(hits / SETS - share) <= SURE * error + 1e-12).all()


@pytest.mark.parametrize("steps", [1, 2, None])
@pytest.mark.parametrize("seed", [1, 2])
def test_varied_arcs_pass_on_as_in_all_worlds(seed: int, steps: int | None) -> None:
    agrees(graph_of(edges_of(seed)), model="ic", steps=steps, kind=VARIED)


@pytest.mark.parametrize("chance", [0.1, 0.7])
@pytest.mark.parametrize("seed", [3, 4])
def test_equal_arcs_pass_on_as_in_all_worlds(seed: int, chance: float) -> None:
    edges = dict.fromkeys(edges_of(seed), chance)
    agrees(graph_of(edges), model="ic", steps=None, kind=CONSTANT)


@pytest.mark.parametrize(("model", "kind"), [("ic", EVEN), ("lt", EVEN_WALK)])
@pytest.mark.parametrize("steps", [2, None])
def test_even_arcs_pass_on_as_in_all_worlds(
    model: Literal["ic", "lt"], kind: int, steps: int | None
) -> None:
    for seed in (5, 6):
        ends = np.array(list(edges_of(seed)))
        graph = Graph.from_edges(ends[:, 0], ends[:, 1])
        agrees(graph, model=model, steps=steps, kind=kind)


@pytest.mark.parametrize("steps", [2, None])
def test_walks_take_each_arc_by_its_share(steps: int | None) -> None:
    for seed in (7, 8):
        edges = {arc: 0.09 + chance / 100 for arc, chance in edges_of(seed).items()}
        agrees(graph_of({**edges, (9, 8): 1.0}), model="lt", steps=steps, kind=WALK)


def test_more_pressure_than_all_is_refused() -> None:
    graph = graph_of({(0, 2): 0.6, (1, 2): 0.5})
    with pytest.raises(ValueError, match="into node 2 sum to"):
        flow_of(graph, "lt")
    with pytest.raises(ValueError, match="steps must be 1 or more"):
        flow_of(graph, steps=0)


@pytest.mark.parametrize("degree", [1, 2, 3, 7, 8, 9, 100, 511, 512, 513, 5_000, 3_000_000])
def test_how_many_even_arcs_pass_on_is_binomial_to_the_last_bit(degree: int) -> None:
    table = even_table()
    shares = np.concatenate([np.linspace(0, 0.999, 60), 1 - np.geomspace(1e-4, 1e-12, 20)])
    for share in shares.tolist():
        count = _count(table, np.uint64(int(share * 2.0**64)), degree)
        below, upto = stats.binom.cdf([count - 1, count], degree, 1 / degree)
        assert below - 1e-12 <= share <= upto + 1e-12


@pytest.mark.parametrize("chances", [[0.02] * 400, np.geomspace(0.9, 0.001, 400).tolist()])
def test_long_rows_are_jumped_through_without_favour(chances: list[float]) -> None:
    graph = Graph.from_edges(range(1, 401), [0] * 400, probability=chances)
    sampler = Sampler(flow_of(graph, steps=1))
    sets = sampler.store(KEY, (0, SETS))
    roots = sets.member[sets.start[:-1]]
    drawn = np.count_nonzero(roots == 0)
    hits, _ = sampler.count(KEY, (0, SETS))
    share = drawn / SETS * np.array(chances)
    error = np.sqrt(share * (1 - share) / SETS)
    assert (np.abs(hits[1:] / SETS - share) <= SURE * error + 1 / SETS).all()
    assert abs(hits.sum() - drawn * sum(chances)) <= SURE * math.sqrt(drawn * sum(chances))


def test_random_numbers_are_exponential_and_uniform() -> None:
    with np.errstate(over="ignore"):
        state, step = stream(KEY, 5)
        assert int(step) % 2 == 1
        values = []
        for _ in range(5_000):
            state, value = exponential(np.uint64(state), np.uint64(step))
            values.append(value)
        shares = [uniform(np.uint64(number)) for number in range(5_000)]
    assert stats.kstest(values, "expon").pvalue > 1e-4
    assert stats.kstest(shares, "uniform").pvalue > 1e-4


def loop(nodes: int = 40) -> Graph:
    rng = np.random.default_rng(2)
    return Graph.from_edges(rng.integers(0, nodes, 200), rng.integers(0, nodes, 200))


def test_threads_and_pieces_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    flow, stop = flow_of(loop()), bits_of(np.array([3, 17]), 40)
    one = Sampler(flow)
    whole = one.store(KEY, (0, 600)), one.count(KEY, (0, 600))
    held = one.count_stopped(KEY, (0, 600), stop=stop)
    monkeypatch.setattr(sampling, "_PIECE", 7)
    monkeypatch.setattr(sampling, "_BREATH", 50)
    threads: set[int] = set()
    limits = Limits(progress=lambda _done, _of: threads.add(get_ident()))
    many = Sampler(flow, 3, limits)
    parts = many.store(KEY, (0, 600))
    np.testing.assert_array_equal(parts.start, whole[0].start)
    np.testing.assert_array_equal(parts.member, whole[0].member)
    np.testing.assert_array_equal(many.count(KEY, (0, 600))[0], whole[1][0])
    assert many.count(KEY, (0, 600))[1] == whole[1][1] == whole[0].member.size
    assert many.count_stopped(KEY, (0, 600), stop=stop) == held
    assert get_ident() not in threads


def test_a_set_stops_at_the_first_of_some_nodes() -> None:
    sampler = Sampler(flow_of(loop()))
    whole = sampler.store(KEY, (0, 400))
    some = np.array([3, 17])
    spans = pairwise(whole.start.tolist())
    holds = [bool(np.isin(some, whole.member[low:high]).any()) for low, high in spans]
    cut = sampler.store(KEY, (0, 400), stop=bits_of(some, 40))
    assert cut.stopped == sum(holds) == sampler.count_stopped(KEY, (0, 400), stop=bits_of(some, 40))
    kept = np.repeat(~np.array(holds), np.diff(whole.start))
    np.testing.assert_array_equal(cut.member, whole.member[kept])


def test_work_says_how_far_it_is_and_ends_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "_PIECE", 10)
    told: list[tuple[int, int]] = []
    limits = Limits(
        progress=lambda done, of: told.append((done, of)), stopped=lambda: len(told) == 3
    )
    with pytest.raises(CancelledError):
        Sampler(flow_of(loop()), limits=limits).count(KEY, (0, 1_000))
    assert told == [(10, 1_000), (20, 1_000), (30, 1_000)]


def test_an_empty_span_holds_no_sets() -> None:
    assert Sampler(flow_of(loop())).store(KEY, (5, 5)).size == 0
