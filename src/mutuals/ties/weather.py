"""One row per dyad: how contact runs now against what was usual between the two.

ego_id: the person whose view is taken; both views of a pair are alike.
alter_id: the other person.
weather: warming, steady, cooling, revived; asleep; or not enough records.
is_fading: whether a regular tie is down to half of its usual contact, or less.
recent: days with close contact among the last 90.
usual: days with close contact that 90 days of the year before had, on average.
ratio: recent over usual; null when not enough records.
lower: lower end of its 90 % interval.
upper: upper end.
evidence: the two numbers in words.

Rule. The last 90 days against up to 365 before, by days on which the two were in
contact alone, or in person in company of at most eight: what goes to many tells how a
group is doing, and drowned what there was between the two. Warming or cooling: the
whole interval lies above or below 1, and the ratio is at least 1.5 or at most 2/3.
Revived: any contact again after half a year without. Asleep: none for half a year.
Fading: cooling, from contact at least monthly to at most half, 99 % sure, and none in
the last seven days. Of the many ties looked at, those that only seem to cool would else
fill the list, and whoever was just heard from is not reminded of. Not enough records:
known for less than 180 days, or fewer than six days with close contact in all that
time. Contact comes in bursts: counts are divided by how much more they vary than chance
has it, half of it from the pair's own months and half from everybody's.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.special import betainc

from mutuals.estimators.proportion import HALF, proportion
from mutuals.ties.alive import DAY, days_of

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]
Ratio = tuple[Floats, Floats, Floats]

RECENT, BEFORE, QUIET, KNOWN = 90, 365, 180, 180
FEWEST, MONTHLY, JUST_NOW = 6, 12, 7
WARMER, COOLER, FADED, SURE = 1.5, 2 / 3, 0.5, 0.99
_BLOCK = 30
_BLOCKS = BEFORE // _BLOCK
SCHEMA = pa.schema(
    [
        ("ego_id", pa.int64()),
        ("alter_id", pa.int64()),
        ("weather", pa.string()),
        ("is_fading", pa.bool_()),
        ("recent", pa.int64()),
        ("usual", pa.float64()),
        ("ratio", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("evidence", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Spent:
    """Days with contact, by pair and day, and whether some of it was close."""

    pair: Ids
    day: Ids
    is_close: Flags


@dataclass(frozen=True, slots=True)
class Counted:
    """Days of close contact per pair, recently and before; the silences around any."""

    recent: Floats
    before: Floats
    exposed: Floats
    silence: Ids
    gap: Ids


def weather(contact_day: pa.Table, clock: pa.Table) -> pa.Table:
    """Hold every dyad's last months against its year before."""
    if not contact_day.num_rows:
        return SCHEMA.empty_table()
    days, pairs, people = days_of(contact_day)
    now = int(clock["as_of"][0].as_py()) // DAY + 1
    spent = Spent(days.pair, days.day, _close(contact_day))
    counted = _counted(spent, now, pairs.shape[1])
    uneven = _uneven(spent, now, pairs.shape[1])
    columns = _columns(counted, _ratio(counted, uneven), _rarer(counted, uneven))
    both = {name: pa.array(np.tile(values, 2)) for name, values in columns.items()}
    both["ego_id"] = pa.array(people[pairs].ravel())
    both["alter_id"] = pa.array(people[pairs[::-1]].ravel())
    is_untold = np.isin(columns["weather"], ("asleep", "not enough records"))
    for name in ("ratio", "lower", "upper"):
        both[name] = pa.array(np.tile(columns[name], 2), mask=np.tile(is_untold, 2))
    return pa.table({name: both[name] for name in SCHEMA.names}, schema=SCHEMA)


def _columns(counted: Counted, ratio: Ratio, rarer: Floats) -> dict[str, NDArray[np.generic]]:
    usual = counted.before * RECENT / counted.exposed
    word = _word(counted, ratio)
    is_regular = usual * BEFORE / RECENT >= MONTHLY
    said = [
        f"{int(late)} days in the last {RECENT}, {early:.0f} would be usual"
        for late, early in zip(counted.recent, usual, strict=True)
    ]
    return {
        "weather": word,
        "is_fading": (word == "cooling")
        & is_regular
        & (ratio[0] <= FADED)
        & (rarer >= SURE)
        & (counted.silence > JUST_NOW),
        "recent": counted.recent.astype(np.int64),
        "usual": np.round(usual, 6),
        "evidence": np.array(said, np.str_),
        "ratio": np.round(ratio[0], 6),
        "lower": np.round(ratio[1], 6),
        "upper": np.round(ratio[2], 6),
    }


