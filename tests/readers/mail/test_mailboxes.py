"""Where messages begin: separators, and what only looks like one; and what is mail."""

import io
import mailbox
import os
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from mutuals.readers import mail
from mutuals.records import Interaction, Record, Reject, Source

Read = Callable[..., list[Record]]

START = b"From a@x.org Mon Mar  2 10:11:12 2020\n"
MESSAGE = b"From: ann@example.org\nDate: Mon, 2 Mar 2020 10:11:12 +0100\n\nHello.\n"
DATA = Path(os.environ.get("MUTUALS_DATA", Path(__file__).parents[4] / "shared" / "data"))


@pytest.mark.parametrize(
    ("separator", "count"),
    [
        (b"\n" + START, 2),
        (b"\r\n" + START, 2),
        (b"\nFrom - Mon Mar 02 10:11:12 2020\n", 2),
        (b"\nFrom a@x.org 2020-03-02 10:11:12\n", 2),
        (b"\nFrom a@x.org Mon, 02 Mar 2020 10:11:12 +0100\n", 2),
        (b"\nFrom a@x.org Mon Mar  2 10:11:12 +0100 2020\n", 2),
        (b"\nFrom a@x.org\n", 2),
        (START, 2),
        (b"From a@x.org\n", 1),
        (b"\nFrom here on it is easy.\n\n", 1),
        (b"\nFrom Mar 2 it is easy.\nPS: yes\n\n", 1),
        (b"\n>" + START, 1),
        (b"\n " + START, 1),
    ],
)
def test_what_begins_a_message(read: Read, separator: bytes, count: int) -> None:
    assert len(read(START + MESSAGE + separator + MESSAGE)) == count


def test_a_message_may_be_empty(read: Read) -> None:
    records = read(START + b"\n" + START + MESSAGE + b"\n" + START)
    assert [one.reason if isinstance(one, Reject) else "" for one in records] == [
        "no_headers",
        "",
        "no_headers",
    ]
    assert [one.byte_offset for one in records if isinstance(one, Reject)] == [0, 145]


@pytest.mark.parametrize("length", [b"0", b"1", b"7", b"200", b"999999999999", b"-1", b"x"])
def test_a_wrong_length_changes_nothing(read: Read, length: bytes) -> None:
    message = b"Content-Length: " + length + b"\n" + MESSAGE + b"\n"
    assert len(read((START + message) * 3)) == 3


@pytest.mark.parametrize(
    ("name", "head", "between"),
    [
        ("x", START + MESSAGE, (0.95, 1)),
        ("x", b"\xef\xbb\xbf\r\n" + START + MESSAGE, (0.95, 1)),
        ("x", b"From a@x.org\n" + MESSAGE, (0.9, 0.9)),
        ("x", b"From here on it is easy.\n", (0, 0)),
        ("x", START + b"\nHello.\n", (0, 0.9)),
        ("x", MESSAGE, (0.6, 0.8)),
        ("x.eml", b"Subject: x\n\nHello.", (0.5, 0.6)),
        ("x", b"Subject: x\n\nHello.", (0.1, 0.4)),
        ("x.eml", b"Hello.", (0, 0)),
        ("x.vcf", b"BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n", (0, 0)),
        ("x.ics", b"BEGIN:VCALENDAR\nMETHOD:REQUEST\n", (0, 0)),
        ("x.csv", b"From,To,Date\nann,bob,2020\n", (0, 0)),
        ("x.json", b'{"from": "ann",\n "to": "bob"}', (0, 0)),
        ("x.txt", b"[02.03.20, 10:11:12] Ann: Hello\n", (0, 0)),
        ("x", b"", (0, 0)),
    ],
)
def test_what_is_mail(name: str, head: bytes, between: tuple[float, float]) -> None:
    assert between[0] <= mail.recognizes(name, head) <= between[1]


def corpus(name: str) -> list[Path]:
    if not DATA.is_dir():
        pytest.skip("MUTUALS_DATA names no folder of data")
    return sorted(path for path in (DATA / name).rglob("*") if path.is_file())


def counted(content: bytes, copy: Path) -> int:
    """Count messages by another program, to which any From line is a separator."""
    if not content.startswith(b"From "):
        return 1 if content else 0
    copy.write_bytes(content)
    with closing(mailbox.mbox(copy)) as box:  # noqa: TID251 - a second opinion, on a copy
        return len(box)


@pytest.mark.parametrize(
    ("folder", "least"),
    [
        ("exports/notmuch_corpora", 320),
        ("exports/mailing_lists", 164),
        ("hostile/mail-ruby", 87),
        ("hostile/mime4j", 130),
        ("hostile/cpython-email", 28),
        ("hostile/rspamd", 50),
    ],
)
def test_public_mail_is_read_without_loss(folder: str, least: int, tmp_path: Path) -> None:
    stored = 0
    for path in corpus(folder):
        content = path.read_bytes()
        records = list(mail.read(Source(path.name, partial(io.BytesIO, content))))
        assert all(isinstance(one, (Interaction, Reject)) for one in records)
        assert len(records) == counted(content, tmp_path / "copy"), path
        stored += sum(isinstance(one, Interaction) for one in records)
    assert stored >= least


LISTSERV = b"=" * 73 + b"\nDate:         Mon, 2 Mar 2020 10:11:12 +0100\n"
RULE = b"\x01\x01\x01\x01\n"


@pytest.mark.parametrize(
    ("content", "senders"),
    [
        (
            LISTSERV + b"From:         Ann <ann@X.org>\n\nSee\n" + b"=" * 73 + b"\nno header\n"
            + LISTSERV + b"From:         Ben <ben@X.org>\nSubject:      Re: hi\n\nYes\n",
            ["ann@x.org", "ben@x.org"],
        ),
        (RULE + MESSAGE + RULE + RULE + MESSAGE + RULE, ["ann@example.org"] * 2),
        (RULE + MESSAGE, ["ann@example.org"]),
        (b"%d\n" % len(MESSAGE) + MESSAGE + b"<?xml?><plist/>\n", ["ann@example.org"]),
    ],
    ids=["listserv", "mmdf", "cut mmdf", "apple mail"],
)  # fmt: skip
def test_messages_divided_by_lines_of_their_own(content: bytes, senders: list[str]) -> None:
    assert mail.recognizes("x", content) > 0.5
    found = list(mail.read(Source("x", lambda: io.BytesIO(content), keep_text=True)))
    kept = [one for one in found if isinstance(one, Interaction)]
    assert [one.sender.value for one in kept if one.sender] == senders
    assert "plist" not in kept[-1].text


def test_divided_messages_tell_where_they_begin() -> None:
    content = RULE + b"To: nobody\n\nx\n" + RULE + RULE + MESSAGE + RULE
    found = list(mail.read(Source("x", lambda: io.BytesIO(content))))
    assert [type(one).__name__ for one in found] == ["Reject", "Interaction"]
    assert isinstance(found[0], Reject)
    assert found[0].byte_offset == len(RULE)
