"""One person's page: addresses, where you two stand, and how it came about."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from mutuals.counts import number, tally
from mutuals.people.find import find_person, me, names
from mutuals.records import Tables
from mutuals.stages.standing import STAGES, Standing, standings


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is known of one person, from the owner's side where there is an owner."""

    person_id: int
    name: str
    sentence: str
    addresses: list[dict[str, Any]]
    standing: Standing | None
    history: list[dict[str, Any]]


def portrait(tables: Tables, who: str) -> Portrait:
    """Return one person's portrait. Raises what ``find_person`` raises."""
    person_id = find_person(tables, who)
    name = names(tables)[person_id]
    mine = me(tables)
    standing = None
    history: list[dict[str, Any]] = []
    if mine is not None and mine != person_id:
        found = [one for one in standings(tables, str(mine)) if one.person_id == person_id]
        standing = found[0] if found else None
        history = [
            row
            for row in tables.table("transition").to_pylist()
            if row["ego_id"] == mine and row["alter_id"] == person_id
        ]
        history.sort(key=lambda row: row["happened_at"])
    addresses = [
        {"scheme": row["scheme"], "value": row["value"]}
        for row in tables.table("address").to_pylist()
        if row["person_id"] == person_id
    ]
    addresses.sort(key=lambda row: (row["scheme"], row["value"]))
    sentence = _among(tables, person_id) if mine is None else _sentence(standing)
    if mine == person_id:
        sentence = "this is you."
    return Portrait(person_id, name, sentence, addresses, standing, history)


def _among(tables: Tables, person_id: int) -> str:
    """Say where somebody's ties stand, in a community that has no owner."""
    found = standings(tables, str(person_id))
    many = Counter(one.stage for one in found)
    asleep = sum(one.is_dormant for one in found)
    listed = [tally(many[one], one.replace("_", " ")) for one in reversed(STAGES) if many[one]]
    rest = f", {number(asleep)} of them dormant" if asleep else ""
    return f"{tally(len(found), 'tie')}: {', '.join(listed)}{rest}." if found else "no ties here."


def _sentence(standing: Standing | None) -> str:
    if standing is None:
        return "no contact with you in these records."
    since = "" if standing.since is None else f" since {standing.since.date().isoformat()}"
    return f"{standing.said}{since}; {standing.evidence}."
