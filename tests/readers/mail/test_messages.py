"""What becomes of one message: its date, its people, its key, or why it is refused."""

from collections.abc import Callable

import pytest

from mutuals.readers.mail import message
from mutuals.records import Interaction, Record, Reject

Read = Callable[..., list[Record]]

DATE = b"Date: Mon, 2 Mar 2020 10:11:12 +0100\n"
FROM = b"From: ann@example.org\n"


def only(records: list[Record]) -> Interaction:
    (record,) = records
    assert isinstance(record, Interaction)
    return record


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Just some words.\n", "no_headers"),
        (b"\n\n \n", "no_headers"),
        (DATE, "no_from"),
        (DATE + b"From: <>\n", "no_from"),
        (FROM, "no_date"),
        (FROM + b"Date:\n", "no_date"),
        (FROM + b"Date: yesterday\n", "bad_date"),
        (FROM + b"Date: Mon, 31 Feb 2020 10:11:12 +0100\n", "bad_date"),
        (FROM + b"Date: Mon, 2 Mar 2020 10:11:12 +9959\n", "bad_date"),
        (FROM + b"Date: 2 Mar 20 10:11 +2359\n", "bad_date"),
        (FROM + b"Date: Mon, 2 Mar 20200 10:11:12 +0100\n", "bad_date"),
        (FROM + b"Date: Thu, 1 Jan 1970 00:00:00 +0100\n", "date_out_of_range"),
        (FROM + b"Date: Mon, 2 Mar 9999 10:11:12 +0100\n", "date_out_of_range"),
        (FROM + b"Date: Mon, 1 Jan 0001 00:00:00 +0100\n", "date_out_of_range"),
        (FROM + DATE + b"X-Gmail-Labels: =?utf-8?q?Brouillons?=\n", "draft"),
    ],
)
def test_a_message_is_refused_with_its_reason(read: Read, content: bytes, reason: str) -> None:
    (record,) = read(content)
    assert isinstance(record, Reject)
    assert (record.record_no, record.reason) == (1, reason)
    assert record.message.endswith(".")


def test_an_empty_file_holds_no_message(read: Read) -> None:
    assert read(b"") == []


def test_a_maildir_draft_is_refused(read: Read) -> None:
    (record,) = read(FROM + DATE, name="1583140272.host:2,DS")
    assert isinstance(record, Reject)
    assert record.reason == "draft"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 2 Mar 2020 10:11:12 +0100", ("2020-03-02T10:11:12+01:00", True)),
        ("02 mar 2020 10:11:60 -0330 (NST)", ("2020-03-02T10:11:59-03:30", True)),
        ("Mon, 2 Mar 2020 10:11:12 -0000 (UTC)", ("2020-03-02T10:11:12+00:00", False)),
        ("Mon, 2 Mar 20 10:11 EST", ("2020-03-02T10:11:00-05:00", True)),
        ("Mon Mar  2 10:11:12 2020", ("2020-03-02T10:11:12+00:00", False)),
        ("2020-03-02T10:11:12+01:00", ("2020-03-02T10:11:12+01:00", True)),
    ],
)
def test_dates_in_the_forms_mail_uses(read: Read, written: str, expected: tuple[str, bool]) -> None:
    record = only(read(FROM + f"Date: {written}\n".encode()))
    assert (record.started_at.isoformat(), record.is_local_known) == expected


def test_the_sent_and_the_received_copy_have_one_key(read: Read) -> None:
    both = FROM + DATE + b"Message-ID: <1@x>\nTo: bob@x.org,carla@x.org\n"
    sent = only(read(both + b"Bcc: esra@x.org\n\nHello.\n"))
    received = only(read(b"Delivered-To: esra@x.org\nReceived: by mx\n" + both + b"\n\nHello.\n"))
    assert sent.key == ("mail", "1@x", "1583140272", "ann@example.org", "bob@x.org", "carla@x.org")
    assert received.key == sent.key
    assert (sent.audience_size, received.audience_size) == (3, 2)
    assert [one.role for one in received.participations] == ["to", "to", "delivered"]


def test_a_note_to_oneself_has_no_audience(read: Read) -> None:
    assert only(read(FROM + DATE + b"To: ANN@example.org\n")).audience_size == 0


def test_several_recipient_headers_add_up(read: Read) -> None:
    record = only(read(FROM + DATE + b"To: a@x.org\nTo: b@x.org, a@x.org\nFrom: c@x.org\n"))
    assert record.sender is not None
    assert record.sender.value == "ann@example.org"
    assert [one.address.value for one in record.participations] == ["a@x.org", "b@x.org"]


def test_the_sender_stands_in_for_an_unusable_from(read: Read) -> None:
    record = only(read(b"From: Ann Lee\nSender: ann@example.org\n" + DATE))
    assert record.sender is not None
    assert record.sender.value == "ann@example.org"


@pytest.mark.parametrize(
    ("headers", "thread"),
    [
        (b"References: <1@x>\n <2@x>\nIn-Reply-To: <2@x>\nMessage-ID: <3@x>\n", "1@x"),
        (b"In-Reply-To: Your message of Monday <2@x>\nMessage-ID: <3@x>\n", "2@x"),
        (b"Message-ID: <3@x>\nX-GM-THRID: 77\n", "3@x"),
        (b"Message-ID: no brackets\n", "no brackets"),
        (b"X-GM-THRID: 77\n", "77"),
        (b"", ""),
    ],
)
def test_a_thread_is_named_by_its_first_message(read: Read, headers: bytes, thread: str) -> None:
    assert only(read(FROM + DATE + headers)).thread == thread


def test_a_list_is_addressed_where_nobody_else_is(read: Read) -> None:
    posted = only(
        read(FROM + DATE + b"List-Post: <mailto:l@x.org?subject=a>\nList-ID: <m.x.org>\n")
    )
    assert [one.address.value for one in posted.participations] == ["l@x.org"]
    assert posted.signals == ("list", "list:l@x.org")


def test_text_is_kept_only_when_asked(read: Read) -> None:
    content = FROM + DATE + b"Subject: =?utf-8?q?Caf=C3=A9?=\n\nToday?\n"
    assert only(read(content)).text == ""
    assert only(read(content, keep_text=True)).text == "Café\n\nToday?"
    assert only(read(content, keep_text=True)).title == ""


@pytest.mark.parametrize(
    "failure",
    [(RecursionError, "too_deep"), (MemoryError, "too_large"), (LookupError, "bad_message")],
)
def test_whatever_fails_costs_one_message(
    read: Read, monkeypatch: pytest.MonkeyPatch, failure: tuple[type[Exception], str]
) -> None:
    def failing(_: bytes) -> None:
        raise failure[0]

    monkeypatch.setattr(message, "moment", failing)
    start = b"From a Mon Mar  2 10:11:12 2020\n"
    records = read(start + FROM + DATE + b"\n" + start + DATE + b"\n")
    assert [one.reason for one in records if isinstance(one, Reject)] == [failure[1], "no_from"]
