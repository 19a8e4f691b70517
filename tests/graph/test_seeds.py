"""Seeds are what an exhaustive search says they may be, and no certificate lies."""

import math
import os

import numpy as np
import pytest
from tests.graph.exact import edges_of, every_choice, graph_of, reach_of

from mutuals.graph import budget, search, seeds
from mutuals.graph.csr import Graph
from mutuals.graph.flow import flow_of
from mutuals.graph.seeds import Seeds, chosen
from mutuals.graph.wish import Goal, Wish

ONE = np.array([1])
RUNS = 2 if os.environ.get("NUMBA_DISABLE_JIT") == "1" else 20
QUICK = Goal(sets=1 << 10, delta=0.01)


def exactly(graph: Graph, found: Seeds) -> float:
    return float(reach_of(graph, [tuple(found.place.tolist())])[0])


@pytest.mark.parametrize("seed", range(3))
def test_two_seeds_are_as_near_the_best_as_certified(seed: int) -> None:
    graph = graph_of(edges_of(seed, nodes=10))
    best = reach_of(graph, every_choice(graph.node.size, 2)).max()
    found = chosen(graph, Wish(2), goal=QUICK)
    reached = exactly(graph, found)
    assert reached >= max(found.ratio, found.guarantee) * best
    assert found.ratio > 0.5
    assert found.lower - 0.3 <= reached <= found.upper + 0.3


