"""One message of a day: who says what, when, and what it is."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from html import unescape
from itertools import islice

from mutuals.archives.conversation import MOST_RECIPIENTS, Message
from mutuals.archives.moments import from_epoch
from mutuals.archives.names import identifier, name, words
from mutuals.archives.persons import known
from mutuals.archives.refusals import RefusedError
from mutuals.readers.slack.people import called
from mutuals.records import Address

_SAID = frozenset(
    {"", "me_message", "thread_broadcast", "file_share", "file_comment", "bot_message"}
)
_MENTION = re.compile(r"<@([UWB][A-Z0-9]{1,20})(?:\|([^<>]{0,200}))?>")
_LINK = re.compile(r"<([a-z]{3,10}:[^<>|]{1,4000})(?:\|[^<>]{0,1000})?>")
_PLACE = re.compile(r"<[#!]([^<>|]{1,200})(?:\|([^<>]{0,200}))?>")
_NO_MARKS: tuple[str, ...] = ()
_LONGEST_CALL = 7 * 86400


def message(told: object, names: Mapping[str, str], *, is_own: bool) -> Message:
    """Return what a record says; RefusedError where it cannot be read.

    ``names`` are those the export's list of people gives.
    """
    if not isinstance(told, Mapping):
        reason = "not_an_object"
        raise RefusedError(reason)
    identity, sender = name(told.get("ts")), person(told, names)
    started_at = from_epoch(told.get("ts"))
    sort = name(told.get("subtype"))
    is_said = sort in _SAID
    if started_at is None or (sender is None and is_said):
        reason = "no_date" if started_at is None else "no_sender"
        raise RefusedError(reason)
    took = _seconds(told) if sort == "huddle_thread" else 0
    thread = name(told.get("thread_ts"))
    said = words(told.get("text")) if is_said else ""
    return Message(
        started_at=started_at,
        sender=sender,
        words=_plain(said),
        kind=_kind(is_said=is_said, is_call=took > 0, is_own=is_own),
        marks=tuple(_marks(told)) if is_said else _NO_MARKS if took else ("system",),
        identity=identity,
        ended_at=started_at + timedelta(seconds=took) if took else None,
        is_local_known=False,
        thread=thread if thread != identity else "",
        mentions=tuple(_mentions(told, said, names)),
    )


def _kind(*, is_said: bool, is_call: bool, is_own: bool) -> str:
    if is_said:
        return "entry" if is_own else "message"
    return "call" if is_call else "system"


def person(told: Mapping[str, object], names: Mapping[str, str]) -> Address | None:
    """Return who wrote a message: somebody, or the program that did."""
    profile = told.get("user_profile")
    shown = called(profile) if isinstance(profile, Mapping) else ""
    value = identifier(told.get("user")) or identifier(told.get("bot_id"))
    shown = shown or name(told.get("username")) or names.get(value, "") or _program(told)
    return known(_someone, value, shown)


def _program(told: Mapping[str, object]) -> str:
    """Return what a program that writes is called."""
    profile = told.get("bot_profile")
    return name(profile.get("name")) if isinstance(profile, Mapping) else ""


def _someone(value: object, shown: object) -> Address | None:
    value = value or shown
    return Address("slack", str(value), str(shown)) if value else None


def _mentions(told: Mapping[str, object], said: str, names: Mapping[str, str]) -> Iterator[Address]:
    """Yield whom a message names, and to whose message it replies."""
    own = identifier(told.get("user"))
    parent = identifier(told.get("parent_user_id"))
    found = {parent: ""} if parent else {}
    if "<@" in said:
        # Who is of another workspace has a name beside the number alone.
        found |= {match[1]: match[2] or "" for match in _MENTION.finditer(said)}
    for one in islice(found, MOST_RECIPIENTS):
        if one != own:
            yield Address("slack", one, names.get(one) or name(found[one]))


def _marks(told: Mapping[str, object]) -> Iterator[str]:
    if told.get("bot_id") or told.get("subtype") == "bot_message":
        yield "auto"
    if told.get("files"):
        yield "media"
    if told.get("edited"):
        yield "edited"


def _plain(said: str) -> str:
    """Return a text without Slack's angle brackets.

    >>> _plain("<@U1> see <https://a.org|this> in <#C1|garden> &amp; <!here>")
    '@U1 see https://a.org in garden & here'
    """
    if "<" in said:
        said = _LINK.sub(r"\1", _MENTION.sub(r"@\1", said))
        said = _PLACE.sub(lambda match: match[2] or match[1], said)
    return unescape(said) if "&" in said else said


def _seconds(told: Mapping[str, object]) -> int:
    room = told.get("room")
    if not isinstance(room, Mapping):
        return 0
    began, ended = room.get("date_start"), room.get("date_end")
    if not isinstance(began, int) or not isinstance(ended, int):
        return 0
    return ended - began if 0 < ended - began <= _LONGEST_CALL else 0
