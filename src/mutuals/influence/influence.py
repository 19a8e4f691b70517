"""One row per person: what others did by contact with them, talks and posts apart.

Only actions count (a like is none). Where the records carry it, credit comes from the
fitted hazard and persons are pulled towards the pooled effect; else it is in equal
parts over everybody who could have been the source and nobody, and the grade is D:
these are things that "came after", not influence. Below grade B only the order of
people means anything, and that less than it seems.

person_id: the person.
personal: things others did because of (grade D: after) talks with the person, in parts.
personal_lower: lower bound of the 90 % interval.
personal_upper: upper bound.
broadcast: things others did because of (or after) posts or mass messages of the person.
broadcast_lower: lower bound.
broadcast_upper: upper bound.
personal_share: personal of personal and broadcast together; null where both are 0.
potential: expected take-ups once the person has taken something new up, at one and two
    steps over two-way ties, by how likely it is brought up on them within sixty days
    and leads to a deed (table passing). Never 0.
potential_lower: lower bound of the 90 % interval, from how sure these chances are.
potential_upper: upper bound.
outcomes: how many things done have the person among their possible sources.
exposures: how many pairs of a thing and another person the person reached.
grade: grade of the evidence for the personal part, A to D.
personal_half_lower: lower bound of the 50 % interval.
personal_half_upper: upper bound.
broadcast_half_lower: lower bound of the 50 % interval.
broadcast_half_upper: upper bound.
broadcast_grade: grade of the evidence for the broadcast part, C or D.
personal_rank: share of the people reached by as little or less of it; 0 to 1.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators import bootstrap
from mutuals.graph.csr import Ids, Numbers
from mutuals.influence.fitted import PLAIN
from mutuals.influence.potential import potential_of

_BEST_BROADCAST = "C"
_SEED = 1
WAYS = ("personal", "broadcast")
_ENDS = ("lower", "upper", "half_lower", "half_upper")
Sums = dict[str, Numbers]
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
        *((f"{way}_{end}", pa.float64()) for way in WAYS for end in _ENDS[2:]),
        ("broadcast_grade", pa.string()),
        ("personal_rank", pa.float64()),
    ]
)


def influence(
    person: pa.Table,
    credit: pa.Table,
    fitted_person: pa.Table,
    *,
    conversion: pa.Table,
    passing: pa.Table,
) -> pa.Table:
    """Sum credit by source, with the fit's bounds or else bounds over the doers."""
    real = person.filter(pc.invert(person["is_automaton"]))
    persons = np.sort(_whole(real["person_id"]))
    counted = _of_somebody(credit)
    exposures = _exposures(conversion, persons)
    found, grade = _sums(counted, fitted_person, persons)
    both = found["personal"] + found["broadcast"]
    share = np.divide(found["personal"], both, out=np.zeros(both.size), where=both > 0)
    potential = potential_of(persons, passing)
    columns = {
        "person_id": pa.array(persons),
        **{name: pa.array(values) for name, values in found.items()},
        "personal_share": pa.array(share, mask=both <= 0),
        **{
            name: pa.array(values)
            for name, values in zip(SCHEMA.names[8:11], potential, strict=True)
        },
        "outcomes": pa.array(_tally(counted, persons)),
        "exposures": pa.array(exposures),
        "grade": pa.array([grade] * persons.size, pa.string()),
        "broadcast_grade": pa.array([max(grade, _BEST_BROADCAST)] * persons.size, pa.string()),
        "personal_rank": _rank(found["personal"], exposures > 0),
    }
    return pa.Table.from_arrays([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def _of_somebody(credit: pa.Table) -> pa.Table:
    some = pc.and_(pc.equal(credit["sort"], "action"), pc.greater(credit["credit"], 0.0))
    return credit.filter(pc.and_(some, pc.is_valid(credit["source_id"])))


def _sums(counted: pa.Table, fitted_person: pa.Table, persons: Ids) -> tuple[Sums, str]:
    """Return totals and bounds per person: the fit's, or else those of equal parts."""
    if not fitted_person.num_rows:
        return _plain(counted, persons), PLAIN
    place = np.searchsorted(persons, _whole(fitted_person["person_id"]))
    found = {}
    for name in (*WAYS, *(f"{way}_{end}" for way in WAYS for end in _ENDS)):
        found[name] = np.zeros(persons.size)
        found[name][place] = fitted_person[name].to_numpy()
    return found, str(fitted_person["grade"][0])


def _plain(counted: pa.Table, persons: Ids) -> Sums:
    """Return sums of equal parts, with intervals over those who took things up."""
    adopters, cluster = np.unique(_whole(counted["person_id"]), return_inverse=True)
    group = np.searchsorted(persons, _whole(counted["source_id"]))
    drawn = bootstrap.weights(np.random.default_rng(_SEED), adopters.size)
    found = {}
    for way in WAYS:
        values = np.asarray(counted[way].cast(pa.float64()).to_numpy())
        one = bootstrap.group_totals(values, group, cluster, groups=persons.size, drawn=drawn)
        found[way] = one.total
        found |= {f"{way}_{end}": getattr(one, end) for end in _ENDS}
    return found


def _rank(values: Numbers, told: np.ndarray) -> pa.Array:
    """Return, for those who reached anybody, the share of them with less."""
    ordered = np.sort(values[told])
    below = np.searchsorted(ordered, values, side="left")
    upto = np.searchsorted(ordered, values, side="right")
    return pa.array((below + upto) / 2 / max(ordered.size, 1), mask=~told)


def _exposures(conversion: pa.Table, persons: Ids) -> Ids:
    """Count the pairs of a thing and a person each reached, in whichever way."""
    own = pc.and_(pc.is_valid(conversion["source_id"]), pc.not_equal(conversion["way"], "neither"))
    rows = conversion.filter(own)
    place = np.searchsorted(persons, _whole(rows["source_id"]))
    return np.bincount(place, _whole(rows["exposed"]), persons.size).astype(np.int64)


def _tally(rows: pa.Table, persons: Ids) -> Ids:
    """Count each person's rows as a source."""
    place = np.searchsorted(persons, _whole(rows["source_id"]))
    return np.bincount(place, minlength=persons.size).astype(np.int64)


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)
