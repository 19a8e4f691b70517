"""Will two people be in contact again? Their own past, set against everybody's.

The chance that BG/NBD gives, memories of 7, 30, 120 and 365 days, how much either of
them is in contact with anybody, and how long either has started nothing: a logistic
model, fitted at earlier moments of the same records, its constant set right there.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from mutuals.estimators.bg_nbd import Past, Rhythm, bg_nbd, chance_within
from mutuals.estimators.ordinal import Ordinal, ordinal

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

COLUMNS = (
    "bg_nbd",
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
)
_MEMORIES = (7.0, 30.0, 120.0, 365.0)
_LEAST = 0.01
_SILENT = 2000.0
# Contact an hour ago and a minute ago say the same.
_SOON = 1.0
# Moments before now to learn from, two to a window: far-off years teach little.
ORIGINS = 8
_STEPS = 2
# So many ties settle four numbers; more only take time.
_FOR_RHYTHM = 20_000
# And so many lessons settle a dozen weights; the constant is set right on all.
_FOR_WEIGHTS = 200_000
_CERTAIN = 1e-3
_STILL = 1e-12
# The newest moment's constant is nearest to now's and least known: half of it and half
# the mean of all did best on another archive, and earlier than what is reported.
_NEWEST = 0.5
# Overlapping windows say the same thing twice.
_REPEATED = 2.0
WIDE = 1.645
# What a base rate drifts by from one window to the next where nothing was seen yet:
# as in the archives the shipped numbers come from.
DRIFT = 0.5
# How far off other archives' constant was where it was tried on one left out.
UNTRIED = 1.0
STRENGTH = 10.0


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


@dataclass(frozen=True, slots=True)
class Lasting:
    """The chance of contact within the window, for the pairs seen so far."""

    pair: Ids
    chance: Floats
    lower: Floats
    upper: Floats
    model: Ordinal
    learned_from: int


def lasting(days: Days, ahead: tuple[int, int], prior: Ordinal) -> Lasting:
    """Estimate each pair's chance of contact from a day on, within so many days.

    Where the records before hold no whole window with contact, the prior model is what
    is said.
    """
    moment, window = ahead
    now = seen_before(days, moment)
    rhythm = rhythm_of(now.past, window)
    known = []
    for one in origins(days, moment, window):
        seen = seen_before(days, one)
        known.append((features(seen, rhythm, window), in_window(days, one, window)[seen.pair]))
    model, drift = learned(known, prior)
    rows = features(now, rhythm, window)
    reach = rows @ model.weights - model.cuts[0]
    wide = WIDE * np.sqrt(_REPEATED * _variance(model, rows) + drift**2)
    return Lasting(
        pair=now.pair,
        chance=expit(reach),
        lower=expit(reach - wide),
        upper=expit(reach + wide),
        model=model,
        learned_from=sum(met.size for _, met in known),
    )


def origins(days: Days, moment: int, window: int) -> list[int]:
    """Return the moments to learn from, oldest first; each has its window behind it."""
    step = max(window // _STEPS, 1)
    first = int(days.day.min()) if days.day.size else moment
    found = [moment - window - back * step for back in range(ORIGINS)]
    return [one for one in reversed(found) if one > first]


def in_window(days: Days, moment: int, window: int) -> Flags:
    """Return which pairs had contact in a window."""
    met = np.zeros(days.low.size, bool)
    met[days.pair[(days.day >= moment) & (days.day < moment + window)]] = True
    return met


def rhythm_of(past: Past, window: int) -> Rhythm:
    """Fit BG/NBD in units of the window."""
    step = past.age.size // _FOR_RHYTHM + 1
    return bg_nbd(_scaled(past, window, step))


def features(seen: Seen, rhythm: Rhythm, window: int) -> Floats:
    """Return a row of ``COLUMNS`` per pair."""
    chance = chance_within(rhythm, _scaled(seen.past, window), 1.0)
    first = logit(np.clip(chance, _CERTAIN, 1.0 - _CERTAIN))
    return np.column_stack([first, seen.columns])


def learned(known: list[tuple[Floats, Flags]], prior: Ordinal) -> tuple[Ordinal, float]:
    """Fit from earlier moments, oldest first; return the drift of the constant too."""
    told = [(rows, met) for rows, met in known if met.size]
    if not told:
        return prior, UNTRIED
    step = sum(met.size for _, met in told) // _FOR_WEIGHTS + 1
    rows = np.concatenate([one[::step] for one, _ in told])
    met = np.concatenate([one[::step] for _, one in told]).astype(np.int64)
    model = ordinal(rows, met, prior=prior, strength=STRENGTH)
    cuts = np.array([_set_right(model, *one) for one in told])
    moved = cuts[_STEPS:] - cuts[:-_STEPS]
    drift = float(np.sqrt((moved @ moved + DRIFT**2) / (moved.size + 1)))
    cut = _NEWEST * cuts[-1:] + (1.0 - _NEWEST) * cuts.mean()
    return replace(model, cuts=cut), drift


def seen_before(days: Days, moment: int) -> Seen:
    """Return what was known of each pair on the morning of a day."""
    rows = np.flatnonzero(days.day < moment)
    age = moment - days.day[rows] - 0.5
    memories = [_memory(days, rows, np.exp(-age / one)) for one in _MEMORIES]
    sides = [_sides(_of_persons(days, one)) for one in memories[1:3]]
    count, first, last, latest = _spans(days, rows)
    columns = [
        *(np.log(one + _LEAST) for one in (*memories, *sides[0], *sides[1])),
        np.log(moment - latest + _SOON),
        *_sides(np.log(_SOON + _started(days, rows, moment))),
    ]
    known = np.flatnonzero(count)
    past = [one[known] for one in (count - 1.0, last - first, moment - first)]
    return Seen(known, Past(*past), np.column_stack(columns)[known])


def _memory(days: Days, rows: Ids, left: Floats) -> Floats:
    return np.bincount(days.pair[rows], left, days.low.size).astype(np.float64)


def _spans(days: Days, rows: Ids) -> tuple[Floats, Floats, Floats, Floats]:
    """Return each pair's number of days, first and last day and last contact."""
    size, pair = days.low.size, days.pair[rows]
    first, last, latest = (np.full(size, end) for end in (np.inf, -np.inf, -np.inf))
    np.minimum.at(first, pair, days.day[rows])
    np.maximum.at(last, pair, days.day[rows])
    np.maximum.at(latest, pair, days.last[rows])
    return np.bincount(pair, minlength=size).astype(np.float64), first, last, latest


