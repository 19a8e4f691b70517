"""One row per kind of tie: how many times more its upper half passes on than the lower.

Learned from the fit that influence rests on, with nothing taken for granted: that ties
on which both speak pass on more is a question here, and a ratio of one an answer. Empty
where the records are too few for grade C; no ratio where too few did anything after one
half (not enough records). The halves part the contact, not the ties.

kind: strength (how often in contact), reciprocity (the smaller way over the larger) or
    embeddedness (common contacts).
split: the value above which the upper half lies.
ratio: what the upper half passes on, over what the lower does, for as much contact.
lower: lower bound of its 90 % interval.
upper: upper bound.
adoptions: first actions it is learned from.
grade: grade of the evidence, as of the fit; A to D.
"""

import numpy as np
import pyarrow as pa

from mutuals.influence.fitted import PLAIN, fitted
from mutuals.influence.studied import Records

SCHEMA = pa.schema(
    [
        ("kind", pa.string()),
        *((name, pa.float64()) for name in ("split", "ratio", "lower", "upper")),
        ("adoptions", pa.int64()),
        ("grade", pa.string()),
    ]
)


def moderator(
    adoption: pa.Table,
    origin: pa.Table,
    telling: pa.Table,
    *,
    belonging: pa.Table,
    behaviour: pa.Table,
) -> pa.Table:
    """Hold the halves of every kind of tie against each other."""
    found = fitted(Records(adoption, origin, telling, belonging, behaviour))
    if found is None or found.effect.grade == PLAIN:
        return SCHEMA.empty_table()
    from mutuals.estimators.moderators import moderators  # noqa: PLC0415  # loads numba

    study = found.studied.study
    rows = [
        {
            "kind": one.kind,
            "split": one.split,
            **{name: _known(getattr(one, name)) for name in ("ratio", "lower", "upper")},
            "adoptions": int(study.seen.sum()),
            "grade": found.effect.grade,
        }
        for one in moderators(study, found.effect.hazard)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None
