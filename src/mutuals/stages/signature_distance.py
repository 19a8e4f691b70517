"""One row per person with two half years seen whole: whether their sharing stays alike.

A signature is the share of time by rank, whoever holds the rank. Distances are
Jensen-Shannon divergences in bits, 0 alike to 1 nothing in common. Others are those
seen as whole as the person: in an archive of one's own nobody is, and only the own past
is told.

person_id: the person.
comparisons: half years held against the one before.
own: mean distance to the own signature of half a year before.
others: mean distance to what others had then; null where no others are seen whole.
closer: share of these others that are farther off than the own past; a half by chance.
lower: lower end of its 90 % interval, over the comparisons.
upper: upper end.
verdict: keeps its shape, changes, or not enough records.
"""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators.proportion import proportion
from mutuals.estimators.signature import Ids, Persistence, persistence, ranked

# With fewer people or minutes a half year has no shape.
FEWEST, SHORTEST = 5, 30.0
SEED = 20_140_121
SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        ("comparisons", pa.int64()),
        ("own", pa.float64()),
        ("others", pa.float64()),
        ("closer", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("verdict", pa.string()),
    ]
)


def signature_distance(signature: pa.Table, person: pa.Table) -> pa.Table:
    """Compare half years of a person, and persons of a half year."""
    found = _compared(signature.filter(signature["is_whole"]))
    if pc.any(person["is_me"]).as_py():
        # in an archive of one's own, others are seen with its owner only
        untold = np.full(found.own.size, np.nan)
        found = replace(found, others=untold, closer=untold)
    return _table(found)


def _compared(rows: pa.Table) -> Persistence:
    minutes = np.asarray(rows["minutes"].cast(pa.float64()).to_numpy())
    keys = np.column_stack([_whole(rows, "person_id"), _whole(rows, "half")])
    known, row = np.unique(keys, axis=0, return_inverse=True)
    row = row.reshape(-1)
    enough = np.bincount(row, minlength=len(known)) >= FEWEST
    enough &= np.bincount(row, minutes, len(known)) >= SHORTEST
    kept = enough[row]
    shares = ranked((np.cumsum(enough) - 1)[row[kept]], minutes[kept])
    who, half = known[enough].T
    return persistence(shares, who, -half, rng=np.random.default_rng(SEED))


def _table(found: Persistence) -> pa.Table:
    has_others = np.isfinite(found.others)
    closer = np.where(has_others, found.closer, 0.5)
    band = proportion(closer * found.pairs, found.pairs)
    verdict = np.where(band.lower > 0.5, "keeps its shape", "not enough records")  # noqa: PLR2004  chance
    verdict[band.upper < 0.5] = "changes"  # noqa: PLR2004  chance
    verdict[~has_others] = "not enough records"
    columns = [found.own, found.others, found.closer, band.lower, band.upper]
    numbers = [
        pa.array(one.round(6), mask=~(has_others | (place == 0)))
        for place, one in enumerate(columns)
    ]
    return pa.Table.from_arrays(
        [
            pa.array(found.person),
            pa.array(found.pairs),
            *numbers,
            pa.array(verdict.tolist(), pa.string()),
        ],
        schema=SCHEMA,
    )


def _whole(rows: pa.Table, name: str) -> Ids:
    return np.asarray(rows[name].cast(pa.int64()).to_numpy(), np.int64)
