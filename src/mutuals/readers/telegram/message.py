"""One message of an export: what it says, when, and what it is."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from mutuals.archives.conversation import Message
from mutuals.archives.moments import from_epoch, from_iso
from mutuals.archives.names import identifier, words
from mutuals.archives.refusals import RefusedError
from mutuals.readers.telegram.people import SCHEME, sender, user
from mutuals.records import Address

_MEDIA = ("media_type", "photo", "file", "contact_information")
_OTHER = {"poll": "poll", "location_information": "location", "forwarded_from": "forward"}
_TELLING = frozenset({*_MEDIA, *_OTHER, "edited", "edited_unixtime"})
_QUARTER = timedelta(minutes=15)
_FARTHEST = timedelta(hours=14)
_MOST_PIECES = 5_000
_LONGEST_CALL = 7 * 86400


def message(told: object, *, machine: str, is_own: bool) -> Message:
    """Return what a record says; RefusedError where it cannot be read."""
    if not isinstance(told, Mapping):
        reason = "not_an_object"
        raise RefusedError(reason)
    started_at = _moment(told)
    if started_at is None:
        reason = "no_date"
        raise RefusedError(reason)
    by = sender(told)
    identity = identifier(told.get("id"))
    if told.get("type") == "service":
        return _service(told, started_at, by=by, identity=identity)
    if by is None:
        reason = "no_sender"
        raise RefusedError(reason)
    marks = _marks(told)
    if machine and by.value == machine:
        marks = ("auto", *marks)
    return Message(
        started_at=started_at,
        sender=by,
        words=text(told.get("text")),
        kind="entry" if is_own else "message",
        marks=marks,
        identity=identity,
        mentions=tuple(_mentions(told)),
    )


def text(given: object) -> str:
    """Return a text that is one string, or a list of pieces in some style.

    >>> text(["See ", {"type": "bold", "text": "this"}])
    'See this'
    """
    if isinstance(given, str):
        return words(given)
    pieces = given if isinstance(given, list) else [given]
    return "".join(
        words(one.get("text")) if isinstance(one, Mapping) else words(one) for one in pieces
    )


def _service(
    told: Mapping[str, object], started_at: datetime, *, by: Address | None, identity: str
) -> Message:
    if told.get("action") != "phone_call" or by is None:
        return Message(started_at, by, kind="system", marks=("system",), identity=identity)
    seconds = told.get("duration_seconds")
    took = seconds if isinstance(seconds, int) and 0 < seconds <= _LONGEST_CALL else 0
    return Message(
        started_at=started_at,
        sender=by,
        kind="call",
        marks=() if took else ("missed",),
        identity=identity,
        ended_at=started_at + timedelta(seconds=took) if took else None,
    )


def _moment(told: Mapping[str, object]) -> datetime | None:
    """Return when it was: its moment, in the zone its local time gives away."""
    moment, local = from_epoch(told.get("date_unixtime")), from_iso(told.get("date"))
    if moment is None:
        return local
    if local is None or local.tzinfo is not None:
        return moment.replace(tzinfo=None)
    zone = _zone(local - moment.replace(tzinfo=None))
    return moment.replace(tzinfo=None) if zone is None else local.replace(tzinfo=zone)


# Most of a chat is said in one zone, or in two where clocks are put forward.
@lru_cache(maxsize=64)
def _zone(ahead: timedelta) -> timezone | None:
    """Return the zone that is so far ahead, if one is."""
    return None if abs(ahead) > _FARTHEST or ahead % _QUARTER else timezone(ahead)


def _marks(told: Mapping[str, object]) -> tuple[str, ...]:
    if _TELLING.isdisjoint(told):
        return ()
    marks = ["media"] if any(told.get(one) for one in _MEDIA) else []
    marks += [mark for key, mark in _OTHER.items() if told.get(key)]
    # Older exports give what was never edited the year that clocks begin with.
    if told.get("edited_unixtime") or not str(told.get("edited") or "1970").startswith("1970"):
        marks.append("edited")
    return tuple(marks)


def _mentions(told: Mapping[str, object]) -> Iterator[Address]:
    pieces = told.get("text_entities", told.get("text"))
    for one in pieces[:_MOST_PIECES] if isinstance(pieces, list) else ():
        if isinstance(one, Mapping) and one.get("type") == "mention_name":
            who = user(one.get("user_id"))
            if who:
                yield Address(SCHEME, who)
