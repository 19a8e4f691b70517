"""Choosing seeds that cost: the most for the money, and never under a stated share."""

import math

import numpy as np

from mutuals.graph.choosing import Choice, cover_of
from mutuals.graph.compiling import kernel
from mutuals.graph.cover import Cover, take
from mutuals.graph.csr import Numbers
from mutuals.graph.sampling import Sets
from mutuals.graph.wish import Places, Wish

# The better of most-for-the-money and most-whatever-it-costs reaches at least this
# share of the best (Leskovec et al. 2007).
BETTER_OF_TWO = (1 - 1 / math.e) / 2
# So many nodes that may be chosen are few enough to try every affordable set of them.
_FEW = 16
# The first so many seeds, doubled, at which the bound is worked out.
_STAGES = 12


def choose_affordable(sets: Sets, wish: Wish, cost: Numbers) -> Choice:
    """Choose seeds within the budget, and bound what any within it could hold."""
    cover, money = _begun(sets, wish, cost)
    able = np.flatnonzero((cover.gain > 0) & (cost <= money))
    if able.size <= _FEW:
        return _best_of_all(cover, able, cost=cost, money=money)
    thrifty, most = _stepwise(cover, cost, money=money, thrifty=True)
    other, _ = _begun(sets, wish, cost)
    lavish, bound = _stepwise(other, cost, money=money, thrifty=False)
    best = thrifty if thrifty.at[1] >= lavish.at[1] else lavish
    return _choice(best, most=min(most, bound), guarantee=BETTER_OF_TWO)


def _begun(sets: Sets, wish: Wish, cost: Numbers) -> tuple[Cover, float]:
    """Return the sets by node, the forced ones taken, and what money is left."""
    return cover_of(sets, wish, cost.size), wish.budget - float(cost[wish.forced].sum())


def _choice(cover: Cover, *, most: float, guarantee: float) -> Choice:
    chosen = int(cover.at[0])
    seeds = cover.seed[:chosen].astype(np.int64)
    return Choice(seeds, cover.gained[:chosen].copy(), int(cover.at[1]), most, guarantee, cover)


def _stepwise(cover: Cover, cost: Numbers, *, money: float, thrifty: bool) -> tuple[Cover, float]:
    """Choose step by step; return with the least bound met on the way."""
    purse = np.array([money])
    most, first = _most_for(cover, cost, money), int(cover.at[0])
    for stage in range(_STAGES + 1):
        until = cover.seed.size if stage == _STAGES else min(cover.seed.size, first + 2**stage)
        reached = take_affordable(cover, cost, purse, until, thrifty)
        most = min(most, _most_for(cover, cost, money))
        if reached < until or reached == cover.seed.size:
            break
    return cover, most


@kernel
def take_affordable(cover: Cover, cost: Numbers, purse: Numbers, until: int, thrifty: bool) -> int:  # noqa: FBT001, PLR0917  # numba
    """Choose until so many are chosen or nothing affordable gains; return how many.

    A thrifty choice is of the most gained for the money, else of the most gained.
    """
    while cover.at[0] < until:
        best, worth = -1, 0.0
        for node in range(cover.gain.size):
            gain = cover.gain[node]
            if gain == 0 or cost[node] > purse[0]:
                continue
            value = gain / cost[node] if thrifty else float(gain)
            if value > worth:
                best, worth = node, value
        if best < 0:
            break
        purse[0] -= cost[best]
        take(cover, best)
    return int(cover.at[0])


def _most_for(cover: Cover, cost: Numbers, money: float) -> float:
    """Return what all that money could gain at most, were parts of nodes for sale."""
    able = np.flatnonzero(cover.gain)
    able = able[cost[able] <= money]
    gain = cover.gain[able].astype(np.float64)
    price = cost[able]
    order = np.argsort(-gain / price, kind="stable")
    gain, price = gain[order], price[order]
    spent = np.cumsum(price)
    parts = np.clip((money - (spent - price)) / price, 0.0, 1.0)
    return float(cover.at[1] + (parts * gain).sum())


def _best_of_all(cover: Cover, able: Places, *, cost: Numbers, money: float) -> Choice:
    """Try every affordable set of a few nodes: how many sets it leaves out."""
    masks = np.zeros(cover.holder.size, np.int64)
    for place, node in enumerate(able.tolist()):
        masks[cover.by_set[cover.by_start[node] : cover.by_start[node + 1]]] |= 1 << place
    masks = masks[cover.holder == 0]
    every = np.arange(1 << able.size)
    outside = np.bincount(masks, minlength=every.size)
    price = np.zeros(every.size)
    for place, node in enumerate(able.tolist()):
        has = (every >> place) & 1 == 1
        outside[has] += outside[~has]
        price[has] += cost[node]
    held = masks.size - outside[every[::-1]]
    best = int(np.argmax(np.where(price <= money, held, -1)))
    for place in _by_gain(able, best, cover):
        take(cover, int(able[place]))
    return _choice(cover, most=float(cover.at[1]), guarantee=1.0)


def _by_gain(able: Places, chosen: int, cover: Cover) -> list[int]:
    places = [place for place in range(able.size) if chosen >> place & 1]
    return sorted(places, key=lambda place: -int(cover.gain[able[place]]))
