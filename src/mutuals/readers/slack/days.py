"""A channel's messages of one day."""

import re
from collections.abc import Iterator, Mapping

from mutuals.archives.conversation import MOST_RECIPIENTS, Chat, Conversation, Members
from mutuals.archives.names import identifier
from mutuals.archives.refusals import RefusedError, refused
from mutuals.archives.values import ITEM, Value, values
from mutuals.readers.slack.channels import Channel, channel
from mutuals.readers.slack.message import message, person
from mutuals.records import Address, Interaction, Notice, Reaction, Record, Source

_DIRECT = re.compile(r"D[A-Z0-9]{6,14}")
# More may read it than have written in it.
_LEAST_OF_A_GROUP = 3
_PAIR = 2


def records(source: Source) -> Iterator[Record]:
    """Yield what was said and done, and what is to be said about the whole day."""
    listed = channel(source.beside)
    chat = _chat(source, listed)
    conversation = Conversation(chat, keep_text=source.keep_text)
    is_own = listed is not None and listed.sort == "pair" and len(chat.members) < _PAIR
    number, has_token = 0, False
    with source.open() as stream:
        for value in values(stream, {()}):
            if value.problem or value.path == (ITEM,):
                number += 1
                has_token |= _has_token(value.value)
                yield from _records(value, number, conversation=conversation, is_own=is_own)
    if listed is None:
        yield Notice("No list beside it says who is in this channel; who writes here stands in.")
    if has_token:
        yield Notice("Links in this file carry a key to the files; do not pass it on.")


def _chat(source: Source, listed: Channel | None) -> Chat:
    folder = source.beside.folder or source.name.replace("\\", "/").rpartition("/")[0]
    people = Members()
    with source.open() as stream:
        for value in values(stream, {()}):
            if value.path == (ITEM,) and isinstance(value.value, Mapping):
                people.add(person(value.value))
    if listed is None:
        sort = "pair" if _DIRECT.fullmatch(folder) else "few" if "mpdm-" in folder else "channel"
        listed = Channel(sort, folder, folder, ())
    for one in listed.members:
        people.add(Address("slack", one))
    is_pair = listed.sort == "pair"
    return Chat(
        channel="slack",
        identity=f"{'pair' if is_pair else 'group'}:{listed.number}",
        members=people.all(),
        is_group=not is_pair,
        title="" if is_pair else listed.title,
        size=0 if is_pair else _LEAST_OF_A_GROUP,
    )


def _records(
    value: Value, number: int, *, conversation: Conversation, is_own: bool
) -> Iterator[Record]:
    if value.problem:
        yield refused(value.problem, number, value.offset)
        return
    try:
        found = conversation.interaction(number, message(value.value, is_own=is_own))
    except RefusedError as error:
        yield refused(error.args[0], number, value.offset)
        return
    yield found
    if isinstance(value.value, Mapping):
        yield from _reactions(value.value.get("reactions"), found)


def _reactions(given: object, to: Interaction) -> Iterator[Reaction]:
    actors: dict[str, None] = {}
    for one in given[:MOST_RECIPIENTS] if isinstance(given, list) else ():
        users = one.get("users") if isinstance(one, Mapping) else None
        if isinstance(users, list):
            actors |= dict.fromkeys(filter(None, map(identifier, users[:MOST_RECIPIENTS])))
    for actor in actors:
        yield Reaction(to.record_no, Address("slack", actor), to.key, to.started_at)


def _has_token(told: object) -> bool:
    files = told.get("files") if isinstance(told, Mapping) else None
    return isinstance(files, list) and any(
        isinstance(one, Mapping) and "t=xox" in str(one.get("url_private"))[:4000]
        for one in files[:MOST_RECIPIENTS]
    )
