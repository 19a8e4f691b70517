"""How close two people have come, by periods of four weeks: an ordinal model of talk.

Memories of talk between the two alone, fast, middle and slow, plainly and against the
pace of their closest ties; of small company; the rarer side's part; and how long they
have known each other. Cut-points divide acquaintances, budding friends and friends.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from mutuals.estimators.decay import decayed, turns
from mutuals.estimators.ordinal import Ordinal, probabilities

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

PERIOD = 28
BUDDING, FRIEND = 2, 3
COLUMNS = (
    "alone_30",
    "alone_90",
    "alone_365",
    "alone_90_to_pace",
    "alone_365_to_pace",
    "alone_ever_to_pace",
    "company_90",
    "company_ever",
    "own_pace",
    "other_pace",
    "rarer_side",
    "known_for",
)
_ALWAYS = np.inf
# alone x 4, company x 2, low's part, high's part, hours, low ever, high ever
_DAYS = np.array([30, 90, 365, _ALWAYS, 90, _ALWAYS, 365, 365, _ALWAYS, _ALWAYS, _ALWAYS])
_CLOSEST = 5
# A third of the pace of the closest, and a few days even where nobody is close.
_PACE_PART, _PACE_LEAST = 3.0, 3.0
# Hours after which people call each other a casual friend and a friend (Hall), as a
# log-normal curve: midpoints of 40 to 60 and 80 to 100.
HALL, HALL_SPREAD = (50.0, 90.0), 0.7
# A tie comes closer when that is likely, and steps back only when staying is unlikely.
UP, DOWN = 0.55, 0.45
# Whatever the model says of few records: days with talk alone or in small company, and
# days known, below which nobody is a budding friend or a friend; hours make up for it.
FEWEST_DAYS, FEWEST_KNOWN = (6.0, 12.0), (28.0, 91.0)
# After so long a silence, one period of contact does not undo what was.
_SILENT = 90.0


@dataclass(frozen=True, slots=True)
class Talk:
    """Days with contact by pair and day; ``low`` and ``high`` are persons of each row.

    ``counts`` has a column for: alone, company, low's close part, high's, hours, low
    started, high started.
    """

    pair: Ids
    day: Floats
    counts: Floats
    low: Ids
    high: Ids


@dataclass(frozen=True, slots=True)
class Periods:
    """Periods with contact: the last of their days (a row of Talk), and what was known.

    ``columns`` has two tables, as seen by low and as seen by high.
    """

    row: Ids
    start: Flags
    end: Floats
    columns: tuple[Floats, Floats]
    hours: Floats
    highest: Ids
    have_both_begun: Flags
    is_after_silence: Flags


def paces(talk: Talk) -> Floats:
    """Return, per person, the most talk alone in a year, a mean of the closest five."""
    start = _starts(talk)
    return _pace(talk, start, decayed(start, talk.day, talk.counts[:, :1], days=_DAYS[2:3])[:, 0])


def periods(talk: Talk, now: float, pace: Floats | None = None) -> Periods:
    """Sum up every period of four weeks in which a pair had contact.

    ``pace`` is that of ``paces``, where these are but some of the pairs.
    """
    start = _starts(talk)
    spread = talk.counts[:, [0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6]]
    sums = decayed(start, talk.day, spread, days=_DAYS)
    is_new = start | (np.concatenate([[0], np.diff(talk.day // PERIOD)]) != 0)[: start.size]
    row = np.flatnonzero(np.concatenate([is_new[1:], [True]])[: start.size])
    end = np.minimum((talk.day[row] // PERIOD + 1) * PERIOD, now)
    known = sums[row] * np.exp(-(end - talk.day[row])[:, None] / _DAYS)
    began = talk.day[np.maximum.accumulate(np.where(start, np.arange(start.size), 0))][row]
    pace = paces(talk) if pace is None else pace
    ends = pace[talk.low[row]], pace[talk.high[row]]
    first = np.flatnonzero(is_new)
    waited = np.where(start[first], 0.0, talk.day[first] - talk.day[np.maximum(first - 1, 0)])
    return Periods(
        row=row,
        start=start[first],
        end=end,
        columns=(
            _columns(known, ends, end - began),
            _columns(known, ends[::-1], end - began),
        ),
        hours=known[:, 8],
        highest=_highest(known, end - began),
        have_both_begun=(known[:, 9] > 0) & (known[:, 10] > 0),
        is_after_silence=waited > _SILENT,
    )


def likely(seen: Periods, model: Ordinal, side: int) -> Floats:
    """Return how likely an acquaintance, a budding friend, a friend each period is."""
    told = probabilities(model, seen.columns[side])
    least = np.cumsum(told[:, ::-1], axis=1)[:, ::-1][:, 1:]
    hours = np.log(np.maximum(seen.hours, 1e-9))[:, None] - np.log(HALL)
    least = 1.0 - (1.0 - least) * (1.0 - ndtr(hours / HALL_SPREAD))
    edge = np.ones((len(least), 1))
    return -np.diff(np.hstack([edge, least, 0.0 * edge]), axis=1)


def walk(seen: Periods, chance: Floats) -> Ids:
    """Return the stage held after each period, 0 to 3: no jump back and forth."""
    friend = chance[:, 2]
    budding = friend + chance[:, 1]
    held = np.zeros(friend.size, np.int64)
    for rows in turns(seen.start):
        before = np.where(seen.start[rows], 0, held[rows - 1])
        now = np.maximum(before, 1)
        now = np.where((now < BUDDING) & (budding[rows] > UP), BUDDING, now)
        now = np.where((now == BUDDING) & (friend[rows] > UP), FRIEND, now)
        falls = ~seen.is_after_silence[rows]
        now = np.where((now == FRIEND) & (friend[rows] < DOWN) & falls, BUDDING, now)
        now = np.where((now == BUDDING) & (budding[rows] < DOWN) & falls, 1, now)
        now = np.minimum(now, seen.highest[rows])
        held[rows] = np.where(seen.have_both_begun[rows], now, 0)
    return held


def _highest(known: Floats, age: Floats) -> Ids:
    """Return the highest stage that so many records can bear."""
    days = known[:, 3] + known[:, 5]
    enough = [
        (hours <= known[:, 8]) | ((days >= fewest) & (age >= least))
        for hours, fewest, least in zip(HALL, FEWEST_DAYS, FEWEST_KNOWN, strict=True)
    ]
    return 1 + enough[0] + (enough[0] & enough[1])


def _starts(talk: Talk) -> Flags:
    return np.concatenate([[True], talk.pair[1:] != talk.pair[:-1]])[: talk.pair.size]


def _pace(talk: Talk, start: Flags, year: Floats) -> Floats:
    if not start.size:
        return np.zeros(0)
    first = np.flatnonzero(start)
    most = np.maximum.reduceat(year, first)
    person = np.concatenate([talk.low[first], talk.high[first]])
    both = np.concatenate([most, most])
    order = np.lexsort((-both, person))
    person, both = person[order], both[order]
    place = np.arange(person.size)
    opens = np.concatenate([[True], person[1:] != person[:-1]])
    top = place - np.maximum.accumulate(np.where(opens, place, 0)) < _CLOSEST
    total = np.bincount(person[top], both[top])
    return np.asarray(total / np.maximum(np.bincount(person[top]), 1))


def _columns(known: Floats, ends: tuple[Floats, Floats], age: Floats) -> Floats:
    own, other = ends
    alone = known[:, :4]
    against = alone[:, 1:] / (own / _PACE_PART + _PACE_LEAST)[:, None]
    return np.column_stack(
        [
            np.log(alone[:, :3] + 0.1),
            np.log(against + 0.3),
            np.log(known[:, 4:6] + 0.05),
            np.log(own + 0.5),
            np.log(other + 0.5),
            np.log(np.minimum(known[:, 6], known[:, 7]) + 0.3),
            np.log(age + 30.0),
        ]
    )
