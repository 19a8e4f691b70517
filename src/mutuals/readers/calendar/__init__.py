"""Calendars (iCalendar, jCal, xCal, Outlook's CSV): meetings and who was invited.

A file is read twice, so that nothing depends on its size: once for what concerns the
whole file (its time zones, its latest trace of time, which occurrences were changed),
once event by event. Every event is a record of its own; one that is broken is one
reject. An event that repeats is one record and yields each occurrence up to the file's
latest trace of time; what lies after it has not happened yet and is marked ``planned``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from mutuals.readers.calendar import otherwise, table
from mutuals.readers.calendar.components import Component, components
from mutuals.readers.calendar.meetings import Calendar
from mutuals.readers.calendar.survey import survey
from mutuals.records import Notice, Record, Reject, Source

WHAT = "a calendar"

QUESTIONS = {"day_first": ("day", "month")}

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]{0,100}BEGIN:(VCALENDAR|VEVENT)\b", re.IGNORECASE)
_SOMEWHERE = re.compile(rb"^BEGIN:VCALENDAR[ \t]{0,9}\r?$", re.IGNORECASE | re.MULTILINE)
_NO_MEETINGS = frozenset({"VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VPOLL"})


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is a calendar."""
    begins = _BEGINS.match(head)
    if begins is not None:
        return 0.97 if begins[1].upper() == b"VCALENDAR" else 0.85
    if _SOMEWHERE.search(head) is not None:
        return 0.6 if name.lower().endswith((".ics", ".ical")) else 0.2
    return otherwise.sureness(head) or table.sureness(head)


def read(source: Source) -> Iterator[Record]:
    """Yield the meetings and entries of a calendar, or why one cannot be read."""
    with source.open() as stream:
        head = stream.read(_HEAD)
    if otherwise.sureness(head):
        with source.open() as stream:
            written = otherwise.as_lines(stream)
        if written is None:
            yield Reject(1, "bad_calendar", _NOT_WRITTEN)
            return
        content = written.read()
        source = replace(source, open=lambda: BytesIO(content))
    elif table.sureness(head) and not _SOMEWHERE.search(head):
        yield from table.records(source)
        return
    yield from _events(source)


def _events(source: Source) -> Iterator[Record]:
    with source.open() as stream:
        whole = survey(components(stream))
    calendar = Calendar(whole, keep_text=source.keep_text)
    number = 0
    others: set[str] = set()
    with source.open() as stream:
        for component in components(stream):
            if component.name in {"VTIMEZONE", "VCALENDAR"}:
                continue
            if component.name != "VEVENT" and component.name not in _NO_MEETINGS:
                others.add(component.name)
                continue
            number += 1
            yield from _records(component, number, calendar)
    yield from (Notice(sentence) for sentence in whole.notices)
    if others:
        yield Notice("Parts of the calendar that are no standard components were left out.")


def _records(component: Component, number: int, calendar: Calendar) -> Iterator[Record]:
    if component.problem:
        yield Reject(number, component.problem, _PROBLEMS[component.problem], component.offset)
    elif component.name != "VEVENT":
        yield Reject(
            record_no=number,
            reason="not_a_meeting",
            message="A task, journal entry or list of busy times is no meeting.",
            byte_offset=component.offset,
        )
    else:
        yield from calendar.records(component, number)


_HEAD = 1 << 16
_NOT_WRITTEN = "The calendar is no JSON or XML that can be read, or larger than 32 MB."
_PROBLEMS = {
    "too_large": "An event of more than 1 MB is not read.",
    "cut_off": "The event begins and does not end.",
}
