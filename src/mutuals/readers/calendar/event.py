"""What an event says of itself, as far as it can be read."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, NoReturn

from mutuals.archives.names import plain
from mutuals.readers.calendar.people import MOST_GUESTS, Guests, guest, guests
from mutuals.readers.calendar.survey import EARLIEST, LATEST

Time = date | datetime

_LONGEST_LOCATION = 1_000
_LONGEST_UID = 1_000
_LONGEST_TITLE = 200
_LONGEST_STATUS = 50
_OPTIONAL = ("DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")


class Refusal(Exception):  # noqa: N818 - never leaves the reader; it carries a reject's reason
    """An event that becomes a reject."""


def refuse(reason: str) -> NoReturn:
    """Turn the event into a reject with this reason."""
    raise Refusal(reason)


class Event(NamedTuple):
    """What the occurrences of an event share."""

    number: int
    uid: str
    recurrence: str
    title: str
    location: str
    guests: Guests
    stated_at: datetime | None = None


def event_of(parsed: Any, number: int, invited: int) -> Event:  # noqa: ANN401 - the library's own type
    """Return what an event's occurrences share."""
    people = guests(
        [guest(one) for one in _listed(parsed, "ORGANIZER")][:1],
        [guest(one) for one in _listed(parsed, "ATTENDEE")],
    )
    status = _text(parsed, "STATUS", _LONGEST_STATUS).upper()
    if status == "CANCELLED" or people.is_declined_by_all:
        refuse("cancelled")
    title = _text(parsed, "SUMMARY", _LONGEST_TITLE)
    changed = _listed(parsed, "RECURRENCE-ID")[:1]
    return Event(
        number=number,
        uid=_text(parsed, "UID", _LONGEST_UID) or f"untitled:{title}",
        recurrence="".join(str(one.dt) for one in changed),
        title=title,
        location=_text(parsed, "LOCATION", _LONGEST_LOCATION),
        guests=people._replace(audience=people.audience + max(0, invited - MOST_GUESTS)),
    )


def _listed(parsed: Any, name: str) -> list[Any]:  # noqa: ANN401 - the library's own type
    value = parsed.get(name, [])
    return value if isinstance(value, list) else [value]


def _text(parsed: Any, name: str, longest: int) -> str:  # noqa: ANN401 - the library's own type
    values = _listed(parsed, name)
    return plain(str(values[0]), longest) if values else ""


def start_of(parsed: Any) -> Time:  # noqa: ANN401 - the library's own type
    """Return when an event starts."""
    values = _listed(parsed, "DTSTART")
    if not values:
        refuse("no_date")
    start = None if _is_broken(values[0]) else values[0].dt
    if not isinstance(start, date):
        refuse("bad_date")
    parsed["DTSTART"] = values[0]
    if not EARLIEST.year <= start.year < LATEST.year:
        refuse("date_out_of_range")
    return start


def end_of(parsed: Any, start: Time) -> Time | None:  # noqa: ANN401 - the library's own type
    """Return when an event ends; ``None`` if it does not say."""
    for one in _listed(parsed, "DTEND")[:1]:
        if isinstance(one.dt, date):
            return one.dt
    for one in _listed(parsed, "DURATION")[:1]:
        if isinstance(one.dt, timedelta):
            return start + one.dt
    return None if isinstance(start, datetime) else start + timedelta(days=1)


def mend(parsed: Any) -> bool:  # noqa: ANN401 - the library's own type
    """Take out what the library could not read; tell whether there was anything."""
    is_mended = False
    for name in _OPTIONAL:
        values = _listed(parsed, name)
        sound = [one for one in values if not _is_broken(one)]
        if len(sound) < len(values):
            is_mended = True
            parsed.pop(name)
            if sound:
                parsed[name] = sound
    return is_mended


def _is_broken(prop: Any) -> bool:  # noqa: ANN401 - the library's own type
    return type(prop).__name__ == "vBroken"