def test_what_seeds_share_is_told() -> None:
    # 0 and 1 both reach 2, 3 and 4; 5 reaches 6; nobody reaches anybody else
    pairs = [(0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (1, 4), (0, 7), (5, 6)]
    graph = graph_of(dict.fromkeys(pairs, 1.0))
    found = chosen(graph, Wish(3, forced=np.array([0, 1])), goal=QUICK)
    assert found.seeds.tolist() == [0, 1, 5]
    np.testing.assert_allclose(found.gains, [5, 1, 2], rtol=0.2)
    np.testing.assert_allclose(found.alone, [5, 4, 2], rtol=0.2)
    assert found.shared_with.tolist() == [-1, 0, -1]
    np.testing.assert_allclose(found.shared, [0, 3, 0], rtol=0.2)
    assert found.spread == pytest.approx(8, rel=0.01)


def test_forbidden_nodes_are_passed_over() -> None:
    graph = graph_of(dict.fromkeys([(0, 1), (0, 2), (3, 4)], 1.0))
    assert chosen(graph, Wish(1), goal=QUICK).seeds.tolist() == [0]
    other = chosen(graph, Wish(1, forbidden=np.array([0])), goal=QUICK)
    assert other.seeds.tolist() == [3]
    assert other.ratio > 0.65


@pytest.mark.parametrize("seed", range(2))
def test_groups_keep_to_their_quotas(seed: int) -> None:
    graph = graph_of(edges_of(seed, nodes=9))
    group = np.arange(graph.node.size, dtype=np.int32) % 2
    quota = np.array([2, 1])
    found = chosen(graph, Wish(3, group=group, quota=quota), goal=QUICK)
    within = [
        one
        for one in every_choice(graph.node.size, 3)
        if (np.bincount(group[list(one)], minlength=2) <= quota).all()
    ]
    assert (np.bincount(group[found.place], minlength=2) <= quota).all()
    assert exactly(graph, found) >= max(found.ratio, 0.5) * reach_of(graph, within).max()
    assert found.guarantee == 0.5


def test_a_ratio_is_reached_or_said_not_to_be() -> None:
    graph = Graph.from_edges(*np.random.default_rng(1).integers(0, 100, (2, 300)))
    sure = chosen(graph, Wish(5), goal=Goal(ratio=0.5))
    assert (sure.reason, sure.ratio >= 0.5) == ("ratio", True)
    cut = chosen(graph, Wish(5), goal=Goal(ratio=0.999, sets=1_100))
    assert (cut.reason, cut.sets) == ("sets", 2_200)
    assert 0.3 < cut.ratio < 0.999
    assert chosen(graph, Wish(5), goal=Goal(ratio=0.999, seconds=0)).reason == "seconds"
    assert chosen(graph, Wish(5), goal=Goal(ratio=0.999, memory=0)).reason == "memory"
    loose = chosen(graph, Wish(5), goal=Goal(epsilon=0.3))
    assert loose.ratio >= 1 - 1 / math.e - 0.3


def test_threads_change_nothing_and_keys_do() -> None:
    graph = Graph.from_edges(*np.random.default_rng(1).integers(0, 200, (2, 500)))
    one = chosen(graph, Wish(4), goal=QUICK)
    two = chosen(graph, Wish(4), goal=QUICK, threads=2)
    assert (one.seeds.tolist(), one.spread) == (two.seeds.tolist(), two.spread)
    other = chosen(graph, Wish(4), goal=Goal(sets=1 << 10, delta=0.01, key=2))
    assert other.spread != one.spread


@pytest.mark.parametrize("sentinels_left", [0.1, 0.9])
def test_sentinels_cut_large_sets_short_and_lose_nothing(
    monkeypatch: pytest.MonkeyPatch, sentinels_left: float
) -> None:
    source, target = np.random.default_rng(3).integers(0, 40, (2, 160))
    graph = Graph.from_edges(source, target, probability=np.full(160, 0.4))
    whole = chosen(graph, Wish(6), goal=QUICK)
    monkeypatch.setattr(search, "_LARGE", 4)
    monkeypatch.setattr(search, "_LEFT", sentinels_left)
    cut = chosen(graph, Wish(6), goal=QUICK)
    assert whole.sentinels == 0
    assert 1 <= cut.sentinels <= 3
    assert cut.members < 0.5 * whole.members
    assert cut.ratio > 0.9 * whole.ratio
    assert cut.spread > 0.97 * whole.spread
    assert len(set(cut.seeds.tolist())) == 6


def test_certificates_with_sentinels_hold_as_often_as_they_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # every set counts as large, and the pilot is so small that sentinels are mostly bad
    monkeypatch.setattr(search, "_LARGE", 0)
    monkeypatch.setattr(search, "_LOOK", 3)
    monkeypatch.setattr(search, "_PILOT_MEMBERS", 8)
    tried = wrong = misled = 0
    for seed in range(12):
        graph = graph_of(edges_of(seed, nodes=9, arcs=9))
        choices = every_choice(graph.node.size, 3)
        reach = dict(zip(choices, reach_of(graph, choices), strict=True))
        best = max(reach.values())
        for key in range(RUNS):
            found = chosen(graph, Wish(3), goal=Goal(ratio=0.95, sets=128, delta=0.2, key=key))
            share = reach[tuple(sorted(found.place.tolist()))] / best
            tried, wrong = tried + 1, wrong + (share < found.ratio - 1e-9)
            misled += share < 0.9
            assert found.sentinels == 1
            assert found.guarantee == pytest.approx(1 - (2 / 3) ** 2)
    assert wrong <= 0.2 * tried
    assert misled > 0


def test_an_epsilon_is_kept_though_sentinels_are_no_good(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = Graph.from_edges(*np.random.default_rng(1).integers(0, 100, (2, 300)))
    monkeypatch.setattr(search, "_LARGE", 0)
    # no ratio is ever certified: all that theory asks for is drawn, twice
    monkeypatch.setattr(search, "last_sample", lambda *_args, **_more: 600)
    monkeypatch.setattr(seeds, "at_least", lambda _hits, _doubt: 0.0)
    found = chosen(graph, Wish(4), goal=Goal(epsilon=0.2))
    assert (found.reason, found.sentinels, found.sets) == ("epsilon", 0, 1_200)
    assert found.ratio == 1 - 1 / math.e - 0.2
    bought = Wish(cost=np.ones(graph.node.size), budget=4)
    assert chosen(graph, bought, goal=Goal(epsilon=0.2)).reason == "sets"


def test_linear_threshold_seeds_head_their_chain() -> None:
    graph = Graph.from_edges([0, 1, 2, 9], [1, 2, 3, 8])
    found = chosen(graph, Wish(2), flow=flow_of(graph, "lt"), goal=QUICK)
    assert found.seeds.tolist() == [0, 9]
    near = chosen(graph, Wish(1), flow=flow_of(graph, "lt", steps=1), goal=QUICK)
    assert near.spread == pytest.approx(2, rel=0.1)


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (Wish(), "count must be 1 or more"),
        (Wish(1, forced=np.array([0, 1])), "more nodes are forced"),
        (Wish(2, forced=np.array([0]), forbidden=np.array([0])), "both forced and forbidden"),
        (Wish(2, forced=np.array([7])), "no such node"),
        (Wish(2, group=np.zeros(3, np.int32)), "group and quota need each other"),
        (Wish(2, group=np.full(3, 5), quota=np.array([1])), "a group has no quota"),
        (Wish(2, forced=np.array([0, 1]), group=np.zeros(3, np.int32), quota=ONE), "more nodes of"),
        (Wish(cost=np.ones(2), budget=1), "cost must have one value for each of 3"),
        (Wish(cost=np.zeros(3), budget=1), "costs must be above 0"),
        (Wish(cost=np.ones(3), budget=0.5), "the budget pays for nobody"),
        (Wish(cost=np.ones(3), budget=0.5, forced=np.array([1])), "forced nodes cost more"),
    ],
)
def test_wishes_that_contradict_themselves_are_refused(wish: Wish, message: str) -> None:
    graph = graph_of({(0, 1): 1.0, (1, 2): 1.0})
    with pytest.raises(ValueError, match=message):
        chosen(graph, wish)


