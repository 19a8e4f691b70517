"""One row per dyad: would ego name alter a friend, by the last 52 weeks.

A small logistic model, fitted on a school's badges and friendship survey
(benchmarks/truth/fit_closeness.py). Where no badges recorded the contact, how much
there was of late joins in, and both are weighed as friends planted in made-up villages
ask for (fit_elsewhere.py): no survey of friends beside months of mail was at hand. It
sees how time was shared out and never what was said, and it knows only these records:
two people may meet elsewhere.

ego_id: the person whose view is taken.
alter_id: the other person.
closeness: the chance that ego would name alter a friend; null where too little is seen.
lower: lower bound of its 90 % interval.
upper: upper bound; it leaves room for what other channels carry.
evidence: the three strongest signs in words, strongest first; empty where unseen.
returned: the chance that alter would name ego too, if ego does; null where not seen.
grade: B as in the data it was fitted on (badges of some weeks), C elsewhere, D where
only ego is seen whole.
sure: clear, fairly sure, a fair guess, a hint; not enough records from a width of .7.
view: grouped, whole, each or partial: what these records show; null where too little.

Rule. Both must be seen in three windows (days or weeks) at least, and but for badges
(see badge) together in three: not seen is not "not friends". An archive that
one person owns shows only that person whole: there ego's own share stands alone, and
what others would say of ego is left open. The interval holds what the fit leaves open,
how much one window differs from the next, half of what school and village differ by,
and (guesses, stated below) how far badges of many weeks may be off and how often a
friendship lives elsewhere.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mutuals.estimators.logistic import chance
from mutuals.sentence import sureness
from mutuals.ties.closeness_numbers import MODELS, RETURNED, UNSTEADY
from mutuals.ties.closeness_signs import Seen, lately, signs, windows_seen
from mutuals.ties.closeness_words import Told, evidence
from mutuals.ties.elsewhere_numbers import MOVED

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]

# Fewer windows say nothing of a habit.
FEWEST = 3
# Guesses, not fitted: a standard deviation of log-odds for badges of more than a few
# weeks; and, of a hundred pairs who look strange in other records, ten who are friends.
MANY_WEEKS, FRIENDS_ELSEWHERE = 1.0, 0.1
# Log-odds (95 %) beyond which other records say no more: villages had few such ties.
SUREST = 2.94
# Of a normal distribution, for an interval of 90 %.
_NINETY = 1.645
VIEWS = ("grouped", "whole", "each", "partial")
NOT_ENOUGH = "not enough records"
SCHEMA = pa.schema(
    [
        ("ego_id", pa.int64()),
        ("alter_id", pa.int64()),
        ("closeness", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("evidence", pa.string()),
        ("returned", pa.float64()),
        ("grade", pa.string()),
        ("sure", pa.string()),
        ("view", pa.string()),
    ]
)


@dataclass(slots=True)
class _Made:
    """The columns as they fill, view by view."""

    chance: Numbers
    lower: Numbers
    upper: Numbers
    returned: Numbers
    grade: NDArray[np.object_]
    view: NDArray[np.object_]
    said: NDArray[np.object_]

    @classmethod
    def empty(cls, rows: int) -> "_Made":
        open_, none = (np.full(rows, one) for one in (np.nan, None))
        words = np.full(rows, "", object)
        bounds = np.zeros(rows), np.ones(rows)
        return cls(open_, *bounds, open_.copy(), np.full(rows, "D", object), none, words)


def closeness(closeness_share: pa.Table, closeness_view: pa.Table) -> pa.Table:
    """Work out the chance, its interval and its evidence for every dyad."""
    if not closeness_share.num_rows:
        return SCHEMA.empty_table()
    seen = Seen.of(closeness_share, closeness_view)
    made = _Made.empty(seen.row.size)
    for view, rows in by_view(seen).items():
        if rows.size:
            _judge(seen, view, rows, made=made)
    return _table(seen, made)


def _is_near(seen: Seen) -> NDArray[np.bool_]:
    """Tell which dyads are recorded as the school's were: by badges, mostly."""
    contacts = seen.entries["contacts"]
    return np.asarray((2.0 * seen.entries["nearby"] >= contacts) & (contacts > 0))


