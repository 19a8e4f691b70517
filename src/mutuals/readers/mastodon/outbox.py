"""``outbox.json``: what an account wrote, to whom, and what it boosted."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape

from mutuals.archives.conversation import MOST_RECIPIENTS, Chat, Conversation, Message
from mutuals.archives.moments import from_iso, in_utc, is_possible
from mutuals.archives.names import name, words
from mutuals.archives.refusals import RefusedError, refused
from mutuals.archives.values import ITEM, Value, values
from mutuals.readers.mastodon.people import account
from mutuals.records import Address, Reaction, Record, Source

_ENTERED = frozenset({(), ("orderedItems",)})
_RECORD = ("orderedItems", ITEM)
_PUBLIC = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")
_TAG = re.compile(r"<(?P<end>/p|br)?[^<>]{0,4000}>", re.IGNORECASE)
_PAIR = 2


def records(source: Source) -> Iterator[Record]:
    """Yield each activity as what it is."""
    number = 0
    with source.open() as stream:
        for value in values(stream, _ENTERED):
            if value.problem or value.path == _RECORD:
                number += 1
                yield _read(value, number, keep_text=source.keep_text)


def _read(value: Value, number: int, *, keep_text: bool) -> Record:
    try:
        return _record(value, number, keep_text=keep_text)
    except RefusedError as error:
        return refused(error.args[0], number, value.offset)


def _record(value: Value, number: int, *, keep_text: bool) -> Record:
    told = value.value
    if value.problem or not isinstance(told, Mapping):
        raise RefusedError(value.problem or "not_an_object")
    started_at, by = from_iso(told.get("published")), account(told.get("actor"))
    if started_at is None or by is None:
        raise RefusedError("no_date" if started_at is None else "no_sender")
    made = told.get("object")
    if isinstance(made, str) and told.get("type") == "Announce":
        return _share(made, number, by=by, started_at=started_at)
    if not isinstance(made, Mapping):
        reason = "not_an_object"
        raise RefusedError(reason)
    mentioned = _mentioned(made, by)
    is_open = any(one in _PUBLIC or one.endswith("/followers") for one in _places(told))
    chat = _chat(by, mentioned, is_open=is_open)
    said = Message(
        started_at=started_at,
        sender=by,
        words=_plain(words(made.get("content"))),
        kind="message" if mentioned or is_open else "entry",
        marks=("media",) if made.get("attachment") else (),
        identity=name(made.get("id")),
        is_local_known=False,
        thread=name(made.get("conversation") or made.get("inReplyTo") or made.get("id")),
        mentions=mentioned if is_open else (),
    )
    return Conversation(chat, keep_text=keep_text).interaction(number, said)


def _share(made: str, number: int, *, by: Address, started_at: datetime) -> Reaction:
    if not is_possible(started_at):
        reason = "date_out_of_range"
        raise RefusedError(reason)
    return Reaction(number, by, ("mastodon", "posts", name(made)), in_utc(started_at), "share")


def _chat(by: Address, mentioned: tuple[Address, ...], *, is_open: bool) -> Chat:
    if is_open:
        return Chat("mastodon", "posts", is_open=True)
    is_group = len(mentioned) >= _PAIR
    return Chat("mastodon", "letters", (by, *mentioned), is_group=is_group)


def _places(told: Mapping[str, object]) -> Iterator[str]:
    for key in ("to", "cc"):
        given = told.get(key)
        listed = given if isinstance(given, list) else [given]
        yield from filter(None, map(name, listed[:MOST_RECIPIENTS]))


def _mentioned(made: Mapping[str, object], by: Address) -> tuple[Address, ...]:
    given = made.get("tag")
    found: dict[str, Address] = {}
    for one in given[:MOST_RECIPIENTS] if isinstance(given, list) else ():
        if isinstance(one, Mapping) and one.get("type") == "Mention":
            other = account(one.get("href")) or account(one.get("name"))
            if other is not None and other.value != by.value:
                found[other.value] = other
    return tuple(found.values())


def _plain(content: str) -> str:
    r"""Return a text without its markup.

    >>> _plain("<p>Hi &amp; <b>bye</b><br>so</p>")
    'Hi & bye\nso'
    """
    return unescape(_TAG.sub(lambda match: "\n" if match["end"] else "", content)).strip()
