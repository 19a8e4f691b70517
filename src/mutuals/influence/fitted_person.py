"""One row per person with credit from the fitted hazard: how sure its sums are.

Empty where the records are too few for grade C. Persons are pulled towards the pooled
effect, the more the less is known of them.

person_id: the person.
personal: things others did because of talks with the person.
personal_half_lower: lower bound that holds it in 50 of 100 cases.
personal_half_upper: upper bound.
personal_lower: lower bound that holds it in 90 of 100 cases.
personal_upper: upper bound.
broadcast: things done because of posts and mass messages of the person.
broadcast_half_lower: lower bound that holds it in 50 of 100 cases.
broadcast_half_upper: upper bound.
broadcast_lower: lower bound that holds it in 90 of 100 cases.
broadcast_upper: upper bound.
grade: grade of the evidence for the personal part, A to D.
are_ranked: whether the order of persons can be told from chance.
"""

import numpy as np
import pyarrow as pa
from scipy.special import gammaincinv

from mutuals.estimators.study import Floats, counted
from mutuals.influence.fitted import PLAIN, Fitted, Shares, fitted
from mutuals.influence.studied import Records

ENDS = ("half_lower", "half_upper", "lower", "upper")
_PARTS = (0.25, 0.75, 0.05, 0.95)
_TINY = 1e-9
SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        *(
            (name, pa.float64())
            for way in ("personal", "broadcast")
            for name in (way, *(f"{way}_{end}" for end in ENDS))
        ),
        ("grade", pa.string()),
        ("are_ranked", pa.bool_()),
    ]
)


def fitted_person(
    adoption: pa.Table,
    origin: pa.Table,
    telling: pa.Table,
    *,
    belonging: pa.Table,
    behaviour: pa.Table,
) -> pa.Table:
    """Sum credit by source, with bounds."""
    found = fitted(Records(adoption, origin, telling, belonging, behaviour))
    if found is None or found.effect.grade == PLAIN:
        return SCHEMA.empty_table()
    told, size = found.shares(), found.studied.persons.size
    personal = counted(told.source, told.personal, size)
    broadcast = counted(told.source, told.broadcast, size)
    effect = found.effect
    columns = [
        pa.array(found.studied.persons),
        *(pa.array(one) for one in (personal, *_personal(found, personal))),
        *(pa.array(one) for one in (broadcast, *_broadcast(found, told, broadcast))),
        pa.array([effect.grade] * size, pa.string()),
        pa.array([effect.person.are_ranked] * size, pa.bool_()),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _personal(found: Fitted, total: Floats) -> list[Floats]:
    """Return the estimator's own bounds, moved with the totals."""
    person = found.effect.person
    moved = total / np.maximum(person.total, _TINY)
    known = person.total > _TINY
    bounds = [*person.half, *person.most]
    return [np.where(known, one * moved, one) for one in bounds]


def _broadcast(found: Fitted, told: Shares, total: Floats) -> list[Floats]:
    """Return bounds from chance, and from how far apart the fits are on broadcasts."""
    low, high = found.effect.broadcast
    apart = (high - low) / max(high + low, _TINY)
    chance = counted(told.source, told.broadcast * (1.0 - told.broadcast), total.size)
    spread = chance + (apart * total) ** 2 + _TINY
    mean = np.maximum(total, _TINY)
    shape = mean**2 / spread
    return [np.asarray(gammaincinv(shape, part) * mean / shape) for part in _PARTS]
