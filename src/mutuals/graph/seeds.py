"""Whom to ask first: seeds that reach the most, and how near the best they surely are.

Two samples of backward sets double in size, round after round. Seeds are chosen on the
first, which also bounds what any choice could reach; the second, never stored, tells
what these seeds reach (OPIM-C: Tang, Tang, Xiao and Yuan 2018). Where sets are large,
a few sentinels chosen on a small sample cut them short (after HIST: Guo, Wang, Wei and
Chen 2020).

What is certain: the bound on the first sample and that on the second each fail with a
chance of delta / 3 over all rounds together, so but for 2 / 3 delta every ratio that
any round works out is at most the true one. Rounds left out, and samples given up
halfway, accept nothing and so take nothing from that.

Sentinels leave it as it is. They come from a sample of their own, before the others are
drawn; a set that holds one is held by the seeds whatever else is in it, so what it
leaves undrawn is in neither count. Bad sentinels cost spread, which the ratio then
shows. HIST proves something else: that its sentinels reach so much that choosing the
rest step by step loses epsilon at most, once enough sets are drawn. Here, should that
many sets not have certified what ``epsilon`` asks for, the search starts anew without
sentinels, each of the two with half of delta; there so many sets are enough by the
proof for plain choosing, which takes the last third of delta. So with ``epsilon`` a
``ratio`` of 1 - 1 / e - epsilon is reached with probability 1 - delta in either case,
unless a limit of ``Limits`` ends the search before: ``reason`` tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutuals.graph.certificate import at_least, at_most, hits_for, shares_between
from mutuals.graph.choosing import Choice
from mutuals.graph.cover import shared_with
from mutuals.graph.csr import Graph, Numbers
from mutuals.graph.flow import Flow, Model, flow_of
from mutuals.graph.keys import key_of
from mutuals.graph.limits import Limits, check_run
from mutuals.graph.sampling import Sampler
from mutuals.graph.search import Reason, Search, begun
from mutuals.graph.wish import Goal, Places, Rules, Wish, checked, wished

# Beyond so many seeds the table of who shares with whom would outgrow its use.
_EXPLAINED = 2000


@dataclass(frozen=True, slots=True)
class Seeds:
    """Seeds as chosen, what they reach, and how that compares with the best.

    ``seeds`` holds the caller's ids, ``place`` the nodes' numbers. ``spread`` is how
    many nodes they are expected to reach, themselves included, between ``lower`` and
    ``upper`` in 95 % of samples. ``ratio`` of the best possible is certain but for
    ``delta``; at least ``guarantee`` of the best on the sets drawn is held by choosing
    this way, whatever the network (0: nothing is known but the ratio). ``reason`` says
    what ended the search: the ratio was certified, so many sets were drawn that
    ``epsilon`` holds by proof, or a limit.
    ``gains`` is what each seed adds to those before it, ``alone`` what it would reach
    by itself; of that, ``shared`` is also reached by the earlier seed at
    ``shared_with`` (a rank from 0, or -1), where that one was the first to reach it.
    """

    seeds: NDArray[Any]
    place: Places
    spread: float
    lower: float
    upper: float
    gains: Numbers
    alone: Numbers
    shared_with: Places
    shared: Numbers
    ratio: float
    guarantee: float
    reason: Reason
    sets: int
    members: int
    sentinels: int


def select_seeds(  # noqa: PLR0913  # the contract's signature
    graph: Graph,
    k: int | None = None,
    *,
    budget: float | None = None,
    costs: Mapping[Any, float] | ArrayLike | None = None,
    ratio: float = 0.70,
    epsilon: float | None = None,
    delta: float | None = None,
    model: Model = "ic",
    steps: int | None = None,
    rules: Rules | None = None,
    threads: int = 1,
    rng: np.random.Generator | None = None,
    limits: Limits | None = None,
) -> Seeds:
    """Choose seeds that together reach the most nodes.

    At most ``k``, or as many as ``budget`` pays for: ``costs`` by id (others cost 1) or
    in the order of ``graph.node``. More and more is drawn until the choice certainly
    reaches ``ratio`` of the best possible, but for a chance of ``delta`` (1 / nodes
    where not given); with ``epsilon``, what choosing step by step guarantees less that.
    ``steps`` limits how many arcs in a row count. The same ``rng`` chooses the same
    seeds on any number of threads. Raises ``ValueError`` for wishes that contradict
    themselves or the graph, and ``CancelledError``.

    >>> graph = Graph.from_edges(["Ann", "Ann", "Bo"], ["Cy", "Di", "Ed"])
    >>> found = select_seeds(graph, 2)
    >>> found.seeds.tolist(), round(found.spread), found.ratio > 0.7
    (['Ann', 'Bo'], 5, True)
    >>> select_seeds(graph, budget=3, costs={"Ann": 5, "Bo": 2}).seeds.tolist()
    ['Bo', 'Cy']
    """
    check_run(model, steps, threads)
    limits = limits or Limits()
    wish = wished(graph, k, budget, costs=costs, rules=rules or Rules())
    known = {one.name: getattr(limits, one.name) for one in fields(limits)}
    goal = Goal(ratio=ratio, epsilon=epsilon, delta=delta, key=key_of(rng), **known)
    return chosen(graph, wish, flow=flow_of(graph, model, steps=steps), goal=goal, threads=threads)


def chosen(
    graph: Graph,
    wish: Wish,
    *,
    flow: Flow | None = None,
    goal: Goal | None = None,
    threads: int = 1,
) -> Seeds:
    """Return the seeds wished for by node number, over a graph laid out as a flow."""
    wish, goal = checked(graph, wish), goal or Goal()
    sampler = Sampler(flow_of(graph) if flow is None else flow, threads, goal)
    return seeds_of(graph, begun(sampler, wish, goal))


def seeds_of(graph: Graph, search: Search) -> Seeds:
    """Search round after round until the seeds are good enough, or a cap is met."""
    while True:
        choice = search.round()
        hopes = search.hopes(choice)
        end = search.ends(choice)
        found = _seen(search, choice, end) if hopes or end is not None else None
        if found is not None:
            return _result(graph, search, choice, found=found)
        # what was laid out for choosing is in the way of the next round's sets
        del choice
        if end is not None:
            search = search.without_sentinels()


def _seen(search: Search, choice: Choice, end: Reason | None) -> tuple[int, float, Reason] | None:
    """Return how many sets of the other sample seeds hold, the ratio, and why to stop.

    None where there is to be another round.
    """
    most = at_most(choice.most, search.doubt)
    wanted = hits_for(search.aim * most, search.doubt)
    held = search.seen(choice.seed, wanted=wanted if end is None else 0.0)
    if held is None:
        return None
    ratio = min(1.0, at_least(held, search.doubt) / most)
    if ratio >= search.aim:
        return held, ratio, "ratio"
    if end == "sets" and search.is_enough:
        return None if search.sentinel.size else (held, search.aim, "epsilon")
    return None if end is None else (held, ratio, end)


def _result(
    graph: Graph, search: Search, choice: Choice, *, found: tuple[int, float, Reason]
) -> Seeds:
    sets = search.sets
    held, ratio, reason = found
    nodes = search.sampler.nodes
    low, high = shares_between(np.array([held]), sets.size)
    each = nodes / sets.size
    alone, earlier, shared = _explained(choice)
    return Seeds(
        seeds=graph.node[choice.seed],
        place=choice.seed,
        # the seeds themselves are reached whatever the sample says
        spread=max(held * each, float(choice.seed.size)),
        lower=max(float(low[0]) * nodes, float(choice.seed.size)),
        upper=float(high[0]) * nodes,
        gains=np.multiply(choice.gained, each, dtype=np.float64),
        alone=np.multiply(alone, each, dtype=np.float64),
        shared_with=earlier,
        shared=np.multiply(shared, each, dtype=np.float64),
        ratio=ratio,
        guarantee=choice.guarantee,
        reason=reason,
        sets=2 * sets.size,
        members=sets.members,
        sentinels=search.sentinel.size,
    )


def _explained(choice: Choice) -> tuple[Places, Places, Places]:
    """Return each seed's sets, the earlier seed that holds most, and how many."""
    cover, size = choice.cover, choice.seed.size
    alone = cover.total[choice.seed].astype(np.int64)
    if size > _EXPLAINED:
        return alone, np.full(size, -1), np.zeros(size, np.int64)
    table = np.zeros((size, size), np.int64)
    shared_with(cover, table)
    shared = table.max(axis=1)
    return alone, np.where(shared > 0, table.argmax(axis=1), -1), shared
