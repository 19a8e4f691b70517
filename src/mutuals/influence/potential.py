"""What somebody could start: expected take-ups at one and two steps.

Somebody who took something new up brings it up with those they are in contact with, and
some of these do it, too (diffusion centrality, Banerjee et al. 2013, with a probability
of each tie's own in place of one for all).
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from mutuals.estimators.chances import GUESS, PRIOR
from mutuals.estimators.proportion import proportion
from mutuals.graph.csr import Graph, Ids, Numbers
from mutuals.graph.diffusion import within_two_steps

# A tie counts in full once it is as strong as about five recent talks alone.
FULL_STRENGTH = 5.0
# So many ways of two steps are gone through, so many people at once.
MOST_WAYS, _ROWS = 2e8, 4096
_THIN = 1.0 - np.exp(-1.0 / FULL_STRENGTH)


def potential_of(persons: Ids, passing: pa.Table) -> tuple[Numbers, Numbers, Numbers]:
    """Return potential and its 90 % interval, in the order of ``persons``."""
    ends = [passing[end].cast(pa.int64()).to_numpy() for end in ("ego_id", "alter_id")]
    told = np.asarray(passing["told"].to_numpy(), np.float64)
    # somebody without a two-way tie is taken to have the thinnest there is
    thin = float(told.min(initial=_THIN))
    found = [
        np.maximum(
            _reach(persons, (ends[0], ends[1]), told * np.asarray(passing[name].to_numpy())),
            thin * (pc.mean(passing[name]).as_py() or GUESS),
        )
        for name in ("chance", "lower", "upper")
    ]
    return found[0], found[1], found[2]


def _reach(persons: Ids, ends: tuple[Ids, Ids], chance: Numbers) -> Numbers:
    """Return how many are expected to do it, at one or two steps, each counted once."""
    found = np.zeros(persons.size)
    graph = Graph.from_edges(*ends, probability=chance)
    one, two = within_two_steps(graph)
    here = np.searchsorted(persons, graph.node)
    often = np.diff(graph.start.astype(np.int64))
    # beyond that, ways of two steps are added up: at most a few people too many
    is_small = float(often[graph.target].sum()) <= MOST_WAYS
    found[here] = _once(graph) if is_small else np.minimum(one + two, graph.node.size - 1)
    return found


def _once(graph: Graph) -> Numbers:
    """Return how many people some way reaches; ways that share ties count as apart."""
    size = graph.node.size
    where = (graph.target.astype(np.int64), graph.start.astype(np.int64))
    ties = sparse.csr_array((graph.probability, *where), shape=(size, size))
    straight = sparse.csr_array((-np.log1p(-graph.probability), *where), shape=(size, size))
    found = np.zeros(size)
    for begin in range(0, size, _ROWS):
        part = slice(begin, begin + _ROWS)
        ways = (straight[part] + ties[part] @ ties).tocoo()
        row, column = ways.coords
        reached = np.where(row + begin != column, -np.expm1(-ways.data), 0.0)
        found[part] = np.bincount(row, reached, found[part].size)
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
