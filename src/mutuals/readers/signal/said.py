"""``data.json`` of signal-export: a message a line, as in ``chat.md`` beside it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from mutuals.archives.conversation import MOST_RECIPIENTS, Conversation, Members, Message
from mutuals.archives.moments import from_iso
from mutuals.archives.names import words
from mutuals.archives.objects import Object, objects
from mutuals.archives.refusals import RefusedError, refused
from mutuals.readers.signal.people import chat_of, person
from mutuals.readers.signal.wording import message
from mutuals.records import Address, Reaction, Record, Source

_SIGNS = ('"date":', '"sender":', '"body":', '"reactions":', '"attachments":')


def sureness(text: str) -> float:
    """Return how sure it is that a text begins with messages a line."""
    first = text.lstrip().partition("\n")[0]
    return 0.9 if all(one in first for one in _SIGNS) else 0.0


def records(source: Source) -> Iterator[Record]:
    """Yield what a chat holds."""
    members = Members()
    for one in objects(source.open):
        if isinstance(one.value, Mapping):
            members.add(person(words(one.value.get("sender"))))
    conversation = Conversation(chat_of(source, members.all()), keep_text=source.keep_text)
    for number, one in enumerate(objects(source.open), start=1):
        yield from _records(one, number, conversation)


def _records(given: Object, number: int, conversation: Conversation) -> Iterator[Record]:
    try:
        found = conversation.interaction(number, _message(given))
    except RefusedError as error:
        yield refused(error.args[0], number, given.offset)
        return
    yield found
    for actor in _reacted(given.value):
        yield Reaction(number, actor, found.key, found.started_at)


def _message(given: Object) -> Message:
    told = given.value
    if given.problem or not isinstance(told, Mapping):
        raise RefusedError(given.problem or "not_an_object")
    started_at, sender = from_iso(told.get("date")), person(words(told.get("sender")))
    if started_at is None or sender is None:
        raise RefusedError("no_date" if started_at is None else "no_sender")
    # The Markdown beside it has no parts of a second.
    whole = started_at.replace(microsecond=0)
    if told.get("deleted") is True:
        return _deleted(whole, sender)
    has_media = bool(told.get("attachments") or told.get("sticker"))
    return message(words(told.get("body")), whole, sender=sender, is_media=has_media)


def _deleted(started_at: datetime, sender: Address) -> Message:
    return message("(This message was deleted)", started_at, sender=sender)


def _reacted(told: object) -> Iterator[Address]:
    given = told.get("reactions") if isinstance(told, Mapping) else None
    found: dict[Address, None] = {}
    for one in given[:MOST_RECIPIENTS] if isinstance(given, list) else ():
        first = one[0] if isinstance(one, list) and one else None
        name = one.get("name") if isinstance(one, Mapping) else first
        actor = person(words(name))
        if actor is not None:
            found[actor] = None
    yield from found
