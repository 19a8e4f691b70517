"""One message's headers as an interaction, or the reason why they are none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from mutuals.archives.names import plain
from mutuals.readers.mail.addresses import is_obfuscated, mailboxes
from mutuals.readers.mail.body import first_text, new_text
from mutuals.readers.mail.dates import Moment, moment
from mutuals.readers.mail.drafts import is_draft
from mutuals.readers.mail.headers import Fields, decoded, fields, unworded
from mutuals.readers.mail.mbox import Piece
from mutuals.readers.mail.refusals import (
    BAD_DATE,
    DATE_OUT_OF_RANGE,
    DRAFT,
    HEADERS_TOO_LONG,
    NO_DATE,
    NO_FROM,
    NO_HEADERS,
    OWN_RECORD,
    UnusableError,
)
from mutuals.readers.mail.signals import (
    Said,
    has_invitation,
    header_signals,
    is_by_person,
    is_no_reply,
    text_signals,
)
from mutuals.readers.mail.via import writer
from mutuals.records import Address, Interaction, Participation

_CACHED_LENGTH = 1024
_ID_LIMIT = 512
_SUBJECT_LIMIT = 1000
_IDS_LIMIT = 8192

_ID = re.compile(rb"<\s*+([^<>\s]{1,512}+)\s*+>")
_POST = re.compile(rb"mailto:([^<>?\s,]{1,200}+)", re.IGNORECASE)
_LIST = re.compile(rb"<([^<>@.\s]{1,64}+)\.([^<>@\s]{1,200}+)>")

# Some servers keep their own notes as the first message of a mailbox.
_OWN_RECORD = b"DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA"
_ROLES = (("to", b"to"), ("cc", b"cc"), ("bcc", b"bcc"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What holds for all messages of one reading."""

    latest: int
    keep_text: bool = False
    is_draft: bool = False


class _Part(NamedTuple):
    participations: tuple[Participation, ...]
    values: tuple[str, ...]
    unread: int


class _People(NamedTuple):
    participations: list[Participation]
    addressed: list[str]
    named: list[str]
    unread: int


def interaction(number: int, piece: Piece, reading: Reading) -> Interaction:
    """Return a message as an interaction, or raise ``UnusableError``."""
    found = _headers(piece)
    if reading.is_draft or (b"x-gmail-labels" in found and is_draft(found)):
        raise UnusableError(DRAFT)
    if found.get(b"subject", b"").startswith(_OWN_RECORD):
        raise UnusableError(OWN_RECORD)
    sender = _sender(found)
    when = _moment(found)
    epoch = int(when.at.timestamp())
    if not 0 <= epoch <= reading.latest:
        raise UnusableError(DATE_OUT_OF_RANGE)
    people = _people(found)
    subject = plain(unworded(decoded(found.get(b"subject", b"")[:_SUBJECT_LIMIT])), _SUBJECT_LIMIT)
    body = piece.content[piece.body_at :]
    text = first_text(found, body)
    said = Said(subject, text, new_text(text), has_invitation(found, body))
    return Interaction(
        number,
        when.at,
        "mail",
        sender,
        tuple(people.participations),
        is_local_known=when.is_local_known,
        thread=_thread(found),
        key=_key(found, [str(epoch), sender.value, *sorted({*people.named})], subject),
        audience_size=len({*people.addressed} - {sender.value}) + people.unread,
        length=len(said.new),
        signals=_signals(found, [sender, *(one.address for one in people.participations)], said),
        text=f"{subject}\n\n{said.new}".strip() if reading.keep_text else "",
    )


def _headers(piece: Piece) -> Fields:
    if piece.body_at < 0:
        raise UnusableError(HEADERS_TOO_LONG)
    found = fields(piece.content[: piece.body_at])
    if not found:
        raise UnusableError(NO_HEADERS)
    return found


def _sender(found: Fields) -> Address:
    for name in (b"from", b"sender"):
        senders = _part(found.get(name, b""), "from").participations
        if senders:
            return writer(found, senders[0].address)
    raise UnusableError(NO_FROM)


def _moment(found: Fields) -> Moment:
    written = found.get(b"date", b"")
    if not written:
        raise UnusableError(NO_DATE)
    try:
        return moment(written)
    except (ValueError, OverflowError):
        raise UnusableError(BAD_DATE) from None


def _people(found: Fields) -> _People:
    people = _People([], [], [], 0)
    for role, name in _ROLES:
        if name in found:
            people = _joined(people, role, _part(found[name], role))
    if not people.addressed:
        people = _joined(people, "list", _part(_list_address(found), "to"))
    if b"delivered" in found:
        people.participations.extend(_part(found[b"delivered"], "delivered").participations)
    return people


def _joined(people: _People, role: str, part: _Part) -> _People:
    people.participations.extend(part.participations)
    people.addressed.extend(part.values)
    # A copy that was received does not name who was addressed in secret.
    if role in {"to", "cc"}:
        people.named.extend(part.values)
    return people._replace(unread=people.unread + part.unread) if part.unread else people


def _part(raw: bytes, role: str) -> _Part:
    return (_cached_part if len(raw) <= _CACHED_LENGTH else _new_part)(raw, role)


def _new_part(raw: bytes, role: str) -> _Part:
    listed = mailboxes(raw)
    once: dict[str, Participation] = {}
    for address in listed.addresses:
        once.setdefault(address.value, Participation(address, role))
    return _Part(tuple(once.values()), tuple(once), listed.unread)


_cached_part = lru_cache(maxsize=8192)(_new_part)


def _list_address(found: Fields) -> bytes:
    """Return the address of the list a message went to, where its headers tell."""
    post = _POST.search(found.get(b"list-post", b""))
    if post:
        return post[1]
    named = _LIST.search(found.get(b"list-id", b""))
    return b"%b@%b" % named.groups() if named else b""


def _key(found: Fields, agreed: Iterable[str], subject: str) -> tuple[str, ...]:
    """Return what the sent and the received copy of a message have in common."""
    name = _own_id(found)
    return ("mail", name, *agreed) if name else ("mail", "", *agreed, subject)


def _thread(found: Fields) -> str:
    """Return the first message of the conversation, the same for all its messages.

    Gmail's own number comes last: answers kept elsewhere do not carry it.
    """
    for name in (b"references", b"in-reply-to"):
        first = _ID.search(found.get(name, b"")[:_IDS_LIMIT])
        if first:
            return decoded(first[1])
    return _own_id(found) or decoded(found.get(b"x-gm-thrid", b"")[:_ID_LIMIT])


def _own_id(found: Fields) -> str:
    written = found.get(b"message-id", b"")[:_IDS_LIMIT]
    named = _ID.search(written)
    return plain(decoded(named[1] if named else written), _ID_LIMIT)


def _signals(found: Fields, people: list[Address], said: Said) -> tuple[str, ...]:
    signals = header_signals(found)
    if "list" not in signals and is_obfuscated(found.get(b"from", b"")):
        signals.append("list")
    if "list" in signals and (address := plain(decoded(_list_address(found)).lower(), _ID_LIMIT)):
        signals.append(f"list:{address}")
    if said.has_invitation:
        signals.append("calendar")
    if is_no_reply(people[0].value):
        signals.append("noreply")
    if is_by_person(signals):
        signals += text_signals(said, (f"{one.name} {one.value}" for one in people))
    return tuple(signals)
