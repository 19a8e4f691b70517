"""Backward sets by number: stored, counted or looked into, on one thread or several."""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutuals.graph.drawing import (
    Span,
    count_members,
    count_stopped,
    draw_sets,
    marks_for,
)
from mutuals.graph.flow import Flow
from mutuals.graph.growing import Bits, Marks, Queue
from mutuals.graph.limits import Limits

# Members drawn between two looks at whether to go on: a tenth of a second's work.
_BREATH = 1 << 19
# Members that are gone through between two looks.
_PART = 1 << 23
# Sets in one piece of work: enough to make its start negligible.
_PIECE = 1 << 15
NOBODY: Bits = np.zeros(0, np.uint64)


@dataclass(frozen=True, slots=True)
class Sets:
    """Stored sets: set n's members are ``member[start[n]:start[n + 1]]``.

    ``stopped`` sets hold one of the nodes that stop, and have no members here. Packed
    sets are bytes, with ``members`` members in them.
    """

    start: NDArray[np.int64]
    member: NDArray[Any]
    stopped: int
    members: int

    @property
    def packed(self) -> bool:
        """Return whether the members are packed."""
        return bool(self.member.dtype == np.uint8)

    @property
    def size(self) -> int:
        """Return how many sets these are, the stopped ones included."""
        return self.start.size - 1

    def parts(self, rest: Callable[[], None]) -> Iterator[Span]:
        """Divide the sets into spans of some work each, with a ``rest`` before each."""
        whole = int(self.start[-1])
        inner = np.searchsorted(self.start, np.arange(_PART, whole, _PART)).tolist()
        for span in pairwise([0, *inner, self.size]):
            rest()
            yield span

    @classmethod
    def none(cls) -> "Sets":
        """Return no sets."""
        return cls(np.zeros(1, np.int64), np.zeros(0, np.uint32), 0, 0)


def joined(one: Sets, other: Sets) -> Sets:
    """Return two samples as one."""
    start = np.concatenate([one.start, other.start[1:] + one.start[-1]])
    member = np.concatenate([one.member, other.member])
    stopped, members = one.stopped + other.stopped, one.members + other.members
    return Sets(start, member, stopped, members)


def _appended(before: Sets, found: list[Any]) -> Sets:
    """Return sets and, behind them, those found piece by piece, in the same arrays."""
    start, member = before.start, before.member
    set_, place, stopped = before.size, member.size, before.stopped
    # nothing else holds these arrays: they grow where they are, without a second copy
    start.resize(set_ + 1 + sum(sizes.size for sizes, _ in found), refcheck=False)
    member.resize(place + sum(more.size for _, more in found), refcheck=False)
    found.reverse()
    while found:
        sizes, more = found.pop()
        member[place : place + more.size] = more
        into = start[set_ + 1 : set_ + 1 + sizes.size]
        np.cumsum(np.maximum(sizes, 0), out=into)
        into += place
        set_, place = set_ + sizes.size, place + more.size
        stopped += int(np.count_nonzero(sizes < 0))
    return Sets(start, member, stopped, member.size)


@dataclass(slots=True)
class _Scratch:
    """What one thread works in."""

    marks: Marks
    queue: Queue
    hits: NDArray[np.uint32]


Work = Callable[[Span, _Scratch], tuple[int, Any]]


@dataclass(frozen=True, slots=True)
class Sampler:
    """Draws the numbered sets of one graph, model and key."""

    flow: Flow
    threads: int = 1
    limits: Limits = field(default_factory=Limits)

    @property
    def nodes(self) -> int:
        """Return how many nodes the graph has."""
        return int(self.flow.start.size - 1)

    def store(
        self, key: np.uint64, span: Span, *, stop: Bits = NOBODY, after: Sets | None = None
    ) -> Sets:
        """Return the sets of a span of numbers, ``after`` others, which are used up."""

        def work(part: Span, scratch: _Scratch) -> tuple[int, Any]:
            sizes = np.empty(part[1] - part[0], np.int32)
            queue = np.empty(self.nodes + _BREATH, np.uint32)
            done, fill = draw_sets(self.flow, key, part, (queue, sizes), scratch.marks)
            # they shrink where they are, without a copy
            queue.resize(fill, refcheck=False)
            return done, (sizes[: done - part[0]], queue)

        found, _ = self._run(work, span, stop=stop)
        return _appended(after or Sets.none(), found)

    def count(self, key: np.uint64, span: Span) -> tuple[NDArray[np.int64], int]:
        """Return, per node, in how many sets it is but the root, and all members."""

        def work(part: Span, scratch: _Scratch) -> tuple[int, int]:
            if not scratch.hits.size:
                scratch.hits = np.zeros(self.nodes, np.uint32)
            into = (scratch.queue, scratch.hits, _BREATH)
            done, total = count_members(self.flow, key, part, into, scratch.marks)
            return int(done), int(total)

        totals, scratches = self._run(work, span)
        hits = np.zeros(self.nodes, np.int64)
        for scratch in scratches:
            if scratch.hits.size:
                hits += scratch.hits
        return hits, sum(totals)

    def count_stopped(self, key: np.uint64, span: Span, *, stop: Bits) -> int:
        """Return how many sets of a span hold one of the nodes of ``stop``."""

        def work(part: Span, scratch: _Scratch) -> tuple[int, int]:
            into = (scratch.queue, _BREATH)
            done, count = count_stopped(self.flow, key, part, into, scratch.marks)
            return int(done), int(count)

        return sum(self._run(work, span, stop=stop)[0])

    def _run(
        self, work: Work, span: Span, *, stop: Bits = NOBODY
    ) -> tuple[list[Any], list[_Scratch]]:
        """Divide a span among threads; return results in order, and their scratch."""
        pieces = iter(range(span[0], span[1], _PIECE))
        found: list[tuple[int, Any]] = []
        told = _teller(self.limits, span[1] - span[0])

        def thread() -> _Scratch:
            queue = np.empty(self.nodes, np.uint32)
            scratch = _Scratch(marks_for(self.nodes, stop), queue, np.zeros(0, np.uint32))
            with np.errstate(over="ignore"):  # without numba, keys are numpy's
                for at, after, result in _steps(work, (pieces, span[1]), scratch):
                    told(after - at)
                    found.append((at, result))
            return scratch

        threads = min(self.threads, -(-(span[1] - span[0]) // _PIECE))
        if threads <= 1:
            scratches = [thread()]
        else:
            with ThreadPoolExecutor(threads) as pool:
                running = [pool.submit(thread) for _ in range(threads)]
            scratches = [one.result() for one in running]
        return [result for _, result in sorted(found, key=itemgetter(0))], scratches


def _teller(limits: Limits, of: int) -> Callable[[int], None]:
    """Return what threads call after each step: it tells, or ends them."""
    lock, done = Lock(), [0]

    def tell(more: int) -> None:
        with lock:
            if limits.stopped():
                raise CancelledError
            done[0] += more
            limits.progress(done[0], of)

    return tell


def _steps(
    work: Work, pieces: tuple[Iterator[int], int], scratch: _Scratch
) -> Iterator[tuple[int, int, Any]]:
    """Work through one's pieces, as much at a time as goes without looking up."""
    for first in pieces[0]:
        at, end = first, min(first + _PIECE, pieces[1])
        while at < end:
            before = at
            at, result = work((at, end), scratch)
            yield before, at, result
