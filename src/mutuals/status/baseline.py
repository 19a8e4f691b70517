"""One row per person: the other ways of putting people in order, beside our own.

No outcome enters any of them. Each is a named baseline that influence has to beat.

person_id: the person.
followers: how many persons follow them.
likes: how many likes their interactions got.
reach: how many persons could have seen what they put out.
contacts: with how many people they have contact (degree).
pagerank: share of a walk's time along ties by their strength (Brin and Page 1998).
core: the largest k for which they are one of a group who all have contact with k of it.
recency_frequency: their contacts, each halved for every 90 days that have passed.
both_ways: how many people wrote or met them and were written to, alone at least once; a
    rule vendors of contact software count relationships by.
activity_reach: recency_frequency times followers, after the Orbit model.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.graph.csr import Graph, Ids, Numbers

HALF_LIFE_WEEKS = 90 / 7
_FLOATS = ("pagerank", "recency_frequency", "activity_reach")
SCHEMA = pa.schema(
    [
        *((name, pa.int64()) for name in ("person_id", "followers", "likes", "reach")),
        ("contacts", pa.int64()),
        ("pagerank", pa.float64()),
        ("core", pa.int64()),
        ("recency_frequency", pa.float64()),
        ("both_ways", pa.int64()),
        ("activity_reach", pa.float64()),
    ]
)


def baseline(status: pa.Table, tie: pa.Table, sent_week: pa.Table) -> pa.Table:
    """Work every baseline out, for everybody with a row in ``status``."""
    known = status.sort_by("person_id")
    persons = _whole(known["person_id"])
    ties = _between(tie, persons)
    recent = _recent(sent_week, persons)
    ego = np.searchsorted(persons, _whole(ties["ego_id"]))
    mutual = (_whole(ties["sent"]) > 0) & (_whole(ties["received"]) > 0)
    mutual &= _whole(ties["one_on_one"]) > 0
    rank, core = _standing(ties, persons)
    followers = _whole(known["followers"])
    columns = {
        **{name: _whole(known[name]) for name in SCHEMA.names[:4]},
        "contacts": np.bincount(ego, minlength=persons.size),
        "pagerank": rank,
        "core": core,
        "recency_frequency": recent,
        "both_ways": np.bincount(ego[mutual], minlength=persons.size),
        "activity_reach": recent * followers,
    }
    return pa.table({name: pa.array(columns[name]) for name in SCHEMA.names}).cast(SCHEMA)


def _between(tie: pa.Table, persons: Ids) -> pa.Table:
    rows = tie.select(["ego_id", "alter_id", "sent", "received", "one_on_one", "strength"])
    for end in ("ego_id", "alter_id"):
        rows = rows.filter(pc.is_in(rows[end], value_set=pa.array(persons)))
    return rows


def _recent(weeks: pa.Table, persons: Ids) -> Numbers:
    if not weeks.num_rows:
        return np.zeros(persons.size)
    week = _whole(weeks["week"])
    weight = _whole(weeks["sent"]) * 0.5 ** ((week.max() - week) / HALF_LIFE_WEEKS)
    place = np.searchsorted(persons, _whole(weeks["person_id"]))
    return np.asarray(np.bincount(place, weight, persons.size), np.float64)


def _standing(ties: pa.Table, persons: Ids) -> tuple[Numbers, Ids]:
    """Return PageRank and core; nobody without ties has any."""
    rank, core = np.zeros(persons.size), np.zeros(persons.size, np.int64)
    if not ties.num_rows:
        return rank, core
    from mutuals.graph.centrality import cores, pagerank  # noqa: PLC0415  # loads NetworKit

    strength = np.asarray(ties["strength"].cast(pa.float64()).to_numpy())
    ends = (_whole(ties["ego_id"]), _whole(ties["alter_id"]))
    graph = Graph.from_edges(*ends, weight=np.maximum(strength, 1e-9))
    place = np.searchsorted(persons, graph.node)
    rank[place], core[place] = pagerank(graph).round(12), cores(graph)
    return rank, core


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(pc.fill_null(column.cast(pa.int64()), 0).to_numpy(), np.int64)
