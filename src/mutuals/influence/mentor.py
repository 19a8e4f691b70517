"""One row per pair of people of whom one may have been a mentor to the other.

Sustained: contact in at least eight weeks, over half a year or more. Between two: at
least half of it was theirs alone. Uneven: of the things both did, the mentor did two
thirds first. And a change: at least two things, one whole thing's credit, and no fewer
things a year than before. A role model has none of the first two.

mentor_id: who was ahead.
person_id: whose doings changed.
active_weeks: weeks in which they were in contact.
one_on_one: share of their contacts that were theirs alone, 0 to 1.
ahead: things both did that the mentor did first.
shared: things both did.
things: things the person did that the mentor may have been behind.
credit: the mentor's part of these, by talks.
a_year_before: things the person did per year before they first met; null where the
    records begin less than a month before.
a_year_after: things the person did per year since.
grade: grade of the evidence that talks were behind it, A to D.
"""

import pyarrow as pa
import pyarrow.compute as pc

FEWEST_WEEKS, SPAN, MONTH = 8, 180 * 86_400, 30 * 86_400
FEWEST_THINGS, LEAST_CREDIT = 2, 1.0
YEAR = 365.25 * 86_400
_SEEN = 1e-3
Firsts = dict[int, dict[str, int]]
SCHEMA = pa.schema(
    [
        *((name, pa.int64()) for name in ("mentor_id", "person_id", "active_weeks")),
        ("one_on_one", pa.float64()),
        *((name, pa.int64()) for name in ("ahead", "shared", "things")),
        *((name, pa.float64()) for name in ("credit", "a_year_before", "a_year_after")),
        ("grade", pa.string()),
    ]
)


def mentor(credit: pa.Table, tie: pa.Table, adoption: pa.Table, *, clock: pa.Table) -> pa.Table:
    """Find the pairs: those with credit first, which are few."""
    pairs = _sustained(_moved(credit), tie).to_pylist()
    ends = pa.array({one for row in pairs for one in (row["source_id"], row["person_id"])})
    firsts = _firsts(adoption, ends.cast(pa.int64()))
    moments = (pc.min(adoption["happened"]).as_py() or 0, int(clock["as_of"][0].as_py()))
    rows = [_row(pair, firsts, moments) for pair in pairs]
    return pa.Table.from_pylist([row for row in rows if row], schema=SCHEMA)


def _moved(credit: pa.Table) -> pa.Table:
    some = pc.and_(pc.equal(credit["sort"], "action"), pc.greater(credit["personal"], _SEEN))
    rows = credit.filter(pc.and_(some, pc.is_valid(credit["source_id"])))
    sums = rows.group_by(["source_id", "person_id"]).aggregate(
        [("personal", "count"), ("personal", "sum"), ("grade", "max")]
    )
    # parts of exactly one may come to a hair less
    whole = pc.greater_equal(sums["personal_sum"], LEAST_CREDIT - 1e-9)
    return sums.filter(pc.and_(pc.greater_equal(sums["personal_count"], FEWEST_THINGS), whole))


def _sustained(moved: pa.Table, tie: pa.Table) -> pa.Table:
    known = tie.select(
        ["ego_id", "alter_id", "active_weeks", "interactions", "one_on_one", "first", "last"]
    )
    alone = pc.greater_equal(pc.multiply(known["one_on_one"], 2), known["interactions"])
    lasting = pc.greater_equal(pc.subtract(known["last"], known["first"]), SPAN)
    often = pc.greater_equal(known["active_weeks"], FEWEST_WEEKS)
    known = known.filter(pc.and_(pc.and_(alone, lasting), often))
    keys = ["source_id", "person_id"]
    found = moved.join(known, keys=keys, right_keys=["ego_id", "alter_id"], join_type="inner")
    return found.sort_by([(one, "ascending") for one in keys])


def _firsts(adoption: pa.Table, people: pa.Array) -> Firsts:
    """Return when each of some people first did each thing."""
    rows = adoption.filter(pc.equal(adoption["sort"], "action"))
    rows = rows.filter(pc.is_in(rows["person_id"], value_set=people))
    sums = rows.group_by(["person_id", "thing"]).aggregate([("happened", "min")])
    found: Firsts = {}
    for row in sums.to_pylist():
        found.setdefault(row["person_id"], {})[row["thing"]] = row["happened_min"]
    return found


def _row(
    pair: dict[str, object], firsts: Firsts, moments: tuple[int, int]
) -> dict[str, object] | None:
    source, person, first = (int(str(pair[one])) for one in ("source_id", "person_id", "first"))
    own, theirs = firsts.get(source, {}), firsts.get(person, {})
    both = own.keys() & theirs.keys()
    ahead = sum(own[thing] < theirs[thing] for thing in both)
    before = sum(at < first for at in theirs.values())
    since, until = first - moments[0], max(moments[1] - first, MONTH)
    a_year_before = before * YEAR / since if since >= MONTH else None
    a_year_after = (len(theirs) - before) * YEAR / until
    if ahead * 3 < len(both) * 2 or not both or (a_year_before or 0.0) > a_year_after:
        return None
    return {
        "mentor_id": source,
        "person_id": person,
        "active_weeks": pair["active_weeks"],
        "one_on_one": int(str(pair["one_on_one"])) / max(int(str(pair["interactions"])), 1),
        "ahead": ahead,
        "shared": len(both),
        "things": pair["personal_count"],
        "credit": pair["personal_sum"],
        "a_year_before": a_year_before,
        "a_year_after": a_year_after,
        "grade": pair["grade_max"],
    }
