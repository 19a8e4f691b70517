"""Whose word is followed: who stands behind what others do in what is hidden."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.validation.cases import OURS, Cases, Hidden, Ids, Lack, Numbers
from mutuals.validation.standings import column

ASKED = "Whose word is followed"
RULE = "what others did before, after talks with the person"
NAMED_SO = "whom the records themselves name"
IN_PARTS = "credit in equal parts, which flatters us: the records name too few sources"
DAY = 86_400
# Sources the records name themselves, enough to be held against.
NAMED = 20
_HALF = 0.5


def cases(hidden: Hidden, rng: np.random.Generator) -> Cases | Lack:
    """Return people, and whether anybody then did something after their word.

    Where the hidden records name enough sources, these are what came; else it is at
    least half a thing by the credit that equal parts give, as a word of more is not
    known. The first is the harder test.
    """
    del rng  # everybody is looked at
    adoption = hidden.now.table("adoption")
    later = adoption.filter(pc.greater_equal(adoption["happened"], hidden.day * DAY))
    if not later.num_rows:
        return Lack("nobody is known to have done anything in what is hidden")
    person = hidden.seen.person
    named = later.filter(pc.is_valid(later["attributed_id"]))
    is_named = named.num_rows >= NAMED
    came = _sums(named, "attributed_id", person) if is_named else _credit(hidden, later)
    influence = hidden.then.table("influence")
    ours = np.zeros(person.size)
    ids = column(influence, "person_id")
    known = np.isin(ids, person)
    ours[np.searchsorted(person, ids[known])] = np.nan_to_num(
        influence["personal"].cast(pa.float64()).to_numpy()
    )[known]
    rule = f"{RULE}; what came is {NAMED_SO if is_named else IN_PARTS}"
    ways = {OURS: ours, **hidden.standings.of(hidden.day)}
    return Cases(came >= _HALF, ways, (np.arange(person.size),), rule)


def _credit(hidden: Hidden, later: pa.Table) -> Numbers:
    credit = hidden.now.table("credit")
    kept = pc.and_(
        pc.is_in(credit["outcome_id"], value_set=later["outcome_id"].combine_chunks()),
        pc.is_valid(credit["source_id"]),
    )
    return _sums(credit.filter(kept), "source_id", hidden.seen.person, value="personal")


def _sums(rows: pa.Table, who: str, person: Ids, *, value: str = "") -> Numbers:
    ids = column(rows, who)
    amount = rows[value].cast(pa.float64()).to_numpy() if value else np.ones(ids.size)
    known = np.isin(ids, person)
    place = np.searchsorted(person, ids[known])
    return np.bincount(place, np.nan_to_num(amount[known]), person.size).astype(np.float64)
