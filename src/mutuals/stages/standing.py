"""Where each of one person's ties stands, and what says so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mutuals.people.find import find_person, names
from mutuals.records import Cut, Tables

STAGES = ("avatar", "acquaintance", "budding_friend", "friend")


@dataclass(frozen=True, slots=True)
class Standing:
    """One tie as its ego sees it: its stage in words, since when, and the evidence."""

    person_id: int
    name: str
    stage: str
    is_dormant: bool
    kind: str
    since: datetime | None
    probability: float
    evidence: str

    @property
    def said(self) -> str:
        """Return the stage in words."""
        stage = self.stage.replace("_", " ")
        return f"{stage}, dormant" if self.is_dormant else stage


def standings(tables: Tables, who: str) -> list[Standing]:
    """Return somebody's ties by name. Raises UnknownPersonError."""
    ego = find_person(tables, who)
    called = names(tables)
    tie = {row["alter_id"]: row for row in _of(tables, "tie", ego)}
    found = [
        Standing(
            person_id=row["alter_id"],
            name=called.get(row["alter_id"], ""),
            stage=row["stage"],
            is_dormant=row["is_dormant"],
            kind=row["kind"],
            since=row["since"],
            probability=row["probability"],
            evidence=evidence(tie.get(row["alter_id"], {})),
        )
        for row in _of(tables, "stage", ego)
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.person_id))


def evidence(tie: dict[str, Any]) -> str:
    """Return what a tie's counts say, in words.

    >>> evidence({"sent": 3, "received": 1, "one_on_one": 2, "meetings": 1})
    '3 to them, 1 from them, 2 alone, met once'
    """
    if not tie:
        return "no contact of your own in these records"
    parts = [f"{tie['sent']} to them", f"{tie['received']} from them"]
    if tie["one_on_one"]:
        parts.append(f"{tie['one_on_one']} alone")
    met = tie.get("meetings") or 0
    if met:
        parts.append("met once" if met == 1 else f"met {met} times")
    return ", ".join(parts)


def _of(tables: Tables, table: str, ego: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tables.table(table, Cut(equal=(("ego_id", ego),))).to_pylist()
    return rows
