"""Claim: talking with somebody leads to more, one for one, than being seen by them.

Test: of pairs of a person and a thing reached by a talk, the share that did the thing
within sixty days, over the same share of those reached by posts only. Supported where
the whole 90 % interval of the ratio lies above one. What broadcast achieves in total is
another question.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mutuals.claims.verdict import ENOUGH_OUTCOMES, ENOUGH_PEOPLE, Claim, Line, too_few
from mutuals.estimators.bootstrap import weights
from mutuals.estimators.risk_ratio import risk_ratio
from mutuals.records import Tables

NAME = "personal_beats_broadcast"
# At one, a talk is followed as often as a post.
LINE = 1.0
_SEED = 12
_SENTENCES = {
    "supported": "One for one, talks came before more of what people did than posts.",
    "not_supported": "One for one, posts came before more of what people did than talks here.",
    "mixed": "One for one, talks and posts came before about as much here, as far as the "
    "records tell.",
}
_LINE = Line(NAME, _SENTENCES, low=LINE)


def judge(tables: Tables) -> Claim:
    """Test the claim on the tables exposure and adoption."""
    adoption = tables.table("adoption")
    outcomes = pc.sum(pc.equal(adoption["sort"], "action").cast("int64")).as_py() or 0
    counts = _counts(tables.table("exposure"))
    people = int((counts[:, [1, 3]] > 0).sum(axis=0).min()) if counts.size else 0
    if outcomes < ENOUGH_OUTCOMES or people < ENOUGH_PEOPLE:
        return too_few(NAME, outcomes=outcomes, people=people)
    found = risk_ratio(counts, weights(np.random.default_rng(_SEED), counts.shape[0]))
    records = int(counts[:, [1, 3]].sum())
    return _LINE.judge(found, records=records, grade="D")


def _counts(exposure: pa.Table) -> NDArray[np.float64]:
    """Return, per person: took up and reached by talks, took up and reached by posts.

    A person counts once for a thing, and as talked with if anybody did.
    """
    _, person = np.unique(exposure["person_id"].to_numpy(), return_inverse=True)
    things = exposure["thing"].combine_chunks().dictionary_encode()
    pair = person * (len(things.dictionary) + 1) + things.indices.to_numpy()
    talked = pc.equal(exposure["way"], "personal").cast(pa.int64()).to_numpy()
    took_up = exposure["took_up"].to_numpy()
    order = np.lexsort((-took_up, -talked, pair))
    chosen = order[np.unique(pair[order], return_index=True)[1]]
    counts = np.zeros((person.max(initial=-1) + 1, 4))
    np.add.at(counts, (person[chosen], 2 - 2 * talked[chosen]), took_up[chosen])
    np.add.at(counts, (person[chosen], 3 - 2 * talked[chosen]), 1.0)
    return counts
