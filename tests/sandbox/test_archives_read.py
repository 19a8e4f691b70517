"""Archives through the whole way: child process, store and report."""

import gzip
import io
import os
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

import mutuals
from mutuals.errors import UnreadableError
from mutuals.intake import ReadReport, walk
from mutuals.sandbox import Unread

MAIL = b"""From ann@example.org Mon Jan  1 10:00:00 2024
From: Ann <ann@example.org>
To: Bo <bo@example.org>
Date: Mon, 1 Jan 2024 10:00:00 +0000
Message-ID: <1@example.org>
Subject: hello

Hi.
"""


def read(tmp_path: Path, *paths: Path) -> ReadReport:
    network = mutuals.open(tmp_path / "x.mutuals")
    try:
        return network.read(paths)
    finally:
        network.close()


def test_members_are_files_with_a_path_of_their_own(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("mail.mbox", MAIL)
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../mail.mbox", MAIL)
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("too_deep.zip", outer.getvalue())
        archive.writestr("nothing.txt", b"")
        archive.writestr("picture.bin", bytes(range(256)))
    with tarfile.open(tmp_path / "b.tgz", "w:gz") as tar:
        info = tarfile.TarInfo("mail.mbox")
        info.size = len(MAIL)
        tar.addfile(info, io.BytesIO(MAIL))
    report = read(tmp_path, tmp_path / "a.zip", tmp_path / "b.tgz")
    assert [(one.path, one.stored, one.known) for one in report.files] == [
        (f"{tmp_path}/a.zip/../mail.mbox", 1, 0),
        (f"{tmp_path}/a.zip/inner.zip/mail.mbox", 0, 1),
        (f"{tmp_path}/b.tgz/mail.mbox", 0, 1),
    ]
    assert {one.path.rpartition("/")[2]: one.reason for one in report.unread} == {
        "inner.zip": "nested_archive",
        "nothing.txt": "empty",
        "picture.bin": "unknown_format",
    }


def test_an_archive_of_very_many_members_takes_a_time_in_proportion(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}", b"?")
    started = time.monotonic()
    report = read(tmp_path, path)
    assert len(report.unread) == 20_000
    # Opening the archive once a member would take many minutes.
    assert time.monotonic() - started < 60


def test_a_folder_that_may_not_be_entered_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "archive"
    (archive / "shut").mkdir(parents=True)
    (archive / "mail.mbox").write_bytes(MAIL)
    (archive / "link").symlink_to("mail.mbox")
    scandir = os.scandir

    def shut(path: str) -> object:
        if path == str(archive / "shut"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", shut)
    os.mkfifo(archive / "pipe")
    (archive / "loop").symlink_to(".")
    found = walk([archive])
    assert [one for one in found if isinstance(one, Path)] == [
        archive / "mail.mbox",
        archive / "shut",
    ]
    assert [(Path(one.path).name, one.reason) for one in found if isinstance(one, Unread)] == [
        ("link", "not_followed"),
        ("loop", "not_followed"),
        ("pipe", "not_a_file"),
    ]
    assert walk([archive / "link"]) == [archive / "link"]
    report = read(tmp_path, archive)
    assert [Path(one.path).name for one in report.unread] == ["link", "loop", "pipe", "shut"]


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="it is not there"):
        walk([tmp_path / "gone"])
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableError, match="it is no file or folder"):
        walk([tmp_path / "pipe"])


def test_a_stream_that_unpacks_too_far_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ann.vcf.gz"
    path.write_bytes(gzip.compress(b"BEGIN:VCARD\nVERSION:3.0\nFN:" + b"a" * (16 << 20)))
    network = mutuals.open(tmp_path / "x.mutuals")
    network.read([path])
    (reject,) = network.table("reject").to_pylist()
    network.close()
    assert (reject["reason"], "a hundred times" in reject["message"]) == ("too_large", True)


def test_names_in_utf8_that_a_zip_does_not_declare(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Zo_: mail.mbox".replace("_", "\u00eb"), MAIL)
        archive.writestr("Zo\u00e9/channel.json", b"{}")
    # The bit that says so is taken out of every header of a member.
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        for part in range(content.count(mark)):
            found = -1
            for _ in range(part + 1):
                found = content.index(mark, found + 1)
            content[found + at] &= ~0x08
    path.write_bytes(content)
    report = read(tmp_path, path)
    assert [one.path.rpartition("a.zip/")[2] for one in report.files] == ["Zo\u00eb: mail.mbox"]
    assert [one.path.rpartition("a.zip/")[2] for one in report.unread] == ["Zo\u00e9/channel.json"]


def test_folders_parted_as_on_windows(tmp_path: Path) -> None:
    said = b'[{"type": "message", "user": "U1AAAAAAA", "text": "hi", "ts": "1705151100.000100"}]'
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("export\\walks\\2024-01-13.json", said)
        archive.writestr("export\\talks\\2024-01-13.json", said)
    report = read(tmp_path, tmp_path / "a.zip")
    assert [(one.path.rpartition("a.zip/")[2], one.stored) for one in report.files] == [
        ("export/walks/2024-01-13.json", 1),
        ("export/talks/2024-01-13.json", 1),
    ]
