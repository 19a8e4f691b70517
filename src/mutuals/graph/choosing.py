"""Choosing seeds over stored sets, and what the best choice could hold at most."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutuals.graph.cover import (
    Cover,
    begin_lists,
    chain,
    count_sets,
    fill_lists,
    most_ahead,
    take,
    take_best,
    take_in_stages,
)
from mutuals.graph.limits import ENDLESS
from mutuals.graph.packing import count_packed, fill_packed
from mutuals.graph.sampling import Sets
from mutuals.graph.wish import Places, Wish

# At how many stages of choosing the bound is worked out: more cost more than they win.
_STAGES = 16
# Choosing on so many members takes no time to speak of.
_FEW_MEMBERS = 1 << 22
Rest = Callable[[], None]
# What step-by-step choosing reaches at least, without and with quotas.
STEPWISE, STEPWISE_IN_GROUPS = 1 - 1 / math.e, 0.5


@dataclass(frozen=True, slots=True)
class Choice:
    """Seeds in the order chosen, how many sets they hold, and any choice's most.

    ``gained`` is how many sets each seed added; ``guarantee`` is the share of the most
    that choosing this way holds on any network.
    """

    seed: Places
    gained: Places
    held: int
    most: float
    guarantee: float
    cover: Cover


def cover_of(sets: Sets, wish: Wish, nodes: int, *, rest: Rest = ENDLESS.rest) -> Cover:
    """List the sets by node, and take the forced nodes.

    ``rest`` is called now and then, and may end it.
    """
    by_start, by_set, total = _by_node(sets, nodes, rest)
    gain = total.copy()
    top = int(gain.max(initial=0))
    gain[wish.forbidden] = 0
    free = np.array([wish.count - wish.forced.size]) if wish.quota is None else wish.quota.copy()
    cover = Cover(
        packed=sets.packed,
        start=sets.start,
        member=sets.member,
        by_start=by_start,
        by_set=by_set,
        total=total,
        gain=gain,
        tally=np.zeros(top + 1, np.int64),
        head=np.full(top + 1, -1, np.int32),
        following=np.empty(nodes, np.int32),
        holder=np.zeros(sets.size, _rank_type(wish.count)),
        group=np.zeros(nodes, np.int32) if wish.group is None else wish.group,
        room=free,
        seed=np.zeros(wish.count, np.int32),
        gained=np.zeros(wish.count, np.int64),
        at=np.array([0, sets.stopped, top]),
    )
    chain(cover)
    _take_all(cover, wish.forced, wish)
    return cover


def _rank_type(count: int) -> type[np.uint16] | type[np.int32]:
    """Return the smallest type for ranks from 1: there is one for every set."""
    return np.uint16 if count < 2**16 else np.int32


def _by_node(sets: Sets, nodes: int, rest: Rest) -> tuple[Places, NDArray[Any], NDArray[np.int32]]:
    """Return where every node's list of sets begins, the lists, and their lengths."""
    by_start, total = np.zeros(nodes + 1, np.int64), np.zeros(nodes, np.int32)
    if sets.packed:
        widths, last = np.zeros(nodes, np.int64), np.full(nodes, -1)
        for span in sets.parts(rest):
            count_packed(sets.start, sets.member, span, (total, widths), last)
        begin_lists(widths, by_start)
        lists, last[:] = np.empty(widths.sum(), np.uint8), -1
        for span in sets.parts(rest):
            fill_packed(sets.start, sets.member, span, (by_start, lists), last)
        return by_start, lists, total
    for span in sets.parts(rest):
        count_sets(sets.member[sets.start[span[0]] : sets.start[span[1]]], total)
    begin_lists(total, by_start)
    by_set = np.empty(sets.member.size, np.uint32)
    for span in sets.parts(rest):
        fill_lists(sets.start, sets.member, span, by_start, by_set)
    return by_start, by_set, total


def choose(
    sets: Sets,
    wish: Wish,
    nodes: int,
    *,
    first: Places | None = None,
    rest: Rest = ENDLESS.rest,
) -> Choice:
    """Choose the best node again and again; ``first`` (sentinels) are taken before.

    ``rest`` is called now and then, and may end it.
    """
    cover = cover_of(sets, wish, nodes, rest=rest)
    free = wish.count - wish.forced.size
    room = cover.room.copy()
    if first is not None:
        cover.room[0] -= first.size
        _take_all(cover, first, wish)
    following = stages(int(cover.at[0]), wish.count)
    if wish.quota is None and sets.members < _FEW_MEMBERS:
        most = float(take_in_stages(cover, np.array(following), free))
    else:
        most = _staged(cover, wish, following, (room, free), rest)
    chosen = int(cover.at[0])
    seeds = cover.seed[:chosen].astype(np.int64)
    guarantee = guarantee_of(wish, 0 if first is None else first.size)
    return Choice(seeds, cover.gained[:chosen].copy(), int(cover.at[1]), most, guarantee, cover)


def _staged(  # noqa: PLR0917  # all of one thing
    cover: Cover, wish: Wish, following: list[int], ahead: tuple[Places, int], rest: Rest
) -> float:
    """Choose as ``take_in_stages`` does, with rests in between; in groups, too."""
    most, (room, free) = math.inf, ahead
    for stage in following:
        rest()
        reached = take_best(cover, stage)
        more = most_ahead(cover, free) if wish.quota is None else most_in_groups(cover, room, free)
        most = min(most, float(cover.at[1] + more))
        if reached < stage:
            break
    return most


def stages(taken: int, count: int) -> list[int]:
    """Return at how many nodes taken the bound is worked out.

    >>> stages(1, 4)
    [1, 2, 3, 4]
    """
    between = np.linspace(taken, count, _STAGES + 1).astype(np.int64)
    found: list[int] = np.unique(between).tolist()
    return found


def guarantee_of(wish: Wish, first: int = 0) -> float:
    """Return the share of the best that step-by-step choosing reaches at least.

    Every step closes one part in n of what is missing to the best n nodes: whatever the
    ``first`` few are, the steps after them reach 1 - (1 - 1 / n)^(n - first) of it.
    """
    if first:
        free = wish.count - wish.forced.size
        return float(1 - (1 - 1 / free) ** (free - first))
    return STEPWISE if wish.quota is None else STEPWISE_IN_GROUPS


def _take_all(cover: Cover, nodes: Places, wish: Wish) -> None:
    for node in nodes.tolist():
        if wish.quota is not None:
            cover.room[cover.group[node]] -= 1
        take(cover, node)


def most_in_groups(cover: Cover, room: Places, free: int) -> int:
    """Return what ``free`` more nodes would gain within their groups' room."""
    able = np.flatnonzero(cover.gain)
    gain, group = cover.gain[able], cover.group[able]
    order = np.lexsort((-gain, group))
    gain, group = gain[order], group[order]
    place = np.arange(gain.size) - np.searchsorted(group, group)
    inside = np.sort(gain[place < room[group]])
    return int(inside[::-1][:free].sum())
