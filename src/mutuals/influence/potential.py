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
# Somebody without a two-way tie still has one recent talk somewhere.
_THIN = 1.0 - np.exp(-1.0 / FULL_STRENGTH)


def potential_of(
    persons: Ids, conversion: pa.Table, tie: pa.Table
) -> tuple[Numbers, Numbers, Numbers]:
    """Return potential and its 90 % interval, in the order of ``persons``."""
    one, two = _steps(persons, tie)
    low, middle, high = rate_of(conversion)
    return (
        middle * one + middle**2 * two,
        low * one + low**2 * two,
        high * one + high**2 * two,
    )


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


def _steps(persons: Ids, tie: pa.Table) -> tuple[Numbers, Numbers]:
    graph = two_way(tie)
    here = np.searchsorted(persons, graph.node)
    one, two = np.zeros(persons.size), np.zeros(persons.size)
    one[here], two[here] = within_two_steps(graph)
    return np.maximum(one, _THIN), two


def _sum(column: pa.ChunkedArray) -> int:
    return int(pc.sum(column).as_py() or 0)
