"""Who can introduce me: the best paths of one to three steps to a person.

A leg is worth what its weaker end gives back: strength is multiplied by reciprocity,
and a tenth of it is left where everything went one way. That strength becomes the
probability that the leg works, 1 - exp(-strength / 5): about five recent talks alone
make a leg that works two times in three. A path is worth the product of its legs.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.graph.csr import Graph, Numbers
from mutuals.graph.paths import Way, best_paths
from mutuals.people.find import find_person, me
from mutuals.records import Tables

# Recent talks alone that make a leg work with probability 1 - 1/e.
FULL_STRENGTH = 5.0
# What is left of a leg where one of the two never answered.
ONE_WAY = 0.1


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a path: from whom to whom, how strong, and how it has been used.

    ``strength`` is seen from the weaker end; ``is_one_way`` says that one of the two
    never started anything.
    """

    from_id: int
    to_id: int
    strength: float
    probability: float
    last_at: datetime
    is_one_way: bool


@dataclass(frozen=True, slots=True)
class Path:
    """A way to a person, over one to three legs."""

    legs: tuple[Leg, ...]
    probability: float

    @property
    def brokers(self) -> tuple[int, ...]:
        """Return the people in between, nearest first."""
        return tuple(leg.to_id for leg in self.legs[:-1])


def reach(
    tables: Tables, target: str | int, *, from_id: int | None = None, count: int = 3
) -> list[Path]:
    """Return the best paths to a person, best first; none means there is no path.

    ``target`` is a person's id, name or address. The paths start at ``from_id``, or at
    the owner of the archive. No two of them go through the same person. Raises what
    ``find_person`` raises.
    """
    target_id = target if isinstance(target, int) else find_person(tables, target)
    start = me(tables) if from_id is None else from_id
    if start is None:
        return []
    tie = tables.table("tie")
    strength = _strength(tie)
    graph = Graph.from_edges(
        tie["ego_id"].cast(pa.int64()).to_numpy(),
        tie["alter_id"].cast(pa.int64()).to_numpy(),
        weight=strength,
        probability=1.0 - np.exp(-strength / FULL_STRENGTH),
    )
    return [_path(tie, way) for way in best_paths(graph, start, target_id, count=count)]


def _strength(tie: pa.Table) -> Numbers:
    strength = np.asarray(tie["strength"].cast(pa.float64()).to_numpy())
    reciprocity = np.asarray(tie["reciprocity"].cast(pa.float64()).to_numpy())
    return np.asarray(strength * (ONE_WAY + (1.0 - ONE_WAY) * reciprocity))


def _path(tie: pa.Table, way: Way) -> Path:
    return Path(tuple(_leg(tie, ends) for ends in pairwise(way.nodes)), way.probability)


def _leg(tie: pa.Table, ends: tuple[int, int]) -> Leg:
    row = tie.filter(pc.and_(pc.equal(tie["ego_id"], ends[0]), pc.equal(tie["alter_id"], ends[1])))
    seen = row.slice(0, 1).to_pylist()[0]
    strength = float(_strength(row)[0])
    return Leg(
        ends[0],
        ends[1],
        strength,
        float(1.0 - np.exp(-strength / FULL_STRENGTH)),
        seen["last_at"],
        not (seen["sent"] and seen["received"]),
    )
