"""One drop of mixed things: what each part is, how much it holds, when, of whom."""

import json
import zipfile
from pathlib import Path

import pytest

from mutuals.errors import UnreadableError
from mutuals.intake import Part, parts, recognise, summary, told
from mutuals.records import Notice
from mutuals.sandbox import preview
from mutuals.settings import Settings

MAIL = """\
From: Ann Bell <ann@example.org>
To: Cy Dorn <cy@example.org>, dee@example.org
Date: Thu, 2 Jan 2025 10:00:00 +0000

Shall we bake?
"""
SEPARATOR = "From x Thu Jan  2 10:00:00 2025\n"
CHAT = "25/12/2024, 10:00 - Ann: hello\n26/12/2024, 11:00 - Zed: hello\n"
UNSURE = "03/04/2025, 10:00 - Ann: hello\n05/06/2025, 11:00 - Cy: hello\n"
INSIDE = "your_instagram_activity/messages/inbox/a/message_1.json"
THREAD = {
    "participants": [{"name": "Ann"}, {"name": "Me"}],
    "messages": [{"sender_name": "Ann", "timestamp_ms": 1_700_000_000_000, "content": "Hi"}],
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a zip as people have them: several products, and things nobody reads."""
    place = tmp_path_factory.mktemp("drop") / "everything.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "Takeout/Mail/All mail.mbox", f"From x Thu Jan  2 10:00:00 2025\n{MAIL}\n" * 3
        )
        archive.writestr("chats/WhatsApp Chat with Zed.txt", CHAT)
        archive.writestr("chats/_chat.txt", UNSURE)
        archive.writestr(
            "your_instagram_activity/messages/inbox/a/message_1.json", json.dumps(THREAD)
        )
        archive.writestr("links.csv", "follower,followed\nann,bo\nann,cy\n")
        for number in range(5):
            archive.writestr(f"photos/{number}.jpg", b"\xff\xd8\xff" + bytes([number]) * 90)
        archive.writestr("empty.txt", "")
    return place


@pytest.fixture(scope="module")
def found(mixed: Path) -> list[Part]:
    """Return what a look at the zip told."""
    return parts(recognise([mixed], Settings()))


def test_a_mixed_zip_is_told_part_by_part(found: list[Part]) -> None:
    assert [(one.path.partition(".zip/")[2], one.format, one.seen) for one in found] == [
        ("Takeout/Mail/All mail.mbox", "mail", 3),
        ("chats/WhatsApp Chat with Zed.txt", "whatsapp", 2),
        ("links.csv", "community", 2),
        (INSIDE, "meta", 1),
        ("chats/_chat.txt", "whatsapp", 0),
        ("photos/", "", 0),
        ("empty.txt", "", 0),
    ]
    assert [one.sentence for one in found] == [
        "Mail, surely; 3 records; 2025-01-02; with Ann Bell, Cy Dorn, dee@example.org.",
        "A WhatsApp chat, surely; 2 records; 2024-12-25 to 2024-12-26; with Ann, Zed.",
        "Records of a community, surely; 2 records; with ann, bo, cy.",
        "A part of a Facebook or Instagram account, surely; 1 record; 2023-11-14; with Ann, Me.",
        (
            "A WhatsApp chat, surely. It will ask: In dates such as 03/04/2025, does the day or the"
            " month come first?"
        ),
        "5 files: it is a picture, which holds no records (0.jpg, 1.jpg, 2.jpg, …).",
        "it is empty.",
    ]


def test_the_whole_of_it_in_a_sentence(found: list[Part]) -> None:
    assert summary(found) == (
        "This looks like mail, a WhatsApp chat (2), records of a community, a part of a"
        " Facebook or Instagram account: 8 records. 6 files would not be read."
    )
    assert summary([one for one in found if not one.format]) == "6 files would not be read."


def test_many_files_alike_are_one_part_and_a_broken_record_is_told(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.eml").write_text(MAIL.replace("Jan", "Jan" if number else "Jam"))
    (made,) = parts(recognise([tmp_path], Settings()))
    assert made.sentence == (
        "Mail, probably; 4 files; 4 records; 2025-01-02; with Ann Bell, Cy Dorn,"
        " dee@example.org; 1 would not be kept."
    )
    with pytest.raises(UnreadableError):
        list(recognise([tmp_path / "nothing"], Settings()))


def test_only_the_beginning_of_a_large_file_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = preview.Preview()
    assert seen.found(is_whole=False).is_whole is False
    monkeypatch.setattr(preview, "MOST_RECORDS", 0)
    assert seen.take(Notice("A notice.")) is False
    assert seen.found(is_whole=True).notices == ("A notice.",)


def test_very_many_parts_are_told_by_why_they_would_not_be_read(tmp_path: Path) -> None:
    for folder in range(13):
        (tmp_path / f"{folder}").mkdir()
        for number in range(5 if folder else 1):
            (tmp_path / f"{folder}" / f"{number}.txt").write_text("only words")
    assert told(parts(recognise([tmp_path], Settings())))[:-1] == [
        "No reader recognises it; 61 files."
    ]
