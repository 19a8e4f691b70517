"""The owner's own word on two addresses: one person, or two.

Each word is an answer about two addresses; the latest about a pair wins, ``neither``
takes it back, and all of them are kept. What follows: ``decision`` and ``member``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, Protocol

from mutuals.errors import UsageError
from mutuals.people.decision import APART, NEITHER, QUESTION, SAME
from mutuals.people.find import find_person
from mutuals.people.union import OWN, SAID, SPLIT
from mutuals.records import Cut, Tables

WORDS: Final = (SAME, APART, NEITHER)
_WHY: Final = MappingProxyType({SAME: SAID, APART: SPLIT})
_SAID: Final = MappingProxyType(
    {
        SAME: "are one person, as you say",
        APART: "are two people, as you say",
        NEITHER: "are as the records have them: your word on them is taken back",
    }
)


class Hears(Tables, Protocol):
    """Tables that also remember what the owner says; ``Network`` is one."""

    def answer(self, question: str, address_id: int, value: str) -> None:
        """Remember what the owner says of an address."""
        ...


@dataclass(frozen=True, slots=True)
class PairWord:
    """What the owner said of two addresses; ``is_kept`` unless newer words forbid."""

    address_id: int
    other_id: int
    one: str
    other: str
    word: str
    said_at: datetime
    is_kept: bool


def say_of_two(network: Hears, word: str, *, one: str, other: str) -> str:
    """Remember whether two are one person; return it in a sentence.

    ``one`` and ``other`` are addresses, names or person ids; an address stands for
    itself, so that it can be told from others of its person. Raises UsageError for
    another word or the same address twice, and what ``find_person`` raises.
    """
    if word not in WORDS:
        msg = f"{word}: say one of {', '.join(WORDS)}"
        raise UsageError(msg)
    ends = [address_of(network, who) for who in (one, other)]
    if ends[0]["address_id"] == ends[1]["address_id"]:
        msg = f"{one} and {other} are one address here; say two different ones."
        raise UsageError(msg)
    network.answer(QUESTION, ends[0]["address_id"], f"{word} {ends[1]['address_id']}")
    return f"{shown(ends[0])} and {shown(ends[1])} {_SAID[word]}."


def words_on_two(tables: Tables) -> list[PairWord]:
    """Return what the owner said of pairs and has not taken back, the newest first."""
    rows = tables.table("decision").sort_by("place").to_pylist()
    if not rows:
        return []
    ids = {row[name] for row in rows for name in ("address_id", "other_id")}
    known = {row["address_id"]: row for row in _addresses(tables, ("address_id", tuple(ids)))}
    against = {(row["address_id"], row["other_id"], row["reason"]) for row in _refused(tables)}
    return [
        PairWord(
            address_id=row["address_id"],
            other_id=row["other_id"],
            one=shown(known.get(row["address_id"], {})),
            other=shown(known.get(row["other_id"], {})),
            word=row["word"],
            said_at=row["said_at"],
            is_kept=(row["address_id"], row["other_id"], _WHY[row["word"]]) not in against,
        )
        for row in rows
    ]


def contradictions(tables: Tables) -> list[str]:
    """Return, in sentences, what the owner said of pairs and could not be kept."""
    rows = [row for row in _refused(tables) if row["reason"] in {OWN, *_WHY.values()}]
    ids = {row[name] for row in rows for name in ("address_id", "other_id")}
    known = {row["address_id"]: row for row in _addresses(tables, ("address_id", tuple(ids)))}
    return [
        f"{shown(known.get(row['address_id'], {}))} and {shown(known.get(row['other_id'], {}))}: "
        f"{row['reason']}, and newer words of yours say otherwise."
        for row in rows
    ]


def _refused(tables: Tables) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tables.table("contradiction").to_pylist()
    return found


def address_of(tables: Tables, who: str) -> Mapping[str, Any]:
    """Return the address that is meant: of that value or name, else a person's.

    Raises UsageError where a value stands for several addresses, and what
    ``find_person`` raises where nobody goes by it.
    """
    wanted = who.strip().casefold()
    for column in ("value", "name"):
        rows = tables.table("address", Cut(holds=(column, who.strip()))).to_pylist()
        found = [row for row in rows if row[column].casefold() == wanted]
        if column == "value" and len({row["scheme"] for row in found}) > 1:
            listed = ", ".join(sorted(f"{row['scheme']}:{row['value']}" for row in found))
            msg = f"{who} is more than one address; say one of {listed}"
            raise UsageError(msg)
        if found and len({row["person_id"] for row in found}) == 1:
            return _first(found)
    if rows := _of_scheme(tables, who.strip()):
        return _first(rows)
    if wanted.isdecimal() and (rows := _addresses(tables, ("address_id", int(wanted)))):
        return _first(rows)
    return _first(_addresses(tables, ("person_id", find_person(tables, who))))


def _of_scheme(tables: Tables, who: str) -> list[dict[str, Any]]:
    """Return the address written with its scheme, as in mail:ann@example.org."""
    scheme, _, value = who.partition(":")
    if not value:
        return []
    rows = tables.table("address", Cut(holds=("value", value))).to_pylist()
    wanted = (scheme.casefold(), value.casefold())
    return [row for row in rows if (row["scheme"], row["value"].casefold()) == wanted]


def _addresses(tables: Tables, equal: tuple[str, object]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tables.table("address", Cut(equal=(equal,))).to_pylist()
    return found


def _first(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return min(rows, key=lambda row: int(row["address_id"]))


def shown(row: Mapping[str, Any]) -> str:
    """Return an address as a sentence names it."""
    value, name = row.get("value", "an address that is gone"), row.get("name", "")
    return f"{name} ({value})" if name and name != value else str(value)
