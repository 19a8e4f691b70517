"""Who is in contact with whom, as arrays, and how everybody stands plainly."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from mutuals.graph.centrality import pagerank
from mutuals.graph.csr import Graph
from mutuals.records import Tables

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Met:
    """Days on which two people had contact; people are numbered from 0.

    ``low`` and ``high`` are the two ends, ``both`` whether both began something that
    day, ``person`` the person id behind each number.
    """

    low: Ids
    high: Ids
    day: Ids
    both: Flags
    person: Ids

    @property
    def people(self) -> int:
        """Return how many people there are."""
        return int(self.person.size)

    def before(self, day: int) -> "Met":
        """Return the same before a day."""
        return self._where(self.day < day)

    def since(self, day: int) -> "Met":
        """Return the same from a day on."""
        return self._where(self.day >= day)

    def _where(self, kept: Flags) -> "Met":
        ends = self.low[kept], self.high[kept]
        return Met(*ends, self.day[kept], self.both[kept], self.person)

    def weighed(self, weight: Numbers) -> "sparse.csr_array":
        """Return the sums of a weight per day with contact, people x people."""
        shape = (self.people, self.people)
        half = sparse.coo_array((weight, (self.low, self.high)), shape=shape).tocsr()
        return (half + half.T).tocsr()

    def decayed(self, day: int, half_life: float) -> "sparse.csr_array":
        """Return how strong each tie is on a day: a day counts half after a while."""
        return self.weighed(np.asarray(0.5 ** ((day - self.day) / half_life)))

    def ties(self) -> "sparse.csr_array":
        """Return who was in contact at all: entries of one."""
        found = self.weighed(np.ones(self.day.size))
        found.data[:] = 1.0
        return found

    def has(self, one: Ids, other: Ids) -> Flags:
        """Return which pairs were in contact."""
        low, high = self.pairs()
        asked = np.minimum(one, other) * self.people + np.maximum(one, other)
        return np.isin(asked, low * self.people + high)

    def pairs(self) -> tuple[Ids, Ids]:
        """Return every pair once."""
        key = np.unique(self.low * self.people + self.high)
        return key // self.people, key % self.people


# Named as in the table of baselines, and as they are called here.
NAMED = {
    "likes": "most likes",
    "reach": "widest reach",
    "core": "k-core",
    "both_ways": "vendors' rule (both ways)",
    "activity_reach": "Orbit model (activity x reach)",
}


@dataclass(frozen=True, slots=True)
class Standings:
    """How everybody stands: followers, contacts, PageRank, days, the last day.

    ``named`` holds the rules of others, by name (see ``NAMED``).
    """

    followers: Numbers
    contacts: Numbers
    pagerank: Numbers
    days: Numbers
    last: Numbers
    named: Mapping[str, Numbers]

    def of(self, now: int) -> dict[str, Numbers]:
        """Return the plain ways of ranking people by name."""
        return {
            "most followers": self.followers,
            "most contacts": self.contacts,
            "PageRank": self.pagerank,
            "recency": self.last,
            "frequency": self.days,
            "recency x frequency": self.days / (1.0 + now - self.last),
            **self.named,
        }


def met(tables: Tables, people: Ids | None = None) -> Met:
    """Return the days with contact, between ``people`` only if they are given."""
    rows = tables.table("contact_day")
    ends = [column(rows, name) for name in ("low_id", "high_id")]
    person = np.unique(np.concatenate(ends)) if people is None else people
    kept = np.isin(ends[0], person) & np.isin(ends[1], person)
    low, high = (np.searchsorted(person, one[kept]) for one in ends)
    both = np.asarray(rows["low_first"].is_valid()) & np.asarray(rows["high_first"].is_valid())
    return Met(low, high, column(rows, "day")[kept], both[kept], person)


def standings(tables: Tables, seen: Met) -> Standings:
    """Return how everybody in contact stands."""
    size, ties = seen.people, seen.ties()
    rows = tables.table("baseline")
    row = dict(zip(column(rows, "person_id").tolist(), range(rows.num_rows), strict=True))
    place = np.array([row.get(one, rows.num_rows) for one in seen.person.tolist()], np.int64)

    def known(name: str) -> Numbers:
        values = np.nan_to_num(rows[name].cast(pa.float64()).to_numpy())
        return np.append(values, 0.0)[place]

    ends = np.concatenate([seen.low, seen.high])
    days = np.concatenate([seen.day, seen.day])
    last = np.full(size, -1.0)
    np.maximum.at(last, ends, days.astype(np.float64))
    one, other = ties.nonzero()
    graph = Graph.from_edges(one, other)
    rank = np.zeros(size)
    rank[np.asarray(graph.node, np.int64)] = pagerank(graph)
    return Standings(
        followers=known("followers"),
        contacts=np.asarray(ties.sum(axis=1), np.float64).reshape(-1),
        pagerank=rank,
        days=np.bincount(ends, minlength=size).astype(np.float64),
        last=last,
        named={called: known(name) for name, called in NAMED.items()},
    )


def column(rows: pa.Table, name: str) -> Ids:
    """Return a column of whole numbers; nothing is 0."""
    return np.asarray(rows[name].fill_null(0).cast(pa.int64()).to_numpy(), np.int64)
