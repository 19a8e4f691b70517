"""How many a few starters reach, by simulation; and whom, through whom.

Ties carry independently of each other, each with its probability (``ic``), or a node
follows once those it follows press hard enough (``lt``: probabilities are shares of
pressure, which has the same outcome as listening to one of them, drawn by its share;
Kempe, Kleinberg and Tardos 2003).
"""

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutuals.graph.csr import Graph, Ids, Numbers
from mutuals.graph.flow import Model
from mutuals.graph.keys import key_of
from mutuals.graph.limits import Limits, check_run
from mutuals.graph.worlds import NOBODY, Desk, Start, Ties, cascade, clean, desk, measured, worlds

# Worlds at a time: the answer depends on this, so it does not depend on the threads.
BATCH = 128
FIRST_ROUND = 256
_ENDLESS = 2**62
# Half the width of a 90 % interval, in standard errors.
_WIDE = 1.6448536269514722
_LOOK = 0.2
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean number reached, starters included; its standard error; a 90 % interval.

    ``is_precise`` says whether the standard error that was asked for was met.
    """

    spread: float
    standard_error: float
    lower: float
    upper: float
    runs: int
    is_precise: bool


@dataclass(frozen=True, slots=True)
class Cascades:
    """Who was reached in each run, and each tree that grew from one starter.

    Per person reached: ``run``, ``node`` (the caller's id), ``parent`` (the row of who
    reached them, -1: a starter) and ``depth``. Per tree: ``tree_run``, ``tree_root``,
    ``tree_size``, ``tree_depth`` and ``tree_virality``, the mean number of steps
    between two of its nodes (Goel and others 2016; not a number for one alone).
    """

    run: Ids
    node: NDArray[np.generic]
    parent: Ids
    depth: Ids
    tree_run: Ids
    tree_root: NDArray[np.generic]
    tree_size: Ids
    tree_depth: Ids
    tree_virality: Numbers


def spread(  # noqa: PLR0913  # the contract names most of them
    graph: Graph,
    seeds: ArrayLike,
    model: Model = "ic",
    *,
    steps: int | None = None,
    relative_error: float = 0.01,
    runs: int = 100_000,
    threads: int = 1,
    rng: np.random.Generator | None = None,
    limits: Limits | None = None,
) -> Spread:
    """Return how many the seeds reach on average, within ``steps`` steps if given.

    Simulation ends once the standard error is ``relative_error`` of the mean, or after
    so many ``runs``. The same ``rng`` gives the same answer on any number of threads,
    and the same possible worlds to any other seeds. Raises ``ValueError`` for seeds
    that are not in the graph, and ``CancelledError``.

    >>> graph = Graph.from_edges(["Ann", "Bo"], ["Bo", "Cy"], probability=[1.0, 0.5])
    >>> found = spread(graph, ["Ann"])
    >>> found.lower < 2.5 < found.upper, round(found.spread, 1)
    (True, 2.5)
    """
    check_run(model, steps, threads)
    if runs < 1 or not relative_error >= 0:
        message = "there must be runs to simulate, and the relative error must be 0 or more"
        raise ValueError(message)
    begun = _begun(graph, seeds, steps=steps, rng=rng)
    crew = _Crew(_ties(graph, model), begun, threads, limits=limits or Limits())
    tally, wanted = _Tally(), FIRST_ROUND
    while tally.runs < (until := min(wanted, runs)):
        total, squares = crew.run(tally.runs, until, of=runs)
        tally = _Tally(until, tally.total + total, tally.squares + squares)
        wanted = tally.wanted(relative_error)
    mean, error = tally.mean, tally.error
    return Spread(
        mean,
        error,
        max(mean - _WIDE * error, float(begun.seeds.size)),
        min(mean + _WIDE * error, float(graph.node.size)),
        tally.runs,
        error <= relative_error * mean,
    )


def cascades(  # noqa: PLR0913  # as spread, and how many
    graph: Graph,
    seeds: ArrayLike,
    *,
    runs: int = 100,
    model: Model = "ic",
    steps: int | None = None,
    rng: np.random.Generator | None = None,
) -> Cascades:
    """Return who reached whom in the first ``runs`` worlds of ``spread``.

    Where several would have reached somebody in the same step, the first in the queue
    did; under ``lt``, whoever's word tipped the scale.
    """
    check_run(model, steps, threads=1)
    if runs < 1:
        message = "there must be runs to simulate"
        raise ValueError(message)
    begun = _begun(graph, seeds, steps=steps, rng=rng)
    ties = _ties(graph, model)
    own = desk(graph.node.size, np.zeros(1, np.uint8))
    nodes, parents, sizes = [np.zeros(0, np.uint32)], [np.zeros(0, np.int64)], [0]
    with np.errstate(over="ignore"):
        for world in range(runs):
            length = cascade(ties, own, begun, world)
            above = own.parent[:length]
            nodes.append(own.queue[:length].copy())
            parents.append(np.where(above == NOBODY, NOBODY, above + sum(sizes)))
            sizes.append(length)
            clean(own, length)
    run = np.repeat(np.arange(runs), sizes[1:])
    return _grown(run, graph.node[np.concatenate(nodes)], np.concatenate(parents))


def _grown(run: Ids, node: NDArray[np.generic], parent: Ids) -> Cascades:
    depth, root, below = np.zeros((3, parent.size), np.int64)
    measured(parent, depth, root, below)
    first = parent == NOBODY
    size = below[root]
    pairs = np.bincount(root, below * (size - below), parent.size)[first]
    deepest = np.zeros(parent.size, np.int64)
    np.maximum.at(deepest, root, depth)
    many = below[first].astype(np.float64)
    virality = np.full(many.size, np.nan)
    np.divide(2 * pairs, many * (many - 1), out=virality, where=many > 1)
    return Cascades(
        run, node, parent, depth, run[first], node[first], below[first], deepest[first], virality
    )


def _ties(graph: Graph, model: Model) -> Ties:
    chance = np.ascontiguousarray(graph.probability)
    if model == "ic":
        return Ties(graph.start, graph.target, chance, np.zeros(0))
    rows = graph.reverse
    ends = np.concatenate([[0.0], np.cumsum(chance[rows.arc])])
    begins = ends[rows.start]
    if (np.diff(begins) > 1.0 + _ROUNDING).any():
        msg = "the probabilities into a node are more than 1 together"
        raise ValueError(msg)
    floor = np.empty(chance.size)
    floor[rows.arc] = ends[:-1] - np.repeat(begins[:-1], np.diff(rows.start))
    return Ties(graph.start, graph.target, chance, floor)


def _begun(
    graph: Graph, seeds: ArrayLike, *, steps: int | None, rng: np.random.Generator | None
) -> Start:
    places = np.unique(graph.places(seeds))
    return Start(places, _ENDLESS if steps is None else steps, np.uint64(key_of(rng)))


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many runs, and the sums of what they reached and of its squares."""

    runs: int = 0
    total: int = 0
    squares: int = 0

    @property
    def mean(self) -> float:
        return self.total / max(self.runs, 1)

    @property
    def error(self) -> float:
        spare = self.squares * self.runs - self.total**2
        return float(np.sqrt(spare / max(self.runs - 1, 1)) / max(self.runs, 1))

    def wanted(self, relative_error: float) -> int:
        """Return how many runs meet the error, if the rest are like those so far."""
        if self.error <= relative_error * self.mean:
            return self.runs
        ratio = self.error / (relative_error * self.mean) if relative_error else 2.0
        runs = int(self.runs * min(4.0, 1.05 * ratio**2))
        return BATCH * (runs // BATCH + 1)


class _Crew:
    """Threads that run batches of worlds, each on its own desk."""

    def __init__(self, ties: Ties, begun: Start, threads: int, *, limits: Limits) -> None:
        self._ties, self._begun, self._limits = ties, begun, limits
        self._stop = np.zeros(1, np.uint8)
        nodes = ties.start.size - 1
        self._free = [desk(nodes, self._stop) for _ in range(threads)]
        self._count = threads

    def run(self, first: int, last: int, *, of: int) -> tuple[int, int]:
        """Run worlds; return the sum of the numbers reached, and of their squares."""
        edges = [*range(first, last, BATCH), last]
        total, squares, runs = 0, 0, first
        with self._threads() as threads:
            asked = {threads.submit(self._batch, *ends) for ends in pairwise(edges)}
            for batch in self._finished(asked):
                more = batch.result()
                total, squares, runs = total + more[0], squares + more[1], runs + BATCH
                self._limits.progress(min(runs, last), of)
        return total, squares

    def _batch(self, first: int, last: int) -> tuple[int, int]:
        own: Desk = self._free.pop()
        # without the compiler, whole numbers warn where they are meant to run over
        with np.errstate(over="ignore"):
            found = worlds(self._ties, own, self._begun, (first, last))
        self._free.append(own)
        return int(found[0]), int(found[1])

    def _finished(self, asked: set[Future[tuple[int, int]]]) -> Iterator[Future[tuple[int, int]]]:
        while asked:
            done, asked = wait(asked, timeout=_LOOK, return_when=FIRST_COMPLETED)
            if self._limits.stopped():
                raise CancelledError
            yield from done

    @contextmanager
    def _threads(self) -> Iterator[ThreadPoolExecutor]:
        threads = ThreadPoolExecutor(self._count)
        try:
            yield threads
        except BaseException:
            self._stop[0] = 1
            threads.shutdown(cancel_futures=True)
            raise
        threads.shutdown()
