"""Choosing seeds over sets that others keep: counted there, a part of them looked at.

Nodes are taken in the very order in which ``cover`` takes them. That looks only at the
heads of its chains: so it is enough to know, of all sets not yet held, what is among
the nodes next in line. Whoever comes to the head beyond those is asked for anew. The
bound needs every node's count, which the keepers work out at every stage.
"""

import math
from dataclasses import dataclass, field, fields, replace
from typing import Protocol

import numpy as np

from mutuals.graph.budget import choose_affordable
from mutuals.graph.choosing import Choice, choose, cover_of, guarantee_of, stages
from mutuals.graph.cover import (
    Counts,
    Cover,
    begin_lists,
    chain,
    count_sets,
    fill_lists,
    most_ahead,
    take,
)
from mutuals.graph.csr import Graph
from mutuals.graph.drawing import Span, bits_of
from mutuals.graph.growing import Bits
from mutuals.graph.kept import next_in_line, take_known
from mutuals.graph.sampling import NOBODY, Sampler, Sets
from mutuals.graph.search import SEEN, STORED, Search, begun
from mutuals.graph.seeds import Seeds, seeds_of
from mutuals.graph.wish import Goal, Places, Wish, checked

# Nodes next in line that are asked for at once, at least.
IN_LINE = 1024
# What a set's member takes on this machine once all sets are here to choose on.
_BYTES = 16
_ENDLESS = 2**62


class Keepers(Protocol):
    """Whoever draws and keeps sets. Those that hold a ``held`` node are left out."""

    def draw(self, key: np.uint64, span: Span, *, stop: Bits) -> tuple[int, int]:
        """Keep the sets of a span as well; return how many stopped, and all members."""
        ...

    def count(self, held: Bits) -> Counts:
        """Return in how many of the sets kept each node is."""
        ...

    def show(self, held: Bits, known: Bits) -> Sets:
        """Return what of the sets kept is among the known nodes, in any order."""
        ...

    def count_stopped(self, key: np.uint64, span: Span, *, stop: Bits) -> int:
        """Return how many sets of a span hold one of the nodes of ``stop``."""
        ...


@dataclass(frozen=True, slots=True)
class Far:
    """Who keeps the sets, and when to bring them here.

    All are brought here once they take less than ``room`` bytes; else ``in_line`` nodes
    are asked for at once.
    """

    keepers: Keepers
    room: int = 1 << 30
    in_line: int = IN_LINE


def select_seeds_afar(
    graph: Graph, wish: Wish, far: Far, *, sampler: Sampler, goal: Goal | None = None
) -> Seeds:
    """Choose what ``select_seeds`` chooses for the same key, over sets kept elsewhere.

    ``sampler`` draws the few sets of a pilot here. Raises ``ValueError``, also where
    costs or quotas are wished and the sets do not fit here.
    """
    wish = checked(graph, wish)
    # what the sets take is the keepers' memory, not this machine's
    goal = replace(goal or Goal(), memory=_ENDLESS)
    search = begun(sampler, wish, goal)
    known = {one.name: getattr(search, one.name) for one in fields(search)}
    # what is kept elsewhere is not drawn anew without sentinels
    known["is_enough"] = search.is_enough and not search.sentinel.size
    return seeds_of(graph, _Afar(**known, far=far))


@dataclass(slots=True, kw_only=True)
class _Afar(Search):
    """A search whose sets are kept elsewhere; ``sets`` only counts them."""

    far: Far

    def round(self) -> Choice:
        """Let twice as many sets be kept, and choose on them."""
        nodes = self.sampler.nodes
        span = (self.sets.size, self.size)
        stop = bits_of(self.sentinel, nodes) if self.sentinel.size else NOBODY
        stopped, members = self.far.keepers.draw(self.key(STORED), span, stop=stop)
        nowhere = np.broadcast_to(np.int64(0), self.size + 1)
        stopped, members = self.sets.stopped + stopped, self.sets.members + members
        self.sets = Sets(nowhere, self.sets.member, stopped, members)
        if _BYTES * members > self.far.room:
            return _Line(self.far, self.wish, nodes).choice(stopped, self.sentinel)
        everybody = np.full((nodes >> 6) + 1, ~np.uint64(0))
        sets = replace(self.far.keepers.show(_nobody(nodes), everybody), stopped=stopped)
        if self.wish.cost is not None:
            return choose_affordable(sets, self.wish, self.wish.cost)
        return choose(sets, self.wish, nodes, first=self.sentinel)

    def stopped(self, span: Span, stop: Bits) -> int:
        """Return how many sets of a span of the other sample hold one of some nodes."""
        return self.far.keepers.count_stopped(self.key(SEEN), span, stop=stop)


