"""What somebody is, in words: why they are no person, and the owner's word on it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from mutuals.errors import UsageError
from mutuals.people.one_person import AddressWord, Hears, address_of, shown, words_on_one
from mutuals.records import Cut, Tables

QUESTION: Final = "kind"
KINDS: Final = ("person", "list", "robot", "room", "unknown")
NONE: Final = "none"
REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "room": "invited or named as a room",
        "list": "a mailing list",
        "no_reply": "says it takes no reply",
        "booking": "a booking tool",
        "role": "a role, such as info or support",
        "newsletter": "a newsletter nobody writes to",
        "automatic": "what it says is sent by a program",
        "system": "a machine's account",
        "robot": "called like a program, and never in talk with one person",
        "program": "a program's or a ticket's address",
        "gateway": "passes a list's mail on",
        "short_code": "a service's number or sender",
        "channel": "a channel that speaks for itself",
        "relay": "writes under the names of many",
        "placeholder": "stands for whoever is not known any more",
        "wordless": "a name without a letter, and never in talk with one person",
        "silent": "never wrote, has no name, and was only written to through a list",
        "said_list": "a list, as you say",
        "said_robot": "a robot, as you say",
        "said_room": "a room, as you say",
        "said_unknown": "not known, as you say",
    }
)
_SAID: Final = MappingProxyType(
    {
        "person": "is a person, as you say",
        "list": "is a list, as you say, and counts in no tie",
        "robot": "is a robot, as you say, and counts in no tie",
        "room": "is a room, as you say, and counts in no tie",
        "unknown": "is nobody known, as you say, and counts in no tie",
        NONE: "is what the records make of it: your word is taken back",
    }
)


def say_kind(network: Hears, who: str, kind: str) -> str:
    """Remember what somebody is; return it in a sentence.

    ``who`` is an address, a name or an id, also of what is no person; ``kind`` one of
    ``KINDS``, or none to take the word back. Raises UsageError for another word or for
    the owner, and what ``address_of`` raises.
    """
    chosen = kind.strip().casefold()
    if chosen not in _SAID:
        msg = f"{kind}: say one of {', '.join(KINDS)}, or {NONE}"
        raise UsageError(msg)
    row = address_of(network, who)
    own = network.table("mine", Cut(equal=(("address_id", row["address_id"]),)))
    if own.num_rows:
        msg = "this is you; say whom else you mean"
        raise UsageError(msg)
    network.answer(QUESTION, row["address_id"], chosen)
    return f"{shown(row)} {_SAID[chosen]}."


def words_on_kinds(tables: Tables) -> list[AddressWord]:
    """Return what the owner said people are and has not taken back, by name."""
    return words_on_one(tables, QUESTION, KINDS)
