"""Star and mentor, by our two measures and by what others would use."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import networkit as nk
import numpy as np
from benchmarks.truth.views import View
from numpy.typing import NDArray

HALF_LIFE = 90 * 86_400.0
Measure = NDArray[np.float64]


def measures(seen: View) -> tuple[list[str], dict[str, Measure], Measure]:
    """Return the villagers, every measure of each, and the planted influence.

    Planted influence counts what others took up because somebody told them personally.
    """
    handles = sorted(seen.handle_of.values())
    place = {handle: number for number, handle in enumerate(handles)}
    number_of = {person: place[handle] for person, handle in seen.handle_of.items()}
    found = {
        "personal influence (ours)": _column(seen, number_of, "influence.personal"),
        "equal parts (plain)": _plain(seen, number_of),
        "broadcast influence (ours)": _column(seen, number_of, "influence.broadcast"),
        "potential influence (ours)": _column(seen, number_of, "influence.potential"),
        "status: followers": _column(seen, number_of, "status.followers"),
        "likes": _column(seen, number_of, "status.likes"),
        **_by_ties(seen, number_of),
        "recency x frequency": _fresh(seen, number_of),
    }
    planted = Counter(one["source"] for one in seen.truth["outcomes"] if one["cause"] == "personal")
    return handles, found, np.array([planted[one] for one in handles], np.float64)


def percentile(values: Measure, place: int) -> float:
    """Return the share of the others who have less.

    >>> percentile(np.array([1.0, 2.0, 3.0]), 1)
    0.5
    """
    return float((values < values[place]).sum() / (values.size - 1))


def _column(seen: View, number_of: Mapping[int, int], where: str) -> Measure:
    table, column = where.split(".")
    found = np.zeros(len(number_of))
    for row in seen.rows(table):
        if row["person_id"] in number_of:
            found[number_of[row["person_id"]]] = row[column]
    return found


def _plain(seen: View, number_of: Mapping[int, int]) -> Measure:
    """Return what came before in equal parts: the baseline to beat."""
    found = np.zeros(len(number_of))
    for row in seen.rows("plain_credit"):
        if row["source_id"] in number_of and row["sort"] == "action":
            found[number_of[row["source_id"]]] += row["personal"]
    return found


def _by_ties(seen: View, number_of: Mapping[int, int]) -> dict[str, Measure]:
    graph = nk.Graph(len(number_of), weighted=True)
    degree = np.zeros(len(number_of))
    for row in seen.rows("tie"):
        if row["ego_id"] in number_of and row["alter_id"] in number_of:
            one, other = number_of[row["ego_id"]], number_of[row["alter_id"]]
            degree[one] += 1
            if one < other and row["strength"] > 0:
                graph.addEdge(one, other, row["strength"])
    rank = nk.centrality.PageRank(graph)
    rank.run()
    return {"degree": degree, "PageRank of ties": np.array(rank.scores())}


def _fresh(seen: View, number_of: Mapping[int, int]) -> Measure:
    (clock,) = seen.rows("clock")
    sums: dict[int, float] = defaultdict(float)
    for row in seen.rows("contact"):
        sums[row["ego_id"]] += 0.5 ** ((clock["as_of"] - row["started"]) / HALF_LIFE)
    found = np.zeros(len(number_of))
    for person, place in number_of.items():
        found[place] = sums[person]
    return found
