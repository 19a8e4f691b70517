"""What was known of every pair at a moment: contact, company, and how long ago."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutuals.estimators.bg_nbd import Past
from mutuals.estimators.company import Given, in_common, likeness

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Of Seen.columns, in their order.
COLUMNS = (
    "memory_7",
    "memory_30",
    "memory_120",
    "memory_365",
    "activity_30_less",
    "activity_30_more",
    "activity_120_less",
    "activity_120_more",
    "silence",
    "started_less",
    "started_more",
    "silence_before",
    "company_alike",
    "company_common",
)
_MEMORIES = (7.0, 30.0, 120.0, 365.0)
_LEAST = 0.01
_SILENT = 2000.0
# Contact an hour ago and a minute ago say the same.
_SOON = 1.0


@dataclass(frozen=True, slots=True)
class Days:
    """Days with contact, by pair and day, and who started something on them.

    ``pair`` counts from 0; ``low`` and ``high`` are the persons of each pair, counted
    from 0; ``last`` is the day's last contact, in days.
    """

    pair: Ids
    day: Ids
    last: Floats
    by_low: Flags
    by_high: Flags
    low: Ids
    high: Ids


@dataclass(frozen=True, slots=True)
class Seen:
    """What was known of the pairs seen before a moment."""

    pair: Ids
    past: Past
    columns: Floats


def in_window(days: Days, moment: int, window: int) -> Flags:
    """Return which pairs had contact in a window."""
    met = np.zeros(days.low.size, bool)
    met[days.pair[(days.day >= moment) & (days.day < moment + window)]] = True
    return met


def past_before(days: Days, moment: int) -> Past:
    """Return the past of every pair seen before the morning of a day."""
    count, first, last, _ = _spans(days, np.flatnonzero(days.day < moment))
    known = np.flatnonzero(count)
    return _past((count, first, last), known, moment)


def seen_before(days: Days, moment: int, *, most: int | None = None) -> Seen:
    """Return what was known of each pair on the morning of a day.

    With ``most``, of about so many pairs, evenly chosen.
    """
    rows = np.flatnonzero(days.day < moment)
    age = moment - days.day[rows] - 0.5
    memories = [_memory(days, rows, np.exp(-age / one)) for one in _MEMORIES]
    sides = [_sides(_of_persons(days, one)) for one in memories[1:3]]
    count, first, last, latest = _spans(days, rows)
    known = np.flatnonzero(count)
    known = known[:: known.size // most + 1] if most else known
    columns = [
        *(_log(one) for one in (*memories, *sides[0], *sides[1])),
        np.log(moment - latest + _SOON),
        *_sides(np.log(_SOON + _started(days, rows, moment))),
        np.log(_SOON + _silent_before(days, rows, moment)),
    ]
    told = [one[known] for one in columns]
    return Seen(
        known,
        _past((count, first, last), known, moment),
        np.column_stack([*told, *_company(days, memories[2], known)]),
    )


def _past(spans: tuple[Floats, Floats, Floats], known: Ids, moment: int) -> Past:
    count, first, last = (one[known] for one in spans)
    return Past(count - 1.0, last - first, moment - first)


def _log(amount: Floats) -> Floats:
    return np.log(amount + _LEAST)


def _memory(days: Days, rows: Ids, left: Floats) -> Floats:
    return np.bincount(days.pair[rows], left, days.low.size).astype(np.float64)


def _spans(days: Days, rows: Ids) -> tuple[Floats, Floats, Floats, Floats]:
    """Return each pair's number of days, first and last day and last contact."""
    size, pair = days.low.size, days.pair[rows]
    first, last, latest = (np.full(size, end) for end in (np.inf, -np.inf, -np.inf))
    newest = _newest(pair)
    opens = np.concatenate([[0], newest[:-1] + 1])[: newest.size]
    first[pair[opens]] = days.day[rows[opens]]
    last[pair[newest]] = days.day[rows[newest]]
    latest[pair[newest]] = days.last[rows[newest]]
    return np.bincount(pair, minlength=size).astype(np.float64), first, last, latest


def _newest(pair: Ids) -> Ids:
    """Return the places of each pair's last row: rows are by pair and day."""
    return np.flatnonzero(np.concatenate([pair[1:] != pair[:-1], [True]])[: pair.size])


def _of_persons(days: Days, amount: Floats) -> Floats:
    """Return the sum over all of a person's pairs, at both ends of each pair."""
    people = int(max(days.low.max(initial=-1), days.high.max(initial=-1))) + 1
    total = np.bincount(days.low, amount, people) + np.bincount(days.high, amount, people)
    return np.stack([total[days.low], total[days.high]])


def _started(days: Days, rows: Ids, moment: int) -> Floats:
    """Return the days since either end last started something with anybody."""
    people = int(max(days.low.max(initial=-1), days.high.max(initial=-1))) + 1
    last = np.full(people, moment - _SILENT)
    for person, began in ((days.low, days.by_low), (days.high, days.by_high)):
        mine = rows[began[rows]]
        mine = mine[_newest(days.pair[mine])]
        np.maximum.at(last, person[days.pair[mine]], days.last[mine])
    silent = np.minimum(moment - last, _SILENT)
    return np.stack([silent[days.low], silent[days.high]])


def _company(days: Days, amount: Floats, known: Ids) -> tuple[Floats, Floats]:
    """Return how alike the company of two people is of late, and what they share of it.

    Ties among people of one company last (Navarro and others 2017).
    """
    people = int(max(days.low.max(initial=-1), days.high.max(initial=-1))) + 1
    pairs = days.low[known], days.high[known]
    # Of a few chosen pairs, only their own company is looked at.
    asked = np.zeros(people, bool)
    asked[np.concatenate(pairs)] = True
    met = np.flatnonzero(amount)
    ends = np.r_[days.low[met], days.high[met]], np.r_[days.high[met], days.low[met]]
    own = asked[ends[0]]
    given = Given(people, ends[0][own], ends[1][own], np.tile(amount[met], 2)[own])
    return likeness(given, pairs), _log(in_common(given, pairs))


def _silent_before(days: Days, rows: Ids, moment: int) -> Floats:
    """Return the days since the day with contact before the last."""
    earlier = np.delete(rows, _newest(days.pair[rows]))
    found = np.full(days.low.size, moment - _SILENT)
    newest = earlier[_newest(days.pair[earlier])]
    found[days.pair[newest]] = np.maximum(days.day[newest], moment - _SILENT)
    return np.asarray(np.minimum(moment - found, _SILENT), np.float64)


def _sides(ends: Floats) -> tuple[Floats, Floats]:
    return ends.min(axis=0), ends.max(axis=0)
