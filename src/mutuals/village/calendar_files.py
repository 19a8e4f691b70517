"""Writes the owner's calendar."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from mutuals.village.dice import Picks
from mutuals.village.events import Meeting
from mutuals.village.gatherings import CALL_SERIES, CALLS, LUNCH_SERIES
from mutuals.village.people import mail_of
from mutuals.village.roles import OWNER
from mutuals.village.story import Story

CALENDAR = "calendar.ics"
_ZONE = "Europe/Berlin"
_WIDTH = 73
_HEAD = f"""BEGIN:VCALENDAR
PRODID:-//Almanac//Calendar 4.1//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Wren
X-WR-TIMEZONE:{_ZONE}
BEGIN:VTIMEZONE
TZID:{_ZONE}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""
_RULES = {
    LUNCH_SERIES: "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261030T225959Z",
    CALL_SERIES: f"FREQ=WEEKLY;COUNT={CALLS}",
}
_ALL_DAY = (
    ("Holiday on the coast", date(2023, 7, 10), 12),
    ("Holiday, no calls", date(2024, 8, 5), 14),
    ("Library closed", date(2025, 1, 2), 2),
    ("Market day", date(2026, 5, 2), 1),
)


def write_calendar(folder: Path, story: Story) -> dict[str, int]:
    """Write the calendar; return how many entries and happenings it holds."""
    mine = [m for m in story.meetings if OWNER in {m.host, *m.guests}]
    entries = [*(_event(meeting, story) for meeting in _entries(mine)), *_without_people()]
    lines = [*_HEAD.splitlines(), *(line for entry in entries for line in entry), "END:VCALENDAR"]
    text = "".join(f"{_folded(line)}\r\n" for line in lines)
    (folder / CALENDAR).write_text(text, encoding="utf-8", newline="")
    return {
        "records": len(entries),
        "occurrences": len(mine) + len(_ALL_DAY),
        "took_place": sum(not m.is_cancelled and bool(m.present) for m in mine),
        "cancelled": sum(meeting.is_cancelled for meeting in mine),
        "all_day": len(_ALL_DAY),
    }


def _entries(meetings: Iterable[Meeting]) -> Iterator[tuple[Meeting, str]]:
    """Yield the entries: a series' start with its rule, and what differs from it."""
    masters: dict[str, Meeting] = {}
    for meeting in meetings:
        master = masters.get(meeting.series)
        if not meeting.series:
            yield meeting, ""
        elif master is None:
            masters[meeting.series] = meeting
            yield meeting, "rule"
        elif meeting.answers != master.answers or meeting.is_cancelled:
            yield meeting, "exception"


def _event(entry: tuple[Meeting, str], story: Story) -> list[str]:
    meeting, part = entry
    stamp = meeting.at.astimezone(UTC) - timedelta(days=6)
    return [
        "BEGIN:VEVENT",
        f"UID:{meeting.series or meeting.key}@almanac.example",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID={_ZONE}:{meeting.at:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={_ZONE}:{meeting.until:%Y%m%dT%H%M%S}",
        *([f"RRULE:{_RULES[meeting.series]}"] if part == "rule" else []),
        *([_exception(meeting.at)] if part == "exception" else []),
        f"SUMMARY:{_escaped(meeting.title)}",
        *([f"LOCATION:{_escaped(meeting.place or meeting.room)}"] if _has_place(meeting) else []),
        f"STATUS:{'CANCELLED' if meeting.is_cancelled else 'CONFIRMED'}",
        *_attendance(meeting, story),
        "END:VEVENT",
    ]


def _has_place(meeting: Meeting) -> bool:
    return bool(meeting.place or meeting.room)


def _exception(at: datetime) -> str:
    return f"RECURRENCE-ID;TZID={_ZONE}:{at:%Y%m%dT%H%M%S}"


def _attendance(meeting: Meeting, story: Story) -> Iterator[str]:
    """Yield organizer, attendees with their answers, and a room where there is one."""
    day = meeting.at.date()
    picks = Picks(meeting.key)
    host = story.people[meeting.host]
    host_mail = mail_of(host, day, picks)
    yield f"ORGANIZER;CN={_named(host.name)}:mailto:{host_mail}"
    yield _attendee(host.name, host_mail, "ACCEPTED")
    answers = meeting.answers or ("NEEDS-ACTION",) * len(meeting.guests)
    for guest, answer in zip(meeting.guests, answers, strict=True):
        person = story.people[guest]
        yield _attendee(person.name, mail_of(person, day, picks), answer)
    if meeting.room:
        room = "fern-room@resource.ferncell.example"
        yield (
            f"ATTENDEE;CUTYPE=ROOM;ROLE=NON-PARTICIPANT;PARTSTAT=ACCEPTED;"
            f"CN={_named(meeting.room)}:mailto:{room}"
        )


def _attendee(name: str, mail: str, answer: str) -> str:
    return (
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};"
        f"CN={_named(name)}:mailto:{mail}"
    )


def _without_people() -> Iterator[list[str]]:
    """Yield whole days that belong to nobody else."""
    for place, (title, day, days) in enumerate(_ALL_DAY):
        yield [
            "BEGIN:VEVENT",
            f"UID:day-{place}@almanac.example",
            f"DTSTAMP:{day - timedelta(days=20):%Y%m%d}T080000Z",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=days):%Y%m%d}",
            f"SUMMARY:{_escaped(title)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]


def _named(name: str) -> str:
    return f'"{name}"' if set(",;:") & set(name) else name


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    """Fold a line at 75 octets, never inside a character."""
    if len(line.encode()) <= _WIDTH:
        return line
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > _WIDTH:
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])
