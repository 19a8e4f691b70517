"""The same source's personal contact against their broadcasts.

What makes a source convincing is in both, so the ratio of the two rates is about the
way they spoke, not about who they are. Rates are pooled over sources as Mantel and
Haenszel do (1959).
"""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.bootstrap import HIGH, LOW, weights
from mutuals.estimators.hazard import Hazard
from mutuals.estimators.sources import Sources
from mutuals.estimators.study import Floats, counted

_FEWEST = 5
_REPLICATES = 200


@dataclass(frozen=True, slots=True)
class Contrast:
    """How many times more a personal contact moves than a broadcast; bounds of 90 %.

    ``sources`` used both ways. Without enough of them there is no ratio (nan).
    """

    ratio: float
    lower: float
    upper: float
    sources: int


def within_source(fitted: Hazard, *, rng: np.random.Generator) -> Contrast:
    """Compare both ways among sources who used both, drawn again for bounds."""
    near, far = _spent(fitted.personal), _spent(fitted.broadcast)
    both = np.flatnonzero((near > 0) & (far > 0))
    moved = [
        counted(one.exposure.source, credit, one.people)[both]
        for one, credit in (
            (fitted.personal, fitted.credit),
            (fitted.broadcast, fitted.broadcast_credit),
        )
    ]
    share = near[both] / (near[both] + far[both])
    parts = np.stack([moved[0] * (1.0 - share), moved[1] * share], axis=1)
    if both.size < _FEWEST or (parts.sum(axis=0) <= 0).any():
        return Contrast(np.nan, np.nan, np.nan, int(both.size))
    again = weights(rng, both.size, _REPLICATES) @ parts
    lower, upper = np.quantile(_ratio(again), (LOW, HIGH))
    return Contrast(float(_ratio(parts.sum(axis=0))), float(lower), float(upper), both.size)


def _ratio(sums: Floats) -> Floats:
    return np.asarray(sums[..., 0] / np.maximum(sums[..., 1], 1e-9))


def _spent(sources: Sources) -> Floats:
    found = sources.exposure
    return counted(found.pair_source, found.integral.sum(axis=1), sources.people)
