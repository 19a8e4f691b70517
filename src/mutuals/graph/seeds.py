"""Whom to ask first: seeds that reach the most, and how near the best they surely are.

Two samples of backward sets double in size, round after round. Seeds are chosen on the
first, which also bounds what any choice could reach; the second, never stored, tells
what these seeds reach (OPIM-C: Tang, Tang, Xiao and Yuan 2018). Where sets are large,
a few sentinels chosen on a small sample cut them short (after Guo et al. 2020).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutuals.graph.certificate import at_least, at_most, shares_between
from mutuals.graph.choosing import Choice
from mutuals.graph.cover import shared_with
from mutuals.graph.csr import Graph, Numbers
from mutuals.graph.drawing import bits_of
from mutuals.graph.flow import Flow, flow_of
from mutuals.graph.sampling import Pace, Sampler
from mutuals.graph.search import SEEN, Reason, Search, begun
from mutuals.graph.wish import Goal, Places, Wish, checked

# Beyond so many seeds the table of who shares with whom would outgrow its use.
_EXPLAINED = 2000


@dataclass(frozen=True, slots=True)
class Seeds:
    """Seeds as chosen, what they reach, and how that compares with the best.

    ``node`` holds the caller's ids, ``place`` the nodes' numbers. ``influence`` is how
    many nodes they are expected to reach, themselves included, with a 95 % interval.
    ``ratio`` of the best possible is certain but for the goal's ``delta``; at least
    ``guarantee`` of it is reached by choosing this way, whatever the network.
    ``gain`` is what each seed adds to those before it, ``alone`` what it would reach by
    itself; of that, ``shared`` is also reached by the earlier seed at ``shared_with``
    (a rank from 0, or -1), counted where that one was the first to reach it.
    """

    node: NDArray[Any]
    place: Places
    influence: float
    influence_low: float
    influence_high: float
    gain: Numbers
    alone: Numbers
    shared_with: Places
    shared: Numbers
    ratio: float
    guarantee: float
    reason: Reason
    sets: int
    members: int
    sentinels: int


def select_seeds(
    graph: Graph,
    wish: Wish,
    *,
    flow: Flow | None = None,
    goal: Goal | None = None,
    pace: Pace | None = None,
) -> Seeds:
    """Choose seeds that together reach the most nodes.

    ``flow`` says how something passes on; a cascade by the graph's probabilities where
    not given. Raises ``ValueError`` for wishes that contradict themselves or the graph,
    and ``CancelledError``.
    """
    wish = checked(graph, wish)
    sampler = Sampler(flow_of(graph) if flow is None else flow, pace or Pace())
    search = begun(sampler, wish, goal or Goal())
    while True:
        sets, choice = search.round()
        end = search.ends(sets)
        most = at_most(choice.most, search.doubt)
        # chosen on these sets, the seeds hardly hold more of the other sample
        if end is None and at_least(choice.held, search.doubt) < search.aim * most:
            continue
        stop = bits_of(choice.seed, sampler.nodes)
        held = sampler.count_stopped(search.key(SEEN), (0, sets.size), stop=stop)
        ratio = min(1.0, at_least(held, search.doubt) / most)
        if ratio >= search.aim or end is not None:
            reason: Reason = "ratio" if ratio >= search.aim else end or "ratio"
            return _result(graph, search, choice, found=(held, ratio, reason))


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
        node=graph.node[choice.seed],
        place=choice.seed,
        influence=held * each,
        influence_low=float(low[0]) * nodes,
        influence_high=float(high[0]) * nodes,
        gain=np.multiply(choice.gained, each, dtype=np.float64),
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
