"""What Discord itself hands out: a folder a channel, with what its owner wrote there.

``channel.json`` beside says what the channel is and who is in it, ``index.json`` above
what it is called, ``account/user.json`` whose package it is.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import BinaryIO

from mutuals.archives.conversation import MOST_RECIPIENTS, Chat, Conversation, Members, Message
from mutuals.archives.moments import from_iso
from mutuals.archives.names import identifier, name, words
from mutuals.archives.refusals import RefusedError
from mutuals.archives.rows import begun, rows
from mutuals.archives.saying import saying
from mutuals.archives.values import ITEM, Value, values
from mutuals.records import Address, Interaction, Notice, Reaction, Record, Source

_HEADER = re.compile(rb"\"?ID\"?,\"?Timestamp\"?,\"?Contents\"?,\"?Attachments\"?", re.IGNORECASE)
_FIELDS = tuple(re.compile(rb'"%b"\s{0,40}:' % one) for one in (b"ID", b"Timestamp", b"Contents"))
_ACCOUNTS = ("../../Account/user.json", "../../account/user.json")
_OWNER = Address("discord_owner", "owner of the archive")
_MOST = 8_000_000
_MENTION = re.compile(r"<@!?(\d{5,25})>")
_DIRECT = re.compile(r"Direct Message with (?P<who>.{1,100}?)(?:#\d{1,4})?\Z")
_PAIRS, _GROUPS = frozenset({"1", "DM"}), frozenset({"3", "GROUP_DM"})
_LEAST_OF_A_SERVER = 3
_COLUMNS = 4
_OWN_ONLY = "Discord's own package holds what its owner wrote, and no answers."


def sureness(start: bytes, head: bytes) -> float:
    """Return how sure it is that a file is a channel of a package."""
    if _HEADER.match(start):
        return 0.95
    return 0.95 if start.startswith(b"[") and all(one.search(head) for one in _FIELDS) else 0.0


def records(source: Source) -> Iterator[Record]:
    """Yield what the owner wrote in one channel."""
    owner = _owner(source)
    conversation = Conversation(_chat(source, owner), keep_text=source.keep_text)
    message, number = partial(_message, owner=owner), 0
    for value in _said(source):
        number += 1
        yield from saying(
            value, number, conversation=conversation, message=message, reactions=_reactions
        )
    if number:
        yield Notice(_OWN_ONLY)


def _said(source: Source) -> Iterator[Value]:
    with source.open() as stream:
        is_table = _HEADER.match(begun(stream.read(1024)))
    if not is_table:
        with source.open() as stream:
            yield from (one for one in values(stream, {()}) if not one.is_begun)
        return
    found = rows(source.open)
    next(found, None)
    for row in found:
        is_short = len(row.cells) < _COLUMNS - 1
        problem = row.fault or ("missing_columns" if is_short else "")
        told = dict(zip(("ID", "Timestamp", "Contents", "Attachments"), row.cells, strict=False))
        yield Value((ITEM,), told, row.offset, problem=problem)


def _message(told: object, *, owner: Address) -> Message:
    if not isinstance(told, Mapping):
        reason = "not_an_object"
        raise RefusedError(reason)
    started_at = from_iso(told.get("Timestamp"))
    if started_at is None:
        reason = "no_date"
        raise RefusedError(reason)
    said = words(told.get("Contents"))
    found = dict.fromkeys(_MENTION.findall(said[: 1 << 14]))
    return Message(
        started_at=started_at,
        sender=owner,
        words=_MENTION.sub("", said),
        marks=("media",) if told.get("Attachments") else (),
        identity=identifier(told.get("ID")),
        is_local_known=False,
        mentions=tuple(Address("discord", one) for one in found if one != owner.value),
    )


def _reactions(_told: object, _to: Interaction) -> Iterator[Reaction]:
    """Yield nothing: a package does not tell of reactions."""
    yield from ()


def _owner(source: Source) -> Address:
    for place in _ACCOUNTS:
        told = _told(source.beside.open(place))
        number = identifier(told.get("id"))
        if number:
            return Address("discord", number, name(told.get("username")))
    return _OWNER


def _chat(source: Source, owner: Address) -> Chat:
    about = _told(source.beside.open("channel.json"))
    channel = identifier(about.get("id")) or source.beside.folder.removeprefix("c")
    called = _told(source.beside.open("../index.json")).get(channel)
    sort, title = identifier(about.get("type")), name(called or about.get("name"))
    given = about.get("recipients")
    listed = [identifier(one) for one in given[:MOST_RECIPIENTS]] if isinstance(given, list) else []
    is_pair = sort in _PAIRS
    return Chat(
        channel="discord",
        identity=f"{'pair' if is_pair else 'group'}:{channel}",
        members=_members(owner, listed, title if is_pair else ""),
        is_group=not is_pair,
        title="" if is_pair else title,
        size=len(listed) if is_pair or sort in _GROUPS else _LEAST_OF_A_SERVER,
    )


def _members(owner: Address, listed: list[str], title: str) -> tuple[Address, ...]:
    direct = _DIRECT.match(title)
    shown = direct["who"] if direct else ""
    others = [Address("discord", one, shown) for one in listed if one and one != owner.value]
    # Which of several is the owner nobody says where the account is not beside.
    return Members([owner, *(others if owner is not _OWNER or len(others) == 1 else ())]).all()


def _told(stream: BinaryIO | None) -> Mapping[str, object]:
    if stream is None:
        return {}
    with stream:
        try:
            found = json.loads(stream.read(_MOST))
        except (ValueError, RecursionError, OSError):
            return {}
    return found if isinstance(found, dict) else {}
