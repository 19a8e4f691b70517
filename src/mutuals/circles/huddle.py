"""One row per spell of proximity in a gathering of at least three people.

A gathering is a maximal run of spells that hang together: two spells do where somebody
is in both and no more than two minutes lie between them.

gathering_id: key of the gathering's first spell.
interaction_id: the spell.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

# Badges lose each other for a moment while people still stand together.
PAUSE = 120
SMALLEST = 3
# Wider than any epoch second: person x _SPAN + second keeps order within a person.
_SPAN = 1 << 36
SCHEMA = pa.schema([("gathering_id", pa.binary(16)), ("interaction_id", pa.binary(16))])

Ids = NDArray[np.int64]


def huddle(nearness: pa.Table) -> pa.Table:
    """Join spells that share somebody and leave no pause."""
    if not nearness.num_rows:
        return SCHEMA.empty_table()
    rows = nearness.sort_by(
        [("started", "ascending"), ("interaction_id", "ascending"), ("person_id", "ascending")]
    )
    # numbered by first sight: the smaller number is the earlier spell
    keys = pc.dictionary_encode(rows["interaction_id"].combine_chunks())
    spell = np.asarray(keys.indices.to_numpy(), np.int64)
    person = np.unique(_numbers(rows, "person_id"), return_inverse=True)[1]
    run = _runs(person, _numbers(rows, "started"), _numbers(rows, "ended"))
    whole = _joined(spell, run)
    people = np.unique(np.column_stack([whole[spell], person]), axis=0)[:, 0]
    large = np.bincount(people)[whole] >= SMALLEST
    first = np.full(whole.max() + 1, whole.size)
    np.minimum.at(first, whole, np.arange(whole.size))
    chosen = (first[whole][large], np.flatnonzero(large))
    names = [pc.cast(keys.dictionary.take(pa.array(one)), pa.binary(16)) for one in chosen]
    return pa.Table.from_arrays(names, schema=SCHEMA)


def _numbers(rows: pa.Table, name: str) -> Ids:
    return np.asarray(rows[name].cast(pa.int64()).to_numpy(), np.int64)


def _runs(person: Ids, started: Ids, ended: Ids) -> Ids:
    """Return each row's run: the spells of a person without a pause between."""
    order = np.lexsort((started, person))
    base = person[order] * _SPAN
    latest = np.maximum.accumulate(base + ended[order])
    is_new = np.concatenate([[True], (base + started[order])[1:] > latest[:-1] + PAUSE])
    run = np.empty(order.size, np.int64)
    run[order] = np.cumsum(is_new) - 1
    return run


def _joined(spell: Ids, run: Ids) -> Ids:
    """Return every spell's component: spells that share a run hang together."""
    spells = int(spell.max()) + 1
    size = spells + int(run.max()) + 1
    edges = coo_array((np.ones(spell.size, np.int8), (spell, spells + run)), shape=(size, size))
    whole = connected_components(edges, directed=False)[1][:spells]
    return np.asarray(np.unique(whole, return_inverse=True)[1], np.int64)
