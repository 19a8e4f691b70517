"""Claim: being followed is one thing, what people do after talks another.

Test: the rank correlation, over people, of followers with the things others did after
talks with them. Only those seen to have reached anybody with anything count: in one
person's files most talks of the others are not seen. Supported where the whole 90 %
interval lies below one half, not supported where it lies above.
"""

import numpy as np
import pyarrow.compute as pc

from mutuals.claims.verdict import ENOUGH_OUTCOMES, ENOUGH_PEOPLE, Claim, Line, too_few
from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.records import Tables

NAME = "status_is_not_influence"
# Below one half, followers tell less than a quarter (0.5 squared) of the other ranking.
LINE = 0.5
_SEED = 11
_SENTENCES = {
    "supported": "Those who are followed most are not those whose talks came before "
    "most of what others did.",
    "not_supported": "Here, those who are followed most are also those whose talks came "
    "before most of what others did.",
    "mixed": "Being followed and having talks that came before what others did may or "
    "may not go together here; the records do not settle it.",
}
_LINE = Line(NAME, _SENTENCES, high=LINE)


def judge(tables: Tables) -> Claim:
    """Test the claim on the tables influence, status and adoption."""
    adoption, influence = tables.table("adoption"), tables.table("influence")
    outcomes = pc.sum(pc.equal(adoption["sort"], "action").cast("int64")).as_py() or 0
    influence = influence.filter(pc.greater(influence["exposures"], 0))
    both = influence.join(tables.table("status"), "person_id", join_type="inner")
    both = both.sort_by("person_id")
    if outcomes < ENOUGH_OUTCOMES or both.num_rows < ENOUGH_PEOPLE:
        return too_few(NAME, outcomes=outcomes, people=both.num_rows)
    followers, personal = (both[name].to_numpy() for name in ("followers", "personal"))
    found = rank_correlation(followers, personal, np.random.default_rng(_SEED))
    if np.isnan(found.value):
        return too_few(NAME, outcomes=outcomes, people=0)
    return _LINE.judge(found, records=outcomes, grade="D")
