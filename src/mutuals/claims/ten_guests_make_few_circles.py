"""Claim: ten guests make three or four circles.

Test: gatherings of eight to twelve people in which it was seen who stood with whom; the
number of groups of two or more, taken to ten people, on average over gatherings (90 %
interval, gatherings drawn again). Supported where the whole interval lies between two
and a half and four and a half, not supported where it lies outside. Ten people make
five groups at most. Where groups are only worked out from earlier contact, their number
is put in beforehand, and such gatherings do not count.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mutuals.claims.verdict import ENOUGH_OUTCOMES, ENOUGH_PEOPLE, Claim, Line, too_few
from mutuals.estimators.bootstrap import weights
from mutuals.estimators.risk_ratio import ratio_of_sums
from mutuals.records import Tables

NAME = "ten_guests_make_few_circles"
LOW, HIGH = 2.5, 4.5
SIZES = (8, 12)
OF = ("gatherings of about ten", "people in them")
_SEED = 15
_SENTENCES = {
    "supported": "Ten people who are together here make three or four groups.",
    "not_supported": "Ten people who are together here do not make three or four groups.",
    "mixed": "Whether ten people make three or four groups, these records do not settle.",
}
_LINE = Line(NAME, _SENTENCES, LOW, HIGH)


def judge(tables: Tables) -> Claim:
    """Test the claim on the table subgroup."""
    found, people = groups(tables.table("subgroup"))
    if found.size < ENOUGH_OUTCOMES or people < ENOUGH_PEOPLE:
        return too_few(NAME, outcomes=found.size, people=people, of=OF)
    rows = np.column_stack([found, np.ones(found.size)])
    drawn = weights(np.random.default_rng(_SEED), found.size)
    mean = ratio_of_sums(rows, drawn)
    return _LINE.judge(mean, records=found.size, grade="D")


def groups(subgroup: pa.Table) -> tuple[NDArray[np.float64], int]:
    """Return groups of two or more to ten people, by gathering; and all people."""
    seen = subgroup.filter(pc.equal(subgroup["basis"], "seen together"))
    sizes = seen.group_by(["gathering_id", "subgroup"]).aggregate([("person_id", "count")])
    by = sizes.append_column(
        "is_group", pc.greater(sizes["person_id_count"], 1).cast(pa.int64())
    ).group_by("gathering_id")
    whole = by.aggregate([("person_id_count", "sum"), ("is_group", "sum")])
    whole = whole.sort_by("gathering_id")
    people = whole["person_id_count_sum"].to_numpy().astype(np.float64)
    here = (people >= SIZES[0]) & (people <= SIZES[1])
    many = whole["is_group_sum"].to_numpy().astype(np.float64)
    there = whole.filter(pa.array(here))["gathering_id"].combine_chunks()
    mine = seen.filter(pc.is_in(seen["gathering_id"], value_set=there))
    found = np.asarray(10.0 * many[here] / people[here], np.float64)
    return found, len(pc.unique(mine["person_id"]))
