"""The owner's own word on a tie: what stage it is in, and what time with them is worth.

Each is an answer to a question (``stage``, ``time``) about one of a person's addresses;
the latest wins. Answers are records: they outlive every rebuild, and undo takes back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from mutuals.errors import NobodyIsMeError, UsageError
from mutuals.people.find import find_person, me, names
from mutuals.people.one_person import Hears
from mutuals.records import Cut, Tables
from mutuals.stages.standing import STAGES

NONE = "none"
# How a word of the owner's is said of somebody.
_SAID = MappingProxyType(
    {
        "avatar": "an avatar",
        "acquaintance": "an acquaintance",
        "budding_friend": "a budding friend",
        "friend": "a friend",
        "meaningful": "time with them is meaningful",
        "mindless": "time with them is mindless",
        "person": "a person",
        "list": "a list, no person",
        "robot": "a robot, no person",
        "room": "a room, no person",
        "unknown": "nobody known",
        "yes": "you",
        "no": "not you",
        "same": "one person",
        "apart": "two people",
    }
)
VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"stage": STAGES, "time": ("meaningful", "mindless")}
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What the owner said of one person."""

    person_id: int
    name: str
    question: str
    value: str
    said_at: datetime


def correct(network: Hears, question: str, *, who: str, value: str) -> str:
    """Remember the owner's word on a person; return it in a sentence.

    ``value`` is one of ``VALUES``, or none to take the word back. Raises UsageError
    for anything else, and what ``find_person`` raises.
    """
    chosen = value.strip().casefold().replace(" ", "_").replace("-", "_")
    if question not in VALUES or chosen not in (*VALUES[question], NONE):
        known = "; ".join(f"{name}: {', '.join(all_of)}" for name, all_of in VALUES.items())
        msg = f"{question} {value}: nothing that can be put right. Say one of {known}, or {NONE}."
        raise UsageError(msg)
    person_id = find_person(network, who)
    mine = me(network)
    if mine is None:
        raise NobodyIsMeError
    if person_id == mine:
        msg = "this is you; say which other person you mean"
        raise UsageError(msg)
    name = names(network, [person_id])[person_id]
    network.answer(question, _address(network, person_id), chosen)
    if chosen == NONE:
        return f"{name}: your word on {question} is taken back; the records decide."
    return f"{name}: {question} is {chosen.replace('_', ' ')}, as you say."


def in_words(value: str) -> str:
    """Return a word of the owner's as people say it.

    >>> in_words("budding_friend")
    'a budding friend'
    """
    return _SAID[value]


def corrections(tables: Tables) -> list[Correction]:
    """Return what the owner has said and not taken back, by name."""
    rows = tables.table("last_word", Cut(equal=(("question", tuple(VALUES)),))).to_pylist()
    found = [row for row in rows if row["value"] in VALUES[row["question"]]]
    called = names(tables, {row["person_id"] for row in found}) if found else {}
    said = [
        Correction(
            person_id=row["person_id"],
            name=called.get(row["person_id"], ""),
            question=row["question"],
            value=row["value"],
            said_at=row["said_at"],
        )
        for row in found
    ]
    return sorted(said, key=lambda one: (one.name.casefold(), one.person_id, one.question))


def _address(tables: Tables, person_id: int) -> int:
    own = Cut(equal=(("person_id", person_id),), columns=("address_id",))
    return int(min(tables.table("member", own)["address_id"].to_pylist()))
