"""What everybody's word reaches, for all nodes at once, with intervals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutuals.graph.certificate import shares_between
from mutuals.graph.csr import Numbers
from mutuals.graph.flow import Flow
from mutuals.graph.keys import stream_key
from mutuals.graph.sampling import Pace, Sampler

_EVERYBODY = 4


@dataclass(frozen=True, slots=True)
class Sample:
    """How many backward sets are drawn, by which key, and how sure intervals are."""

    sets: int = 1 << 20
    level: float = 0.95
    key: int = 1


@dataclass(frozen=True, slots=True)
class Influence:
    """Per node: how many nodes it is expected to reach, itself included, from, to.

    ``hits`` is in how many of the ``sets`` it was; ``members`` is what they held.
    """

    influence: Numbers
    low: Numbers
    high: Numbers
    hits: NDArray[np.int64]
    sets: int
    members: int


def influence_of_all(
    flow: Flow,
    sample: Sample | None = None,
    *,
    between: tuple[Flow, Flow] | None = None,
    pace: Pace | None = None,
) -> Influence:
    """Return every node's expected influence with an interval at the sample's level.

    The interval is exact for each node by itself, also for one that no set holds.
    Where ties' own probabilities are only known to lie ``between`` two, flows by their
    lower and their upper ends widen it to what any probabilities between them could
    mean. Raises ``ValueError`` and ``CancelledError``.
    """
    sample = sample or Sample()
    if sample.sets < 1 or not 0 < sample.level < 1:
        message = "there must be sets to draw, and the level must lie between 0 and 1"
        raise ValueError(message)
    found = _counted(flow, sample, pace or Pace())
    if between is None:
        return found
    under, over = (_counted(one, sample, pace or Pace()) for one in between)
    low, high = np.minimum(under.low, found.low), np.maximum(over.high, found.high)
    members = found.members + under.members + over.members
    return Influence(found.influence, low, high, found.hits, sample.sets, members)


def _counted(flow: Flow, sample: Sample, pace: Pace) -> Influence:
    sampler = Sampler(flow, pace)
    nodes = sampler.nodes
    if not nodes:
        nothing = np.zeros(0)
        return Influence(nothing, nothing, nothing, np.zeros(0, np.int64), sample.sets, 0)
    hits, members = sampler.count(stream_key(sample.key, _EVERYBODY), (0, sample.sets))
    # few numbers of hits are met, by many nodes each
    seen, place = np.unique(hits, return_inverse=True)
    low, high = shares_between(seen.astype(np.float64), sample.sets, level=sample.level)
    # a node itself is always reached: the sets that start at it count for nothing
    high = np.minimum(1 + nodes * high, nodes)
    influence: Numbers = 1 + hits * np.float64(nodes / sample.sets)
    return Influence(influence, 1 + nodes * low[place], high[place], hits, sample.sets, members)
