"""One row per person who took up or brought up things others did, too: who began them.

Of n people who came to have a thing, somebody is first whatever happens: one time in n
it would be this one. So beginnings are held against as many as chance has it, which
does not reward doing much. A deed, not a trait: it says who was first on record.

person_id: the person.
things: things they and somebody else took up or brought up.
started: of these, how many they were first with; those who were first together share.
expected: how many, had everybody come to each thing in any order.
ratio: started over expected, pulled to one as far as chance explains who differs.
lower: lower bound of the 90 % interval.
upper: upper bound.
followed: how many people had the things they began within sixty days after.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.special import gammaincinv

from mutuals.estimators.shrinkage import gamma_shape, shrunk
from mutuals.estimators.study import Floats, Ids

WINDOW = 60 * 86_400
_USUAL = 5.0
_LOW, _HIGH = 0.05, 0.95
SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        ("things", pa.int64()),
        *((name, pa.float64()) for name in ("started", "expected", "ratio", "lower", "upper")),
        ("followed", pa.int64()),
    ]
)


def originator(origin: pa.Table) -> pa.Table:
    """Count who was first with what others came to have, against chance."""
    thing = _whole(origin["thing"].combine_chunks().dictionary_encode().indices)
    takers = np.bincount(thing)[thing]
    shared = takers > 1
    if not shared.any():
        return SCHEMA.empty_table()
    kept = origin.filter(pa.array(shared))
    persons, person = np.unique(_whole(kept["person_id"]), return_inverse=True)
    person = np.asarray(person.reshape(-1), np.int64)
    first, share, after = _firsts(thing[shared], _whole(kept["started"]))

    def total(rows: Ids, values: Floats) -> Floats:
        return np.bincount(rows, values, persons.size).astype(np.float64)

    started, expected = total(person[first], share), total(person, 1.0 / takers[shared])
    columns = [
        pa.array(persons),
        pa.array(np.bincount(person, minlength=persons.size)),
        *(pa.array(one.round(9)) for one in (started, expected)),
        *(pa.array(one.round(9)) for one in _ratio(started, expected)),
        pa.array(total(person[first], after.astype(np.float64)).astype(np.int64)),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _ratio(started: Floats, expected: Floats) -> tuple[Floats, Floats, Floats]:
    shape = gamma_shape(started, expected, _USUAL)
    seen, hoped = started + shape, expected + shape
    bounds = (gammaincinv(seen, one) / hoped for one in (_LOW, _HIGH))
    lower, upper = (np.asarray(one, np.float64) for one in bounds)
    return shrunk(started, expected, shape), lower, upper


def _firsts(thing: Ids, at: Ids) -> tuple[Ids, Floats, Ids]:
    """Return the rows that were first, their shares, and how many came soon after."""
    size = int(thing.max()) + 1
    begun = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(begun, thing, at)
    first = np.flatnonzero(at == begun[thing])
    together = np.bincount(thing[first], minlength=size)
    since = at - begun[thing]
    soon = np.bincount(thing[(since > 0) & (since <= WINDOW)], minlength=size)
    return first, 1.0 / together[thing[first]], soon[thing[first]]


def _whole(column: pa.ChunkedArray | pa.Array) -> Ids:
    return np.asarray(pc.fill_null(column.cast(pa.int64()), 0).to_numpy(), np.int64)