def by_view(seen: Seen) -> dict[str, Ids]:
    """Return which dyads each view is taken of."""
    is_near = _is_near(seen)
    ego, alter = seen.dyads()
    enough = seen.is_whole & (seen.windows >= FEWEST)
    told = is_near | (seen.entries["windows"] >= FEWEST)
    both = told & enough[ego] & enough[alter]
    known = (seen.group[ego] >= 0) & (seen.group[alter] >= 0)
    near = both & is_near
    partial = told & enough[ego] & ~seen.is_whole[alter]
    found = (near & known, near & ~known, both & ~is_near, partial)
    return {view: np.flatnonzero(rows) for view, rows in zip(VIEWS, found, strict=True)}


def _judge(seen: Seen, view: str, rows: Ids, *, made: _Made) -> None:
    pairs = seen.dyads()[0][rows], seen.dyads()[1][rows]
    model, columns = MODELS[view], signs(seen, view, pairs)
    is_near = _is_near(seen)[rows]
    elsewhere = moved(model.logit(columns), lately(seen, rows), view)
    logit, strays = _told(model.logit(columns), elsewhere, is_near, is_short=seen.unit == "days")
    spread = np.sqrt(
        model.variance(columns) + UNSTEADY**2 / windows_seen(seen, view, pairs) + strays**2
    )
    made.chance[rows] = chance(logit)
    made.lower[rows] = chance(logit - _NINETY * spread)
    missed = np.where(is_near, 0.0, FRIENDS_ELSEWHERE)
    made.upper[rows] = 1.0 - (1.0 - chance(logit + _NINETY * spread)) * (1.0 - missed)
    if view != "partial":
        made.returned[rows] = RETURNED.chance(signs(seen, "each", pairs)[:, :1])
    made.grade[rows] = np.where(
        view == "partial", "D", np.where(is_near & (seen.unit == "days"), "B", "C")
    )
    made.view[rows] = view
    made.said[rows] = evidence(Told(seen, view, rows, is_near), model.weights, columns)


def moved(logit: Numbers, of_late: Numbers, view: str) -> Numbers:
    """Return the school's log-odds as records that are no badges ask for."""
    added, times, late = MOVED.get(view, (0.0, 1.0, 0.0))
    return np.minimum(added + times * logit + late * of_late, SUREST)


def _told(
    logit: Numbers, elsewhere: Numbers, is_near: NDArray[np.bool_], *, is_short: bool
) -> tuple[Numbers, Numbers]:
    """Return log-odds as these records ask for, and how far they may be off for it."""
    off = np.where(is_near, 0.0 if is_short else MANY_WEEKS, np.abs(elsewhere - logit) / 2)
    return np.where(is_near, logit, elsewhere), off


def _table(seen: Seen, made: _Made) -> pa.Table:
    ego, alter = (seen.persons[side] for side in seen.dyads())
    sure = [
        sureness(width, 1.0) or NOT_ENOUGH for width in (made.upper - made.lower).round(9).tolist()
    ]
    numbers = [
        pa.array(one.round(6), pa.float64(), mask=mask)
        for one, mask in (
            (made.chance, np.isnan(made.chance)),
            (made.lower, None),
            (made.upper, None),
            (made.returned, np.isnan(made.returned)),
        )
    ]
    words = [pa.array(one, pa.string()) for one in (made.said, made.grade, sure, made.view)]
    return pa.Table.from_arrays(
        [pa.array(ego), pa.array(alter), *numbers[:3], words[0], numbers[3], *words[1:]],
        schema=SCHEMA,
    )
