"""One row per change of a dyad's stage as the ordinal model finds it, oldest first.

ego_id: the person whose view is taken.
alter_id: the other person.
number: 1 for the dyad's first change, then 2, 3, ...
rank_before: the rank before, null before the first contact.
rank: 0 avatar, 1 acquaintance, 2 budding friend, 3 friend, -1 dormant.
happened: when, epoch seconds.
cause: first contact, both spoke, regular contact, hours together, less contact,
silence, contact again.
chance: how likely the dyad is at the latest stage it was awake in, by the model.

Rule. Avatar: only one of them ever started anything. Otherwise every four weeks with
contact are judged by the ordinal model (estimators/nearing.py, its numbers beside this
file), as each of the two sees it. The stage rises when at least that stage is 55 %
likely; it falls when 45 % are not reached, and not in the first four weeks after three
months of silence. A tie of acquaintances and more sleeps when it has been silent for
longer than its own rhythm allows (see rhythm) and BG/NBD gives contact within 90 days
less than a quarter; it wakes up in the same stage with the next contact.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mutuals.estimators.bg_nbd import Past, Rhythm, silence_until
from mutuals.estimators.known_pairs import Days, past_before
from mutuals.estimators.nearing import HALL, Periods, Talk, likely, paces, periods, walk
from mutuals.estimators.persistence import rhythm_of
from mutuals.stages.nearing_numbers import SHIPPED
from mutuals.ties.alive import DAY, WINDOW, days_of

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]

# Contact less likely than this, and a tie sleeps.
UNLIKELY = 0.25
_UNIT = WINDOW * DAY
_NEVER = np.iinfo(np.int64).max
# Pairs followed at once: ten million days with contact took six gigabytes in one go.
_AT_ONCE = 262_144
COUNTS = ("alone", "company", "low_close", "high_close", "hours")
CAUSES = (
    "first contact",
    "silence",
    "contact again",
    "both spoke",
    "regular contact",
    "hours together",
    "less contact",
)
FIRST, SILENCE, AGAIN, SPOKE, REGULAR, HOURS, LESS = range(len(CAUSES))
SCHEMA = pa.schema(
    [
        ("ego_id", pa.int64()),
        ("alter_id", pa.int64()),
        ("number", pa.int64()),
        ("rank_before", pa.int64()),
        ("rank", pa.int64()),
        ("happened", pa.int64()),
        ("cause", pa.string()),
        ("chance", pa.float64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Ways:
    """All pairs' days in order, and what is known of each pair."""

    days: Days
    talk: Talk
    first: Ids
    last: Ids
    spoke: Ids
    people: Ids
    now: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes of one side's view, in any order."""

    pair: Ids
    happened: Ids
    rank: Ids
    cause: Ids


