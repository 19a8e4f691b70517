"""One row per person with credit: what went on from what others did because of them.

A chain follows, from each thing done, the likeliest source: somebody whose part is
larger than nobody's. It goes on as long as that source had done the thing before.

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
    likeliest = acts.take(pa.array(_likeliest(acts)))
    has_credit = np.asarray(likeliest["credit"].to_numpy()) > 0
    source = np.where(has_credit, _whole(pc.fill_null(likeliest["source_id"], -1)), -1)
    further, depth = np.zeros((2, persons.size), np.int64)
    above, step = np.arange(source.size), _steps(likeliest)
    for many in range(1, _LONGEST):
        above = above[above >= 0]
        above = above[source[above] >= 0]
        place = np.searchsorted(persons, source[above])
        if many > 1:
            np.add.at(further, place, 1)
        np.maximum.at(depth, place, many)
        above = step[above]
    return _followers(likeliest, source, persons), further, depth


def _followers(likeliest: pa.Table, source: Ids, persons: Ids) -> Ids:
    """Return how many people did something because of each, whatever they did."""
    some = source >= 0
    pairs = np.stack([source[some], _whole(likeliest["person_id"])[some]])
    place = np.searchsorted(persons, np.unique(pairs, axis=1)[0])
    return np.asarray(np.bincount(place, minlength=persons.size), np.int64)


def _likeliest(acts: pa.Table) -> Ids:
    """Return the row of each outcome's likeliest source."""
    outcome = np.asarray(acts["outcome_id"].combine_chunks().dictionary_encode().indices)
    share = np.asarray(acts["credit"].to_numpy(), np.float64)
    order = np.lexsort((share, outcome))
    last = np.append(np.flatnonzero(np.diff(outcome[order])), order.size - 1)
    return np.asarray(order[last], np.int64)


def _steps(likeliest: pa.Table) -> Ids:
    """Return the row of the source's own first deed; -1 where it was no earlier."""
    happened = _whole(likeliest["happened"])
    own = _keys(likeliest["person_id"], likeliest["thing"]).to_pylist()
    rows = np.argsort(-happened, kind="stable").tolist()
    first = {own[row]: row for row in rows}
    parents = _keys(likeliest["source_id"], likeliest["thing"]).to_pylist()
    step = np.array([first.get(one, -1) for one in parents], np.int64)
    return np.where((step >= 0) & (happened[step] < happened), step, -1)


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)
