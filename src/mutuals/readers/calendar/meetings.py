"""Events as interactions."""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from mutuals.readers.calendar.components import Component
from mutuals.readers.calendar.event import (
    Event,
    Refusal,
    Time,
    end_of,
    event_of,
    mend,
    refuse,
    start_of,
)
from mutuals.readers.calendar.people import MOST_GUESTS
from mutuals.readers.calendar.repeat import MOST_OCCURRENCES, is_followed, occurrences
from mutuals.readers.calendar.survey import Survey
from mutuals.records import Interaction, Notice, Record, Reject

_ONLINE = re.compile(
    r"://|\bwww\.|zoom|google meet|meet\.google|hangouts|teams|webex|skype|jitsi|whereby|"
    r"gotomeeting|\bvideo|\bonline\b|\bremote\b|\bcall\b|\bphone\b|\btelefon|\bdial",
    re.IGNORECASE,
)
_REASONS = {
    "bad_event": "The event cannot be read as a calendar event.",
    "no_date": "The event has no start.",
    "bad_date": "The event's start cannot be read as a date.",
    "date_out_of_range": "The event starts before 1970 or after 2099.",
    "cancelled": "The event was cancelled, or everybody invited declined.",
    "no_occurrence": "Each date of this repeating event was taken out or has its own event.",
}
_NOT_FOLLOWED = "An event repeats by a rule no meeting has; its first date was kept."
_CAPPED = f"An event repeats more often than {MOST_OCCURRENCES} times; the first were kept."
_MENDED = "A part of an event that cannot be read was left out."
# These two are always UTC.
_STAMP = re.compile(r":\s*(\d{8}T\d{6})Z?\s*$", re.ASCII)
_MOST_RULES = 2
_RANGE = re.compile(r";RANGE=[A-Z]{1,20}", re.IGNORECASE)


