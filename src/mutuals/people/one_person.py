"""The owner's own word on two addresses: one person, or two.

Each word is an answer about two addresses; the latest about a pair wins, ``neither``
takes it back, and all of them are kept. What follows: ``decision`` and ``member``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
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


class HearsSeveral(Tables, Protocol):
    """Tables that also remember several words of the owner at once."""

    def answer_all(self, question: str, words: Iterable[tuple[int, str]]) -> None:
        """Remember what the owner says of addresses, as one act."""
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


@dataclass(frozen=True, slots=True)
class Act:
    """What the owner said at once of ``one`` and ``other``, and its single words."""

    number: int
    one: tuple[str, ...]
    other: tuple[str, ...]
    word: str
    said_at: datetime
    is_kept: bool
    words: tuple[PairWord, ...]


@dataclass(frozen=True, slots=True)
class AddressWord:
    """What the owner said of one address."""

    address_id: int
    name: str
    question: str
    value: str
    said_at: datetime


def words_on_one(tables: Tables, question: str, values: Collection[str]) -> list[AddressWord]:
    """Return the newest of ``values`` said of each address, by name."""
    answer = tables.table("answer").to_pylist()
    said = [row for row in answer if row["question"] == question]
    said.sort(key=lambda row: (row["said_at"], row["answer_id"]))
    latest: dict[int, dict[str, Any]] = {row["address_id"]: row for row in said}
    kept = {one: row for one, row in latest.items() if row["value"] in values}
    known = _addresses(tables, ("address_id", tuple(kept))) if kept else []
    called = {row["address_id"]: shown(row) for row in known}
    words = [
        AddressWord(one, called.get(one, shown({})), question, row["value"], row["said_at"])
        for one, row in kept.items()
    ]
    return sorted(words, key=lambda one: (one.name.casefold(), one.address_id))


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


def acts(tables: Tables) -> list[Act]:
    """Return what the owner said at once, as one word, the newest first."""
    at_once: dict[datetime, list[PairWord]] = {}
    for one in words_on_two(tables):
        at_once.setdefault(one.said_at, []).append(one)
    return [_act(words) for words in at_once.values()]


def take_back(network: HearsSeveral, number: int) -> str:
    """Take back all that was said at once; return it in a sentence.

    Raises UsageError where nothing was, or all of it is taken back already.
    """
    found = [one for one in acts(network) if one.number == number]
    if not found:
        msg = "there is no such word of yours any more"
        raise UsageError(msg)
    act = found[0]
    words = [(one.address_id, f"{NEITHER} {one.other_id}") for one in act.words]
    network.answer_all(QUESTION, words)
    return f"{' and '.join((*act.one, *act.other))} {_SAID[NEITHER]}."


def _act(words: Sequence[PairWord]) -> Act:
    """Put together what a split says: who goes, who stays, and that they are two."""
    parted = next((one for one in words if one.word == APART), words[0])
    called = {end: name for one in words for end, name in _ends(one)}
    going = {parted.address_id}
    joined = [{one.address_id, one.other_id} for one in words if one is not parted]
    while more := [pair for pair in joined if pair & going and not pair <= going]:
        going.update(*more)
    return Act(
        number=int(parted.said_at.replace(tzinfo=UTC).timestamp() * 1_000_000),
        one=tuple(sorted(called[one] for one in going)),
        other=tuple(sorted(name for one, name in called.items() if one not in going)),
        word=parted.word,
        said_at=parted.said_at,
        is_kept=all(one.is_kept for one in words),
        words=tuple(words),
    )


def _ends(one: PairWord) -> tuple[tuple[int, str], tuple[int, str]]:
    return (one.address_id, one.one), (one.other_id, one.other)


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
