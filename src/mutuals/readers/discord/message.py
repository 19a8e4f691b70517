"""One message of a channel in JSON."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from mutuals.archives.conversation import MOST_RECIPIENTS, Message
from mutuals.archives.moments import from_iso
from mutuals.archives.names import identifier, name, words
from mutuals.archives.persons import known
from mutuals.archives.refusals import RefusedError
from mutuals.records import Address

_SAID = frozenset({"Default", "Reply", "ApplicationCommand", "ContextMenuCommand", ""})
_NUMBERED = {"0", "19", "20", "23"}
_MEDIA = ("attachments", "stickers")
_LONGEST_CALL = timedelta(days=7)


def message(told: object) -> Message:
    """Return what a record says; RefusedError where it cannot be read."""
    if not isinstance(told, Mapping):
        reason = "not_an_object"
        raise RefusedError(reason)
    started_at, sender = moment(told.get("timestamp")), person(told.get("author"))
    if started_at is None or sender is None:
        reason = "no_date" if started_at is None else "no_sender"
        raise RefusedError(reason)
    sort, identity = identifier(told.get("type")), identifier(told.get("id"))
    # What is written in UTC tells nothing of anybody's clock.
    is_local_known = bool(started_at.utcoffset())
    if sort == "Call":
        ended_at = moment(told.get("callEndedTimestamp"))
        is_held = ended_at is not None and timedelta() < ended_at - started_at <= _LONGEST_CALL
        return Message(
            started_at=started_at,
            sender=sender,
            kind="call",
            marks=() if is_held else ("missed",),
            identity=identity,
            ended_at=ended_at if is_held else None,
            is_local_known=is_local_known,
            mentions=addressed(told),
        )
    is_said = sort in _SAID or sort in _NUMBERED
    return Message(
        started_at=started_at,
        sender=sender,
        words=words(told.get("content")) if is_said else "",
        kind="message" if is_said else "system",
        marks=_marks(told) if is_said else ("system",),
        identity=identity,
        is_local_known=is_local_known,
        mentions=addressed(told) if is_said else (),
    )


def person(told: object) -> Address | None:
    """Return whom an author, a mention or a reaction names."""
    if not isinstance(told, Mapping):
        return None
    called = name(told.get("nickname")) or name(told.get("name"))
    return known(_someone, identifier(told.get("id")), called)


def _someone(number: object, called: object) -> Address | None:
    value = number or called
    return Address("discord", str(value), str(called)) if value else None


def moment(given: object) -> datetime | None:
    """Return a moment that has its zone."""
    found = from_iso(given)
    return found if found is not None and found.tzinfo is not None else None


def addressed(told: Mapping[str, object]) -> tuple[Address, ...]:
    """Return whom a message mentions, the author of what it replies to included."""
    given = told.get("mentions")
    if not given:
        return ()
    listed = given[:MOST_RECIPIENTS] if isinstance(given, list) else []
    author = person(told.get("author"))
    found = (person(one) for one in listed)
    return tuple(
        one for one in found if one is not None and (author is None or one.value != author.value)
    )


def _marks(told: Mapping[str, object]) -> tuple[str, ...]:
    author = told.get("author")
    marks = ["auto"] if isinstance(author, Mapping) and author.get("isBot") is True else []
    if any(told.get(one) for one in _MEDIA):
        marks.append("media")
    reference = told.get("reference")
    is_forward = isinstance(reference, Mapping) and reference.get("type") == "Forward"
    if is_forward or told.get("forwardedMessage"):
        marks.append("forward")
    if told.get("timestampEdited"):
        marks.append("edited")
    return tuple(marks)
