"""One row per dyad: the chance that the two are in contact again within 90 days.

ego_id: the person whose view is taken; both views of a pair are alike.
alter_id: the other person.
alive: probability of contact within the next 90 days; null when not enough records.
lower: lower end of its 90 % interval.
upper: upper end.
days: days with contact so far.
grade: own records, other archives or not enough records.

Rule. A logistic model of the pair's own past and of how much both are in contact with
anybody (estimators/persistence.py). It is fitted on earlier moments of the same
records, starting from the weights that three public archives gave, and its constant is
set right at the newest moment whose 90 days are over. With fewer than 200 pairs and
moments to learn from, the grade says other archives; a tie of a single day is then not
judged.
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mutuals.estimators.known_pairs import Days
from mutuals.estimators.persistence import Lasting, lasting
from mutuals.ties.alive_numbers import SHIPPED

Ids = NDArray[np.int64]

WINDOW = 90
DAY = 86_400
# Pairs and moments that make lessons of one's own.
ENOUGH = 200
SCHEMA = pa.schema(
    [
        ("ego_id", pa.int64()),
        ("alter_id", pa.int64()),
        ("alive", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("days", pa.int64()),
        ("grade", pa.string()),
    ]
)


def alive(contact_day: pa.Table, clock: pa.Table) -> pa.Table:
    """Estimate for every dyad whether there will be contact."""
    if not contact_day.num_rows:
        return SCHEMA.empty_table()
    days, pairs, people = days_of(contact_day)
    now = int(clock["as_of"][0].as_py()) // DAY + 1
    told = lasting(days, (now, WINDOW), SHIPPED)
    count = np.bincount(days.pair, minlength=pairs.shape[1])[told.pair]
    ends = people[pairs[:, told.pair]]
    return pa.Table.from_arrays(
        [
            pa.array(np.concatenate([ends[0], ends[1]]), pa.int64()),
            pa.array(np.concatenate([ends[1], ends[0]]), pa.int64()),
            *_estimates(told, count),
        ],
        schema=SCHEMA,
    )


def days_of(contact_day: pa.Table) -> tuple[Days, Ids, Ids]:
    """Return the days by pair, both persons of each pair counted from 0, and who."""
    low, high, day = (_numbers(contact_day, name) for name in ("low_id", "high_id", "day"))
    order = np.lexsort((day, high, low))
    low, high = low[order], high[order]
    is_new = np.concatenate([[True], (np.diff(low) != 0) | (np.diff(high) != 0)])
    ends = np.stack([low[is_new], high[is_new]])
    people, place = np.unique(ends, return_inverse=True)
    pairs = place.reshape(2, -1)
    began = [
        np.asarray(contact_day[name].is_valid())[order] for name in ("low_first", "high_first")
    ]
    last = _numbers(contact_day, "last")[order] / DAY
    pair = np.cumsum(is_new) - 1
    return Days(pair, day[order], last, *began, *pairs), pairs, people


def _estimates(told: Lasting, count: Ids) -> list[pa.Array]:
    is_own = told.learned_from >= ENOUGH
    is_judged = is_own | (count > 1)
    grade = np.where(is_judged, "own records" if is_own else "other archives", "not enough records")
    numbers = [
        pa.array(np.tile(np.round(one, 6), 2), pa.float64(), mask=np.tile(~is_judged, 2))
        for one in (told.chance, told.lower, told.upper)
    ]
    return [*numbers, pa.array(np.tile(count, 2), pa.int64()), pa.array(np.tile(grade, 2))]


def _numbers(table: pa.Table, name: str) -> Ids:
    return np.asarray(table[name].cast(pa.int64()).to_numpy(), np.int64)
