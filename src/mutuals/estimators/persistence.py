"""Will two people be in contact again? Their own past, set against everybody's.

The chance that BG/NBD gives, memories of 7, 30, 120 and 365 days, how much either of
them is in contact with anybody, how long either has started nothing, and what company
they share: a logistic model, fitted at earlier moments of the same records, its
constant set right there. Of a long window the newest outcome known is long past; a
third of it says sooner that everybody has become quieter or livelier, and moves the
constant.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from mutuals.estimators.bg_nbd import Past, Rhythm, bg_nbd, chance_within
from mutuals.estimators.known_pairs import COLUMNS as KNOWN
from mutuals.estimators.known_pairs import Days, Seen, in_window, seen_before
from mutuals.estimators.ordinal import Ordinal, ordinal

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

COLUMNS = ("bg_nbd", *KNOWN)
# Moments before now to learn from, two to a window: far-off years teach little.
ORIGINS = 12
_STEPS = 2
# So many ties settle four numbers; more only take time.
_FOR_RHYTHM = 20_000
# And so many lessons settle a dozen weights, so many of one moment its constant.
_FOR_WEIGHTS = 200_000
_FOR_MOMENT = 50_000
_CERTAIN = 1e-3
_STILL = 1e-12
# The newest moment's constant is nearest to now's and least known: half of it and half
# the mean of all did best on another archive, and earlier than what is reported.
_NEWEST = 0.5
# A third of a window says where the whole is going, if it is a month or so: a week or
# two are noise and holidays. Half of what it says was best on earlier mail.
_SOONER, _LONG, _BELIEVED = 3, 84, 0.5
# Overlapping windows say the same thing twice.
_REPEATED = 2.0
WIDE = 1.645
# What a base rate drifts by from one window to the next where nothing was seen yet:
# as in the archives the shipped numbers come from.
DRIFT = 0.5
# How far off other archives' constant was where it was tried on one left out.
UNTRIED = 1.0
STRENGTH = 30.0


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
    taught = _Lessons(days, cache(lambda one: seen_before(days, one, most=_FOR_MOMENT)))
    known = taught.at(origins(days, moment, window), window, rhythm)
    model, drift = learned(known, prior)
    if window >= _LONG and known:
        moved = _BELIEVED * _lately(taught, ahead, prior)
        model = replace(model, cuts=model.cuts + moved)
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


@dataclass(frozen=True, slots=True)
class _Lessons:
    """What was known at a moment, worked out once, and who met after it."""

    days: Days
    before: Callable[[int], Seen]

    def at(self, moments: list[int], window: int, rhythm: Rhythm) -> list[tuple[Floats, Flags]]:
        """Return the rows of each moment, and who met in the window after."""
        return [
            (features(seen, rhythm, window), in_window(self.days, one, window)[seen.pair])
            for one in moments
            for seen in [self.before(one)]
        ]


def _lately(taught: _Lessons, ahead: tuple[int, int], prior: Ordinal) -> float:
    """Return how far a third of the window's constant has moved since the lessons."""
    moment, window = ahead
    sooner = window // _SOONER
    newest = moment - sooner
    rhythm = rhythm_of(taught.before(newest).past, sooner)
    model, _ = learned(taught.at(origins(taught.days, moment, sooner), sooner, rhythm), prior)
    moments = [*origins(taught.days, moment, window), newest]
    cuts = np.array([_set_right(model, *one) for one in taught.at(moments, sooner, rhythm)])
    return float(cuts[-1] - _usual(cuts[:-1]))


def _usual(cuts: Floats) -> float:
    """Return the constant to go by, from those of earlier moments, oldest first."""
    return float(_NEWEST * cuts[-1] + (1.0 - _NEWEST) * cuts.mean())


def origins(days: Days, moment: int, window: int) -> list[int]:
    """Return the moments to learn from, oldest first; each has its window behind it."""
    step = max(window // _STEPS, 1)
    first = int(days.day.min()) if days.day.size else moment
    found = [moment - window - back * step for back in range(ORIGINS)]
    return [one for one in reversed(found) if one > first]


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
    return replace(model, cuts=np.array([_usual(cuts)])), drift


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
