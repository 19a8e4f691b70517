"""What somebody could start: expected take-ups at one and two steps."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators.proportion import proportion
from mutuals.graph.csr import Graph, Ids, Numbers
from mutuals.graph.diffusion import within_two_steps

# One in twenty, worth ten people: a guess that fifty people talked with outweigh.
PRIOR = (0.5, 9.5)
# A tie counts in full once it is as strong as about five recent talks alone.
FULL_STRENGTH = 5.0
# A chance before anything is known.
THINNEST = PRIOR[0] / sum(PRIOR)
_THIN = 1.0 - np.exp(-1.0 / FULL_STRENGTH)


def potential_of(persons: Ids, passing: pa.Table) -> tuple[Numbers, Numbers, Numbers]:
    """Return potential and its 90 % interval, in the order of ``persons``."""
    ends = [passing[end].cast(pa.int64()).to_numpy() for end in ("ego_id", "alter_id")]
    middle, low, high = (
        _reach(persons, (ends[0], ends[1]), passing[name]) for name in ("chance", "lower", "upper")
    )
    usual = [pc.mean(passing[name]).as_py() or THINNEST for name in ("lower", "chance", "upper")]
    # somebody without a two-way tie still has one recent talk somewhere
    least = [one * _THIN for one in usual]
    return np.maximum(middle, least[1]), np.maximum(low, least[0]), np.maximum(high, least[2])


def _reach(persons: Ids, ends: tuple[Ids, Ids], chance: pa.ChunkedArray) -> Numbers:
    """Return expected deeds at one and two steps, nobody counted on the way back."""
    found = np.zeros(persons.size)
    graph = Graph.from_edges(*ends, probability=np.asarray(chance.to_numpy(), np.float64))
    one, two = within_two_steps(graph)
    found[np.searchsorted(persons, graph.node)] = one + two
    return found


def rate_of(conversion: pa.Table) -> tuple[float, float, float]:
    """Return how often a word leads to a deed, over all: lower, middle and upper."""
    pooled = conversion.filter(
        pc.and_(pc.is_null(conversion["source_id"]), pc.equal(conversion["way"], "personal"))
    )
    exposed, took_up = _sum(pooled["exposed"]), _sum(pooled["took_up"])
    people = min(_sum(pooled["people"]), exposed)
    yes = took_up / exposed * people if exposed else 0.0
    rate = proportion([yes + PRIOR[0]], [people + sum(PRIOR)], prior=(0.0, 0.0))
    return float(rate.lower[0]), float(rate.share[0]), float(rate.upper[0])


def two_way(tie: pa.Table) -> Graph:
    """Return the ties on which both have spoken, and how much of a tie each is."""
    mutual = tie.filter(pc.greater(tie["reciprocity"], 0.0))
    strength = np.asarray(mutual["strength"].cast(pa.float64()).to_numpy())
    return Graph.from_edges(
        mutual["ego_id"].cast(pa.int64()).to_numpy(),
        mutual["alter_id"].cast(pa.int64()).to_numpy(),
        probability=1.0 - np.exp(-strength / FULL_STRENGTH),
    )


def _sum(column: pa.ChunkedArray) -> int:
    return int(pc.sum(column).as_py() or 0)
