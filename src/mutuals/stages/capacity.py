"""One row per person and month: how many ties were open at once.

From the month of a person's first tie to the month of now. What was open before the
records began looks as if it opened with them, and what may have closed lately is not
known yet: the first quarter of the records and the last one are not whole.

person_id: the person.
month: the month in UTC, such as 2024-03.
open: ties open at the end of the month (see capacity_spell).
opened: ties opened in it, or opened again.
closed: ties whose silence became too long in it.
is_whole: whether openings and closings of that month could both be seen.
"""

from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

# Months at either end in which openings or closings cannot be told.
SETTLING, LINGERING = 3, 3
SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        ("month", pa.string()),
        ("open", pa.int64()),
        ("opened", pa.int64()),
        ("closed", pa.int64()),
        ("is_whole", pa.bool_()),
    ]
)
Ids = NDArray[np.int64]


def capacity(capacity_spell: pa.Table, clock: pa.Table) -> pa.Table:
    """Count open ties month by month."""
    if not capacity_spell.num_rows:
        return SCHEMA.empty_table()
    people, who = np.unique(_numbers(capacity_spell, "ego_id"), return_inverse=True)
    opened = _numbers(capacity_spell, "opened_month")
    now = _month(clock["as_of_at"][0].as_py())
    first = np.full(people.size, now)
    np.minimum.at(first, who, opened)
    # one line of months after the other, each person's beginning at ``start``
    start = np.concatenate([[0], np.cumsum(now - first + 1)])
    at = start[:-1] - first
    month = np.arange(start[-1]) - np.repeat(at, np.diff(start))
    gained = np.bincount(at[who] + opened, minlength=month.size)
    closed, is_closed = _known(capacity_spell["closed_month"])
    lost = np.bincount((at[who] + closed)[is_closed], minlength=month.size)
    return _table(
        np.repeat(people, np.diff(start)),
        _named(month),
        _held(gained - lost, start),
        gained,
        lost,
        (month >= opened.min() + SETTLING) & (month <= now - LINGERING),
    )


def _table(*columns: NDArray[Any]) -> pa.Table:
    return pa.Table.from_arrays(
        [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)],
        schema=SCHEMA,
    )


def _held(change: Ids, start: Ids) -> Ids:
    whole = np.cumsum(change)
    before = np.concatenate([[0], whole[start[1:-1] - 1]])
    return np.asarray(whole - np.repeat(before, np.diff(start)))


def _known(column: pa.ChunkedArray) -> tuple[Ids, NDArray[np.bool_]]:
    """Return numbers, 0 where there is none, and where there is one."""
    is_known = np.asarray(pc.is_valid(column).to_numpy(), bool)
    return np.asarray(pc.fill_null(column.cast(pa.int64()), 0).to_numpy(), np.int64), is_known


def _numbers(rows: pa.Table, name: str) -> Ids:
    return np.asarray(rows[name].cast(pa.int64()).to_numpy(), np.int64)


def _month(moment: datetime) -> int:
    return 12 * moment.year + moment.month - 1


def _named(month: Ids) -> NDArray[np.object_]:
    known, place = np.unique(month, return_inverse=True)
    words = [f"{one // 12:04d}-{one % 12 + 1:02d}" for one in known.tolist()]
    return np.array(words, object)[place]
