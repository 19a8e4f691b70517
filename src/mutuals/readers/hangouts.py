"""``Hangouts.json``: all conversations of Hangouts in one file, in its two layouts.

People go by Google's numbers; their names stand in each conversation. A conversation's
description comes before what was said in it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from mutuals.archives.conversation import Chat, Conversation, Members, Message
from mutuals.archives.moments import from_epoch
from mutuals.archives.names import identifier, name, words
from mutuals.archives.refusals import RefusedError, refused
from mutuals.archives.saying import saying
from mutuals.archives.values import ITEM, Path, Value, values
from mutuals.records import Address, Interaction, Reaction, Record, Source

WHAT = "an archive of Google Hangouts"

_SIGNS = (
    re.compile(rb'"(?:conversations|conversation_state)"\s{0,40}:\s{0,40}\['),
    re.compile(rb'"(?:participant_data|current_participant)"'),
    re.compile(rb'"(?:gaia_id|chat_id)"'),
)
_NEW = ("conversations", ITEM)
_OLD = ("conversation_state", ITEM, "conversation_state")
_EVENTS: frozenset[Path] = frozenset({(*_NEW, "events"), (*_OLD, "event")})
_ENTERED: frozenset[Path] = frozenset({(), _NEW[:1], _NEW, _OLD[:1], _OLD[:2], _OLD, *_EVENTS})
_ABOUT: frozenset[Path] = frozenset({(*_NEW, "conversation"), (*_OLD, "conversation")})
_LONGEST_CALL = 7 * 86_400
_PAIR = 2
_SCHEME = "google"


def recognizes(_name: str, head: bytes) -> float:
    """Return how sure it is that a file holds the conversations of Hangouts."""
    return 0.96 if all(one.search(head) for one in _SIGNS) else 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield every message, call and system line of every conversation."""
    reading = _Reading(keep_text=source.keep_text)
    with source.open() as stream:
        for value in values(stream, _ENTERED):
            yield from reading.take(value)


class _Reading:
    """The conversation that is read, and how many records there were."""

    def __init__(self, *, keep_text: bool) -> None:
        self._keep_text = keep_text
        self._number = 0
        self._names: dict[str, str] = {}
        self._conversation: Conversation | None = None

    def take(self, value: Value) -> Iterator[Record]:
        if value.is_begun:
            # What is said before its conversation is told of is not the one's before.
            self._conversation = None if value.path in {_NEW, _OLD} else self._conversation
        elif value.path in _ABOUT and not value.problem:
            chat, self._names = _chat(value.value)
            self._conversation = Conversation(chat, keep_text=self._keep_text)
        elif value.problem or value.path[:-1] in _EVENTS:
            self._number += 1
            yield from self._said(value)

    def _said(self, value: Value) -> Iterator[Record]:
        if self._conversation is None:
            yield refused(value.problem or "no_address", self._number, value.offset)
            return
        yield from saying(
            value,
            self._number,
            conversation=self._conversation,
            message=partial(_message, names=self._names),
            reactions=_reactions,
        )


def _chat(told: object) -> tuple[Chat, dict[str, str]]:
    about = _inside(told, "conversation") or (told if isinstance(told, Mapping) else {})
    number = identifier(_inside(about, "id").get("id"))
    given = about.get("participant_data")
    people = Members()
    for one in given if isinstance(given, list) else ():
        people.add(_person(_inside(one, "id"), name(_inside(one).get("fallback_name"))))
    kind = name(about.get("type"))
    is_pair = "ONE_TO_ONE" in kind or (not kind and len(people.all()) <= _PAIR)
    chat = Chat(
        channel="hangouts",
        identity=f"{'pair' if is_pair else 'group'}:{number}",
        members=people.all(),
        is_group=not is_pair,
        title="" if is_pair else name(about.get("name")),
    )
    return chat, {one.value: one.name for one in people.all()}


def _message(told: object, names: Mapping[str, str]) -> Message:
    event = _inside(told)
    stamp = identifier(event.get("timestamp"))
    at = from_epoch(int(stamp) // 1000, is_milli=True) if stamp.isdecimal() else None
    by = _person(_inside(event, "sender_id"), "")
    if at is None or by is None:
        reason = "not_an_object" if not event else "no_sender" if at else "no_date"
        raise RefusedError(reason)
    content = _inside(_inside(event, "chat_message"), "message_content")
    told_of = Message(
        started_at=at,
        sender=Address(_SCHEME, by.value, names.get(by.value, "")),
        words=_said(content),
        kind="message" if content else "system",
        marks=("media",) if content.get("attachment") else () if content else ("system",),
        identity=name(event.get("event_id")),
        is_local_known=False,
    )
    call = _inside(event, "hangout_event")
    return _call(call, told_of) if name(call.get("event_type")) == "END_HANGOUT" else told_of


def _call(call: Mapping[str, object], ended: Message) -> Message:
    took = identifier(call.get("hangout_duration_secs"))
    seconds = int(took) if took.isdecimal() and len(took) < len("1234567") else 0
    if not 0 < seconds <= _LONGEST_CALL:
        return replace(ended, kind="call", marks=("missed",))
    begun = ended.started_at - timedelta(seconds=seconds)
    return replace(ended, kind="call", marks=(), started_at=begun, ended_at=ended.started_at)


def _said(content: Mapping[str, object]) -> str:
    given = content.get("segment")
    parts = [
        "\n" if part.get("type") == "LINE_BREAK" else words(part.get("text"))
        for part in (given if isinstance(given, list) else ())
        if isinstance(part, Mapping)
    ]
    return "".join(parts)


def _reactions(_told: object, _to: Interaction) -> Iterator[Reaction]:
    """Yield nothing: Hangouts had no reactions."""
    yield from ()


def _person(told: Mapping[str, object], shown: str) -> Address | None:
    value = identifier(told.get("gaia_id")) or identifier(told.get("chat_id"))
    return Address(_SCHEME, value, shown) if value else None


def _inside(told: object, key: str = "") -> Mapping[str, object]:
    found = told.get(key) if key and isinstance(told, Mapping) else told
    return found if isinstance(found, Mapping) else {}
