"""Instagram's ``messages.json`` as it was until 2020: all conversations in one list."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from mutuals.archives.conversation import Chat, Conversation, Members, Message
from mutuals.archives.moments import from_iso
from mutuals.archives.names import words
from mutuals.archives.refusals import RefusedError, refused
from mutuals.archives.saying import saying
from mutuals.archives.values import Value, values
from mutuals.readers.meta.names import mended, person
from mutuals.records import Interaction, Reaction, Record, Source

_SIGNS = (
    re.compile(rb'"participants"\s{0,40}:\s{0,40}\['),
    re.compile(rb'"conversation"\s{0,40}:\s{0,40}\['),
)
_PAIR = 2
_MEDIA = ("media", "media_url", "media_share_url", "story_share", "voice_media")


def is_old(head: bytes) -> bool:
    """Tell whether a file is such a list."""
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    return begins and all(one.search(head) for one in _SIGNS)


def records(source: Source) -> Iterator[Record]:
    """Yield what was said in each conversation, newest first as the file has it."""
    number = 0
    with source.open() as stream:
        for value in values(stream, {()}):
            if value.is_begun:
                continue
            told = value.value
            said = told.get("conversation") if isinstance(told, Mapping) else None
            if value.problem or not isinstance(told, Mapping) or not isinstance(said, list):
                number += 1
                yield refused(value.problem or "not_an_object", number, value.offset)
                continue
            conversation = Conversation(_chat(told), keep_text=source.keep_text)
            for one in said:
                number += 1
                yield from saying(
                    Value(value.path, one, value.offset),
                    number,
                    conversation=conversation,
                    message=_message,
                    reactions=_reactions,
                )


_who = partial(person, channel="instagram_user")


def _chat(told: Mapping[str, object]) -> Chat:
    given = told.get("participants")
    people = Members(_who(one) for one in (given if isinstance(given, list) else ()))
    members = people.all()
    is_group = len(members) > _PAIR
    names = "\n".join(sorted(one.value for one in members))
    kind = "group" if is_group else "pair"
    return Chat("instagram", f"{kind}:{names}", members, is_group=is_group)


def _message(told: object) -> Message:
    if not isinstance(told, Mapping):
        reason = "not_an_object"
        raise RefusedError(reason)
    started_at, sender = from_iso(told.get("created_at")), _who(told.get("sender"))
    if started_at is None or sender is None:
        raise RefusedError("no_date" if started_at is None else "no_sender")
    return Message(
        started_at=started_at,
        sender=sender,
        words=words(mended(told.get("text"))),
        marks=("media",) if any(told.get(one) for one in _MEDIA) else (),
        is_local_known=False,
    )


def _reactions(told: object, to: Interaction) -> Iterator[Reaction]:
    given = told.get("likes") if isinstance(told, Mapping) else None
    for one in given[:256] if isinstance(given, list) else ():
        actor = _who(one.get("username")) if isinstance(one, Mapping) else None
        if actor is not None:
            yield Reaction(to.record_no, actor, to.key, to.started_at)