def course(contact_day: pa.Table, rhythm: pa.Table, clock: pa.Table) -> pa.Table:
    """Follow every dyad through the stages."""
    if not contact_day.num_rows:
        return SCHEMA.empty_table()
    now = int(clock["as_of"][0].as_py())
    ways = ways_of(contact_day, now)
    pace, allowed = paces(ways.talk), _allowed(rhythm)
    usual = rhythm_of(past_before(ways.days, now // DAY + 1), WINDOW)
    found: tuple[list[pa.Table], list[pa.Table]] = ([], [])
    for pairs in _blocks(ways):
        some = _some(ways, pairs)
        seen = periods(some.talk, now / DAY, pace)
        sleeps = _sleeps(some, usual, allowed[pairs])
        for side, tables in enumerate(found):
            tables.append(_side(some, seen, sleeps, side=side))
    return pa.concat_tables([*found[0], *found[1]])


def _blocks(ways: Ways) -> list[slice]:
    """Return the pairs in parts: what is worked out of all at once fills memory."""
    size = ways.spoke.size
    return [slice(at, min(at + _AT_ONCE, size)) for at in range(0, size, _AT_ONCE)]


def _some(ways: Ways, pairs: slice) -> Ways:
    """Return the ways of some pairs, counted from 0."""
    start, end = np.searchsorted(ways.talk.pair, [pairs.start, pairs.stop])
    rows = slice(int(start), int(end))
    pair = ways.talk.pair[rows] - pairs.start
    days, talk = ways.days, ways.talk
    return Ways(
        days=Days(
            pair,
            days.day[rows],
            days.last[rows],
            days.by_low[rows],
            days.by_high[rows],
            days.low[pairs],
            days.high[pairs],
        ),
        talk=Talk(pair, talk.day[rows], talk.counts[rows], talk.low[rows], talk.high[rows]),
        first=ways.first[rows],
        last=ways.last[rows],
        spoke=ways.spoke[pairs],
        people=ways.people,
        now=ways.now,
    )


def ways_of(contact_day: pa.Table, now: int) -> Ways:
    """Bring every pair's days into order."""
    days, _, people = days_of(contact_day)
    ends = [_numbers(contact_day, name) for name in ("low_id", "high_id")]
    order = np.lexsort((_numbers(contact_day, "day"), ends[1], ends[0]))
    counts = [contact_day[name].cast(pa.float64()).to_numpy()[order] for name in COUNTS]
    begun = [
        contact_day[name].cast(pa.int64()).fill_null(_NEVER).to_numpy()[order]
        for name in ("low_first", "high_first")
    ]
    opens = np.flatnonzero(np.concatenate([[True], np.diff(days.pair) != 0]))
    talk = Talk(
        days.pair,
        days.day.astype(np.float64),
        np.column_stack([*counts, *(one != _NEVER for one in begun)]).astype(np.float64),
        days.low[days.pair],
        days.high[days.pair],
    )
    return Ways(
        days=days,
        talk=talk,
        first=_numbers(contact_day, "first")[order],
        last=_numbers(contact_day, "last")[order],
        spoke=np.maximum(*(np.minimum.reduceat(one, opens) for one in begun)),
        people=people,
        now=now,
    )


def _allowed(rhythm: pa.Table) -> Ids:
    """Return the silence each pair's own rhythm allows, in seconds."""
    ego, alter = (_numbers(rhythm, name) for name in ("ego_id", "alter_id"))
    order = np.lexsort((alter, ego))
    order = order[ego[order] < alter[order]]
    return np.asarray(rhythm["allowed_days"].to_numpy()[order] * DAY).astype(np.int64)


def _sleeps(ways: Ways, usual: Rhythm, allowed: Ids) -> tuple[Ids, Ids]:
    """Return the days (rows) after which a pair fell asleep, and when it did."""
    pair = ways.talk.pair
    is_last = np.concatenate([pair[1:] != pair[:-1], [True]])
    until = np.where(is_last, ways.now, np.concatenate([ways.first[1:], [0]]))
    rows = np.flatnonzero((until - ways.last > allowed[pair]) & (ways.spoke[pair] <= ways.last))
    opens = np.searchsorted(pair, pair[rows])
    known = (ways.talk.day[rows] - ways.talk.day[opens]) / WINDOW
    wait = silence_until(
        usual,
        Past((rows - opens).astype(np.float64), known, known),
        UNLIKELY,
        longest=(until - ways.last)[rows] / _UNIT,
    )
    rows, wait = rows[np.isfinite(wait)], wait[np.isfinite(wait)]
    wait = np.maximum(np.ceil(wait * _UNIT), allowed[pair[rows]]).astype(np.int64)
    return rows, ways.last[rows] + np.minimum(wait, (until - ways.last)[rows] - 1)


def _side(ways: Ways, seen: Periods, sleeps: tuple[Ids, Ids], *, side: int) -> pa.Table:
    """Return the changes as one end of each pair sees them, in order."""
    chance = likely(seen, SHIPPED, side)
    held = walk(seen, chance)
    found = [_begun(ways), _moved(ways, seen, held), *_slept(ways, _held_on(seen, held), sleeps)]
    changes = np.stack(
        [
            np.concatenate([getattr(one, name) for one in found])
            for name in ("pair", "happened", "rank", "cause")
        ]
    )
    pair, happened, rank, cause = changes[:, np.lexsort((changes[3], changes[1], changes[0]))]
    opens = np.concatenate([[True], np.diff(pair) != 0])
    sure = _sure(seen, held, chance)[pair]
    ends = ways.people[ways.days.low[pair]], ways.people[ways.days.high[pair]]
    columns = {
        "ego_id": ends[side],
        "alter_id": ends[1 - side],
        "number": np.arange(pair.size) - np.flatnonzero(opens)[np.cumsum(opens) - 1] + 1,
        "rank_before": pa.array(np.concatenate([[0], rank[:-1]]), pa.int64(), mask=opens),
        "rank": rank,
        "happened": happened,
        "cause": np.array(CAUSES)[cause],
        "chance": pa.array(np.round(sure, 6), pa.float64(), mask=np.isnan(sure)),
    }
    return pa.table(columns, schema=SCHEMA)


def _sure(seen: Periods, held: Ids, chance: Floats) -> Floats:
    """Return how likely each pair's latest stage is; nan for an avatar."""
    latest = np.flatnonzero(np.concatenate([seen.start[1:], [True]]))
    told = chance[latest, np.maximum(held[latest] - 1, 0)]
    return np.where(held[latest] > 0, told, np.nan)


def _begun(ways: Ways) -> Changes:
    """Return first contacts that only one had started, and when both had spoken."""
    opens = np.searchsorted(ways.talk.pair, np.arange(ways.spoke.size))
    first = ways.first[opens]
    one_sided = np.flatnonzero(first < ways.spoke)
    spoken = np.flatnonzero(ways.spoke != _NEVER)
    sizes = [one_sided.size, spoken.size]
    return Changes(
        np.concatenate([one_sided, spoken]),
        np.concatenate([first[one_sided], ways.spoke[spoken]]),
        np.repeat([0, 1], sizes),
        np.repeat([FIRST, SPOKE], sizes),
    )


def _moved(ways: Ways, seen: Periods, held: Ids) -> Changes:
    """Return the periods after which a tie stood higher or lower than before."""
    before = np.where(seen.start, 1, np.maximum(np.concatenate([[1], held[:-1]]), 1))
    rows = np.flatnonzero((held >= 1) & (held != before))
    hall = np.array([np.inf, np.inf, *HALL])[held[rows]]
    up = np.where(seen.hours[rows] >= hall, HOURS, REGULAR)
    cause = np.where(held[rows] > before[rows], up, LESS)
    days = seen.row[rows]
    return Changes(ways.talk.pair[days], ways.last[days], held[rows], cause)


def _held_on(seen: Periods, held: Ids) -> Callable[[Ids], Ids]:
    """Return what tells the stage held after the last day of a period."""
    return lambda days: held[np.searchsorted(seen.row, days)]


def _slept(
    ways: Ways, held_on: Callable[[Ids], Ids], sleeps: tuple[Ids, Ids]
) -> tuple[Changes, Changes]:
    """Return when ties fell asleep, and when they woke up again in the same stage."""
    days, at = sleeps
    pair, following = ways.talk.pair, np.minimum(days + 1, ways.talk.pair.size - 1)
    woke = days[(pair[following] == pair[days]) & (following > days)]
    return (
        Changes(pair[days], at, np.full(days.size, -1), np.full(days.size, SILENCE)),
        Changes(pair[woke], ways.first[woke + 1], held_on(woke), np.full(woke.size, AGAIN)),
    )


def _numbers(table: pa.Table, name: str) -> Ids:
    return np.asarray(table[name].cast(pa.int64()).to_numpy(), np.int64)
