"""What the words and the headers of a message say it does."""

from collections.abc import Callable

import pytest

from mutuals.records import Interaction, Record

Read = Callable[..., list[Record]]

HEADERS = b"From: ann@example.org\nDate: Mon, 2 Mar 2020 10:11:12 +0100\n"


@pytest.fixture
def signals(read: Read) -> Callable[[bytes, str], set[str]]:
    def of(headers: bytes, text: str = "") -> set[str]:
        (record,) = read(HEADERS + headers + b"\n" + text.encode())
        assert isinstance(record, Interaction)
        return set(record.signals)

    return of


Signals = Callable[..., set[str]]


def acts(found: set[str]) -> set[str]:
    return {one for one in found if not one.startswith(("lang:", "topic:"))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'd like to introduce you to Ines.", {"introduces"}),
        ("Ann, meet Bob.", {"introduces"}),
        ("I'm putting you two in touch.", {"introduces"}),
        ("Darf ich vorstellen: Ines.", {"introduces"}),
        ("Je vous présente Inès.", {"introduces"}),
        ("Te presento a Inés.", {"introduces"}),
        ("Vi presento Ines.", {"introduces"}),
        ("Ik wil je graag voorstellen aan Ines.", {"introduces"}),
        ("Quero apresentar a Inês.", {"introduces"}),
        ("Moving Ann to Bcc.", {"handover"}),
        ("Merci beaucoup", {"thanks"}),
        ("Könntest du kommen?", {"asks", "question"}),
        ("I\u2019m happy to help", {"offers"}),
        ("Leider nicht.", {"declines"}),
        ("We meet on Monday.", set()),
        ("See http://a.org/?x=1 and https://www.B.org.", {"link:a.org", "link:b.org"}),
        (" ".join(f"http://{name}.org" for name in "abcdefg"), {f"link:{x}.org" for x in "abcde"}),
        ("#Garten ist schön, see issue#12 and #34.", {"tag:garten"}),
        ("Begin forwarded message:\n\nThanks!", {"forward", "thanks"}),
        ("Yes.\n\n-----Original Message-----\nThanks!", set()),
        ("Yes.\n\nBob wrote:\n> Thanks! Lunch?\n", set()),
        ("> Thanks! Lunch?\nYes.", set()),
    ],
)
def test_the_words_of_a_message(signals: Signals, text: str, expected: set[str]) -> None:
    assert acts(signals(b"", text)) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (b"List-ID: <a.example.org>\n", {"list", "list:a@example.org"}),
        (b"Precedence: list\n", {"bulk"}),
        (b"Precedence: list\nList-Unsubscribe: <x>\n", {"list", "bulk"}),
        (b"List-Unsubscribe: <x>\n", {"bulk"}),
        (b"Precedence: junk\n", {"bulk"}),
        (b"Precedence: auto_reply\n", {"auto"}),
        (b"Auto-Submitted: auto-replied\n", {"auto"}),
        (b"Auto-Submitted: no\n", {"thanks"}),
        (b"X-Auto-Response-Suppress: All\n", {"auto"}),
        (b"Return-Path: <>\n", {"auto"}),
        (b"Content-Class: urn:content-classes:calendarmessage\n", {"calendar", "thanks"}),
        (b"Content-Type: text/calendar\n", {"calendar"}),
        (b"Subject: =?utf-8?q?Fwd:_Caf=C3=A9?=\n", {"forward", "thanks"}),
        (b"Subject: Ann <> Bob\n", {"introduces", "thanks"}),
    ],
)
def test_the_headers_of_a_message(signals: Signals, headers: bytes, expected: set[str]) -> None:
    assert acts(signals(headers, "Thanks!")) == expected


def part(kind: bytes, content: bytes, more: bytes = b"") -> bytes:
    return b"--b\nContent-Type: " + kind + b"\n" + more + b"\n" + content + b"\n"


MIXED = b'Content-Type: multipart/mixed; boundary="b"\n\n'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (MIXED + part(b"text/html", b"<b>no</b>") + part(b"text/plain", b"yes") + b"--b--", "yes"),
        (MIXED + part(b"image/png", b"x") + part(b"text/html", b"<p>a&lt;b</p>"), "a<b"),
        (MIXED + part(b"image/png", b"x"), ""),
        (MIXED + b"nothing here", ""),
        (MIXED + b"--b", ""),
        (MIXED + b"--b\nContent-Type: text/plain", ""),
        (b"Content-Type: multipart/mixed\n\nhello", ""),
        (b"Content-Type: application/pdf\n\nhello", ""),
        (b"Content-Transfer-Encoding: base64\n\naGVsbG8=", "hello"),
        (b"Content-Transfer-Encoding: base64\n\naGVsbG8gdGhlcm", "hello ther"),
        (b"Content-Transfer-Encoding: base64\n\n=", ""),
        (b"Content-Transfer-Encoding: quoted-printable\n\nhel=\nlo", "hello"),
        (b"Content-Type: text/plain; charset=koi8-r\n\n\xd0\xd2\xc9", "при"),
        (b"Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B$3$l\x1b(B", "これ"),
        (b"Content-Type: text/plain; charset=utf-8\n\ncaf\xe9", "café"),
        (b"Content-Type: text/plain; charset=shift_jis\n\n\xff", "\ufffd"),
        (b"Content-Type: text/html\n\n<STYLE><style>x</style>y<script>z", "y"),
    ],
)
def test_the_first_text_of_a_body(read: Read, body: bytes, text: str) -> None:
    (record,) = read(HEADERS + body, keep_text=True)
    assert isinstance(record, Interaction)
    assert (record.text, record.length) == (text, len(text))
