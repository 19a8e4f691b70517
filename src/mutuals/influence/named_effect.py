"""One row per thing taken up where people were asked whom they know.

For surveys, which have no talks: whether people take a thing up the sooner, the more of
those they named have it, with calendar time, groups and earlier behaviours in the
model, and with the named shuffled within groups beside it. No other columns of people
enter: nobody says if they were settled before. Nothing here tells what moved whom.
Periods are the dates on record, of which there have to be at least three; many dates
are put together. At least thirty have to take it up, and thirty to name somebody.

thing: what was taken up.
people: people who named somebody, were named or took it up.
adoptions: how many of them took it up at a known time.
undated: how many more did nobody knows when, and are left out.
ties: how many namings there are.
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
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators.diffusion import Diffusion, Floats, Ids
from mutuals.estimators.share_hazard import ShareHazard, share_hazard
from mutuals.influence.earlier import said_before
from mutuals.influence.studied import groups, whole

FEWEST_TAKEN, FEWEST_TIES, FEWEST_PERIODS = 30, 30, 3
MOST_THINGS, MOST_PERIODS, MOST_ROWS = 20, 40, 400_000
_SEED = 1
SCHEMA = pa.schema(
    [
        ("thing", pa.string()),
        *((one, pa.int64()) for one in ("people", "adoptions", "undated", "ties", "periods")),
        *((one, pa.float64()) for one in ("value", "lower", "upper", "naive", "calendar")),
        *((one, pa.float64()) for one in ("adjusted", "placebo_mean", "placebo_z", "returned")),
        *((one, pa.float64()) for one in ("one_way", "loss_gain", "e_value")),
        ("is_null", pa.bool_()),
        ("grade", pa.string()),
    ]
)


def named_effect(named_tie: pa.Table, taken: pa.Table, belonging: pa.Table) -> pa.Table:
    """Estimate thing by thing, those taken up most often first."""
    rows = []
    if named_tie.num_rows >= FEWEST_TIES:
        for thing in _things(taken):
            part = taken.filter(pc.equal(taken["thing"], thing))
            found = _row(named_tie, part, belonging)
            rows += [{"thing": thing, **found}] if found else []
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _things(taken: pa.Table) -> list[str]:
    """Return what enough people took up at a known time."""
    counted = taken.group_by("thing").aggregate([("happened", "count")])
    counted = counted.filter(pc.greater_equal(counted["happened_count"], FEWEST_TAKEN))
    order = [("happened_count", "descending"), ("thing", "ascending")]
    found: list[str] = counted.sort_by(order)["thing"].to_pylist()[:MOST_THINGS]
    return found


def _row(named: pa.Table, taken: pa.Table, belonging: pa.Table) -> dict[str, object] | None:
    undated = pc.is_null(taken["happened"])
    left_out = whole(taken.filter(undated)["person_id"])
    taken = taken.filter(pc.invert(undated))
    named = _before(named, pc.min(taken["happened"]).as_py(), left_out)
    seen = _seen(named, taken, belonging)
    if seen is None:
        return None
    found = share_hazard(seen, rng=np.random.default_rng(_SEED))
    counts = {
        "people": seen.period.size,
        "adoptions": int((seen.period > 0).sum()),
        "undated": left_out.size,
        "ties": seen.ego.size,
        "periods": seen.last,
    }
    return counts | _values(found)


def _before(named: pa.Table, first: int, left_out: Ids) -> pa.Table:
    """Return the ties no younger than the thing, of people with known times."""
    since = pc.fill_null(named["since"], first)
    named = named.filter(pc.less_equal(since, first))
    for end in ("ego_id", "alter_id"):
        named = named.filter(pc.invert(pc.is_in(named[end], value_set=pa.array(left_out))))
    return named


def _seen(named: pa.Table, taken: pa.Table, belonging: pa.Table) -> Diffusion | None:
    """Return the arrays; None where there is too little, or too much for a survey."""
    ends = [whole(named[one]) for one in ("ego_id", "alter_id")]
    did = whole(taken["person_id"])
    belonging = belonging.sort_by("person_id")
    ours = np.isin(whole(belonging["person_id"]), np.concatenate([*ends, did]))
    belonging = belonging.filter(pa.array(ours))
    persons = whole(belonging["person_id"])
    period, last = _periods(whole(taken["happened"]), people=persons.size)
    enough = ends[0].size >= FEWEST_TIES and last >= FEWEST_PERIODS
    if not enough or persons.size * last > MOST_ROWS:
        return None
    when = np.zeros(persons.size, np.int64)
    when[np.searchsorted(persons, did)] = period
    return Diffusion(
        period=when,
        last=last,
        group=groups(belonging),
        known=_spread(said_before(belonging["covariates"].to_pylist())),
        ego=np.searchsorted(persons, ends[0]),
        alter=np.searchsorted(persons, ends[1]),
    )


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


def _values(found: ShareHazard) -> dict[str, object]:
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
    }
