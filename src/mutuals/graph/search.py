"""Round after round of more sets, until seeds are surely good enough, or a cap."""

import math
import time
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from mutuals.graph.budget import ONE_MORE, choose_affordable
from mutuals.graph.certificate import at_least, at_most, first_sample, last_sample
from mutuals.graph.choosing import Choice, choose, guarantee_of
from mutuals.graph.drawing import Span, bits_of
from mutuals.graph.growing import Bits
from mutuals.graph.keys import stream_key
from mutuals.graph.packing import packed
from mutuals.graph.sampling import NOBODY, Sampler, Sets, joined
from mutuals.graph.wish import Goal, Places, Wish, check_goal

# What the two samples and the pilot are drawn for.
STORED, SEEN, PILOT = 1, 2, 3
Reason = Literal["ratio", "epsilon", "sets", "seconds", "memory"]
# A round of fewer sets would say little of what each seed adds.
_FEWEST = 1 << 9
# Sets drawn to see how large sets are, and the members a pilot may have.
_LOOK, _PILOT_MEMBERS = 64, 1 << 19
# From this size on sentinels cut sets short, until a tenth of the members is left.
_LARGE, _LEFT = 256, 0.1
# A member stored, and its place in its node's list.
_BYTES = 8
# The second round draws so many times the sets of the first at most.
_AT_FIRST = 4
# What is foreseen of a round may be so much off.
_HOPE = 1.03
# After which parts of the other sample it is seen whether the rest can still matter,
# and how many standard errors off that may be.
_PARTS, _OFF = (8, 2, 1), 3.0


@dataclass(slots=True)
class Search:
    """One run: what it draws with and aims at, and what it has drawn.

    ``doubt`` is the log of one over the chance that one of the bounds fails. ``most``
    sets are drawn at most; with ``is_enough``, so many give what ``aim`` says even
    where the certificate does not.
    """

    sampler: Sampler
    wish: Wish
    goal: Goal
    size: int
    most: int
    doubt: float
    aim: float
    is_enough: bool = False
    began: float | None = None
    before: "_Held | None" = None
    sentinel: Places = field(default_factory=lambda: np.zeros(0, np.int64))
    sets: Sets = field(default_factory=Sets.none)

    def key(self, purpose: int) -> np.uint64:
        """Return the key of one of the run's samples."""
        return stream_key(self.goal.key, purpose)

    def round(self) -> Choice:
        """Add to the stored sample, and choose on it."""
        span = (self.sets.size, self.size)
        stop = bits_of(self.sentinel, self.sampler.nodes) if self.sentinel.size else NOBODY
        key = self.key(STORED)
        if self.sets.packed:
            more = packed(self.sampler.store(key, span, stop=stop), self.goal.rest)
            self.sets = joined(self.sets, more)
        else:
            self.sets = self.sampler.store(key, span, stop=stop, after=self.sets)
        if self.wish.cost is not None:
            return choose_affordable(self.sets, self.wish, self.wish.cost)
        rest, nodes = self.goal.rest, self.sampler.nodes
        return choose(self.sets, self.wish, nodes, first=self.sentinel, rest=rest)

    def hopes(self, choice: Choice) -> bool:
        """Whether the choice may turn out on the other sample as is aimed at."""
        held, most = self.expected(choice)
        return self._reaches(held, most)

    def seen(self, seeds: Places, *, wanted: float = 0.0) -> int | None:
        """Return how many of as many other sets, never stored, hold a seed.

        None as soon as ``wanted`` are out of reach.
        """
        stop = bits_of(seeds, self.sampler.nodes)
        found, done, size = 0, 0, self.sets.size
        for part in _PARTS:
            until = size // part
            if until == done:
                continue
            found, done = found + self.stopped((done, until), stop), until
            if (found + _OFF * math.sqrt(found + 1)) * size < wanted * done:
                return None
        return found

    def stopped(self, span: Span, stop: Bits) -> int:
        """Return how many sets of a span of the other sample hold one of some nodes."""
        return self.sampler.count_stopped(self.key(SEEN), span, stop=stop)

    def ends(self, choice: Choice) -> Reason | None:
        """Return which cap the next round would break, if any; or plan that round."""
        if self.sets.size >= self.most:
            return "sets"
        growth = self._growth(choice)
        self.size = min(growth * self.sets.size, self.most)
        self.before = _Held.of(choice, self.sets.size)
        # the first round, in which kernels may be compiled, says nothing of the time
        if self.began is None:
            self.began = time.monotonic()
        elif self._late(self.began, growth):
            return "seconds"
        return None if self._packed_fits() else "memory"

    def expected(self, choice: Choice, *, growth: int = 1) -> tuple[float, float]:
        """Return how many of so many times the sets seeds will hold, and the bound.

        Chosen on few sets, seeds hold more of them than of others: about half as much
        more on twice the sets, which is what two rounds tell.
        """
        size = self.sets.size
        now = _Held.of(choice, size)
        held, most = now.held, now.most
        if self.before is not None and self.before.size < size:
            far = self.before.size / (size - self.before.size)
            held -= far * max(0.0, self.before.held - held)
            beyond = far * max(0.0, self.before.most - most)
            most -= beyond * (1 - 1 / growth)
        return held * size * growth, most * size * growth

    def _growth(self, choice: Choice) -> int:
        """Return how many times the sets to draw: rounds bound to fail are left out."""
        growth = 2
        while growth * self.sets.size < self.most:
            held, most = self.expected(choice, growth=growth)
            if self._reaches(held, most):
                break
            growth *= 2
        while growth > 2 and not self._fits(growth):  # noqa: PLR2004  # twice as many
            growth //= 2
        return growth

    def _reaches(self, held: float, most: float) -> bool:
        return at_least(_HOPE * held, self.doubt) >= self.aim * at_most(most, self.doubt)

    def _fits(self, growth: int) -> bool:
        if growth * _BYTES * self.sets.members > self.goal.memory:
            return False
        # what the first round took must not change what is drawn
        return growth <= _AT_FIRST if self.began is None else not self._late(self.began, growth)

    def _late(self, since: float, growth: int) -> bool:
        # so many times the sets cost about as many times what all rounds did so far
        return (1 + growth) * (time.monotonic() - since) > self.goal.seconds

    def _packed_fits(self) -> bool:
        """Whether twice the sets fit, packed where they must be and can be."""
        if 2 * _BYTES * self.sets.members <= self.goal.memory:
            return True
        if self.wish.cost is not None:
            return False
        self.sets = self.sets if self.sets.packed else packed(self.sets, self.goal.rest)
        # its list of sets takes a member about as much room again
        return 4 * self.sets.member.size <= self.goal.memory

    def without_sentinels(self) -> "Search":
        """Return the search that is left to do where sentinels were no good."""
        return begun_plainly(self.sampler, self.wish, self.goal, tries=2)


