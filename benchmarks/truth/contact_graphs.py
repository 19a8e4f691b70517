"""Real contacts as arrays: who was in contact with whom, when, among how many.

Nights and holidays are cut to an hour, so that a mean time of influence means contacts
and not sleep.
"""

import contextlib
import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import networkit as nk
import numpy as np
from benchmarks.data import college, enron, thiers13
from numpy.typing import NDArray

from mutuals.estimators.study import Floats, Ids

HOUR = 3600.0
_LONG = 6 * HOUR
_FEWEST_CONTACTS, _SMALLEST_GROUP = 12, 12
READERS: dict[str, Callable[[Path], None]] = {
    "collegemsg": college.main,
    "thiers13": thiers13.main,
    "enron": enron.main,
}
# Read no more than the busiest stretch: so many contacts at most.
MOST = 40_000


@dataclass(frozen=True, slots=True)
class Met:
    """Contacts of numbered persons in hours from 0, and each person's group."""

    source: Ids
    target: Ids
    at: Floats
    audience: Floats
    group: Ids

    @property
    def end(self) -> float:
        """Return when the last contact was, and a little."""
        return float(self.at.max()) + 1.0


def load(name: str) -> Met:
    """Read one of ``READERS`` through its file for the program."""
    with tempfile.TemporaryDirectory() as folder:
        with contextlib.redirect_stdout(io.StringIO()):
            READERS[name](Path(folder))
        file = Path(folder, "interactions.csv")
        rows = list(csv.DictReader(file.open(encoding="utf-8", newline="")))
    found = [one for row in rows for one in _contacts(row, both=name == "thiers13")]
    return _numbered(found)


def _contacts(row: dict[str, str], *, both: bool) -> list[tuple[str, str, float, float]]:
    began = row["started_at"]
    at = float(began) if began.isdigit() else datetime.fromisoformat(began).timestamp()
    heard = [*row["recipients"].split(";"), *filter(None, row.get("cc", "").split(";"))]
    heard = [one for one in heard if one]
    found = [(row["sender"], one, at, float(len(heard))) for one in heard]
    return found + [(one, row["sender"], at, 1.0) for one in heard if both]


def _numbered(found: list[tuple[str, str, float, float]]) -> Met:
    found.sort(key=lambda one: one[2])
    begin = _busiest(np.array([one[2] for one in found]))
    found = found[begin : begin + MOST]
    ends = _places(np.array([one[:2] for one in found]))
    often = np.bincount(ends.reshape(-1))
    kept = (often[ends] >= _FEWEST_CONTACTS).all(axis=1) & (ends[:, 0] != ends[:, 1])
    ends = _places(ends[kept])
    at, audience = np.array([one[2:] for one in found])[kept].T
    gaps = np.diff(at, prepend=at[0])
    hours = np.cumsum(np.where(gaps > _LONG, HOUR, gaps)) / HOUR
    return Met(ends[:, 0], ends[:, 1], hours, audience, _groups(ends))


def _places(ends: NDArray[Any]) -> Ids:
    return np.unique(ends, return_inverse=True)[1].reshape(-1, 2)


def _busiest(times: Floats) -> int:
    if times.size <= MOST:
        return 0
    return int(np.argmin(times[MOST - 1 :] - times[: times.size - MOST + 1]))


def _groups(ends: Ids) -> Ids:
    """Return communities of the contacts; the small ones are one."""
    nk.setSeed(1, useThreadId=False)
    nk.setNumberOfThreads(1)
    graph = nk.Graph(int(ends.max()) + 1, weighted=True)
    pairs, often = np.unique(np.sort(ends, axis=1), axis=0, return_counts=True)
    for (one, other), times in zip(pairs.tolist(), often.tolist(), strict=True):
        graph.addEdge(one, other, times)
    found = nk.community.detectCommunities(graph, nk.community.PLM(graph), inspect=False)
    part = np.array(found.getVector())
    sizes = np.bincount(part)
    part = np.where(sizes[part] < _SMALLEST_GROUP, part.max() + 1, part)
    return np.asarray(np.unique(part, return_inverse=True)[1].reshape(-1), np.int64)
