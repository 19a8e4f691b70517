"""No message, however hostile, costs more than a reject, much time, or the others."""

import io
import time
from collections.abc import Callable

import pytest

from mutuals.readers import mail
from mutuals.records import Interaction, Notice, Record, Reject, Source

Read = Callable[..., list[Record]]

DATED = b"Date: Mon, 2 Mar 2020 10:11:12 +0100\n"
FROM = b"From: ann@example.org\n"
MEGABYTE = 1 << 20


def many(count: int) -> bytes:
    return b",\n ".join(b"Bob %d <b%d@example.org>" % (number, number) for number in range(count))


BOMBS = {
    "10,000 recipients": FROM + DATED + b"To: " + many(10_000),
    "100,000 recipients": FROM + DATED + b"To: " + many(100_000)[: MEGABYTE - 200],
    "20,000 encoded words": FROM + DATED + b"To: " + b"=?utf-8?q?a?= " * 20_000,
    "20,000 encoded senders": b"From: " + b"=?utf-8?q?a?= " * 20_000 + b"<a@b.org>\n" + DATED,
    "nested comments": b"From: " + b"(" * 20_000 + b")" * 20_000 + b" a@b.org\n" + DATED,
    "open comments": b"From: " + b"(" * 500_000 + b" a@b.org\n" + DATED,
    "commas": FROM + DATED + b"To: " + b"," * 900_000,
    "colons": FROM + DATED + b"To: <" + b":" * 900_000,
    "quotes": FROM + DATED + b"To: " + b'"\\' * 450_000,
    "brackets": FROM + DATED + b"To: " + b"<" * 900_000,
    "blanks": FROM + DATED + b"To: a" + b" " * 900_000 + b"b",
    "one long line": FROM + DATED + b"To: " + b"a" * 900_000,
    "long date": FROM + b"Date: " + b"1" * 900_000,
    "blank date": FROM + b"Date: Mon," + b" " * 900_000,
    "identifiers": FROM + DATED + b"References: " + b"<" * 900_000,
    "parameters": FROM
    + DATED
    + b"Content-Type: text/plain"
    + b"".join(b";\n a*%d*=utf-8''x" % number for number in range(3000)),
    "folds": FROM + DATED + b"Subject: x" + b"\n x" * 250_000,
    "deep parts": FROM
    + DATED
    + b"Content-Type: multipart/mixed; boundary=a\n\n"
    + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 1000,
    "open tags": FROM + DATED + b"Content-Type: text/html\n\n" + b"<a <" * 16_000,
    "styles": FROM + DATED + b"Content-Type: text/html\n\n" + b"<style>" * 9_000,
    "quoted lines": FROM + DATED + b"\n" + b"\n>" * 32_000,
    "hashes": FROM + DATED + b"\n" + b"#" * 60_000,
    "links": FROM + DATED + b"\n" + b"http://a." * 6_000,
    "question marks": FROM + DATED + b"\n" + b"a?" * 30_000,
    "meetings": FROM + DATED + b"\n" + b"a, meet " * 8_000,
    "separators": b"From a Mon Mar  2 10:11:12 2020\n" + FROM + DATED + b"\n" + b"\nFrom " * 90_000,
    "long separators": b"From a Mon Mar  2 10:11:12 2020\n\n" + b"\nFrom " + b"Jan 1 " * 90_000,
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_one_record_in_little_time(read: Read, content: bytes) -> None:
    began = time.process_time()
    records = [one for one in read(content) if not isinstance(one, Notice)]
    # The limit is that of the sandbox, not a measurement: these take milliseconds.
    assert time.process_time() - began < 2
    assert len(records) == 1


def test_recipients_beyond_the_limit_are_counted(read: Read) -> None:
    record, notice = read(BOMBS["10,000 recipients"])
    assert isinstance(record, Interaction)
    assert len(record.participations) == 2000
    assert record.audience_size == 10_000
    assert notice == Notice(
        "1 messages went to more than 2000 recipients; the others were counted and not kept."
    )


def test_headers_beyond_a_megabyte_are_refused(read: Read) -> None:
    (record,) = read(FROM + DATED + b"X: " + b"x" * MEGABYTE + b"\n\nHello.")
    assert isinstance(record, Reject)
    assert (record.reason, record.byte_offset) == ("headers_too_long", 0)


class Endless(io.RawIOBase):
    """A mailbox that is made while it is read; it remembers no byte of it."""

    def __init__(self, message: bytes, count: int) -> None:
        super().__init__()
        self.message, self.left, self.largest = message, count, 0

    def read(self, size: int = -1) -> bytes:
        count = min(self.left, max(1, size // len(self.message)))
        self.left -= count
        self.largest = max(self.largest, size)
        return self.message * count


@pytest.mark.slow
def test_a_file_is_read_in_blocks() -> None:
    body = b"a line of sixty-four letters that says nothing of any interest\n" * 20_000
    message = b"From a Mon Mar  2 10:11:12 2020\n" + FROM + DATED + b"\n" + body + b"\n"
    endless = Endless(message, 50)
    source = Source("x", lambda: endless)  # type: ignore[arg-type, return-value] # enough of a stream
    found = list(mail.read(source))
    assert [type(one) for one in found] == [Interaction] * 50
    assert endless.largest < 8 * MEGABYTE


def test_one_message_larger_than_a_block_keeps_the_next(read: Read) -> None:
    start = b"From a Mon Mar  2 10:11:12 2020\n" + FROM + DATED + b"\n"
    big = start + b"From here on it is long.\n" * 250_000 + b"\n"
    records = read(big + start + b"Short.\n")
    assert [type(one) for one in records] == [Interaction, Interaction]
    assert [one.length for one in records if isinstance(one, Interaction)] == [65_536, 6]
