"""A channel's messages of one day."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import BinaryIO

from mutuals.archives.conversation import MOST_RECIPIENTS, Chat, Conversation, Members
from mutuals.archives.names import identifier
from mutuals.archives.saying import saying
from mutuals.archives.twice import Twice
from mutuals.archives.values import ITEM, Path, Value, values
from mutuals.readers.slack.channels import Channel, channel
from mutuals.readers.slack.message import message, person
from mutuals.readers.slack.people import names
from mutuals.readers.slack.reactions import reactions
from mutuals.records import Address, Notice, Record, Source

_DIRECT = re.compile(r"D[A-Z0-9]{6,14}")
# More may read it than have written in it.
_LEAST_OF_A_GROUP = 3
_PAIR = 2
_ENTERED: frozenset[Path] = frozenset({(), ("messages",)})
_MESSAGE: frozenset[Path] = frozenset({(ITEM,), ("messages", ITEM)})
_REPLIES = "slackdump_thread_replies"


def records(source: Source) -> Iterator[Record]:
    """Yield what was said and done, and what is to be said about the whole day."""
    listed, called = channel(source.beside), names(source.beside)
    parts = Twice(source.open, _messages)
    chat = _chat(source, parts, listed=listed, called=called)
    conversation = Conversation(chat, keep_text=source.keep_text)
    is_own = listed is not None and listed.sort == "pair" and len(chat.members) < _PAIR
    has_token, said = False, partial(message, names=called, is_own=is_own)
    for number, value in enumerate(parts.again(), start=1):
        has_token |= _has_token(value.value)
        yield from saying(
            value, number, conversation=conversation, message=said, reactions=reactions
        )
    if listed is None:
        yield Notice("No list beside it says who is in this channel; who writes here stands in.")
    if has_token:
        yield Notice("Links in this file carry a key to the files; do not pass it on.")


def _chat(
    source: Source, parts: Twice[Value], *, listed: Channel | None, called: Mapping[str, str]
) -> Chat:
    folder = source.beside.folder or source.name.replace("\\", "/").rpartition("/")[0]
    people = Members()
    for value in parts.first():
        if isinstance(value.value, Mapping):
            people.add(person(value.value, called))
    if listed is None:
        with source.open() as stream:
            folder = _dumped(stream) or folder
        sort = "pair" if _DIRECT.fullmatch(folder) else "few" if "mpdm-" in folder else "channel"
        listed = Channel(sort, folder, folder, ())
    for one in listed.members:
        people.add(Address("slack", one, called.get(one, "")))
    is_pair = listed.sort == "pair"
    return Chat(
        channel="slack",
        identity=f"{'pair' if is_pair else 'group'}:{listed.number}",
        members=people.all(),
        is_group=not is_pair,
        title="" if is_pair else listed.title,
        size=0 if is_pair else _LEAST_OF_A_GROUP,
    )


def _messages(stream: BinaryIO) -> Iterator[Value]:
    """Yield the messages of a day, or of a whole channel as slackdump writes it.

    Of a thread, slackdump puts the answers into its first message.
    """
    for value in values(stream, _ENTERED):
        if value.problem or value.path in _MESSAGE:
            yield value
            given = value.value.get(_REPLIES) if isinstance(value.value, Mapping) else None
            for one in given if isinstance(given, list) else ():
                yield Value(value.path, one, value.offset)


def _dumped(stream: BinaryIO) -> str:
    """Return which channel slackdump says a file is; nothing for other files."""
    for value in values(stream, _ENTERED):
        if value.path == ("channel_id",):
            return identifier(value.value)
        if value.is_begun and value.path != ():
            break
    return ""


def _has_token(told: object) -> bool:
    files = told.get("files") if isinstance(told, Mapping) else None
    return isinstance(files, list) and any(
        isinstance(one, Mapping) and "t=xox" in str(one.get("url_private"))[:4000]
        for one in files[:MOST_RECIPIENTS]
    )
