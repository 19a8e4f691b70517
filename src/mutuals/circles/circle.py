"""One row per circle and person in it.

Circles are what two-way ties hold together (Leiden, weighted by strength). The owner
of the archive knows everybody in it and would hold all circles together, so is left
out; so are those without two others.

circle_id: the smallest person_id in the circle.
person_id: who belongs to it.
stability: share of the runs in which the person stays with most of the circle.
runs: how many runs there were: ten, and from 100,000 two-way ties on fewer, three at
least.
label: the names of the two people most tied into it.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.graph.communities import communities
from mutuals.graph.csr import Graph, Ids

# Two people are a tie; a circle begins with three.
SMALLEST = 3
SCHEMA = pa.schema(
    [
        ("circle_id", pa.int64()),
        ("person_id", pa.int64()),
        ("stability", pa.float64()),
        ("runs", pa.int32()),
        ("label", pa.string()),
    ]
)


def circle(tie: pa.Table, person: pa.Table) -> pa.Table:
    """Divide the people of two-way ties into circles."""
    graph = _graph(tie, person)
    if not graph.node.size:
        return SCHEMA.empty_table()
    found = communities(graph)
    large = np.bincount(found.community)[found.community] >= SMALLEST
    first = np.full(graph.node.size, np.iinfo(np.int64).max)
    np.minimum.at(first, found.community, graph.node)
    labels = _labels(graph, found.community, person)
    return pa.Table.from_arrays(
        [
            pa.array(first[found.community][large], pa.int64()),
            pa.array(graph.node[large], pa.int64()),
            pa.array(found.stability[large], pa.float64()),
            pa.array([found.runs] * int(large.sum()), pa.int32()),
            pa.array([labels[one] for one in found.community[large].tolist()], pa.string()),
        ],
        schema=SCHEMA,
    )


def _graph(tie: pa.Table, person: pa.Table) -> Graph:
    others = person.filter(pc.invert(pc.or_(person["is_me"], person["is_automaton"])))[
        "person_id"
    ].cast(pa.int64())
    ends = [tie[name].cast(pa.int64()) for name in ("ego_id", "alter_id")]
    known = pc.and_(*(pc.is_in(end, value_set=others.combine_chunks()) for end in ends))
    kept = tie.filter(pc.and_(pc.greater(tie["reciprocity"], 0.0), known))
    return Graph.from_edges(
        kept["ego_id"].cast(pa.int64()).to_numpy(),
        kept["alter_id"].cast(pa.int64()).to_numpy(),
        # rounded: sums of floats differ in the last bit from one machine to the next
        weight=np.round(np.asarray(kept["strength"].cast(pa.float64()).to_numpy()), 6),
    )


def _labels(graph: Graph, community: Ids, person: pa.Table) -> dict[int, str]:
    names = dict(zip(person["person_id"].to_pylist(), person["name"].to_pylist(), strict=True))
    tail = graph.sources()
    inside = community[tail] == community[graph.target]
    within = np.bincount(tail, graph.weight * inside, minlength=graph.node.size)
    order = np.lexsort((graph.node, -within.round(6), community))
    labels: dict[int, list[str]] = {}
    for place in order.tolist():
        chosen = labels.setdefault(int(community[place]), [])
        if len(chosen) < 2:  # noqa: PLR2004  a circle is named after two people
            chosen.append(names[int(graph.node[place])])
    return {one: " and ".join(chosen) for one, chosen in labels.items()}
