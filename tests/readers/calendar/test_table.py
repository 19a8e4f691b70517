"""Outlook's calendar as a table: who was there, orders of dates, languages, harm."""

from io import BytesIO

import pytest

from mutuals.readers import calendar
from mutuals.records import Interaction, Question, Record, Reject, Source

ENGLISH = (
    '"Subject","Start Date","Start Time","End Date","End Time","All day event","Reminder on/off",'
    '"Reminder Date","Reminder Time","Meeting Organizer","Required Attendees",'
    '"Optional Attendees","Meeting Resources","Billing Information","Categories","Description",'
    '"Location"\r\n'
)
LUNCH = (
    '"Lunch","1/13/2024","12:30:00 PM","1/13/2024","1:30:00 PM","False","False","","","Ann Lee",'
    '"Ben Moss;ann@example.org","\'Cas Rill\' <cas@example.org>","Room 3",,,"two\nlines",Cafe\r\n'
)
GERMAN = (
    "Betreff;Beginnt am;Beginnt um;Endet am;Endet um;Ganztägiges Ereignis;Erinnerung Ein/Aus;"
    "Erinnerung am;Erinnerung um;Besprechungsplanung;Erforderliche Teilnehmer;"
    "Optionale Teilnehmer;Besprechungsressourcen;Beschreibung;Ort\r\n"
    "Essen;3.4.2024;12:30:00;3.4.2024;13:30:00;Falsch;Falsch;;;Ann Lee;Ben Moss;;;;Café\r\n"
)


def records(text: str, encoding: str = "utf-8-sig", **answers: str) -> list[Record]:
    content = text.encode(encoding)
    assert calendar.recognizes("Calendar.CSV", content) > 0.9
    return list(calendar.read(Source("x", lambda: BytesIO(content), answers=answers)))


def test_a_meeting_with_its_guests() -> None:
    found = records(ENGLISH + LUNCH)[0]
    assert isinstance(found, Interaction)
    assert [(one.address.scheme, one.address.value, one.role) for one in found.participations] == [
        ("calendar", "Ann Lee", "organizer"),
        ("calendar", "Ben Moss", "invited"),
        ("mail", "ann@example.org", "invited"),
        ("mail", "cas@example.org", "invited"),
        ("calendar", "Room 3", "room"),
    ]
    assert (found.kind, found.medium, found.audience_size) == ("meeting", "in_person", 3)
    assert found.ended_at is not None
    assert (found.ended_at - found.started_at).seconds == 3600


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_another_language_by_the_order_of_its_columns(encoding: str) -> None:
    found = records(GERMAN, encoding)[0]
    assert isinstance(found, Interaction)
    assert found.started_at.isoformat() == "2024-04-03T12:30:00+00:00"
    assert (found.sender.value if found.sender else "", found.medium) == ("Ann Lee", "in_person")


@pytest.mark.parametrize(
    ("clock", "no", "precision"),
    [
        ("12:30:00", "Falsch", "minute"),
        ("12:30:00", "Hamis", "minute"),
        ("00:00:00", "Igaz", "day"),
    ],
)
def test_a_whole_day_in_a_language_whose_no_is_not_known(
    clock: str, no: str, precision: str
) -> None:
    text = GERMAN.replace("12:30:00", clock).replace("Falsch;Falsch", f"{no};{no}")
    found = records(text)[0]
    assert isinstance(found, Interaction)
    assert found.precision == precision


def test_dates_that_can_be_read_both_ways_are_asked_about() -> None:
    unclear = ENGLISH + LUNCH.replace("1/13/2024", "3/4/2024")
    (question,) = records(unclear)
    assert isinstance(question, Question)
    found = records(unclear, day_first="day")[0]
    assert isinstance(found, Interaction)
    assert found.started_at.month == 4


def test_what_is_nobodys_broken_or_to_come() -> None:
    alone = '"Birthday","2/14/2024","12:00:00 AM","2/15/2024","12:00:00 AM","True",,,,"Ann Lee"\r\n'
    later = LUNCH.replace("1/13/2024", "1/13/2090")
    found = records(f'{ENGLISH}{alone}"x","y"\r\n{later}{LUNCH.replace("1/13/2024", "1/13/1924")}')
    birthday, broken, planned, ancient = found[:4]
    assert isinstance(birthday, Interaction)
    assert (birthday.kind, birthday.precision, birthday.participations) == ("entry", "day", ())
    assert isinstance(planned, Interaction)
    assert planned.signals == ("planned",)
    assert isinstance(broken, Reject)
    assert isinstance(ancient, Reject)
    assert [broken.reason, ancient.reason] == ["no_date", "date_out_of_range"]
