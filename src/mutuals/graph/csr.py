"""A network as arrays: who points at whom, row by row (compressed sparse rows)."""

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutuals.graph.arcs import Rows, checked_numbers, read_arcs, row_starts, sorted_rows, turned

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]
# uint32 while the numbers fit it, else int64
Index = NDArray[Any]

_ARRAYS = ("node", "start", "target", "weight", "given")


@dataclass(frozen=True, eq=False)
class Graph:
    """A directed network.

    ``node`` holds the caller's ids in ascending order; all else counts nodes from 0.
    The edges out of node n are ``target[start[n]:start[n + 1]]``, in ascending order,
    and ``weight`` and ``probability`` lie beside ``target``; ``given`` are the caller's
    probabilities, if any. ``merged`` edges repeated another one, ``self_ties`` led back
    to their own node: neither are in the rows.
    ``start`` and ``target`` are uint32 while that holds them: widen before calculating.
    """

    node: NDArray[Any]
    start: Index
    target: Index
    weight: Numbers
    given: Numbers | None = None
    merged: int = 0
    self_ties: int = 0

    @classmethod
    def from_edges(  # noqa: PLR0913, PLR0917  # the contract's signature
        cls,
        source: ArrayLike,
        target: ArrayLike,
        weight: ArrayLike | None = None,
        probability: ArrayLike | None = None,
        *,
        nodes: ArrayLike = (),
        duplicates: Literal["merge", "first"] = "merge",
    ) -> "Graph":
        """Build a graph from edges between ids of the caller's choice, numbers or text.

        Weights are 1 where not given. Without probabilities each edge has one over the
        number of nodes that point at its target. Several edges from one node to the
        same other become one: weights are summed, and the probability is that of at
        least one of them; or the first of them is taken. ``nodes`` may name further
        ids, which then are in the graph also where no edge holds them. Raises
        ``ValueError``.

        >>> Graph.from_edges([7, 7], [9, 8]).target.tolist()
        [1, 2]
        """
        if duplicates not in {"merge", "first"}:
            message = f"duplicates must be 'merge' or 'first', not {duplicates!r}"
            raise ValueError(message)
        arcs = read_arcs(source, target, weight=weight, probability=probability, nodes=nodes)
        rows = sorted_rows(arcs)
        fresh = _first_of_each(rows)
        worth = _ordered(arcs.weight, rows.arc)
        chance = _ordered(arcs.probability, rows.arc)
        merged = rows.end.size - int(np.count_nonzero(fresh))
        if merged:
            first = np.flatnonzero(fresh)
            add = duplicates == "merge"
            worth = _summed(worth, rows.end.size, first) if add else _ordered(worth, first)
            chance = _at_least_one(chance, first) if add else _ordered(chance, first)
            start = np.searchsorted(first, rows.start).astype(rows.start.dtype)
            rows = Rows(start, rows.end[first], rows.arc[:0])
        if worth is None:
            worth = _ones(rows.end.size)
        return cls(arcs.node, rows.start, rows.end, worth, chance, merged, arcs.self_ties)

    @cached_property
    def probability(self) -> Numbers:
        """Every edge's probability: as given, or one over the edges into its target."""
        if self.given is not None:
            return self.given
        into = row_starts(self.target, self.node.size)
        chances: Numbers = (1.0 / np.maximum(np.diff(into), 1))[self.target]
        return chances

    def with_probability(self, probability: ArrayLike) -> "Graph":
        """Return the same network with other probabilities, in the order of ``target``.

        Raises ``ValueError`` for what cannot be one.
        """
        chance = checked_numbers(probability, "probability", size=self.target.size, most=1.0)
        other = replace(self, given=chance)
        for name in self.__dict__.keys() & {"reverse", "into"}:
            other.__dict__[name] = self.__dict__[name]
        return other

    @cached_property
    def reverse(self) -> Rows:
        """The edges by their target, worked out when first asked for.

        ``arc`` says which edge each is in ``target``, ``weight`` and ``probability``.
        """
        return turned(self.rows)

    @cached_property
    def into(self) -> Rows:
        """``reverse`` for those who need not know which edge each is: no ``arc``."""
        return self.__dict__.get("reverse") or turned(self.rows, keeps=False)

    @property
    def rows(self) -> Rows:
        """The edges by their source."""
        return Rows(self.start, self.target, self.target[:0])

    def position(self, node_id: int | str) -> int | None:
        """Return where an id stands in ``node``, or None."""
        place = int(np.searchsorted(self.node, node_id))
        found = place < self.node.size and self.node[place] == node_id
        return place if found else None

    def places(self, ids: ArrayLike) -> Ids:
        """Return where ids stand in ``node``, or raise ``ValueError``."""
        asked = np.asarray(ids)
        if not asked.size:
            return np.zeros(0, np.int64)
        if (asked.dtype.kind == "U") != (self.node.dtype.kind == "U"):
            asked = asked.astype(object)
            known = np.zeros(asked.size, np.bool_)
            place = np.zeros(asked.size, np.int64)
        else:
            place = np.searchsorted(self.node, asked)
            here = self.node[np.minimum(place, self.node.size - 1)]
            known = (place < self.node.size) & (here == asked)
        if not known.all():
            raise ValueError(_not_here(asked[~known]))
        return place.astype(np.int64)

    def sources(self) -> Ids:
        """Return the source node of every edge."""
        return np.repeat(np.arange(self.node.size), np.diff(self.start))

    def save(self, folder: Path) -> None:
        """Write the arrays into a folder, from where ``load`` maps them into memory."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        # what can be worked out again takes no room: weights of 1, chances not given
        kept = {
            name: one for name, one in arrays.items() if one is not None and one.strides != (0,)
        }
        for name, array in kept.items():
            np.save(folder / f"{name}.npy", array)
        about = {"arrays": [*kept], "merged": self.merged, "self_ties": self.self_ties}
        (folder / "graph.json").write_text(json.dumps(about), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Graph":
        """Map a saved graph into memory: nothing is read before it is needed."""
        about = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
        # copy-on-write: kernels would be compiled again for read-only arrays
        found = {
            name: np.load(folder / f"{name}.npy", mmap_mode="c").view(np.ndarray)
            for name in about.pop("arrays")
        }
        return cls(**{"weight": _ones(found["target"].size), **found, **about})


def _not_here(unknown: NDArray[Any]) -> str:
    return f"these are not in the network: {', '.join(map(str, unknown[:5].tolist()))}"


def _ones(size: int) -> Numbers:
    # one number for all edges takes no memory
    return np.broadcast_to(np.float64(1), size)


def _ordered(values: Numbers | None, order: Index) -> Numbers | None:
    return None if values is None else values[order]


def _first_of_each(rows: Rows) -> NDArray[np.bool_]:
    """Return whether each edge is not the same as the one before it."""
    fresh = np.ones(rows.end.size, np.bool_)
    fresh[1:] = rows.end[1:] != rows.end[:-1]
    starts = rows.start[:-1]
    fresh[starts[starts < rows.end.size]] = True
    return fresh


def _summed(worth: Numbers | None, size: int, first: Ids) -> Numbers:
    return np.add.reduceat(np.ones(size) if worth is None else worth, first)


def _at_least_one(chance: Numbers | None, first: Ids) -> Numbers | None:
    if chance is None:
        return None
    several = np.diff(first, append=chance.size) > 1
    return np.where(several, 1.0 - np.multiply.reduceat(1.0 - chance, first), chance[first])
