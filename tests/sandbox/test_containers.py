"""Archives are streamed, never extracted, and bombs are refused before they go off."""

import gzip
import io
import os
import struct
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest

from mutuals.sandbox.containers import members
from mutuals.sandbox.frames import Unread
from mutuals.sandbox.members import Member, shown_name

MIB = 1 << 20


def found(path: Path) -> dict[str, bytes | str]:
    """Return each member's content, or the reason why it is refused."""
    heard: dict[str, bytes | str] = {}
    for one in members(path):
        name = one.path.removeprefix(str(path)).removeprefix("/")
        if isinstance(one, Unread):
            heard[name] = one.reason
        else:
            with one.open() as stream:
                heard[name] = stream.read()
    return heard


def zipped(path: Path, content: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return path


def tarred(path: Path, content: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # any mode
        for name, text in content.items():
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    return path


def test_a_zip_is_its_members(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"one.txt": b"1", "folder/": b"", "folder/two.txt": b"2"})
    assert found(path) == {"one.txt": b"1", "folder/two.txt": b"2"}


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_tar_is_its_members(tmp_path: Path, mode: str) -> None:
    content = {"one.txt": b"1" * 512, "two.txt": b"2" * 700, "empty": b""}
    assert found(tarred(tmp_path / "a.tar", content, mode)) == content


def test_a_gzip_is_one_member_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"hello"))
    assert found(path) == {"": b"hello"}


@pytest.mark.parametrize("make", [zipped, tarred])
def test_a_member_can_be_read_twice_and_backwards(tmp_path: Path, make: object) -> None:
    assert callable(make)
    path = make(tmp_path / "a", {"first": b"0123456789", "second": b"abc"})
    for one in members(path):
        assert isinstance(one, Member)
        with one.open() as stream:
            stream.read(3)
            stream.seek(1)
            assert stream.read(1) in {b"1", b"b"}
            assert stream.tell() == 2
        with one.open() as stream:
            assert len(stream.read()) in {10, 3}


def test_a_large_member_of_a_compressed_tar_is_whole(tmp_path: Path) -> None:
    large = os.urandom(17 * MIB) + b"the end"
    path = tarred(tmp_path / "a.tgz", {"large": large, "after": b"still here"}, "w:gz")
    big, after = members(path)
    assert isinstance(big, Member)
    with big.open() as stream:
        stream.seek(-3, io.SEEK_END)
        assert stream.read() == b"end"
        stream.seek(-1, io.SEEK_CUR)
        assert stream.read() == b"d"
    assert isinstance(after, Member)
    assert found(path)["after"] == b"still here"


def test_names_are_shown_harmlessly(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"../../evil\x1b[2J": b"1", "/etc/passwd": b"2"})
    assert found(path) == {"../../evil\\u001b[2J": b"1", "/etc/passwd": b"2"}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.zip"]
    assert shown_name("a\u202egnp.exe\udcff\n") == "a\\u202egnp.exe\\udcff\\u000a"


def test_two_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive, warnings.catch_warnings(action="ignore"):
        archive.writestr("same", b"1")
        archive.writestr("same", b"2")
    assert found(path) == {"same": b"1", "same (copy 2)": b"2"}


def test_a_member_that_unpacks_too_far_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bomb": bytes(11 * MIB), "small": bytes(9 * MIB)})
    assert found(path) == {"bomb": "too_large", "small": bytes(9 * MIB)}


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bomb": bytes(30 * MIB)})
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<L", 1000)
    path.write_bytes(content)
    with pytest.raises(zipfile.BadZipFile):
        found(path)


def test_many_small_bombs_are_refused_together(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    zipped(path, {f"{one}": bytes(9 * MIB) for one in range(3)})
    content = path.read_bytes()
    # The same, as if each of the three held 900 MB: more than the archive may.
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive:
        assert sum(info.file_size for info in archive.infolist()) == 27 * MIB
    at = content.index(b"PK\x01\x02")
    patched = bytearray(content)
    while at >= 0:
        patched[at + 20 : at + 28] = struct.pack("<LL", 9_000_000, 900_000_000)
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(patched)
    assert set(found(path).values()) <= {"too_large", "overlapping"}


@pytest.mark.parametrize("name", ["bomb.gz", "bomb.tgz"])
def test_a_gzip_bomb_stops_at_its_limit(tmp_path: Path, name: str) -> None:
    zeros = bytes(10 * MIB)
    path = tmp_path / name
    with gzip.open(path, "wb", compresslevel=1) as stream:
        if name == "bomb.tgz":
            info = tarfile.TarInfo("sparse")
            info.size = 400 * MIB
            stream.write(info.tobuf())
        for _ in range(40):
            stream.write(zeros)
    if name == "bomb.tgz":
        assert set(found(path).values()) == {"too_large"}
    else:
        with pytest.raises(ValueError, match="hundred times"):
            found(path)


def overlapping(path: Path, entries: int) -> Path:
    """Write a zip whose many entries all point at the same bytes."""
    zipped(path, {"a": b"x" * 1000})
    content = path.read_bytes()
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    directory = content[start:end] * entries
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, *[min(entries, 65535)] * 2, len(directory),
                       start, 0)  # fmt: skip
    path.write_bytes(content[:start] + directory + tail)
    return path


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = overlapping(tmp_path / "a.zip", 1000)
    assert set(found(path).values()) == {"overlapping"}
    assert len(found(path)) == 1000


def test_encrypted_members_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"secret": b"x" * 50})
    content = bytearray(path.read_bytes())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(magic) + offset] |= 1
    path.write_bytes(content)
    assert found(path) == {"secret": "encrypted"}


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert found(path) == {"link": "not_a_file"}
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        for name, kind in (("link", tarfile.SYMTYPE), ("device", tarfile.CHRTYPE)):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            tar.addfile(entry)
    assert found(tmp_path / "a.tar") == {"link": "not_a_file", "device": "not_a_file"}


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"PK\x03\x04" + bytes(100), b"\x1f\x8b", b"\x1f\x8b\x08" + b"\xff" * 100],
)
def test_damaged_archives_say_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    assert found(path) == {"": "damaged_archive"}


def test_a_cut_tar_keeps_what_came_before(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", {"one": b"1" * 100, "two": b"2" * 5000})
    path.write_bytes(path.read_bytes()[:2000])
    assert found(path)["one"] == b"1" * 100
    assert found(path)["two"] in {b"2" * 464, "damaged_archive"}


def test_a_file_that_vanished_is_said(tmp_path: Path) -> None:
    assert found(tmp_path / "gone") == {"": "damaged_archive"}
