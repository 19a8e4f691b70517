"""Chats as text: ``[2024-01-31 10:11:12] Ann: Hello``, a line and what belongs to it.

Older files have no seconds, and a comma after the day. signalbackup-tools writes
``[Jan 31, 2024 10:11:12] <Ann> Hello`` and, after three asterisks, what the phone said.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from mutuals.archives.conversation import Conversation, Members, Message
from mutuals.archives.entries import Entry, entries
from mutuals.archives.recoded import recoded
from mutuals.archives.refusals import RefusedError, refused
from mutuals.readers.signal.people import chat_of, person
from mutuals.readers.signal.wording import message, reacted
from mutuals.records import Reaction, Record, Source

_ISO = re.compile(
    r"\ufeff?\[(?P<day>\d{4}-\d\d-\d\d)(?P<comma>,?) (?P<clock>\d\d:\d\d(?::\d\d)?)\] ?"
    r"(?P<who>[^:\n]{1,120}?): ?(?![/\d])"
)
_NAMED = re.compile(
    r"\ufeff?\[(?P<month>[A-Z][a-z]{2}) (?P<day>\d\d), (?P<year>\d{4}) (?P<clock>\d\d:\d\d:\d\d)\] "
    r"(?:\*\*\* <(?P<sent>.{1,120}?)> sent file(?= |$)|(?P<told>\*\*\* )|<(?P<who>.{1,120}?)> )"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARKDOWN = re.compile(r"(?:^|/)(?:chat|index)\.md$")
_LOOKED_AT = 60


class Header(NamedTuple):
    """When a line begins a record, and whose: ``kind`` is message, media or system."""

    written: str
    who: str
    kind: str
    end: int


def sureness(name: str, text: str) -> float:
    """Return how sure it is that a text is a chat of Signal.

    WhatsApp writes such lines, too, but never without seconds in brackets.
    """
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    first = lines[0] if lines else ""
    if _NAMED.match(first):
        return 0.9
    found = _ISO.match(first)
    if found is None:
        return 0.0
    is_old = found["clock"].count(":") == 1
    is_own = is_old or _MARKDOWN.search(name) is not None
    if not is_own:
        senders = [one["who"] for line in lines if (one := _ISO.match(line))]
        is_own = "Me" in senders
    return 0.9 if is_own else 0.55


def header(line: str) -> Header | None:
    """Return how a line begins a record, ``None`` where it goes on with one.

    >>> header("[2024-01-31 10:11:12] Me: Hello").written
    '2024-01-31T10:11:12'
    >>> header("[Jan 31, 2024 10:11:12] *** You set the timer").kind
    'system'
    """
    found = _ISO.match(line)
    if found:
        return Header(f"{found['day']}T{found['clock']}", found["who"], "message", found.end())
    found = _NAMED.match(line)
    if found is None or found["month"] not in _MONTHS:
        return None
    month = _MONTHS.index(found["month"]) + 1
    written = f"{found['year']}-{month:02}-{found['day']}T{found['clock']}"
    kind = "media" if found["sent"] else "system" if found["told"] else "message"
    return Header(written, found["sent"] or found["who"] or "", kind, found.end())


def records(source: Source) -> Iterator[Record]:
    """Yield what a chat holds."""
    members = Members()
    with recoded(source.open) as stream:
        for entry in entries(stream, header):
            if entry.header is not None and entry.header.who:
                members.add(person(entry.header.who))
    conversation = Conversation(chat_of(source, members.all()), keep_text=source.keep_text)
    with recoded(source.open) as stream:
        for number, entry in enumerate(entries(stream, header), start=1):
            yield from _records(entry, number, conversation)


def _records(entry: Entry[Header], number: int, conversation: Conversation) -> Iterator[Record]:
    try:
        found = conversation.interaction(number, _message(entry))
    except RefusedError as error:
        yield refused(error.args[0], number, entry.offset)
        return
    yield found
    for actor in reacted(entry.text):
        yield Reaction(number, actor, found.key, found.started_at)


def _message(entry: Entry[Header]) -> Message:
    if entry.header is None:
        reason = "no_date"
        raise RefusedError(reason)
    try:
        started_at = datetime.fromisoformat(entry.header.written)
    except ValueError:
        reason = "no_date"
        raise RefusedError(reason) from None
    if entry.header.kind == "system":
        return Message(started_at, None, kind="system", marks=("system",))
    sender = person(entry.header.who)
    if sender is None:
        reason = "no_sender"
        raise RefusedError(reason)
    if entry.header.kind == "media":
        return Message(started_at, sender, marks=("media",))
    precision = "second" if entry.header.written.count(":") > 1 else "minute"
    return message(entry.text, started_at, sender=sender, precision=precision)
