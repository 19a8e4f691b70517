"""How ties moved between two moments: one rule for every table, page and sentence.

A tie stands on a ring (its last stage) and may sleep there; an avatar never sleeps.
What became of it between two moments is one word; nobody is counted in two lists:

closer, farther: awake at both, on another ring;
silent: awake at the first, asleep at the second; back: the other way round;
new: not known at the first; passed: not known at the first, and asleep at the second;
stayed: everybody else.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mutuals.stages.standing import STAGES

# What may become of a tie, in words; who stayed is not told.
MOVES = {
    "closer": "came closer",
    "farther": "moved farther out",
    "silent": "fell silent",
    "back": "came back after a silence",
    "new": "came in for the first time",
    "passed": "came in and fell silent again",
}
STAYED = "stayed"
SCHEMA = pa.schema(
    [
        ("ego_id", pa.int64()),
        ("alter_id", pa.int64()),
        ("from_stage", pa.string()),
        ("was_dormant", pa.bool_()),
        ("to_stage", pa.string()),
        ("is_dormant", pa.bool_()),
        ("move", pa.string()),
    ]
)
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]
_MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class _Courses:
    """All changes, each dyad's oldest first; ``opens`` is where the next dyad's begin.

    ``rank`` is the ring after a change, 0 to 3, -1 asleep; ``held`` the ring it keeps.
    """

    ego: Ids
    alter: Ids
    at: Ids
    rank: Ids
    held: Ids
    opens: Ids

    def last(self, moment: datetime) -> Ids:
        """Return each dyad's last change by a moment, or the place before its first."""
        whole = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        limit = round(whole.timestamp() * _MICRO)
        told = (self.at <= limit).astype(np.int64)
        return np.asarray(self.opens + np.add.reduceat(told, self.opens) - 1)

    def asleep(self, at: Ids) -> Flags:
        """Return whether ties sleep after these changes; an avatar never does."""
        return np.asarray((self.rank[at] < 0) & (self.held[at] > 0))


def moved(transition: pa.Table, since: datetime, until: datetime) -> pa.Table:
    """Return what became of each tie known by ``until``, given changes of stage.

    ``transition`` has the columns of that table; moments are UTC. The rows are by
    ``ego_id`` and ``alter_id``.
    """
    if not transition.num_rows:
        return SCHEMA.empty_table()
    course = _courses(transition)
    before, after = course.last(since), course.last(until)
    is_known = after >= course.opens
    opens, before, after = course.opens[is_known], before[is_known], after[is_known]
    knew = before >= opens
    slept, sleeps = course.asleep(before) & knew, course.asleep(after)
    words = _words(knew, (course.held[before], course.held[after]), (slept, sleeps))
    columns = {
        "ego_id": course.ego[opens],
        "alter_id": course.alter[opens],
        "from_stage": _stages(course.held[before], knew),
        "was_dormant": pa.array(slept, mask=~knew),
        "to_stage": _stages(course.held[after], np.ones(after.size, bool)),
        "is_dormant": sleeps,
        "move": words,
    }
    return pa.table(columns, schema=SCHEMA)


def _courses(transition: pa.Table) -> _Courses:
    ego, alter, number = (_numbers(transition, one) for one in ("ego_id", "alter_id", "number"))
    order = np.lexsort((number, alter, ego))
    ego, alter, rank = ego[order], alter[order], _ranks(transition)[order]
    is_first = np.ones(ego.size, bool)
    is_first[1:] = (np.diff(ego) != 0) | (np.diff(alter) != 0)
    opens = np.flatnonzero(is_first)
    at = _numbers(transition, "happened_at")[order]
    return _Courses(ego, alter, at, rank, _held(rank, opens), opens)


def _words(knew: Flags, rank: tuple[Ids, Ids], asleep: tuple[Flags, Flags]) -> NDArray[np.str_]:
    (before, after), (slept, sleeps) = rank, asleep
    tests = [~knew & sleeps, ~knew, sleeps & ~slept, slept & ~sleeps]
    tests += [~sleeps & (after > before), ~sleeps & (after < before)]
    return np.select(tests, ["passed", "new", "silent", "back", "closer", "farther"], STAYED)


def _ranks(transition: pa.Table) -> Ids:
    """Return each change's ring, 0 to 3; -1 where the tie falls asleep."""
    found = pc.index_in(transition["to_stage"], value_set=pa.array(STAGES))
    return np.asarray(pc.fill_null(found, -1).to_numpy(), np.int64)


def _held(rank: Ids, opens: Ids) -> Ids:
    """Return the ring after each change: asleep, the one the tie had."""
    start = np.zeros(rank.size, np.int64)
    start[opens] = opens
    has = np.where(rank >= 0, np.arange(rank.size), 0)
    last = np.maximum.accumulate(np.maximum(has, start))
    return np.maximum(rank[last], 0)


def _stages(rank: Ids, is_known: Flags) -> pa.Array:
    return pa.array(np.array(STAGES)[rank], pa.string(), mask=~is_known)


def _numbers(rows: pa.Table, name: str) -> Ids:
    return np.asarray(rows[name].cast(pa.int64()).to_numpy(), np.int64)
