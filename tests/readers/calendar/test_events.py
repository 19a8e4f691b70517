"""What becomes of odd, repeating and hostile events."""

import json
from io import BytesIO
from time import perf_counter

import pytest

from mutuals.archives.names import plain
from mutuals.readers.calendar import read, recognizes
from mutuals.readers.calendar.people import Guest, address
from mutuals.records import Interaction, Notice, Record, Reject, Source

START = "DTSTART:19700102T000000Z"


def calendar(*lines: str, before: tuple[str, ...] = ()) -> bytes:
    event = ("BEGIN:VEVENT", "UID:1", "DTSTAMP:20240601T000000Z", *lines, "END:VEVENT")
    return "\r\n".join(["BEGIN:VCALENDAR", *before, *event, "END:VCALENDAR", ""]).encode()


def records(content: bytes) -> list[Record]:
    return list(read(Source(name="x.ics", open=lambda: BytesIO(content))))


def starts(*lines: str, before: tuple[str, ...] = ()) -> list[str]:
    found = records(calendar(*lines, before=before))
    return [f"{one.started_at:%F %H:%M %z}" for one in found if isinstance(one, Interaction)]


@pytest.mark.parametrize("zone", ["", " ", "\ud800"])
def test_a_calendar_in_json_whose_zone_is_no_name(zone: str) -> None:
    event = ["vevent", [["dtstart", {}, "date-time", "2024-05-01T10:00:00Z"]], []]
    told = ["vcalendar", [["x-wr-timezone", {}, "text", zone]], [event]]
    (found,) = records(json.dumps(told).encode())
    assert isinstance(found, Interaction)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("DTSTART:20240530T100000Z", "RRULE:FREQ=DAILY"), ["30", "31"]),
        (("DTSTART;VALUE=DATE:20240530", "RRULE:FREQ=DAILY"), ["30", "31", "01"]),
        (("DTSTART:20240501T100000Z", "RDATE:20240511T100000Z"), ["01", "11"]),
        (("DTSTART:20240501T100000Z", "RRULE:FREQ=NEVER"), ["01"]),
        (("DTSTART:20240501T100000Z", "RDATE;VALUE=TIME:100000"), ["01"]),
        (
            ("DTSTART:20240501T100000Z", "RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=MONTHLY"),
            ["01", "02"],
        ),
    ],
)
def test_repeats_up_to_the_latest_trace_of_time(
    lines: tuple[str, ...], expected: list[str]
) -> None:
    assert [one[8:10] for one in starts(*lines)] == expected


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;UNTIL=99991231T235959Z",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5",
        "FREQ=DAILY\r\nRRULE:FREQ=WEEKLY\r\nRRULE:FREQ=MONTHLY",
    ],
)
def test_rules_no_meeting_has_give_the_first_date_and_a_notice(rule: str) -> None:
    first, notice = records(calendar(START, f"RRULE:{rule}"))
    assert isinstance(first, Interaction)
    assert isinstance(notice, Notice)
    assert "no meeting has" in notice.sentence


def test_endless_rule_is_capped() -> None:
    *found, notice = records(calendar(START, "RRULE:FREQ=DAILY;UNTIL=99991231T235959Z"))
    assert len(found) == 2_000
    assert isinstance(notice, Notice)


def test_an_event_whose_dates_were_all_taken_out() -> None:
    (found,) = records(
        calendar("DTSTART:20240501T100000Z", "RRULE:FREQ=DAILY;COUNT=1", "EXDATE:20240501T100000Z")
    )
    assert isinstance(found, Reject)
    assert found.reason == "no_occurrence"


def test_a_changed_occurrence_replaces_the_one_of_the_series() -> None:
    change = (
        "RRULE:FREQ=DAILY;COUNT=3",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:1",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20240502T100000Z",
        "DTSTART:20240502T150000Z",
        "RRULE:FREQ=DAILY",
    )
    assert [one[8:13] for one in starts("DTSTART:20240501T100000Z", *change)] == [
        "01 10",
        "03 10",
        "02 15",
    ]


