"""An archive inside an archive is opened; the outer one bounds what it unpacks to."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from mutuals.sandbox.containers import HEAD, inside, members
from mutuals.sandbox.frames import Unread
from mutuals.sandbox.members import Member


def zipped(held: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in held.items():
            archive.writestr(name, text)
    return content.getvalue()


def tarred(held: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        for name, text in held.items():
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    return content.getvalue()


def found(path: Path) -> dict[str, bytes | str]:
    """Return what is inside the members: content, or why there is none.

    An archive is open only until the next of its members is asked for.
    """
    heard: dict[str, bytes | str] = {}
    for outer in members(path):
        assert isinstance(outer, Member)
        with outer.open() as stream:
            head = stream.read(HEAD)
        for one in inside(outer, head):
            heard[one.path.removeprefix(f"{path}/")] = content(one)
    return heard


def content(one: Member | Unread) -> bytes | str:
    if isinstance(one, Unread):
        return one.reason
    try:
        with one.open() as stream:
            return stream.read()
    except ValueError as error:
        return type(error).__name__


@pytest.mark.parametrize("outer", [zipped, tarred])
def test_one_level_is_opened(tmp_path: Path, outer: object) -> None:
    path, pack = tmp_path / "all", zipped if outer is zipped else tarred
    path.write_bytes(pack({"a.zip": zipped({"x/one.txt": b"1", "two.txt": b"2"})}))
    assert found(path) == {"a.zip/x/one.txt": b"1", "a.zip/two.txt": b"2"}
    path.write_bytes(pack({"a.mbox.gz": gzip.compress(b"From x\n")}))
    assert found(path) == {"a.mbox.gz": b"From x\n"}
    path.write_bytes(pack({"a.tgz": tarred({"one.txt": b"1"})}))
    assert found(path) == {"a.tgz/one.txt": b"1"}


def test_the_next_level_is_not(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": b"1"})})}))
    for outer in members(path):
        assert isinstance(outer, Member)
        for middle in inside(outer, b"PK\x03\x04"):
            assert isinstance(middle, Member)
            (refused,) = inside(middle, b"PK\x03\x04")
            assert isinstance(refused, Unread)
            assert refused.reason == "nested_archive"
            assert "unpack it yourself" in refused.message


@pytest.mark.parametrize(
    ("name", "packed", "reason"),
    [
        ("a.zip", zipped({"a": bytes(9_000_000)}), "too_large"),
        ("a.gz", gzip.compress(bytes(9_000_000)), "too_large"),
        ("a.zip", b"PK\x03\x04damaged", "damaged_archive"),
        ("a.gz", b"\x1f\x8bdamaged", "damaged_archive"),
    ],
)
def test_what_grows_too_much_or_is_damaged(
    tmp_path: Path, *, name: str, packed: bytes, reason: str
) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({name: packed}))
    assert list(found(path).values()) in ([reason], ["TooLargeError"])