@dataclass(slots=True)
class _Line:
    """The nodes in the order in which they come to the head of the chains."""

    far: Far
    wish: Wish
    nodes: int
    cover: Cover = field(init=False)

    def choice(self, stopped: int, first: Places) -> Choice:
        """Choose step by step; ``first`` (sentinels) are taken before."""
        wish = self.wish
        if wish.cost is not None or wish.quota is not None:
            message = "with costs or quotas the sets must fit on this machine"
            raise ValueError(message)
        self.cover = self._begun(stopped)
        given = np.concatenate([wish.forced, first])
        self._look(given)
        for node in given.tolist():
            take(self.cover, node)
        most, free = math.inf, wish.count - wish.forced.size
        for stage in stages(given.size, wish.count):
            reached = self._until(stage)
            self._count()
            most = min(most, float(self.cover.at[1] + most_ahead(self.cover, free)))
            if reached < stage:
                break
        seeds = self.cover.seed[: self.cover.at[0]].astype(np.int64)
        told = self._told(seeds)
        guarantee = guarantee_of(wish, first.size)
        return Choice(seeds, told.gained, int(self.cover.at[1]), most, guarantee, told)

    def _begun(self, stopped: int) -> Cover:
        gain = self.far.keepers.count(_nobody(self.nodes)).astype(np.int32)
        top = int(gain.max(initial=0))
        # a cover over no sets; what it has of them comes with each look
        sets = Sets(np.zeros(1, np.int64), np.zeros(0, np.uint32), stopped, 0)
        begun_ = cover_of(sets, Wish(self.wish.count), self.nodes)
        gain[self.wish.forbidden] = 0
        tally, head = np.zeros(top + 1, np.int64), np.full(top + 1, -1, np.int32)
        cover = begun_._replace(gain=gain, tally=tally, head=head)
        cover.at[2] = top
        chain(cover)
        return cover

    def _until(self, stage: int) -> int:
        """Choose until so many are chosen; return how many are."""
        many = max(self.far.in_line, 4 * stage)
        while self.cover.at[0] < stage and self.cover.at[2] > 0:
            line = np.zeros(min(many, self.nodes), np.int64)
            line = line[: next_in_line(self.cover, line)]
            self._look(line)
            take_known(self.cover, stage, bits_of(line, self.nodes))
        return int(self.cover.at[0])

    def _look(self, known: Places) -> None:
        """Take in what of the sets not held is among some nodes."""
        if not known.size:
            return
        sets = self.far.keepers.show(self._held(), bits_of(known, self.nodes))
        by_start, total = np.zeros(self.nodes + 1, np.int64), np.zeros(self.nodes, np.int32)
        by_set = np.empty(sets.member.size, np.uint32)
        count_sets(sets.member, total)
        begin_lists(total, by_start)
        fill_lists(sets.start, sets.member, (0, sets.size), by_start, by_set)
        self.cover.gain[known] = total[known]
        self.cover = self.cover._replace(
            start=sets.start,
            member=sets.member,
            by_start=by_start,
            by_set=by_set,
            holder=np.zeros(sets.size, self.cover.holder.dtype),
        )

    def _count(self) -> None:
        """Take in how many sets not held each node is in."""
        cover = self.cover
        cover.gain[:] = self.far.keepers.count(self._held())
        cover.gain[self.wish.forbidden] = 0
        cover.tally[:] = np.bincount(cover.gain, minlength=cover.tally.size)

    def _held(self) -> Bits:
        return bits_of(self.cover.seed[: self.cover.at[0]], self.nodes)

    def _told(self, seeds: Places) -> Cover:
        """Return the sets that hold a seed, taken by one seed after the other."""
        shown = self.far.keepers.show(_nobody(self.nodes), bits_of(seeds, self.nodes))
        told = cover_of(shown, Wish(max(seeds.size, 1)), self.nodes)
        for node in seeds.tolist():
            take(told, node)
        return told._replace(gained=told.gained[: seeds.size])


def _nobody(nodes: int) -> Bits:
    return np.zeros((nodes >> 6) + 1, np.uint64)
