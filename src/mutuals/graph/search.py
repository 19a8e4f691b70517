"""Round after round of more sets, until seeds are surely good enough, or a cap."""

import math
import time
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from mutuals.graph.budget import ONE_MORE, choose_affordable
from mutuals.graph.certificate import first_sample, last_sample
from mutuals.graph.choosing import Choice, choose, guarantee_of
from mutuals.graph.drawing import bits_of
from mutuals.graph.keys import stream_key
from mutuals.graph.packing import packed
from mutuals.graph.sampling import NOBODY, Sampler, Sets, joined
from mutuals.graph.wish import Goal, Places, Wish

# What the two samples and the pilot are drawn for.
STORED, SEEN, PILOT = 1, 2, 3
Reason = Literal["ratio", "sets", "seconds", "memory"]
# A round of fewer sets would say little of what each seed adds.
_FEWEST = 1 << 9
# Sets drawn to see how large sets are, and the members a pilot may have.
_LOOK, _PILOT_MEMBERS = 64, 1 << 20
# From this size on sentinels cut sets short, until a tenth of the members is left.
_LARGE, _LEFT = 256, 0.1
# A member stored, and its place in its node's list.
_BYTES = 8


@dataclass(slots=True)
class Search:
    """One run: what it draws with and aims at, and what it has drawn.

    ``doubt`` is the log of one over the chance that one of the bounds fails.
    """

    sampler: Sampler
    wish: Wish
    goal: Goal
    size: int
    most: int
    doubt: float
    aim: float
    began: float | None = None
    sentinel: Places = field(default_factory=lambda: np.zeros(0, np.int64))
    sets: Sets = field(default_factory=Sets.none)

    def key(self, purpose: int) -> np.uint64:
        """Return the key of one of the run's samples."""
        return stream_key(self.goal.key, purpose)

    def round(self) -> tuple[Sets, Choice]:
        """Double the stored sample, and choose on it."""
        span = (self.sets.size, self.size)
        stop = bits_of(self.sentinel, self.sampler.nodes) if self.sentinel.size else NOBODY
        key = self.key(STORED)
        if self.sets.packed:
            self.sets = joined(self.sets, packed(self.sampler.store(key, span, stop=stop)))
        else:
            self.sets = self.sampler.store(key, span, stop=stop, after=self.sets)
        self.size = min(2 * self.size, self.most)
        if self.wish.cost is not None:
            return self.sets, choose_affordable(self.sets, self.wish, self.wish.cost)
        choice = choose(self.sets, self.wish, self.sampler.nodes, first=self.sentinel)
        return self.sets, choice

    def seen(self, size: int, seeds: Places) -> int:
        """Return how many sets of the other sample, never stored, hold a seed."""
        stop = bits_of(seeds, self.sampler.nodes)
        return self.sampler.count_stopped(self.key(SEEN), (0, size), stop=stop)

    def ends(self, sets: Sets) -> Reason | None:
        """Return which cap the next round would break, if any."""
        if sets.size >= self.most:
            return "sets"
        # the next round costs about twice what all of them did so far; the first, in
        # which kernels may be compiled, says nothing of that
        if self.began is None:
            self.began = time.monotonic()
        elif 3 * (time.monotonic() - self.began) > self.goal.seconds:
            return "seconds"
        if 2 * _BYTES * sets.members > self.goal.memory and self.wish.cost is None:
            self.sets = self.sets if sets.packed else packed(sets)
            # its list of sets takes a member about as much room again
            if 4 * self.sets.member.size > self.goal.memory:
                return "memory"
        elif 2 * _BYTES * sets.members > self.goal.memory:
            return "memory"
        return None


def begun(sampler: Sampler, wish: Wish, goal: Goal) -> Search:
    """Return a search before its first round, with sentinels where sets are large."""
    nodes = sampler.nodes
    delta = 1 / nodes if goal.delta is None else goal.delta
    size = min(max(_FEWEST, first_sample(nodes, wish.count, delta)), goal.sets)
    most, aim = goal.sets, goal.ratio
    if goal.epsilon is not None:
        aim = (guarantee_of(wish) if wish.cost is None else ONE_MORE) - goal.epsilon
        enough = last_sample(nodes, wish.count, delta=delta, epsilon=goal.epsilon)
        most = max(size, min(most, enough))
    doubt = math.log(3 * (math.ceil(math.log2(most / size)) + 1) / delta)
    search = Search(sampler, wish, goal, size=size, most=most, doubt=doubt, aim=aim)
    if wish.cost is None and wish.quota is None and wish.count > 1:
        search.sentinel = _sentinels(search)
    return search


def _sentinels(search: Search) -> Places:
    """Return a few nodes that hold most large sets, or none where sets are small.

    Any nodes will do for the bounds to hold: what they hold is counted on the samples
    like any seed's. Those of the pilot's choice, until they leave a tenth of its
    members in sets they do not hold, at most half of the seeds.
    """
    nodes, key = search.sampler.nodes, search.key(PILOT)
    pilot = search.sampler.store(key, (0, _LOOK))
    mean = pilot.member.size / _LOOK
    if mean < _LARGE:
        return search.sentinel
    size = max(_LOOK, min(search.size, int(_PILOT_MEMBERS / mean)))
    pilot = joined(pilot, search.sampler.store(key, (_LOOK, size)))
    forced = search.wish.forced.size
    few = replace(search.wish, count=forced + max(1, (search.wish.count - forced) // 2))
    return _holders(pilot, choose(pilot, few, nodes), forced=forced)


def _holders(pilot: Sets, choice: Choice, *, forced: int) -> Places:
    """Return the first seeds after the forced ones that hold nearly all members."""
    members = np.diff(pilot.start)
    held = np.bincount(choice.cover.holder, weights=members, minlength=choice.seed.size + 1)
    left = 1 - np.cumsum(held[1:]) / members.sum()
    enough = np.flatnonzero(left <= _LEFT)
    return choice.seed[forced : int(enough[0]) + 1 if enough.size else None]
