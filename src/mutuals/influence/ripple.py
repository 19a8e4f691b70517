"""One row per person with credit: what went on from what others did because of them.

A chain follows, from each thing done, the likeliest source: somebody whose part is
larger than nobody's. It goes on as long as whoever did the thing has done it first.

person_id: the person.
inspired: things others did because of talks with the person, that the person had done
    before as well: they did the same (in parts).
spoken: the same for things the person had only spoken of.
others: how many people did something whose likeliest source is the person.
further: things done further along the chains that begin with these.
depth: the most steps from the person to the end of a chain; 0 where there is none.
grade: grade of the evidence, A to D.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.graph.csr import Ids

SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        ("inspired", pa.float64()),
        ("spoken", pa.float64()),
        *((name, pa.int64()) for name in ("others", "further", "depth")),
        ("grade", pa.string()),
    ]
)
# No chain of people is longer: longer ones would be loops.
_LONGEST = 64


def ripple(credit: pa.Table, adoption: pa.Table) -> pa.Table:
    """Follow every chain to its end."""
    acts = credit.filter(pc.equal(credit["sort"], "action"))
    acts = acts.join(adoption.select(["outcome_id", "thing", "happened"]), "outcome_id")
    acts = acts.sort_by([("outcome_id", "ascending"), ("source_id", "ascending")])
    if not acts.num_rows:
        return SCHEMA.empty_table()
    somebody = acts.filter(pc.and_(pc.is_valid(acts["source_id"]), pc.greater(acts["credit"], 0.0)))
    persons = np.unique(_whole(somebody["source_id"]))
    had = _had(somebody, acts)
    place = np.searchsorted(persons, _whole(somebody["source_id"]))
    share = np.asarray(somebody["personal"].to_numpy(), np.float64)
    others, further, depth = _chains(acts, persons)
    columns = [
        persons,
        np.bincount(place, share * had, persons.size),
        np.bincount(place, share * ~had, persons.size),
        others,
        further,
        depth,
    ]
    grade = pa.repeat(pc.max(acts["grade"]), persons.size)
    return pa.Table.from_arrays([*map(pa.array, columns), grade], schema=SCHEMA)


def _keys(person: pa.ChunkedArray, thing: pa.ChunkedArray) -> pa.Array:
    words = pc.binary_join_element_wise(person.cast(pa.string()), thing.cast(pa.string()), " ")
    found: pa.Array = words.combine_chunks()
    return found


def _had(somebody: pa.Table, acts: pa.Table) -> np.ndarray:
    """Return whether each source had done the thing before."""
    done = _keys(acts["person_id"], acts["thing"])
    first: dict[str, int] = {}
    for key, at in zip(done.to_pylist(), acts["happened"].to_pylist(), strict=True):
        first[key] = min(first.get(key, at), at)
    wanted = _keys(somebody["source_id"], somebody["thing"]).to_pylist()
    begun = np.array([first.get(key, 1 << 60) for key in wanted], np.int64)
    return np.asarray(begun < _whole(somebody["happened"]))


def _chains(acts: pa.Table, persons: Ids) -> tuple[Ids, Ids, Ids]:
    """Return, per person, direct followers, those further on, and the longest chain."""
    own, parent = _parents(acts)
    others, further, depth = np.zeros((3, persons.size), np.int64)
    above = np.arange(own.size)
    root = {int(one): row for row, one in enumerate(own)}
    step = np.array([root.get(int(one), -1) for one in parent[0]], np.int64)
    for many in range(1, _LONGEST):
        rows = np.flatnonzero(above >= 0)
        if not rows.size:
            break
        source = parent[1][above[rows]]
        rows, source = rows[source >= 0], source[source >= 0]
        place = np.searchsorted(persons, source)
        np.add.at(others if many == 1 else further, place, 1)
        np.maximum.at(depth, place, many)
        above[rows] = step[above[rows]]
        above[np.setdiff1d(np.arange(own.size), rows)] = -1
    return others, further, depth


def _parents(acts: pa.Table) -> tuple[Ids, tuple[Ids, Ids]]:
    """Return keys of (person, thing), and their likeliest sources as keys and ids."""
    _, outcome = np.unique(
        np.asarray(acts["outcome_id"].combine_chunks().dictionary_encode().indices),
        return_inverse=True,
    )
    known = pa.concat_arrays([_keys(acts["person_id"], acts["thing"]), _sources(acts)])
    number = np.asarray(known.dictionary_encode().indices.fill_null(-1), np.int64)
    own, source = np.split(number, 2)
    share = np.asarray(acts["credit"].to_numpy(), np.float64)
    order = np.lexsort((share, outcome))
    last = order[np.append(np.flatnonzero(np.diff(outcome[order])), order.size - 1)]
    who = _whole(pc.fill_null(acts["source_id"], -1))[last]
    is_known = np.asarray(pc.is_valid(acts["source_id"]).to_numpy())[last]
    return own[last], (np.where(is_known, source[last], -1), np.where(is_known, who, -1))


def _sources(acts: pa.Table) -> pa.Array:
    return _keys(acts["source_id"], acts["thing"])


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)