def _scaled(past: Past, window: int, step: int = 1) -> Past:
    return Past(past.repeats[::step], past.last[::step] / window, past.age[::step] / window)


def _set_right(model: Ordinal, rows: Floats, met: Flags) -> float:
    """Return the cut-point at which as many are told as met, all weights kept."""
    reach, cut = rows @ model.weights, float(model.cuts[0])
    start = cut
    for _ in range(30):
        told = expit(reach - cut)
        # One record's worth of doubt keeps all or none from moving it without end.
        gap = told.sum() - met.sum() - (cut - start)
        move = float(np.clip(gap / ((told * (1.0 - told)).sum() + 1.0), -1.0, 1.0))
        cut += move
        if abs(move) < _STILL:
            break
    return cut


def _variance(model: Ordinal, rows: Floats) -> Floats:
    at = np.column_stack([-np.ones(len(rows)), rows])
    return np.asarray(np.einsum("ij,jk,ik->i", at, model.covariance, at), np.float64)


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
        np.maximum.at(last, person[days.pair[mine]], days.last[mine])
    silent = np.minimum(moment - last, _SILENT)
    return np.stack([silent[days.low], silent[days.high]])


def _sides(ends: Floats) -> tuple[Floats, Floats]:
    return ends.min(axis=0), ends.max(axis=0)
