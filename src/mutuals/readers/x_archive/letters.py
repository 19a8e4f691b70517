"""Direct messages: one file holds every conversation of its kind."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from mutuals.archives.conversation import MOST_RECIPIENTS, Chat, Conversation, Members, Message
from mutuals.archives.moments import from_iso
from mutuals.archives.names import identifier, words
from mutuals.archives.refusals import RefusedError, refused
from mutuals.archives.values import ITEM, Path, Value, values
from mutuals.readers.x_archive.account import SCHEME
from mutuals.records import Address, Interaction, Reaction, Record, Source

_TALK: Path = (ITEM, "dmConversation")
_LIST: Path = (*_TALK, "messages")
_ENTERED: frozenset[Path] = frozenset({(), (ITEM,), _TALK, _LIST})
_PAIR = 2


def letters(source: Source, *, is_group: bool) -> Iterator[Record]:
    """Yield every message of every conversation."""
    with source.open() as stream:
        chats = iter(_survey(stream, is_group=is_group))
    number = 0
    conversation = Conversation(Chat("x", ""), keep_text=False)
    with source.open() as stream:
        for value in values(stream, _ENTERED):
            if value.is_begun and value.path == _TALK:
                conversation = Conversation(next(chats), keep_text=source.keep_text)
            elif value.problem or value.path == (*_LIST, ITEM):
                number += 1
                yield from _records(value, number, conversation)


def _survey(stream: BinaryIO, *, is_group: bool) -> list[Chat]:
    found: list[tuple[list[str], Members]] = []
    for value in values(stream, _ENTERED):
        if value.is_begun and value.path == _TALK:
            found.append(([], Members()))
        elif value.path == (*_TALK, "conversationId") and found:
            found[-1][0].append(identifier(value.value))
        elif value.path == (*_LIST, ITEM) and found:
            for one in _named(value.value):
                found[-1][1].add(Address(SCHEME, one))
    return [_chat("".join(told), people, is_group=is_group) for told, people in found]


def _chat(number: str, people: Members, *, is_group: bool) -> Chat:
    pair = number.split("-")
    if not is_group and len(pair) == _PAIR:
        for one in filter(str.isdecimal, pair):
            people.add(Address(SCHEME, one))
        number = "-".join(sorted(pair))
    members = people.all()
    return Chat("x", f"{'group' if is_group else 'pair'}:{number}", members, is_group=is_group)


def _named(told: object) -> Iterator[str]:
    """Yield everybody a line of a conversation names."""
    for given in told.values() if isinstance(told, Mapping) else ():
        if isinstance(given, Mapping):
            listed = [given.get("senderId"), given.get("recipientId")]
            for key in ("participantsSnapshot", "userIds"):
                more = given.get(key)
                listed += more[:MOST_RECIPIENTS] if isinstance(more, list) else []
            yield from filter(None, map(identifier, listed))


def _records(value: Value, number: int, conversation: Conversation) -> Iterator[Record]:
    if value.problem or not isinstance(value.value, Mapping):
        yield refused(value.problem or "not_an_object", number, value.offset)
        return
    try:
        found = conversation.interaction(number, _message(value.value))
    except RefusedError as error:
        yield refused(error.args[0], number, value.offset)
        return
    yield found
    created = value.value.get("messageCreate")
    given = created.get("reactions") if isinstance(created, Mapping) else None
    yield from _reactions(given, found)


def _message(told: Mapping[str, object]) -> Message:
    sort, given = next(iter(told.items()), ("", None))
    if not isinstance(given, Mapping):
        reason = "not_an_object"
        raise RefusedError(reason)
    started_at, by = from_iso(given.get("createdAt")), identifier(given.get("senderId"))
    is_said = sort in {"messageCreate", "welcomeMessageCreate"}
    if started_at is None or (is_said and not by):
        reason = "no_date" if started_at is None else "no_sender"
        raise RefusedError(reason)
    marks = ["media"] if given.get("mediaUrls") else []
    return Message(
        started_at=started_at,
        sender=Address(SCHEME, by) if by else None,
        words=words(given.get("text")) if is_said else "",
        kind="message" if is_said else "system",
        marks=tuple(marks) if is_said else ("system",),
        identity=identifier(given.get("id")),
        is_local_known=False,
    )


def _reactions(given: object, to: Interaction) -> Iterator[Reaction]:
    for one in given[:MOST_RECIPIENTS] if isinstance(given, list) else ():
        who = identifier(one.get("senderId")) if isinstance(one, Mapping) else ""
        if who:
            yield Reaction(to.record_no, Address(SCHEME, who), to.key, to.started_at)