def test_without_stamps_the_latest_single_event_is_the_trace_of_time() -> None:
    content = (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20240501T100000Z\nRRULE:FREQ=DAILY\n"
        b"END:VEVENT\nBEGIN:VEVENT\nDTSTART:20240503T090000Z\nSUMMARY:Once\nEND:VEVENT\n"
        b"BEGIN:VEVENT\nDTSTART:20249999T999999Z\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    found = records(content)
    meetings = [one for one in found if isinstance(one, Interaction)]
    assert [one.record_no for one in meetings] == [1, 1, 2]
    once = meetings[2]
    assert once.key[1] == "untitled:Once"


@pytest.mark.parametrize(
    "zone",
    [
        ("RRULE:FREQ=SECONDLY",),
        ("X-LONG:" + "x" * 65_000,),
        ("nonsense",),
        ("TZOFFSETTO:never",),
    ],
)
def test_time_zones_that_cannot_be_used_cost_no_event(zone: tuple[str, ...]) -> None:
    inner = ("BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0100", *zone)
    before = ("BEGIN:VTIMEZONE", "TZID:Odd", *inner, "END:STANDARD", "END:VTIMEZONE")
    found = starts("DTSTART;TZID=Odd:20240501T100000", before=before)
    assert [one[:16] for one in found] == ["2024-05-01 10:00"]


def test_floating_times_stay_without_a_zone() -> None:
    found = records(calendar("DTSTART:20240501T100000"))[0]
    assert isinstance(found, Interaction)
    assert not found.is_local_known
    assert found.medium == "online"


@pytest.mark.parametrize(
    ("location", "medium"),
    [("Café Löwe", "in_person"), ("https://zoom.us/j/1", "online"), ("Teams", "online")],
)
def test_medium(location: str, medium: str) -> None:
    found = records(calendar(START, f"LOCATION:{location}"))[0]
    assert isinstance(found, Interaction)
    assert found.medium == medium


def test_many_guests_are_counted_and_the_first_named() -> None:
    guests = (f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a{number}@example.org" for number in range(2_100))
    found = records(calendar(START, *guests))[0]
    assert isinstance(found, Interaction)
    assert (len(found.participations), found.audience_size) == (2_000, 2_100)


@pytest.mark.parametrize(
    ("guest", "expected"),
    [
        (Guest("mailto:A@B.org", "A@B.org"), ("mail", "a@b.org", "")),
        (Guest("tel:+49 170 1"), ("phone", "+491701", "")),
        (Guest("invalid:nomail", "Ann"), ("calendar", "invalid:nomail", "Ann")),
        (Guest("Ann Lee"), ("calendar", "Ann Lee", "Ann Lee")),
    ],
)
def test_addresses(guest: Guest, expected: tuple[str, str, str]) -> None:
    found = address(guest)
    assert found is not None
    assert (found.scheme, found.value, found.name) == expected


def test_nobody() -> None:
    assert address(Guest("invalid:nomail")) is None
    assert address(Guest("tel:")) is None
    found = records(calendar(START, "ATTENDEE:", "ORGANIZER:", "ATTENDEE:mailto:a@example.org"))[0]
    assert isinstance(found, Interaction)
    assert found.sender is None
    assert len(found.participations) == 1
    assert plain("x" * 999) == "x" * 200


def test_an_organizer_who_declined_is_no_guest() -> None:
    found = records(
        calendar(
            START,
            "ORGANIZER:mailto:a@example.org",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:A@example.org",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.org",
        )
    )[0]
    assert isinstance(found, Interaction)
    assert [one.role for one in found.participations] == ["declined", "attendee"]


@pytest.mark.parametrize(
    ("name", "head", "sure"),
    [
        ("x", b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", 0.97),
        ("x", b"begin:vevent\n", 0.85),
        ("x.ics", b"note\nBEGIN:VCALENDAR\n", 0.6),
        ("x.eml", b"Subject: x\n\nBEGIN:VCALENDAR\n", 0.2),
        ("x.ics", b"BEGIN:VCARD\n", 0.0),
    ],
)
def test_how_sure(name: str, head: bytes, sure: float) -> None:
    assert recognizes(name, head) == pytest.approx(sure)


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        (calendar(START, *["ATTENDEE:mailto:" + "a" * 900] * 1_300), ["too_large"]),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + START.encode() + b"\nEND:VCALENDAR", ["cut_off"]),
        (b"BEGIN:VEVENT\nBEGIN:A\nBEGIN:B\nEND:A\nEND:X\nEND:VEVENT\n", ["no_date"]),
        (b"BEGIN:VEVENT\nDTSTART;;X:1\n", ["cut_off"]),
        (b"BEGIN:VEVENT\nDTSTART;;X:1\nEND:VEVENT\n", ["bad_date"]),
        (b"BEGIN:VTODO\n" * 3, ["cut_off"] * 3),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 20_000, []),
        (b"BEGIN:VEVENT\nSUMMARY:" + b"x" * 10_000_000 + b"\nEND:VEVENT\n", ["too_large"]),
        (b"BEGIN:VEVENT\nATTACH:" + b"x" * 10_000_000 + b"\nEND:VEVENT\n", ["no_date"]),
        (b" folded\n\x00\xff\n:\nnothing", []),
        (b"", []),
    ],
)
def test_broken_and_hostile_files_end_quickly(content: bytes, reasons: list[str]) -> None:
    began = perf_counter()
    found = [one.reason for one in records(content) if isinstance(one, Reject)]
    assert perf_counter() - began < 2.0
    assert found == reasons


def test_a_time_out_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("mutuals.readers.calendar.meetings.event_of", late)
    with pytest.raises(TimeoutError):
        records(calendar(START))


def test_whatever_the_library_raises_costs_one_event(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("mutuals.readers.calendar.meetings.event_of", failing)
    (found,) = records(calendar(START))
    assert isinstance(found, Reject)
    assert (found.reason, found.byte_offset) == ("bad_event", 17)
