"""Intervals by drawing clusters again (a Poisson bootstrap).

Everything that comes from one person is drawn together: ten things done by one person
are not ten independent pieces of evidence.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

REPLICATES = 400
LOW, HIGH = 0.05, 0.95
_ENDS = (LOW, HIGH, 0.25, 0.75)
# Groups worked on at once: 400 x 4096 floats are 13 MB, whatever the number of groups.
_GROUPS_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Totals:
    """The total of each group, with the bounds of its 90 and 50 % intervals."""

    total: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    half_lower: NDArray[np.float64]
    half_upper: NDArray[np.float64]


def weights(
    rng: np.random.Generator, clusters: int, replicates: int = REPLICATES
) -> NDArray[np.float64]:
    """Draw how often each cluster occurs in each replicate (replicates x clusters)."""
    return rng.poisson(1.0, (replicates, clusters)).astype(np.float64)


def group_totals(
    values: NDArray[np.float64],
    group: NDArray[np.int64],
    cluster: NDArray[np.int64],
    *,
    groups: int,
    drawn: NDArray[np.float64],
) -> Totals:
    """Sum values by group, with intervals over clusters drawn again.

    ``group`` and ``cluster`` are positions from 0; ``drawn`` comes from ``weights``. A
    group without values has a total of zero and an interval of zero width.
    """
    shape = (drawn.shape[1], groups)
    table = sparse.coo_array((values, (cluster, group)), shape=shape).tocsc()
    bounds = np.zeros((len(_ENDS), groups))
    for start in range(0, groups, _GROUPS_AT_ONCE):
        part = slice(start, start + _GROUPS_AT_ONCE)
        again = drawn @ table[:, part]
        bounds[:, part] = np.quantile(again, _ENDS, axis=0)
    total = np.bincount(group, weights=values, minlength=groups).astype(np.float64)
    return Totals(total, *bounds)
