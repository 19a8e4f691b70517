"""One row per two persons who may be one: a suggestion, with its reason and chance.

person_id: somebody, the smaller id.
other_id: somebody else.
rule: what speaks for it most: listed, answered, booked, follows, shared, spelled,
local, house or name.
reason: what speaks for it, in words; nobody is named.
doubt: what speaks against it, in words; empty where nothing does.
chance: how likely it is that they are one person, 0 to 1.
shared: people both were in conversations and gatherings with.

Rule. Nobody is put together by this table: it asks. Two are compared where a name or
handle brings them up (``match_pair``), and weighed by a logistic regression over names,
handles, shared people, conversations and times (``match_signs``; Fellegi and Sunter
1969 is the ancestor), fitted to made-up towns whose truth is known (``match_numbers``).
Only chances of at least 5 in 100 are kept. A name alone is at most a question, and
other first names of one family are never more than a guess. Of two who look alike
(``look_alike``) whoever was heard of later is suggested with nobody at all, and two of
whom the user has spoken are not asked about again.
"""

from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators.logistic import chance as chance_of
from mutuals.people.callings import callings, person_of
from mutuals.people.joined import pairs_of
from mutuals.people.match_numbers import CONSTANT, WEIGHTS
from mutuals.people.match_signs import SIGNS, Portrait, Surroundings, signs
from mutuals.people.match_words import doubt, reason, rule

SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        ("other_id", pa.int64()),
        ("rule", pa.string()),
        ("reason", pa.string()),
        ("doubt", pa.string()),
        ("chance", pa.float64()),
        ("shared", pa.int64()),
    ]
)
LEAST: Final = 0.05
# Couples know whom the other knows and answer for each other, and weights that add up
# cannot say so: in towns not fitted to, half of those above this were one person.
# Of bare first names where most go by one name, one town holds 23 pairs, 14 of them one
# person, and none surer than a hint; in a small chat all else says the same of any two.
_AT_MOST: Final = {("name_family",): 0.5, ("name_first", "twice"): 0.6}
_CARD = "contact card"
_BATCH = 20_000

Pair = tuple[int, int]


def match(  # noqa: PLR0913  # the tables it needs
    match_context: pa.Table,
    *,
    person: pa.Table,
    handle: pa.Table,
    member: pa.Table,
    alias: pa.Table,
    automaton: pa.Table,
    same_person: pa.Table,
    shared: pa.Table,
    decision: pa.Table,
    look_alike: pa.Table,
) -> pa.Table:
    """Weigh every two who are compared, and keep those worth asking about."""
    owner_of = person_of(member)
    around = surroundings(
        {"handle": handle, "member": member, "alias": alias, "automaton": automaton},
        person=person,
        same_person=same_person,
        shared=shared,
    )
    closed = _pairs(decision, owner_of) | _pairs(look_alike, owner_of)
    suspects = _suspects(_pairs(look_alike, owner_of), around)
    compared = around.portraits.keys() - suspects
    batches = [SCHEMA.empty_table()]
    for start in range(0, match_context.num_rows, _BATCH):
        rows = [
            row
            for row in match_context.slice(start, _BATCH).to_pylist()
            if (row["person_id"], row["other_id"]) not in closed
            and compared >= {row["person_id"], row["other_id"]}
        ]
        batches.append(pa.Table.from_pylist(_suggested(rows, around), schema=SCHEMA))
    return pa.concat_tables(batches)


def surroundings(
    tables: dict[str, pa.Table], *, person: pa.Table, same_person: pa.Table, shared: pa.Table
) -> Surroundings:
    """Return what is needed of everybody to compare two of them."""
    columns = ("person_id", "first_at", "last_at")
    ids, *moments = (person[name].to_pylist() for name in columns)
    owner_of = person_of(tables["member"])
    cards = same_person.filter(pc.starts_with(same_person["reason"], _CARD))
    listed = {*cards["address_id"].to_pylist(), *cards["other_id"].to_pylist()}
    several = {*shared["address_id"].to_pylist()}
    single = {who for one, who in owner_of.items() if one not in several}
    found = Surroundings(
        portraits={one: Portrait(calling) for one, calling in callings(**tables).items()},
        times=dict(zip(ids, zip(*moments, strict=True), strict=True)),
        carded=frozenset(owner_of[one] for one in listed if one in owner_of),
        listed=frozenset(pairs_of(same_person, owner_of)),
        shared=frozenset(owner_of.values()) - single,
    )
    found.count()
    return found


def columns_of(found: list[dict[str, float]]) -> np.ndarray:
    """Return signs as the columns the model weighs."""
    return np.array([[one.get(name, 0.0) for name in SIGNS] for one in found]).reshape(
        len(found), len(SIGNS)
    )


def _suggested(rows: list[dict[str, Any]], around: Surroundings) -> list[dict[str, object]]:
    seen = [signs(row, around) for row in rows]
    weights = np.array([WEIGHTS.get(name, 0.0) for name in SIGNS])
    chances = np.minimum(
        chance_of(columns_of(seen) @ weights + CONSTANT), [_most(one) for one in seen]
    )
    return [
        {
            "person_id": row["person_id"],
            "other_id": row["other_id"],
            "rule": rule(found),
            "reason": reason(found, row),
            "doubt": doubt(found),
            "chance": round(float(chance), 6),
            "shared": row["shared"],
        }
        for row, found, chance in zip(rows, seen, chances, strict=True)
        if chance >= LEAST and reason(found, row)
    ]


def _most(found: dict[str, float]) -> float:
    """Return how likely two can be at most, given their names."""
    held = (most for names, most in _AT_MOST.items() if all(found.get(one) for one in names))
    return min(held, default=1.0)


def _suspects(alike: set[Pair], around: Surroundings) -> set[int]:
    """Return, of two who look alike, whoever was heard of later, or both."""
    found: set[int] = set()
    for pair in alike:
        if pair[0] == pair[1]:  # both are the same person's
            continue
        heard = [around.times.get(one, (None, None))[0] for one in pair]
        if heard[0] and heard[1] and heard[0] != heard[1]:
            found.add(pair[int(heard[0] < heard[1])])
        else:
            found.update(pair)
    return found


def _pairs(pairs: pa.Table, owner_of: dict[int, int]) -> set[Pair]:
    """Return pairs of persons among whom a pair of addresses is spoken of."""
    ends = zip(pairs["address_id"].to_pylist(), pairs["other_id"].to_pylist(), strict=True)
    found = ((owner_of.get(one, one), owner_of.get(other, other)) for one, other in ends)
    return {(min(pair), max(pair)) for pair in found}
