"""One row per person the owner spends time with: meaningful or mindless to the owner.

Only the owner's own labels count (answers to the question ``time``, each about one of a
person's addresses; the latest wins). Three of them, of both sorts, teach the rest: a
small regular model on how that time is spent. Whoever it cannot tell apart stays
unsaid.

ego_id: the owner.
alter_id: the other person.
sort: meaningful, mindless or unsaid.
probability: that the owner would call it meaningful; null without enough labels.
lower: lower end of the 90 % interval.
upper: upper end.
basis: you said, learned, or not enough labels.
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mutuals.estimators.few_labels import Learned, learned

QUESTION = "time"
SORTS = {"meaningful": 1.0, "mindless": 0.0}
ENOUGH = 3
# Below this either way the model has no opinion worth printing.
SURE = 0.7
SCHEMA = pa.schema(
    [
        ("ego_id", pa.int64()),
        ("alter_id", pa.int64()),
        ("sort", pa.string()),
        ("probability", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("basis", pa.string()),
    ]
)
Numbers = NDArray[np.float64]


def meaning(last_word: pa.Table, spent_with: pa.Table) -> pa.Table:
    """Carry the owner's labels over to everybody else the owner spends time with."""
    said = _labels(last_word)
    if not spent_with.num_rows or not said:
        return SCHEMA.empty_table()
    mine = spent_with.sort_by([("ego_id", "ascending"), ("alter_id", "ascending")])
    alters = mine["alter_id"].to_pylist()
    label = np.array([said.get(one, np.nan) for one in alters])
    given = label[np.isfinite(label)]
    can_learn = given.size >= ENOUGH and 0.0 < given.mean() < 1.0
    found = learned(_features(mine), label) if can_learn else None
    rows = [
        {"ego_id": ego, "alter_id": alter, **_judged(place, label, found)}
        for place, (ego, alter) in enumerate(zip(mine["ego_id"].to_pylist(), alters, strict=True))
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _labels(last_word: pa.Table) -> dict[int, float]:
    """Return what was said of each person last: 1 meaningful, 0 mindless."""
    said = last_word.select(["question", "person_id", "value"]).to_pylist()
    return {
        row["person_id"]: SORTS[row["value"]]
        for row in said
        if row["question"] == QUESTION and row["value"] in SORTS
    }


def _features(mine: pa.Table) -> Numbers:
    minutes, weeks, meetings, interactions, reciprocity, alone = (
        np.asarray(mine[name].cast(pa.float64()).to_numpy())
        for name in (
            "minutes",
            "active_weeks",
            "meetings",
            "interactions",
            "reciprocity",
            "one_on_one",
        )
    )
    columns = [
        np.log1p(minutes / np.maximum(weeks, 1.0)),
        np.log1p(weeks),
        alone,
        reciprocity,
        meetings / np.maximum(interactions, 1.0),
        np.log1p(minutes / np.maximum(interactions, 1.0)),
    ]
    return np.column_stack(columns).round(9)


def _judged(place: int, label: Numbers, found: Learned | None) -> dict[str, object]:
    if np.isfinite(label[place]):
        sort = "meaningful" if label[place] else "mindless"
        value = float(label[place])
        return {"sort": sort, "probability": value, "lower": value, "upper": value} | {
            "basis": "you said"
        }
    if found is None:
        return {"sort": "unsaid", "basis": "not enough labels"}
    probability = round(float(found.probability[place]), 6)
    sort = "meaningful" if probability >= SURE else "unsaid"
    return {
        "sort": "mindless" if probability <= 1.0 - SURE else sort,
        "probability": probability,
        "lower": round(float(found.lower[place]), 6),
        "upper": round(float(found.upper[place]), 6),
        "basis": "learned",
    }
