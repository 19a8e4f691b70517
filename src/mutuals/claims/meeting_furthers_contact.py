"""Claim: meeting offline furthers the contact people have otherwise.

Test: table recurring_moved has, for each recurring gathering, how many times contact
outside of it grew among those who came over what it did with others. These ratios are
pooled by their weight on the log scale; where they differ by more than chance the
interval is widened as much. Supported where the whole 90 % interval lies above one, not
supported where it lies below. People who like each other come more often, so it came
along with meeting and need not have come of it.
"""

import pyarrow.compute as pc

from mutuals.claims.verdict import ENOUGH_OUTCOMES, ENOUGH_PEOPLE, Claim, Line, too_few
from mutuals.estimators.risk_ratio import RiskRatio, pooled
from mutuals.records import Tables

NAME = "meeting_furthers_contact"
LINE = 1.0
OF = ("contacts between guests", "pairs of guests")
_SENTENCES = {
    "supported": "Those who came to the same gatherings had more contact otherwise afterwards.",
    "not_supported": "Those who came to the same gatherings had less contact otherwise afterwards.",
    "mixed": "Whether those who came to the same gatherings had more contact otherwise "
    "afterwards, these records do not settle.",
}
_LINE = Line(NAME, _SENTENCES, low=LINE)


def judge(tables: Tables) -> Claim:
    """Test the claim on the table recurring_moved."""
    rows = tables.table("recurring_moved")
    rows = rows.filter(pc.not_equal(rows["verdict"], "not enough records"))
    rows = rows.filter(pc.greater(rows["lower"], 0.0))
    pairs = int(pc.sum(rows["pairs"]).as_py() or 0)
    contacts = int(pc.sum(pc.add(rows["before"], rows["after"])).as_py() or 0)
    if contacts < ENOUGH_OUTCOMES or pairs < ENOUGH_PEOPLE:
        return too_few(NAME, outcomes=contacts, people=pairs, of=OF)
    bands = zip(*(rows[name].to_pylist() for name in ("ratio", "lower", "upper")), strict=True)
    found = pooled([RiskRatio(*band) for band in bands])
    return _LINE.judge(found, records=contacts, grade="D")
