"""Which ties are alive: pairs in contact before that are so in what is hidden."""

import numpy as np

from mutuals.estimators.persistence import lasting
from mutuals.ties.alive import days_of
from mutuals.ties.alive_numbers import SHIPPED
from mutuals.validation.cases import OURS, Cases, Hidden, Ids, Numbers, fewer

ASKED = "Which ties stay alive"
RULE = "the chance of contact within the hidden time, learned from earlier times"


def cases(hidden: Hidden, rng: np.random.Generator) -> Cases | None:
    """Return every pair seen before, and whether it was in contact again."""
    rows = hidden.then.table("contact_day")
    if not rows.num_rows:
        return None
    days, pairs, _ = days_of(rows)
    told = lasting(days, (hidden.day, hidden.window), SHIPPED)
    low, high = pairs[:, told.pair]
    came = hidden.coming.has(low, high)
    kept, weight = fewer(came, rng)
    low, high, chance = low[kept], high[kept], told.chance[kept]
    ways = {OURS: chance, **_plainly(hidden, low, high), **_of_people(hidden, low, high)}
    return Cases(came[kept], ways, (low, high), RULE, told=chance if weight == 1 else None)


def _plainly(hidden: Hidden, low: Ids, high: Ids) -> dict[str, Numbers]:
    seen, people = hidden.seen, hidden.seen.people
    key, place = np.unique(seen.low * people + seen.high, return_inverse=True)
    last = np.full(key.size, -1.0)
    np.maximum.at(last, place, seen.day.astype(np.float64))
    often = np.bincount(place, minlength=key.size).astype(np.float64)
    ways = np.bincount(place, seen.both, key.size)
    at = np.searchsorted(key, low * people + high)
    last, often, both = last[at], often[at], ways[at]
    return {
        "recency": last,
        "frequency": often,
        "recency x frequency": often / (1.0 + hidden.day - last),
        "vendors' rule (both ways)": (both > 0).astype(np.float64),
        "vendors' decay": np.asarray(seen.decayed(hidden.day, 90.0)[low, high]).reshape(-1),
    }


def _of_people(hidden: Hidden, low: Ids, high: Ids) -> dict[str, Numbers]:
    standing = hidden.standings
    return {
        "most followers": standing.followers[low] + standing.followers[high],
        "most contacts": standing.contacts[low] * standing.contacts[high],
        "PageRank": standing.pagerank[low] * standing.pagerank[high],
    }
