"""The store's file: private, held by one, refused when it is not what it should be."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from tests.stores import interaction, put, script

import mutuals
from mutuals.engine.faults import told
from mutuals.engine.store import Store
from mutuals.errors import (
    MemoryShortError,
    NoStoreError,
    NotAStoreError,
    StoreDamagedError,
    StoreFullError,
    StoreHeldError,
    StoreUnwritableError,
    StoreVersionError,
    UnreadableError,
)

HOLD = """
import sys
import mutuals
network = mutuals.open(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    with script(HOLD, str(tmp_path / "x.mutuals")) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        yield child
        child.kill()


def test_a_second_process_is_told_who_holds_it(
    tmp_path: Path, held: "subprocess.Popen[str]"
) -> None:
    started = time.monotonic()
    with pytest.raises(
        StoreHeldError, match=rf"is held by process {held.pid}, which changes it"
    ) as caught:
        mutuals.open(tmp_path / "x.mutuals")
    assert time.monotonic() - started < 1
    assert caught.value.holder == f"process {held.pid}"


def test_everything_is_private(tmp_path: Path) -> None:
    os.umask(0o022)
    path = tmp_path / "deep" / "folder" / "x.mutuals"
    store = Store(path)
    put(store, interaction(1))
    modes = {one.name: oct(one.stat().st_mode & 0o777) for one in path.parent.iterdir()}
    folders = [oct(one.stat().st_mode & 0o777) for one in (path.parent, path.parent.parent)]
    store.close()
    assert modes == {
        "x.mutuals": "0o600",
        "x.mutuals.wal": "0o600",
        "x.mutuals.ledger": "0o600",
    }
    assert folders == ["0o700", "0o700"]


def test_what_was_open_to_others_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "x.mutuals"
    store = Store(path)
    put(store, interaction(1))
    store.close()
    for one in tmp_path.iterdir():
        one.chmod(0o644)
    Store(path).close()
    assert {one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {0o600}


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.mutuals"
    store = Store(path)
    store.run("UPDATE meta SET value = '999' WHERE name = 'version'")
    store.close()
    with pytest.raises(StoreVersionError, match="has schema 999; this Mutuals knows up to 1"):
        Store(path)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with duckdb.connect(str(path)) as theirs:
        theirs.execute("CREATE TABLE budget AS SELECT 1 AS a")
    before = _looked_at(tmp_path)
    with pytest.raises(NotAStoreError, match="database of another program"):
        Store(path)
    assert _looked_at(tmp_path) == before


def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann,\n" * 1000)
    (tmp_path / "empty").touch()
    before = _looked_at(tmp_path)
    with pytest.raises(NotAStoreError, match=r"letter\.txt is no store .* left as it is"):
        Store(path)
    with pytest.raises(NotAStoreError):
        Store(tmp_path / "empty")
    assert _looked_at(tmp_path) == before


def _looked_at(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return every file's mode, when it was changed, and what it holds."""
    found = {one.name: one for one in folder.iterdir()}
    for one in found.values():
        one.chmod(one.stat().st_mode | 0o044)
    return {
        name: (one.stat().st_mode, one.stat().st_mtime_ns, one.read_bytes())
        for name, one in found.items()
    }


def test_a_store_whose_beginning_was_changed_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.mutuals"
    with Store(path) as store:
        put(store, interaction(1))
    path.write_bytes(b"x" * 20 + path.read_bytes()[20:])
    with pytest.raises(StoreDamagedError, match="its beginning was changed"):
        Store(path)


def test_a_mistyped_path_makes_no_store(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.mutuals"
    with pytest.raises(NoStoreError, match=r"no store at .*x\.mutuals\. `mutuals read"):
        mutuals.open(path, create=False)
    assert list(tmp_path.iterdir()) == []
    mutuals.open(path).close()
    mutuals.open(path, create=False).close()
    with pytest.raises(UnreadableError, match="has to be named"):
        mutuals.open("")


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="it is a folder"):
        Store(tmp_path)


def test_a_place_that_cannot_be_written_is_said() -> None:
    with pytest.raises(StoreUnwritableError, match="cannot be written"):
        Store(Path("/proc/nowhere/x.mutuals"))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (duckdb.IOException("Could not write: No space left on device"), StoreFullError),
        (duckdb.IOException("Cannot open: Permission denied"), StoreUnwritableError),
        (duckdb.FatalException("checksum mismatch"), StoreDamagedError),
        (duckdb.OutOfMemoryException("failed to pin block"), MemoryShortError),
        (OSError(28, "No space left on device"), StoreFullError),
        (OSError(30, "Read-only file system"), StoreUnwritableError),
        (duckdb.BinderException("no such column"), duckdb.BinderException),
    ],
)
def test_the_engines_errors_are_told_apart(error: Exception, expected: type[Exception]) -> None:
    def fail() -> None:
        with told(Path("x.mutuals")):
            raise error

    with pytest.raises(expected):
        fail()
