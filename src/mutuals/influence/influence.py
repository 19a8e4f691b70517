"""One row per person: how much came after contact with them, talks and posts apart.

Only actions count (a like is none). Credit is naive, in equal parts over everybody who
could have been the source and nobody; therefore the grade is D and these are things
that "came after", not influence.

person_id: the person.
personal: things others did after talks with the person, in parts of a thing.
personal_lower: lower bound of the 90 % interval over those who did them.
personal_upper: upper bound.
broadcast: things others did after posts or mass messages of the person.
broadcast_lower: lower bound.
broadcast_upper: upper bound.
personal_share: personal of personal and broadcast together; null where both are 0.
potential: expected take-ups if the person talked about something new, at one and two
    steps over two-way ties. Never 0.
potential_lower: lower bound, from how sure the pooled rate of take-up is.
potential_upper: upper bound.
outcomes: how many things done have the person among their possible sources.
exposures: how many pairs of a thing and another person the person reached.
grade: grade of the evidence, A to D.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators import bootstrap
from mutuals.graph.csr import Ids, Numbers
from mutuals.influence.potential import potential_of

GRADE = "D"
_SEED = 1
_MEASURES = ("personal", "broadcast", "potential")
SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        *((name, pa.float64()) for name in ("personal", "personal_lower", "personal_upper")),
        *((name, pa.float64()) for name in ("broadcast", "broadcast_lower", "broadcast_upper")),
        ("personal_share", pa.float64()),
        *((name, pa.float64()) for name in ("potential", "potential_lower", "potential_upper")),
        ("outcomes", pa.int64()),
        ("exposures", pa.int64()),
        ("grade", pa.string()),
    ]
)


def influence(
    person: pa.Table,
    credit: pa.Table,
    exposure: pa.Table,
    *,
    conversion: pa.Table,
    tie: pa.Table,
) -> pa.Table:
    """Sum credit by source, with intervals over those who took things up."""
    real = person.filter(pc.invert(person["is_automaton"]))
    persons = np.sort(_whole(real["person_id"]))
    counted = credit.filter(
        pc.and_(pc.equal(credit["sort"], "action"), pc.greater(credit["credit"], 0.0))
    )
    counted = counted.filter(pc.is_valid(counted["source_id"]))
    personal, broadcast = _totals(counted, persons)
    potential = potential_of(persons, conversion, tie)
    both = personal[0] + broadcast[0]
    share = np.divide(personal[0], both, out=np.zeros(both.size), where=both > 0)
    columns = [
        pa.array(persons),
        *(pa.array(one) for one in (*personal, *broadcast)),
        pa.array(share, mask=both <= 0),
        *(pa.array(one) for one in potential),
        pa.array(_tally(counted, persons)),
        pa.array(_tally(exposure, persons)),
        pa.array([GRADE] * persons.size, pa.string()),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _totals(counted: pa.Table, persons: Ids) -> list[tuple[Numbers, Numbers, Numbers]]:
    """Return total, lower and upper per person, for talks and for posts."""
    adopters, cluster = np.unique(_whole(counted["person_id"]), return_inverse=True)
    group = np.searchsorted(persons, _whole(counted["source_id"]))
    drawn = bootstrap.weights(np.random.default_rng(_SEED), adopters.size)
    found = []
    for way in ("personal", "broadcast"):
        values = np.asarray(counted[way].cast(pa.float64()).to_numpy())
        one = bootstrap.group_totals(values, group, cluster, groups=persons.size, drawn=drawn)
        found.append((one.total, one.lower, one.upper))
    return found


def _tally(rows: pa.Table, persons: Ids) -> Ids:
    """Count each person's rows as a source."""
    place = np.searchsorted(persons, _whole(rows["source_id"]))
    return np.bincount(place, minlength=persons.size).astype(np.int64)


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)
