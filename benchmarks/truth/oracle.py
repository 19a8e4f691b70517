"""What somebody could tell who knew everything but who caused what.

True strengths, tastes, shocks and delays are given; credit of an adoption is each
source's part of the true hazard then. No estimator can rank persons better.
"""

import numpy as np
from benchmarks.truth.contact_graphs import Met
from numpy.typing import NDArray

from mutuals.estimators.study import Adoptions, Floats, Ids

# Delays: mostly a gamma's (shape, scale), else a Lomax' (shape, scale), of the decay.
SOON, LATE = (1.6, 0.4), (2.5, 2.5)
_GAMMA_SOON = 0.8935153492876903


def delay_density(ago: Floats, decay: float, *, mostly: float) -> Floats:
    """Return the density of how long a contact takes to work."""
    shape, scale = SOON[0], SOON[1] * decay
    soon = (ago / scale) ** (shape - 1.0) * np.exp(-ago / scale) / (scale * _GAMMA_SOON)
    shape, scale = LATE[0], LATE[1] * decay
    late = shape / scale * (1.0 + ago / scale) ** (-shape - 1.0)
    return np.asarray(mostly * soon + (1.0 - mostly) * late)


def credit(
    taken: Adoptions,
    arcs: list[tuple[Ids, Ids, Floats, Floats]],
    own: Floats,
    *,
    fading: tuple[float, float, float],
) -> Floats:
    """Return each person's credit by the first of the ``arcs`` (personal contact).

    An arc is a contact's source, target, time and rate; ``own`` is each adoption's own
    hazard; ``fading`` the mean delay, the time a thing is told for, and the share that
    works soon.
    """
    since = np.full((taken.people, taken.things), np.inf)
    since[taken.person, taken.thing] = taken.at
    whole, parts = own.copy(), []
    for place, (source, target, at, rate) in enumerate(arcs):
        order = np.lexsort((at, target))
        first = np.searchsorted(target[order], np.arange(taken.people + 1))
        event, arc = _rows(taken, first, order)
        told = at[arc] - since[source[arc], taken.thing[event]]
        kept = (taken.at[event] > at[arc]) & (told > 0)
        event, arc, told = event[kept], arc[kept], told[kept]
        added = rate[arc] / (1.0 + told / fading[1]) ** 1.5
        added = added * delay_density(taken.at[event] - at[arc], fading[0], mostly=fading[2])
        whole += np.bincount(event, added, whole.size)
        if place == 0:
            parts = [event, source[arc], added]
    event, who, added = parts
    return np.asarray(np.bincount(who, added / whole[event], taken.people), np.float64)


def _rows(taken: Adoptions, first: Ids, order: Ids) -> tuple[Ids, NDArray[np.int64]]:
    """Pair every adoption with every contact of its person."""
    begin, stop = first[taken.person], first[taken.person + 1]
    size = stop - begin
    event = np.repeat(np.arange(taken.person.size), size)
    arc = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size) + begin[event]
    return event, order[arc]


def met_rate(met: Met, strength: float) -> Floats:
    """Return how strongly each contact works, but for who meets whom."""
    return np.asarray(strength * met.audience**-0.8 * met.group.size / met.source.size)