def _close(contact_day: pa.Table) -> Flags:
    """Return which days had contact alone or in small company, by pair and day."""
    low, high, day, *close = (
        np.asarray(contact_day[name].cast(pa.int64()).to_numpy(), np.int64)
        for name in ("low_id", "high_id", "day", "alone", "company")
    )
    order = np.lexsort((day, high, low))
    return np.asarray((close[0] + close[1] > 0)[order])


def _counted(spent: Spent, now: int, size: int) -> Counted:
    pair, day = spent.pair, spent.day
    is_recent = spent.is_close & (day >= now - RECENT)
    is_before = spent.is_close & ~is_recent & (day >= now - RECENT - BEFORE)
    opens = np.searchsorted(pair, np.arange(size))
    closes = np.searchsorted(pair, np.arange(size), side="right") - 1
    # The gap before the first recent day: what a revived tie comes out of.
    early = np.searchsorted(pair * now + day, np.arange(size) * now + now - RECENT) - 1
    has_both = (early >= opens) & (early < closes)
    gap = np.where(has_both, day[np.minimum(early + 1, pair.size - 1)] - day[early], 0)
    return Counted(
        recent=np.bincount(pair[is_recent], minlength=size).astype(np.float64),
        before=np.bincount(pair[is_before], minlength=size).astype(np.float64),
        exposed=np.clip(now - RECENT - day[opens], 1, BEFORE).astype(np.float64),
        silence=now - day[closes],
        gap=gap,
    )


def _uneven(spent: Spent, now: int, size: int) -> Floats:
    """Return how much more than by chance a pair's months vary, 1 at least."""
    pair, back = spent.pair, (now - 1 - spent.day - RECENT) // _BLOCK
    inside = spent.is_close & (back >= 0) & (back < _BLOCKS)
    filled, often = np.unique(pair[inside] * _BLOCKS + back[inside], return_counts=True)
    mean = np.bincount(filled // _BLOCKS, often, size) / _BLOCKS
    vary = np.bincount(filled // _BLOCKS, often.astype(np.float64) ** 2, size) / _BLOCKS - mean**2
    own = np.where(mean > 0, vary / np.maximum(mean, 1e-9), 1.0)
    everybody = vary.sum() / mean.sum() if mean.sum() > 0 else 1.0
    return np.maximum((own + everybody) / 2.0, 1.0)


def _ratio(counted: Counted, uneven: Floats) -> Ratio:
    """Return recent over usual contact, with its interval: the odds of two counts."""
    late, early = counted.recent / uneven, counted.before / uneven
    share = proportion(late, late + early)
    scale = counted.exposed / RECENT
    value = counted.recent / np.maximum(counted.before, 0.5) * scale
    lower = share.lower / np.maximum(1.0 - share.lower, 1e-6) * scale
    upper = share.upper / np.maximum(1.0 - share.upper, 1e-6) * scale
    return value, lower, upper


def _rarer(counted: Counted, uneven: Floats) -> Floats:
    """Return how likely it is that contact has become rarer at all."""
    late, early = counted.recent / uneven, counted.before / uneven
    usual = RECENT / (RECENT + counted.exposed)
    return np.asarray(betainc(late + HALF, early + HALF, usual), np.float64)


def weather_word(counted: Counted, uneven: Floats) -> NDArray[np.generic]:
    """Return each pair's word, given how unevenly its days come (1: as by chance)."""
    return _word(counted, _ratio(counted, uneven))


def _word(counted: Counted, ratio: Ratio) -> NDArray[np.str_]:
    value, lower, upper = ratio
    enough = counted.recent + counted.before >= FEWEST
    return np.select(
        [
            counted.silence > QUIET,
            counted.gap > QUIET,
            ~enough | (counted.exposed < KNOWN - RECENT),
            (lower > 1.0) & (value >= WARMER),
            (upper < 1.0) & (value <= COOLER),
        ],
        ["asleep", "revived", "not enough records", "warming", "cooling"],
        "steady",
    )
