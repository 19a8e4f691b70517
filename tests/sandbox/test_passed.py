"""Very many files without records are counted and not opened; a few are looked into."""

import zipfile
from pathlib import Path

from mutuals.sandbox.containers import members
from mutuals.sandbox.frames import Unread
from mutuals.sandbox.passed import MANY

MAIL = b"From: ann@example.org\nTo: ben@example.org\nDate: Mon, 2 Mar 2020 10:11:12 +0100\n\nHi\n"


def test_a_whole_accounts_archive(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(MANY + 1):
            archive.writestr(f"Photos/{number}.JPG", b"\xff\xd8\xff")
            archive.writestr(f"Photos/{number}.JPG.supplemental-metadata.json", b"{}")
            archive.writestr(f"Drafts/{number}.txt", b"")
        archive.writestr("Photos/last.png", b"\x89PNG")
        archive.writestr("Mail/1.eml", MAIL)
        archive.writestr("Chat/messages.json", b"{}")
    found = list(members(path))
    told = {
        one.path.removeprefix(f"{path}/"): one.reason for one in found if isinstance(one, Unread)
    }
    assert told == {
        "*": "empty",
        "*.jpg": "no_records",
        "*.json (beside pictures)": "no_records",
    }
    assert "its 1\N{NO-BREAK SPACE}001 .jpg files were passed over" in next(
        one.message for one in found if isinstance(one, Unread) and "*.jpg" in one.path
    )
    left = [one.path.removeprefix(f"{path}/") for one in found if not isinstance(one, Unread)]
    assert left == ["Photos/last.png", "Mail/1.eml", "Chat/messages.json"]


def test_a_few_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("not really.jpg", MAIL)
        archive.writestr("empty.txt", b"")
    assert not any(isinstance(one, Unread) for one in members(path))
