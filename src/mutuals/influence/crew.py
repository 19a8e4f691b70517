"""Seeds for networks beyond one machine: backward sets drawn and kept by many workers.

Each worker maps the same files into its memory, and draws the sets whose numbers it is
given: a set is the same whoever draws it. What it drew it keeps, packed. Workers are
threads here (``engine.threads``) or executors of Spark (``engine.spark``).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.engine.threads import Work
from mutuals.graph.afar import Far, select_seeds_afar
from mutuals.graph.csr import Graph, Ids
from mutuals.graph.drawing import Span
from mutuals.graph.growing import Bits
from mutuals.graph.sampling import Sets
from mutuals.graph.seeds import Seeds
from mutuals.graph.wish import Goal, Wish
from mutuals.influence.parts import (
    Count,
    Draw,
    Show,
    Stopped,
    added,
    counts_of,
    sampler_of,
    sets_shown,
)

# Sets in one piece of work, whoever does it.
PIECE = 1 << 13
_KEPT = "backward sets"


class Workers(Protocol):
    """Who works over rows in parts: ``Threads`` here, ``Spark`` beyond this machine."""

    def map(self, work: Work, over: pa.Table | str) -> pa.Table:
        """Return what work yields for rows, or for what is kept under a name."""
        ...

    def keep(self, name: str, work: Work, rows: pa.Table) -> None:
        """Keep what work yields under a name, with what is there already."""
        ...

    def total(self, work: Work, over: str, add: Callable[[pa.Table], pa.Table]) -> pa.Table:
        """Return one row, made by ``add``, for each value of the first column."""
        ...

    def sums(self, name: str, columns: list[str]) -> list[int]:
        """Return the sums of columns of what is kept under a name."""
        ...

    def drop(self, name: str) -> None:
        """Keep what is under a name no longer."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where the flow was saved by ``save_flow``, at the same path for every worker.

    All sets are brought here to choose once they take less than ``room`` bytes; else
    ``in_line`` nodes are asked for at once.
    """

    folder: Path
    room: int = 1 << 30
    in_line: int = 1024
    piece: int = PIECE


def seeds_by(
    workers: Workers, graph: Graph, wish: Wish, *, place: Place, goal: Goal | None = None
) -> Seeds:
    """Choose the seeds ``select_seeds`` chooses for the same key, by many workers.

    Raises ``ValueError``, also for costs or quotas where the sets do not fit here.
    """
    crew = _Crew(workers, place, graph.node.size)
    far = Far(crew, room=place.room, in_line=place.in_line)
    try:
        sampler = sampler_of(str(place.folder))
        return select_seeds_afar(graph, wish, far, sampler=sampler, goal=goal)
    finally:
        workers.drop(_KEPT)


@dataclass(slots=True)
class _Crew:
    """Keepers of sets who are somebody's workers."""

    workers: Workers
    place: Place
    nodes: int
    told: list[int] = field(default_factory=lambda: [0, 0])

    def draw(self, key: np.uint64, span: Span, *, stop: Bits) -> tuple[int, int]:
        """Keep the sets of a span as well; return how many stopped, and all members."""
        work = Draw(str(self.place.folder), int(key), stop)
        self.workers.keep(_KEPT, work, self._pieces(span))
        before, self.told = self.told, self.workers.sums(_KEPT, ["stopped", "members"])
        return self.told[0] - before[0], self.told[1] - before[1]

    def count(self, held: Bits) -> Ids:
        """Return in how many of the sets kept each node is."""
        return counts_of(self.workers.total(Count(self.nodes, held), _KEPT, added))

    def show(self, held: Bits, known: Bits) -> Sets:
        """Return what of the sets kept is among the known nodes, in any order."""
        return sets_shown(self.workers.map(Show(held, known), _KEPT))

    def count_stopped(self, key: np.uint64, span: Span, *, stop: Bits) -> int:
        """Return how many sets of a span hold one of the nodes of ``stop``."""
        work = Stopped(str(self.place.folder), int(key), stop)
        return int(pc.sum(self.workers.map(work, self._pieces(span))["count"]).as_py())

    def _pieces(self, span: Span) -> pa.Table:
        first = np.arange(span[0], span[1], self.place.piece)
        after = np.minimum(first + self.place.piece, span[1])
        return pa.table({"first": first, "after": after})
