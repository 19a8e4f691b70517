"""Which ties are alive: pairs in contact before that are so in what is hidden."""

import numpy as np

from mutuals.estimators.persistence import lasting
from mutuals.ties.alive import days_of
from mutuals.ties.alive_numbers import SHIPPED
from mutuals.validation.cases import OURS, Cases, Hidden, Ids, Lack, Numbers, fewer
from mutuals.validation.standings import NAMED

ASKED = "Which ties stay alive"
RULE = "the chance of contact within ninety days, or as many as are hidden, learned from earlier"
# As far as alive looks ahead: over much longer, all but a few are in contact again.
WITHIN = 90


def cases(hidden: Hidden, rng: np.random.Generator) -> Cases | Lack:
    """Return every pair seen before, and whether it was in contact again."""
    rows = hidden.then.table("contact_day")
    if not rows.num_rows:
        return Lack("nobody was in contact with anybody before")
    window = min(hidden.window, WITHIN)
    days, pairs, _ = days_of(rows)
    told = lasting(days, (hidden.day, window), SHIPPED)
    came = hidden.coming.before(hidden.day + window).has(*pairs[:, told.pair])
    kept, weight = fewer(came, rng)
    ends, chance = tuple(pairs[:, told.pair[kept]]), told.chance[kept]
    ways = {OURS: chance, **_plainly(hidden, *ends), **_of_people(hidden, *ends)}
    return Cases(came[kept], ways, ends, RULE, told=chance if weight == 1 else None)


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
        NAMED["both_ways"]: (both > 0).astype(np.float64),
        "vendors' decay": np.asarray(seen.decayed(hidden.day, 90.0)[low, high]).reshape(-1),
    }


def _of_people(hidden: Hidden, low: Ids, high: Ids) -> dict[str, Numbers]:
    standing = hidden.standings
    return {
        "most followers": standing.followers[low] + standing.followers[high],
        "most contacts": standing.contacts[low] * standing.contacts[high],
        "PageRank": standing.pagerank[low] * standing.pagerank[high],
    }
