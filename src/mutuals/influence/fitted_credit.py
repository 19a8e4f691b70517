"""One row per outcome studied and source, and for nobody: the fitted hazard's credit.

Empty where the records are too few for grade C. Summed over an outcome, it is one. Whom
the record names as having moved somebody counts as a noisy label: how often the right
one is named, and a wrong one, is learned along. A few hundred namings are needed before
they change more than the credit of what was named.

outcome_id: key of the outcome.
source_id: the possible source; null for nobody.
personal: the part that goes to talks.
broadcast: the part that goes to posts and mass messages.
credit: personal and broadcast together; nobody's part in nobody's row.
without_names: the same credit if nothing told whom people name as having moved them.
grade: grade of the evidence of the personal part, A to D.
"""

import numpy as np
import pyarrow as pa

from mutuals.estimators.study import Floats, counted
from mutuals.influence.fitted import PLAIN, fitted
from mutuals.influence.studied import Records

# Less of a thing than this is not worth a row; it goes to nobody.
LEAST = 1e-6
SCHEMA = pa.schema(
    [
        ("outcome_id", pa.binary(16)),
        ("source_id", pa.int64()),
        *((name, pa.float64()) for name in ("personal", "broadcast", "credit")),
        ("without_names", pa.float64()),
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
    told, plain = found.shares(), found.shares(with_names=False)
    outcome, grade = found.studied.outcome, found.effect.grade
    # the same pairs stand in both
    whole, before = (one.personal + one.broadcast for one in (told, plain))
    kept = np.maximum(whole, before) > LEAST
    whole, before = whole[kept], before[kept]
    source = pa.array(found.studied.persons[told.source[kept]])
    parts = (told.personal[kept], told.broadcast[kept], whole, before)
    rows = _rows(outcome.take(pa.array(told.event[kept])), source, parts, grade=grade)
    rest = [1.0 - counted(told.event[kept], one, len(outcome)) for one in (whole, before)]
    return pa.concat_tables([rows, _nobody(outcome, rest, grade)])


def _nobody(outcome: pa.Array, rest: list[Floats], grade: str) -> pa.Table:
    nothing = np.zeros(len(outcome))
    parts = (nothing, nothing, *rest)
    return _rows(outcome, pa.nulls(len(outcome), pa.int64()), parts, grade=grade)


def _rows(
    outcome: pa.Array, source: pa.Array, credit: tuple[Floats, ...], *, grade: str
) -> pa.Table:
    values = [pa.array(np.clip(one, 0.0, 1.0)) for one in credit]
    grades = pa.array([grade] * len(outcome), pa.string())
    columns = [outcome.cast(pa.binary(16)), source, *values, grades]
    return pa.Table.from_arrays(columns, schema=SCHEMA)
