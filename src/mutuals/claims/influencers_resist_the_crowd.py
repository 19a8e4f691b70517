"""Claim: who moves others resists the crowd.

Test: the rank correlation, over people whose choices can be told, of their slope on the
crowd (table independence) with what others did by talks with them for each pair of a
person and a thing they reached. Supported where the whole 90 % interval lies below
zero, not supported where it lies above. Who is early with things both has fewer takers
before them and more after them, which helps the claim: so its grade is never above that
of the influence it rests on. In one person's files only the owner's choices are told,
and it cannot be tested.
"""

import numpy as np
import pyarrow.compute as pc

from mutuals.claims.verdict import ENOUGH_OUTCOMES, ENOUGH_PEOPLE, Claim, Line, too_few
from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.records import Tables

NAME = "influencers_resist_the_crowd"
# At zero, those whose talks come before much go with the crowd as much as others.
LINE = 0.0
OF = ("choices made", "people to compare")
_SEED = 13
# Fewer pairs reached, and the share of them that acted is a matter of luck.
_REACHED = 10
_SENTENCES = {
    "supported": "Those whose talks came before more of what others did go with the crowd less.",
    "not_supported": "Here, those whose talks came before more of what others did go with the "
    "crowd more.",
    "mixed": "Whether those whose talks came before more of what others did go with the crowd "
    "less, these records do not settle.",
}
_LINE = Line(NAME, _SENTENCES, high=LINE)


def judge(tables: Tables) -> Claim:
    """Test the claim on the tables independence and influence."""
    told = tables.table("independence")
    told = told.filter(pc.equal(told["untold"], "")).select(["person_id", "crowd", "choices"])
    moves = tables.table("influence").select(["person_id", "personal", "exposures", "grade"])
    moves = moves.filter(pc.greater_equal(moves["exposures"], _REACHED))
    both = told.join(moves, "person_id", join_type="inner").sort_by("person_id")
    choices = pc.sum(both["choices"]).as_py() or 0
    if choices < ENOUGH_OUTCOMES or both.num_rows < ENOUGH_PEOPLE:
        return too_few(NAME, outcomes=choices, people=both.num_rows, of=OF)
    rate = both["personal"].to_numpy() / both["exposures"].to_numpy()
    found = rank_correlation(both["crowd"].to_numpy(), rate, np.random.default_rng(_SEED))
    if np.isnan(found.value):
        return too_few(NAME, outcomes=choices, people=0, of=OF)
    return _LINE.judge(found, records=choices, grade=max("C", *both["grade"].to_pylist()))
