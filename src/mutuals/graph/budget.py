"""Choosing seeds that cost: the most for the money, and never under a stated share."""

import numpy as np

from mutuals.graph.choosing import STEPWISE, Choice, cover_of, most_in_groups
from mutuals.graph.cover import Cover, most_ahead, take
from mutuals.graph.csr import Numbers
from mutuals.graph.purse import Heap, Purse, take_affordable
from mutuals.graph.sampling import Sets
from mutuals.graph.trying import best_from_three, best_of_all
from mutuals.graph.wish import Places, Wish, payable

# The most for the money step by step, or a first part of that and the one more that
# adds most, holds at least this share of the best (Yaroslavtsev et al. 2020, Greedy+).
ONE_MORE = 0.5
# So many nodes that may be chosen are few enough to try every affordable set of them;
# so many, to choose step by step after every three, which holds ``STEPWISE`` of the
# best (Sviridenko 2004).
_FEW, _SOME = 20, 40
# At how many seeds the bound is worked out: the first, and each double of that.
_STAGES = 12


def choose_affordable(sets: Sets, wish: Wish, cost: Numbers) -> Choice:
    """Choose seeds within the budget, and bound what any within it could hold.

    Where the number of seeds is limited, too, or that of a group, nothing is
    guaranteed but what the bound says, unless there are few to choose from.
    """
    cover, money = _begun(sets, wish, cost)
    able = np.flatnonzero((cover.gain > 0) & (cost <= money))
    if able.size <= _FEW:
        best = best_of_all(cover, able, wish, price=cost[able], money=money)
        _take_by_gain(cover, able[best])
        return _choice(cover, most=float(cover.at[1]), guarantee=1.0)
    limited = wish.quota is not None or wish.count < payable(wish, cost)
    if able.size <= _SOME and not limited:
        found = best_from_three(cover, able, price=cost[able], money=money)
        if found is not None:
            most = _most_for(cover, wish, cost)
            _take_by_gain(cover, able[found])
            most = min(most, _most_for(cover, wish, cost))
            return _choice(cover, most=most, guarantee=STEPWISE)
    cover, most = _stepwise(sets, cover, wish, cost=cost)
    return _choice(cover, most=most, guarantee=0.0 if limited else ONE_MORE)


def _begun(sets: Sets, wish: Wish, cost: Numbers) -> tuple[Cover, float]:
    """Return the sets by node, the forced ones taken, and what money is left."""
    return cover_of(sets, wish, cost.size), wish.budget - float(cost[wish.forced].sum())


def _choice(cover: Cover, *, most: float, guarantee: float) -> Choice:
    chosen = int(cover.at[0])
    seeds = cover.seed[:chosen].astype(np.int64)
    return Choice(seeds, cover.gained[:chosen].copy(), int(cover.at[1]), most, guarantee, cover)


def _take_by_gain(cover: Cover, nodes: Places) -> None:
    for node in sorted(nodes.tolist(), key=lambda node: -int(cover.gain[node])):
        take(cover, node)


def _stepwise(sets: Sets, cover: Cover, wish: Wish, *, cost: Numbers) -> tuple[Cover, float]:
    """Choose step by step; return with the least bound met on the way."""
    first = int(cover.at[0])
    purse = _filled(cover, wish, cost)
    most = _most_for(cover, wish, cost)
    for stage in range(_STAGES + 1):
        until = cover.seed.size if stage == _STAGES else min(cover.seed.size, first + 2**stage)
        reached = take_affordable(cover, purse, until)
        most = min(most, _most_for(cover, wish, cost))
        if reached < until or reached == cover.seed.size:
            break
    held, rank, last = purse.best.tolist()
    if held <= cover.at[1]:
        return cover, most
    nodes = [*cover.seed[first:rank].tolist(), last]
    del cover
    again, _ = _begun(sets, wish, cost)
    for node in nodes:
        again.room[again.group[node]] -= 1
        take(again, node)
    take_affordable(again, _filled(again, wish, cost), again.seed.size)
    return again, min(most, _most_for(again, wish, cost))


def _filled(cover: Cover, wish: Wish, cost: Numbers) -> Purse:
    """Return the money that is left, and all nodes in order of worth and of gain."""
    spent = float(cost[cover.seed[: cover.at[0]]].sum())
    nodes = np.flatnonzero(cover.gain)
    heaps = []
    for price in (cost, np.ones_like(cost)):
        key = cover.gain[nodes] / price[nodes]
        order = np.argsort(-key, kind="stable")
        heap = Heap(price, nodes[order].astype(np.int32), key[order], np.array([nodes.size]))
        heaps.append(heap)
    return Purse(cost, np.array([wish.budget - spent]), heaps[0], heaps[1], np.zeros(3, np.int64))


def _most_for(cover: Cover, wish: Wish, cost: Numbers) -> float:
    """Return what all the money could gain at most, were parts of nodes for sale."""
    money = wish.budget - float(cost[wish.forced].sum())
    able = np.flatnonzero(cover.gain)
    able = able[cost[able] <= money]
    gain, price = cover.gain[able].astype(np.float64), cost[able]
    order = np.argsort(-gain / price, kind="stable")
    gain, price = gain[order], price[order]
    spent = np.cumsum(price)
    parts = np.clip((money - (spent - price)) / price, 0.0, 1.0)
    free = wish.count - wish.forced.size
    ahead = (
        most_ahead(cover, free) if wish.quota is None else most_in_groups(cover, _room(wish), free)
    )
    return float(cover.at[1] + min(float((parts * gain).sum()), ahead))


def _room(wish: Wish) -> Places:
    """Return how many of each group may be chosen besides the forced ones."""
    if wish.group is None or wish.quota is None:
        return np.zeros(0, np.int64)
    return wish.quota - np.bincount(wish.group[wish.forced], minlength=wish.quota.size)