@dataclass(frozen=True, slots=True)
class _Held:
    """Of how many sets what share the choice of a round held, and any could at most."""

    size: int
    held: float
    most: float

    @classmethod
    def of(cls, choice: Choice, size: int) -> "_Held":
        """Return the shares of a round of so many sets."""
        return cls(size, choice.held / size, choice.most / size)


def begun(sampler: Sampler, wish: Wish, goal: Goal) -> Search:
    """Return a search before its first round, with sentinels where sets are large."""
    check_goal(goal)
    pilot = sampler.store(stream_key(goal.key, PILOT), (0, _LOOK))
    mean = pilot.member.size / _LOOK
    search = begun_plainly(sampler, wish, goal)
    if mean >= _LARGE and wish.cost is None and wish.quota is None and wish.count > 1:
        search = begun_plainly(sampler, wish, goal, tries=2 if search.is_enough else 1)
        search.sentinel = _sentinels(search, pilot, mean)
    return search


def begun_plainly(sampler: Sampler, wish: Wish, goal: Goal, *, tries: int = 1) -> Search:
    """Return a search without sentinels, one of so many that share the doubt."""
    nodes = sampler.nodes
    delta = (1 / nodes if goal.delta is None else goal.delta) / tries
    size = min(max(_FEWEST, first_sample(nodes, wish.count, delta)), goal.sets)
    most, aim, is_enough = goal.sets, goal.ratio, False
    if goal.epsilon is not None:
        aim = (guarantee_of(wish) if wish.cost is None else ONE_MORE) - goal.epsilon
        enough = last_sample(nodes, wish.count, delta=delta, epsilon=goal.epsilon)
        is_enough = enough <= most and wish.cost is None and wish.quota is None
        most = max(size, min(most, enough))
    doubt = math.log(3 * (math.ceil(math.log2(most / size)) + 1) / delta)
    return Search(
        sampler, wish, goal, size=size, most=most, doubt=doubt, aim=aim, is_enough=is_enough
    )


def _sentinels(search: Search, pilot: Sets, mean: float) -> Places:
    """Return a few nodes that hold most large sets.

    Any nodes will do for the bounds to hold: what they hold is counted on the samples
    like any seed's. Those of the pilot's choice, until they leave a tenth of its
    members in sets they do not hold, at most half of the seeds.
    """
    nodes, key = search.sampler.nodes, search.key(PILOT)
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
