"""What a phone's log says of one call or message, as an interaction."""

from datetime import datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from mutuals.archives.moments import from_epoch, is_possible
from mutuals.archives.names import plain
from mutuals.archives.numbers import phone
from mutuals.records import Address, Interaction, Participation
from mutuals.signals import signals

# Whose phone it is; the log does not say.
OWNER = Address("phone_owner", "owner of the phone")
NO_DATE, NO_PERSON, DRAFT, BAD_TYPE = "no_date", "no_person", "draft", "bad_type"
DATE_OUT_OF_RANGE = "date_out_of_range"

_UNKNOWN = frozenset({"", "(unknown)", "null", "unknown"})
_MOST = 200
_LONGEST_CALL = 7 * 86_400
_SERVICE_DIGITS = 5
_SENT, _RECEIVED = frozenset({"2", "4", "5", "6"}), frozenset({"1"})
_MISSED = frozenset({"3", "4", "5", "6"})
_CALLS = frozenset("1234567")
_FROM = "137"


class UnusableError(ValueError):
    """An entry that is no interaction; its text is the reason."""


class Entry(NamedTuple):
    """One entry: its kind, attributes, and what stands inside it."""

    number: int
    offset: int
    kind: str
    attributes: dict[str, str]
    people: list[tuple[str, str]]
    texts: list[str]


def interaction(entry: Entry, *, keep_text: bool) -> Interaction:
    """Return an entry as an interaction, or raise ``UnusableError``."""
    when = _when(entry.attributes.get("date", ""))
    if entry.kind == "call":
        return _call(entry, when)
    is_sent = _is_sent(entry)
    others = _others(entry)
    if not others:
        raise UnusableError(NO_PERSON)
    sender, receivers = (OWNER, others) if is_sent else (others[0], [OWNER, *others[1:]])
    said = entry.attributes.get("body", "") if entry.kind == "sms" else "\n".join(entry.texts)
    said = "" if said == "null" else said
    marks = ("auto",) if not is_sent and _is_service(sender) else signals(said)
    thread = " ".join(sorted(one.value for one in others))
    shown = blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()
    return Interaction(
        entry.number,
        when,
        "sms",
        sender,
        tuple(Participation(one, "to") for one in receivers),
        is_local_known=False,
        thread=thread,
        key=("sms", thread, sender.value, str(int(when.timestamp() * 1000)), shown),
        length=len(said),
        signals=marks,
        text=said if keep_text else "",
    )


def _call(entry: Entry, when: datetime) -> Interaction:
    kind = entry.attributes.get("type", "")
    if kind not in _CALLS:
        raise UnusableError(BAD_TYPE)
    other = person(entry.attributes.get("number", ""), entry.attributes.get("contact_name", ""))
    sender, receiver = (OWNER, other) if kind == "2" else (other, OWNER)
    written = entry.attributes.get("duration", "")
    seconds = int(written) if written.isdecimal() and len(written) < len("1234567") else 0
    is_missed = kind in _MISSED or not seconds
    ended = when + timedelta(seconds=min(seconds, _LONGEST_CALL))
    value = other.value if other else ""
    return Interaction(
        entry.number,
        when,
        "phone",
        sender,
        (Participation(receiver, "to"),) if receiver else (),
        kind="call",
        medium="voice",
        ended_at=None if is_missed else ended,
        is_local_known=False,
        thread=value,
        key=("phone", value, kind, str(int(when.timestamp() * 1000))),
        signals=("missed",) if is_missed else (),
    )


def person(number: str, name: str) -> Address | None:
    """Return whom a number belongs to, ``None`` where it was withheld.

    >>> person("+49 170 1234567", "(Unknown)")
    Address(scheme='phone', value='+491701234567', name='')
    >>> person("-2", "")
    """
    name = plain(name)
    name = "" if name.casefold() in _UNKNOWN else name
    value = phone(number)
    if value:
        return Address("phone", value, name)
    written = plain(number)
    is_withheld = written.casefold() in _UNKNOWN or written.startswith("-")
    return None if is_withheld else Address("sms", written, name)


def _is_sent(entry: Entry) -> bool:
    kind = entry.attributes.get("type" if entry.kind == "sms" else "msg_box", "")
    if kind == "3":
        raise UnusableError(DRAFT)
    if kind not in _SENT | _RECEIVED:
        raise UnusableError(BAD_TYPE)
    return kind in _SENT


def _others(entry: Entry) -> list[Address]:
    """Return who else takes part, whoever sent it first."""
    written = entry.attributes.get("address", "").split("~", _MOST)[:_MOST]
    name = entry.attributes.get("contact_name", "") if len(written) == 1 else ""
    found = [one for one in (person(number, name) for number in written) if one]
    by = [phone(number) for number, role in entry.people if role == _FROM]
    found.sort(key=lambda one: one.value not in by)
    return list({one.value: one for one in found}.values())


def _is_service(one: Address) -> bool:
    return one.scheme == "sms" or len(one.value.lstrip("+")) <= _SERVICE_DIGITS


def _when(written: str) -> datetime:
    if not written.isdecimal() or not written.isascii():
        raise UnusableError(NO_DATE)
    when = from_epoch(int(written[:20]), is_milli=True)
    if when is None or not is_possible(when):
        raise UnusableError(DATE_OUT_OF_RANGE)
    return when