def test_a_graph_without_nodes_is_refused() -> None:
    with pytest.raises(ValueError, match="no nodes"):
        chosen(Graph.from_edges([], []), Wish(1))


def priced(seed: int, nodes: int) -> tuple[Graph, np.ndarray, float]:
    rng = np.random.default_rng(seed)
    graph = graph_of(edges_of(seed, nodes=nodes, arcs=9))
    cost = rng.integers(1, 6, graph.node.size).astype(np.float64)
    return graph, cost, float(rng.integers(3, 9))


def best_for(graph: Graph, cost: np.ndarray, money: float) -> float:
    able = [one for one in every_choice(graph.node.size, 8) if cost[list(one)].sum() <= money]
    return float(reach_of(graph, able).max())


@pytest.mark.parametrize(
    ("few", "some", "guarantee"), [(20, 0, 1.0), (0, 40, 1 - 1 / math.e), (0, 0, 0.5)]
)
@pytest.mark.parametrize("seed", range(2))
def test_a_budget_buys_what_is_guaranteed(
    monkeypatch: pytest.MonkeyPatch, seed: int, *, few: int, some: int, guarantee: float
) -> None:
    monkeypatch.setattr(budget, "_FEW", few)
    monkeypatch.setattr(budget, "_SOME", some)
    graph, cost, money = priced(seed, 7)
    found = chosen(graph, Wish(cost=cost, budget=money), goal=QUICK)
    assert cost[found.place].sum() <= money
    assert found.guarantee == guarantee
    # a twentieth for what two thousand sets may miss
    share = exactly(graph, found) / best_for(graph, cost, money)
    assert share >= max(found.ratio, 0.95 * guarantee)


@pytest.mark.parametrize("few", [20, 0])
def test_a_budget_goes_with_a_count_and_quotas(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(budget, "_FEW", few)
    # 0 reaches six for four, 10 to 13 two each for one, and 10 and 11 are of one group
    pairs = [(0, to) for to in range(1, 6)] + [(10 + one, 20 + one) for one in range(4)]
    graph = graph_of(dict.fromkeys(pairs, 1.0))
    cost = np.where(graph.node == 0, 4.0, 1.0)
    group = np.isin(graph.node, [10, 11]).astype(np.int32)
    two = chosen(graph, Wish(2, cost=cost, budget=5), goal=QUICK)
    assert len({10, 11, 12, 13} & set(two.seeds.tolist())) == 1
    assert 0 in two.seeds
    wish = Wish(cost=cost, budget=3, group=group, quota=np.array([9, 1]))
    apart = chosen(graph, wish, goal=QUICK)
    assert len({10, 11} & set(apart.seeds.tolist())) == 1
    assert {12, 13} <= set(apart.seeds.tolist())
    assert two.guarantee == apart.guarantee == (1.0 if few else 0.0)
    assert apart.ratio > 0.6


def test_one_more_instead_of_the_rest_where_that_holds_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(budget, "_FEW", 0)
    monkeypatch.setattr(budget, "_SOME", 0)
    # 20 is worth the most for the money, and leaves too little for 0
    pairs = [(0, to) for to in range(1, 10)] + [(20, 21), (20, 22)]
    graph = graph_of(dict.fromkeys(pairs, 1.0))
    cost = np.select([graph.node == 0, graph.node == 20], [10.0, 1.0], 20.0)
    found = chosen(graph, Wish(cost=cost, budget=10), goal=QUICK)
    assert found.seeds.tolist() == [0]


def test_money_goes_to_many_small_or_one_large_whichever_is_more() -> None:
    # node 0 reaches ten for ten; nodes 20 to 24 reach two each, for one or for six each
    pairs = [(0, to) for to in range(1, 10)] + [(20 + one, 30 + one) for one in range(5)]
    graph = graph_of(dict.fromkeys(pairs, 1.0))
    dear = np.where(graph.node >= 20, 6.0, 20.0)
    dear[0] = 10.0
    cheap = np.where((graph.node >= 20) & (graph.node < 30), 1.0, dear)
    one = chosen(graph, Wish(cost=dear, budget=10), goal=QUICK)
    assert one.seeds.tolist() == [0]
    many = chosen(graph, Wish(cost=cheap, budget=5), goal=QUICK)
    assert sorted(many.seeds.tolist()) == [20, 21, 22, 23, 24]
    forced = chosen(graph, Wish(cost=dear, budget=16, forced=np.array([10])), goal=QUICK)
    assert set(forced.place.tolist()) == {0, 10}
