"""What a reader may see beside its file, on disk and in an archive."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from mutuals.records import Beside
from mutuals.sandbox.containers import members
from mutuals.sandbox.members import Member


def text(beside: Beside, name: str) -> str | None:
    stream = beside.open(name)
    if stream is None:
        return None
    with stream:
        return stream.read().decode()


@pytest.mark.parametrize("mode", ["w", "w:gz"])
@pytest.mark.parametrize("prefix", ["", "./"])
def test_members_of_a_tar(tmp_path: Path, mode: str, prefix: str) -> None:
    path = tmp_path / "x.tar"
    held = {"export/garden/a.json": b"a", "export/users.json": b"users", "export/big": b"0" * 5**10}
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # any mode
        for name, content in held.items():
            info = tarfile.TarInfo(prefix + name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    day = next(one for one in members(path) if one.path.endswith("a.json"))
    assert isinstance(day, Member)
    assert day.beside.folder == "garden"
    named = ("a.json", "../users.json", "../users.json", "../big", "../none.json", "../../x")
    found = [text(day.beside, name) for name in named]
    assert found == ["a", "users", "users", None, None, None]


def put(root: Path) -> Path:
    (root / "export" / "garden").mkdir(parents=True)
    (root / "outside.json").write_text("no")
    (root / "export" / "users.json").write_text("users")
    (root / "export" / "garden" / "b.json").write_text("b")
    (root / "export" / "garden" / "link.json").symlink_to(root / "outside.json")
    day = root / "export" / "garden" / "a.json"
    day.write_text("a")
    return day


def test_files_on_disk(tmp_path: Path) -> None:
    (member,) = members(put(tmp_path))
    assert isinstance(member, Member)
    assert member.beside.folder == "garden"
    named = ("b.json", "../users.json", "../../outside.json", "link.json", "..", "none")
    assert [text(member.beside, one) for one in named] == ["b", "users", None, None, None, None]


def test_a_folder_given_by_a_link_or_from_within(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = put(tmp_path).parent.parent
    (export / "account").mkdir()
    (export / "account" / "user.json").write_text("ann")
    (export / "away").symlink_to(export / "account")
    (tmp_path / "given").symlink_to(export)
    monkeypatch.chdir(export / "garden")
    for path in (tmp_path / "given" / "garden" / "a.json", Path("a.json")):
        (member,) = members(path)
        assert isinstance(member, Member)
        named = ("b.json", "../users.json")
        assert [text(member.beside, one) for one in named] == ["b", "users"]
    (export / "deep" / "er").mkdir(parents=True)
    (export / "deep" / "er" / "a.json").write_text("a")
    monkeypatch.chdir(export / "deep")
    (member,) = members(Path("er/a.json"))
    assert isinstance(member, Member)
    named = ("../../account/user.json", "../../away/user.json")
    assert [text(member.beside, one) for one in named] == ["ann", None]


def test_members_of_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export/users.json", "users")
        archive.writestr("export/bomb.json", "0" * 20_000_000)
        archive.writestr("export/garden/a.json", "a")
    named = ("a.json", "../users.json", "../bomb.json", "../none.json", "../../x")
    for one in members(path):
        if one.path.endswith("a.json"):
            assert isinstance(one, Member)
            assert one.beside.folder == "garden"
            found = [text(one.beside, name) for name in named]
            assert found == ["a", "users", None, None, None]
            return
    raise AssertionError
