"""One row per outcome studied and source, and for nobody: the fitted hazard's credit.

Empty where the records are too few for grade C. Summed over an outcome, it is one.

outcome_id: key of the outcome.
source_id: the possible source; null for nobody.
personal: the part that goes to talks.
broadcast: the part that goes to posts and mass messages.
credit: personal and broadcast together; nobody's part in nobody's row.
grade: grade of the evidence of the personal part, A to D.
"""

import numpy as np
import pyarrow as pa

from mutuals.estimators.study import Floats, counted
from mutuals.influence.fitted import PLAIN, fitted, shares
from mutuals.influence.studied import Records

# Less of a thing than this is not worth a row; it goes to nobody.
LEAST = 1e-6
SCHEMA = pa.schema(
    [
        ("outcome_id", pa.binary(16)),
        ("source_id", pa.int64()),
        *((name, pa.float64()) for name in ("personal", "broadcast", "credit")),
        ("grade", pa.string()),
    ]
)


def fitted_credit(
    adoption: pa.Table,
    origin: pa.Table,
    telling: pa.Table,
    *,
    belonging: pa.Table,
    behaviour: pa.Table,
) -> pa.Table:
    """Share every outcome studied out over those who told of it, and nobody."""
    found = fitted(Records(adoption, origin, telling, belonging, behaviour))
    if found is None or found.effect.grade == PLAIN:
        return SCHEMA.empty_table()
    told, outcome = shares(found.effect), found.studied.outcome
    kept = told.personal + told.broadcast > LEAST
    event, parts = told.event[kept], (told.personal[kept], told.broadcast[kept])
    source = pa.array(found.studied.persons[told.source[kept]])
    nobody = 1.0 - counted(event, parts[0] + parts[1], len(outcome))
    nothing = np.zeros(nobody.size)
    grade = found.effect.grade
    rows = _rows(outcome.take(pa.array(event)), source, (*parts, parts[0] + parts[1]), grade=grade)
    nulls = pa.nulls(nobody.size, pa.int64())
    return pa.concat_tables([rows, _rows(outcome, nulls, (nothing, nothing, nobody), grade=grade)])


def _rows(
    outcome: pa.Array, source: pa.Array, credit: tuple[Floats, ...], *, grade: str
) -> pa.Table:
    values = [pa.array(np.clip(one, 0.0, 1.0)) for one in credit]
    grades = pa.array([grade] * len(outcome), pa.string())
    columns = [outcome.cast(pa.binary(16)), source, *values, grades]
    return pa.Table.from_arrays(columns, schema=SCHEMA)
