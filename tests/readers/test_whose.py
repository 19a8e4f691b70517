"""No reader takes another format's file: of each, who reads it and how sure others are.

Made-up files of all formats, every sample beside the readers, and the shared exports.
"""

from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from tests.readers.reading import READERS, head_of, sureness, surest

from mutuals.records import Source
from mutuals.sandbox.looks import SURE

HERE = Path(__file__).parent
SAMPLES = [
    path for path in sorted(HERE.glob("*/samples/*")) if path.suffix not in {".json", ".expected"}
]
# Beside samples lie what they come to; none of that is an archive's.
EXPECTED = [path for path in sorted(HERE.glob("*/samples/*")) if path not in SAMPLES]
ARCHIVES = {"list.json": "contacts"}
MADE_UP = {
    "bluesky": (
        "repo.car",
        b"\x3a\xa2eroots\x81\xd8\x2aX%\x00\x01q\x12 " + bytes(32) + b"gversion\x01",
    ),
    "calendar": ("a.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n"),
    "calls": ("sms.xml", b"<?xml version='1.0'?><smses count='1'><sms address='+49' date='1' />"),
    "community": ("follows.csv", b"follower,followed\nann,ben\n"),
    "contacts": ("a.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n"),
    "discord": (
        "general.json",
        (
            b'{"guild":{"id":"1"},"channel":{"id":"2","categoryId":"3"},"exportedAt":"",'
            b'"messages":[{"id":"1","type":"Default","timestamp":"2024-01-13T10:00:00+00:00"}]}'
        ),
    ),
    "git": (
        "log",
        b"commit " + b"a" * 40 + b"\nAuthor: Ann <ann@example.org>\nDate:   1\n\n    x\n",
    ),
    "google_chat": (
        "messages.json",
        (
            b'{"messages":[{"creator":{"name":"Ann","email":"ann@example.org","user_type":"Human"},'
            b'"created_date":"Saturday, January 13, 2024 at 10:00:00 AM UTC","topic_id":"t"}]}'
        ),
    ),
    "google_voice": (
        "Ann - Text - 2024-01-13T10_00_00Z.html",
        b'<?xml version="1.0" ?><html><body><div class="hChatLog hfeed"><div class="message">',
    ),
    "hangouts": (
        "Hangouts.json",
        (
            b'{"conversations":[{"conversation":{"conversation_id":{"id":"x"},"conversation":'
            b'{"self_conversation_state":{},"participant_data":[]}},"events":[{"event_id":"1",'
            b'"conversation_id":{"id":"x"},"sender_id":{"gaia_id":"1","chat_id":"1"}}]}]}'
        ),
    ),
    "linkedin": (
        "Connections.csv",
        b"First Name,Last Name,URL,Connected On\nAnn,Lee,,1 Mar 2019\n",
    ),
    "mail": ("a.mbox", b"From ann@example.org Sat Jan 13 10:00:00 2024\nFrom: ann@example.org\n\n"),
    "mastodon": ("following_accounts.csv", b"Account address,Show boosts\nben@example.org,true\n"),
    "meta": (
        "message_1.json",
        b'{"participants":[{"name":"Ann"}],"messages":[{"sender_name":"Ann","timestamp_ms":1}]}',
    ),
    "signal": (
        "Ann/data.json",
        (
            b'{"date":"2024-01-13 10:00","sender":"Me","body":"Hi","quote":"","reactions":[],'
            b'"attachments":[]}\n'
        ),
    ),
    "slack": (
        "general/2024-01-13.json",
        b'[{"type":"message","user":"U1","ts":"1705140000.000100"}]',
    ),
    "telegram": (
        "result.json",
        (
            b'{"name":"Ann","type":"personal_chat","id":1,"messages":[{"id":1,"type":"message",'
            b'"date_unixtime":"1","from_id":"user1"}]}'
        ),
    ),
    "whatsapp": ("chat.txt", b"13/01/24, 10:00 - Ann: Hi\n13/01/24, 10:01 - Ben: Hi\n"),
    "x_archive": ("tweets.js", b'window.YTD.tweets.part0 = [ {"tweet":{"id_str":"1"}} ]'),
    "youtube": ("subscriptions.csv", b"Channel Id,Channel Url,Channel Title\nUC1,http://x,Ann\n"),
}
# Of the shared exports, whose reader each folder's files have; others are of no format.
EXPORTS = {
    "chat-miner": {"meta", "signal", "telegram", "whatsapp"},
    "ics_icalendar": {"calendar"},
    "linkedin_made_up": {"linkedin"},
    "mailing_lists": {"mail"},
    "notmuch_corpora": {"mail"},
    "slackdump": {"slack"},
    "timelinize": {"whatsapp"},
    "vcards_ezvcard": {"contacts"},
    "whatstk": {"whatsapp"},
    "x_archive_made_up": {"x_archive"},
}


def runner_up(said: dict[str, float]) -> tuple[str, float]:
    return list(said.items())[1]


def test_every_reader_has_a_made_up_file() -> None:
    assert MADE_UP.keys() == READERS.keys()


@pytest.mark.parametrize("reader", MADE_UP)
def test_a_made_up_file_is_its_reader_s_alone(reader: str) -> None:
    name, content = MADE_UP[reader]
    said = sureness(name, content)
    assert surest(name, content) == reader, said
    assert runner_up(said)[1] < SURE, said
    # Neither does it need its name, or else nobody has it.
    assert surest("x", content) in {reader, "unknown"}, sureness("x", content)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_its_reader_s(path: Path) -> None:
    said = sureness(path.name, head_of(path))
    assert surest(path.name, head_of(path)) == path.parent.parent.name, said
    assert runner_up(said)[1] < SURE, said


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_what_a_sample_comes_to_is_nobody_s(path: Path) -> None:
    said = sureness(path.name, head_of(path))
    assert surest(path.name, head_of(path)) == ARCHIVES.get(path.name, "unknown"), said


@pytest.mark.parametrize("folder", EXPORTS)
def test_an_export_is_its_reader_s(data: Path, folder: str) -> None:
    wrong = {}
    for path in sorted((data / "exports" / folder).rglob("*")):
        if path.is_file() and path.suffix not in {".zip", ".gz"}:
            head = head_of(path)
            if surest(str(path), head) not in EXPORTS[folder] | {"unknown"}:
                wrong[path.name] = sureness(str(path), head)
    assert wrong == {}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_reader_changes_what_it_has_yielded(path: Path) -> None:
    # Records are frozen for type checkers alone, as that costs a tenth of the time.
    content = path.read_bytes()
    reader = READERS[surest(path.name, content)]
    read = reader.read(Source(path.name, partial(BytesIO, content)))
    said = [(record, repr(record)) for record in read]
    assert said
    assert [told for record, told in said if repr(record) != told] == []
