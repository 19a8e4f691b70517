"""One row per thing taken up where people were asked whom they know.

For surveys, which have no talks: whether people take a thing up the sooner, the more of
those they named have it, with calendar time, groups and earlier behaviours in the
model, and with the named shuffled within groups beside it. No other columns of people
enter: nobody says if they were settled before. Nothing here tells what moved whom.
Periods are the dates on record, all told as roughly as the roughest; many dates are put
together. Whoever nobody asked (who named nobody, is in no file of people with anything
known of them, and took up nothing) is left out with all namings of them.

thing: what was taken up.
people: people asked.
adoptions: how many of them took it up at a known time.
undated: how many more did nobody knows when, and are left out.
ties: how many namings there are of people asked.
unasked: namings of people nobody asked, left out.
periods: in how many periods.
value: log-odds of taking it up in a period if all one named had it, against none of
    them, less what shuffled ties give.
lower: lower bound of its 90 % interval.
upper: upper bound.
naive: the same with nothing else in the model.
calendar: with calendar time.
adjusted: with calendar time, groups and earlier behaviours.
placebo_mean: with shuffled ties.
placebo_z: how far above these it is, in their standard deviations.
returned: on ties both name.
one_way: on others.
loss_gain: what naming saves of the log-loss in groups left out; null for one group.
e_value: how strong a hidden cause must be to explain the lower bound away.
is_null: whether ties show nothing beyond shuffled ones.
grade: C at best, D for fewer than a hundred who took it up.
untold: why nothing can be said, in words, where the values are null; else empty.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators.diffusion import NEVER, Diffusion, Floats, Ids
from mutuals.estimators.share_hazard import share_hazard
from mutuals.influence.earlier import said_before
from mutuals.influence.studied import whole

FEWEST_TAKEN, FEWEST_TIES, FEWEST_PERIODS = 30, 30, 3
MOST_THINGS, MOST_PERIODS = 20, 40
# People times periods, and these times what is in the model: half a gibibyte.
MOST_ROWS, MOST_CELLS = 400_000, 30_000_000
# A shuffle that changes hardly anything is none.
_LEAST_SPREAD = 0.01
_SEED = 1
_COUNTS = ("people", "adoptions", "undated", "ties", "unasked", "periods")
SCHEMA = pa.schema(
    [
        ("thing", pa.string()),
        *((one, pa.int64()) for one in _COUNTS),
        *((one, pa.float64()) for one in ("value", "lower", "upper", "naive", "calendar")),
        *((one, pa.float64()) for one in ("adjusted", "placebo_mean", "placebo_z", "returned")),
        *((one, pa.float64()) for one in ("one_way", "loss_gain", "e_value")),
        ("is_null", pa.bool_()),
        ("grade", pa.string()),
        ("untold", pa.string()),
    ]
)


def named_effect(named_tie: pa.Table, taken: pa.Table, belonging: pa.Table) -> pa.Table:
    """Estimate thing by thing, those taken up most often first."""
    rows = []
    if named_tie.num_rows:
        asked = _asked(named_tie, taken, belonging)
        for thing in _things(taken):
            part = taken.filter(pc.equal(taken["thing"], thing))
            rows.append({"thing": thing, **_row(named_tie, part, asked)})
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _asked(named: pa.Table, taken: pa.Table, belonging: pa.Table) -> pa.Table:
    """Return whoever was asked or is known of otherwise than by being named."""
    who = [named["ego_id"], taken["person_id"]]
    some = pa.chunked_array([chunk for one in who for chunk in one.chunks], pa.int64())
    known = pc.is_in(belonging["person_id"], value_set=pc.unique(some))
    for column in ("group_name", "covariates"):
        known = pc.or_(known, pc.not_equal(belonging[column], ""))
    return belonging.filter(known).sort_by("person_id")


def _things(taken: pa.Table) -> list[str]:
    """Return what most people took up."""
    counted = taken.group_by("thing").aggregate([("person_id", "count")])
    order = [("person_id_count", "descending"), ("thing", "ascending")]
    found: list[str] = counted.sort_by(order)["thing"].to_pylist()
    enough = pc.sum(pc.greater_equal(counted["person_id_count"], FEWEST_TAKEN)).as_py() or 0
    return found[: min(max(enough, 1), MOST_THINGS)]


def _row(named: pa.Table, taken: pa.Table, asked: pa.Table) -> dict[str, object]:
    undated = pc.is_null(taken["happened"])
    left_out = taken.filter(undated)["person_id"]
    taken = taken.filter(pc.invert(undated))
    asked = asked.filter(pc.invert(pc.is_in(asked["person_id"], value_set=pc.unique(left_out))))
    among = _among(named, asked["person_id"])
    counts = {
        "people": asked.num_rows,
        "adoptions": taken.num_rows,
        "undated": len(left_out),
        "ties": among.num_rows,
        "unasked": named.num_rows - among.num_rows,
        "periods": 0,
    }
    if taken.num_rows < FEWEST_TAKEN:
        return counts | {"untold": f"fewer than {FEWEST_TAKEN} took it up at a known time"}
    first = pc.min(taken["happened"]).as_py()
    older = among.filter(pc.less_equal(pc.fill_null(among["since"], first), first))
    if older.num_rows < FEWEST_TIES:
        return counts | {"untold": f"fewer than {FEWEST_TIES} namings are older than it"}
    seen = _seen(older, taken, asked)
    counts |= {"ties": older.num_rows, "periods": seen.last}
    reason = _unanswerable(seen)
    return counts | ({"untold": reason} if reason else _values(seen))


def _among(named: pa.Table, persons: pa.ChunkedArray) -> pa.Table:
    """Return the namings among these people."""
    for end in ("ego_id", "alter_id"):
        named = named.filter(pc.is_in(named[end], value_set=pc.unique(persons)))
    return named


def _unanswerable(seen: Diffusion) -> str:
    """Return why these arrays tell nothing; empty where they may."""
    columns = np.unique(seen.group).size + seen.last + seen.known.shape[1]
    rows = seen.period.size * seen.last
    if seen.last < FEWEST_PERIODS:
        return f"all took it up on {seen.last} of the {FEWEST_PERIODS} dates it takes"
    if rows > MOST_ROWS or rows * columns > MOST_CELLS:
        return "too many people and groups for a survey"
    when = np.where(seen.period == NEVER, seen.last + 1, seen.period)
    if not (when[seen.alter] < np.minimum(when[seen.ego], seen.last + 1)).any():
        return "nobody named had it before whoever named them"
    return ""


def _seen(named: pa.Table, taken: pa.Table, asked: pa.Table) -> Diffusion:
    persons = whole(asked["person_id"])
    period, last = _periods(_dates(taken), people=persons.size)
    when = np.zeros(persons.size, np.int64)
    when[np.searchsorted(persons, whole(taken["person_id"]))] = period
    names = np.array(asked["group_name"].to_pylist())
    return Diffusion(
        period=when,
        last=last,
        group=np.unique(names, return_inverse=True)[1].reshape(-1).astype(np.int64),
        known=_spread(said_before(asked["covariates"].to_pylist())),
        ego=np.searchsorted(persons, whole(named["ego_id"])),
        alter=np.searchsorted(persons, whole(named["alter_id"])),
    )


def _dates(taken: pa.Table) -> Ids:
    """Return all dates as roughly as the roughest is told."""
    at = whole(taken["happened"]).astype("datetime64[s]")
    for column, unit in (("is_year", "Y"), ("is_month", "M")):
        if pc.max(taken[column]).as_py():
            return at.astype(f"datetime64[{unit}]").astype(np.int64)
    return at.astype(np.int64)


def _periods(at: Ids, *, people: int) -> tuple[Ids, int]:
    """Return the number of each date, from 1, and how many there are.

    A time in which nobody takes anything up tells nothing once calendar time is in the
    model, so that dates need not be evenly apart. Dates are put together where there
    are many, each period then having as many who took it up.
    """
    most = min(MOST_PERIODS, max(MOST_ROWS // max(people, 1), 1))
    dates, place, often = np.unique(at, return_inverse=True, return_counts=True)
    if dates.size > most:
        place = ((np.cumsum(often) - 1) * most // at.size)[place]
        place = np.unique(place, return_inverse=True)[1]
    found: Ids = place.reshape(-1).astype(np.int64) + 1
    return found, int(found.max(initial=0))


def _spread(known: Floats) -> Floats:
    """Return columns of mean 0 and spread 1, without those that do not differ."""
    apart = known - known.mean(axis=0)
    spread = known.std(axis=0)
    return np.asarray(apart[:, spread > 0] / spread[spread > 0], np.float64)


def _values(seen: Diffusion) -> dict[str, object]:
    found = share_hazard(seen, rng=np.random.default_rng(_SEED))
    if found.rewired.spread < _LEAST_SPREAD:
        return {"untold": "within groups there is nothing to shuffle"}
    gain = found.foretold.loss_without - found.foretold.loss_with
    lower, upper = found.centred.band
    return {
        "value": found.centred.value,
        "lower": lower,
        "upper": upper,
        "naive": found.naive.value,
        "calendar": found.calendar.value,
        "adjusted": found.adjusted.value,
        "placebo_mean": found.rewired.mean,
        "placebo_z": found.rewired.z,
        "returned": found.returned.value,
        "one_way": found.one_way.value,
        "loss_gain": None if np.isnan(gain) else gain,
        "e_value": found.e_value,
        "is_null": found.is_null,
        "grade": found.grade,
        "untold": "",
    }
