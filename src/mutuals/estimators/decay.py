"""Fading memories of what happened: sums in which each day counts less with its age."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]


def turns(start: NDArray[np.bool_]) -> Iterator[Ids]:
    """Yield the rows that come first in their group, then those second, and so on.

    ``start`` marks the first row of each group; a group's rows lie one after another.
    So many steps are enough for whatever depends on the row before.

    >>> [one.tolist() for one in turns(np.array([True, False, True]))]
    [[0, 2], [1]]
    """
    rows = np.arange(start.size)
    place = rows - np.maximum.accumulate(np.where(start, rows, 0))
    order = np.argsort(place, kind="stable")
    ends = np.cumsum(np.bincount(place)) if start.size else np.zeros(0, np.int64)
    yield from np.split(order, ends[:-1])[: ends.size]


def decayed(start: NDArray[np.bool_], day: Floats, values: Floats, *, days: Floats) -> Floats:
    """Return each row's running sums of ``values``, its own included.

    One column per column of ``values``; within ``days[column]`` a value falls to
    1 / e. Endless days make a plain running sum.
    """
    sums = np.array(values, np.float64)
    for rows in turns(start):
        again = rows[~start[rows]]
        waited = (day[again] - day[again - 1])[:, None]
        sums[again] += sums[again - 1] * np.exp(-waited / days)
    return sums
