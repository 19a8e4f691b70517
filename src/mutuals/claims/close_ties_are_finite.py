"""Claim: nobody can hold close ties with many, so new ones come in place of old ones.

Test: over people with enough months on record, ties opened for each tie closed in the
months in which both could be seen, drawn again over people (90 % interval). Supported
where the whole interval lies between four fifths and five fourths, so that a lack of
records is no support; not supported where it lies outside. It says nothing of how many
ties that is: no number fits everybody.
"""

import numpy as np
import pyarrow.compute as pc

from mutuals.claims.verdict import ENOUGH_OUTCOMES, ENOUGH_PEOPLE, Claim, Line, too_few
from mutuals.estimators.bootstrap import weights
from mutuals.estimators.risk_ratio import ratio_of_sums
from mutuals.records import Tables

NAME = "close_ties_are_finite"
# Within these, as many open as close.
LOW, HIGH = 0.8, 1.25
OF = ("openings and closings of ties, everybody's together,", "people to compare")
_SEED = 14
_SENTENCES = {
    "supported": "People here open about as many ties as they close, whatever the number.",
    "not_supported": "Here, people do not close about as many ties as they open.",
    "mixed": "Whether as many ties close as open, these records do not settle.",
}
_LINE = Line(NAME, _SENTENCES, LOW, HIGH)


def judge(tables: Tables) -> Claim:
    """Test the claim on the table capacity_balance."""
    rows = tables.table("capacity_balance")
    rows = rows.filter(pc.not_equal(rows["verdict"], "not enough records"))
    counts = np.column_stack([rows[name].to_numpy() for name in ("opened", "closed")])
    counts = counts.astype(np.float64).reshape(-1, 2)
    records = int(counts.sum())
    if records < ENOUGH_OUTCOMES or len(counts) < ENOUGH_PEOPLE or not counts[:, 1].sum():
        return too_few(NAME, outcomes=records, people=len(counts), of=OF)
    drawn = weights(np.random.default_rng(_SEED), len(counts))
    found = ratio_of_sums(counts, drawn)
    return _LINE.judge(found, records=records, grade="C")