class Calendar:
    """One file's events, read with what concerns the whole file."""

    def __init__(self, whole: Survey, *, keep_text: bool) -> None:
        import icalendar  # noqa: PLC0415 - heavy, and only for calendars

        self._library = icalendar
        self._whole = whole
        self._said: set[str] = set()
        self._keep_text = keep_text
        forget: Callable[[], None] = icalendar.use_zoneinfo
        forget()  # the time zones the file before described
        for zone in whole.zones:
            self._describe(zone)
        self._zone = _zone(whole.zone_name)

    def records(self, component: Component, number: int) -> Iterator[Record]:
        """Yield an event's interactions, or the reason why there is none."""
        records: list[Record] = []
        try:
            records = self._records(component, number)
        except TimeoutError:
            raise
        except Refusal as refusal:
            reason = str(refusal)
            records = [Reject(number, reason, _REASONS[reason], component.offset)]
        except Exception:  # noqa: BLE001 - whatever the library raises costs one event
            records = [Reject(number, "bad_event", _REASONS["bad_event"], component.offset)]
        yield from records

    def _records(self, component: Component, number: int) -> list[Record]:
        rules = component.all("RRULE")
        is_usual = len(rules) <= _MOST_RULES and all(is_followed(rule) for rule in rules)
        calendar = self._parse(
            ["BEGIN:VEVENT", *self._lines(component, is_usual=is_usual), "END:VEVENT"]
        )
        parsed = calendar.walk("VEVENT")[0]
        notes = [] if is_usual else [_NOT_FOLLOWED]
        if mend(parsed):
            notes.append(_MENDED)
        start = start_of(parsed) if "DTSTART" in parsed else refuse(_undated(component))
        event = event_of(parsed, number, len(component.all("ATTENDEE")))
        event = event._replace(stated_at=_stated(component))
        until = self._whole.seen_until or self._placed(start)
        times: list[tuple[Time, Time | None]] = [(start, end_of(parsed, start))]
        if self._placed(start) <= until and ("RRULE" in parsed or "RDATE" in parsed):
            times = _repeated(calendar, until, once=times, notes=notes)
        records: list[Record] = [
            *(self._interaction(event, *time) for time in times),
            *(Notice(sentence) for sentence in notes if sentence not in self._said),
        ]
        self._said.update(notes)
        return records

    def _lines(self, component: Component, *, is_usual: bool) -> list[str]:
        is_change = bool(component.all("RECURRENCE-ID"))
        dropped = {"ATTENDEE", "DTSTAMP", "CREATED", "LAST-MODIFIED"}
        if is_change or not is_usual:
            dropped |= {"RRULE", "RDATE", "EXDATE"}
        lines = [
            *(line.text for line in component.lines if line.name not in dropped),
            *component.all("ATTENDEE")[:MOST_GUESTS],
        ]
        uids = component.all("UID")
        if uids and not is_change and component.all("RRULE"):
            changed = self._whole.changed.get(uids[0].partition(":")[2], [])
            lines += [_RANGE.sub("", f"EXDATE{line[len('RECURRENCE-ID') :]}") for line in changed]
        return lines

    def _describe(self, zone: str) -> None:
        """Let the library learn a zone; one it cannot learn is known by its name."""
        try:
            self._parse([zone])
        except TimeoutError:
            raise
        except Exception:  # noqa: BLE001 - whatever the library raises costs one zone
            return

    def _parse(self, lines: list[str]) -> Any:  # noqa: ANN401 - the library's own type
        text = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a guessed time zone is the best there is
            return self._library.Calendar.from_ical(text)

    def _interaction(self, event: Event, begins: Time, ends: Time | None) -> Interaction:
        started_at = self._placed(begins)
        ended_at = self._placed(ends) if ends is not None else None
        seen_until = self._whole.seen_until
        started = str(int(started_at.timestamp()))
        return Interaction(
            record_no=event.number,
            started_at=started_at,
            channel="calendar",
            sender=event.guests.organizer,
            participations=event.guests.participations,
            kind="meeting" if event.guests.participations else "entry",
            medium=medium(event.location),
            ended_at=ended_at if ended_at is not None and ended_at >= started_at else None,
            is_local_known=self._zone is not None or _is_zoned(begins),
            precision="second" if isinstance(begins, datetime) else "day",
            thread=f"calendar:{event.uid}",
            key=("calendar", event.uid, event.recurrence or started, started),
            audience_size=event.guests.audience,
            signals=("planned",) if seen_until is not None and started_at > seen_until else (),
            title=event.title,
            text=event.title if self._keep_text else "",
            stated_at=event.stated_at,
        )

    def _placed(self, at: Time) -> datetime:
        """Return a time with its zone: the file's own zone where it names one."""
        if not isinstance(at, datetime):
            at = datetime(at.year, at.month, at.day)  # noqa: DTZ001 - placed below
        if at.tzinfo is None:
            return at.replace(tzinfo=self._zone or UTC)
        is_utc = at.utcoffset() == timedelta(0) and at.tzname() == "UTC"
        return at.astimezone(self._zone) if is_utc and self._zone is not None else at


def _repeated(
    calendar: Any,  # noqa: ANN401 - the library's own type
    until: datetime,
    *,
    once: list[tuple[Time, Time | None]],
    notes: list[str],
) -> list[tuple[Time, Time | None]]:
    """Return when an event takes place; once, if its rule cannot be read."""
    try:
        found = occurrences(calendar, until)
    except (ValueError, TypeError, OverflowError, ArithmeticError):
        notes.append(_NOT_FOLLOWED)
        return once
    if not found:
        refuse("no_occurrence")
    if len(found) > MOST_OCCURRENCES:
        notes.append(_CAPPED)
    return [*found[:MOST_OCCURRENCES]]


def _stated(component: Component) -> datetime | None:
    """Return when an event was last changed; else when what holds it was made."""
    lines = [line for name in ("LAST-MODIFIED", "DTSTAMP") for line in component.all(name)[:1]]
    for found in filter(None, map(_STAMP.search, lines)):
        with suppress(ValueError):
            return datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return None


def _undated(component: Component) -> str:
    return "bad_date" if component.all("DTSTART") else "no_date"


def _is_zoned(at: Time) -> bool:
    return isinstance(at, datetime) and at.tzinfo is not None


def medium(location: str) -> str:
    """Return whether people meet in person where a meeting is said to be.

    >>> medium("Room 3"), medium("https://meet.example"), medium("")
    ('in_person', 'online', 'online')
    """
    return "in_person" if location and not _ONLINE.search(location) else "online"


def _zone(name: str) -> tzinfo | None:
    """Return the zone a calendar names as its own.

    >>> _zone("Europe/Berlin")
    zoneinfo.ZoneInfo(key='Europe/Berlin')
    >>> _zone("../../etc")
    """
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):  # no such zone, or no name at all
        return None
