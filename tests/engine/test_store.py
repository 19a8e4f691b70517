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
from mutuals.engine.store import Store, told
from mutuals.errors import (
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
    with pytest.raises(StoreHeldError, match=rf"is held by process {held.pid}\. ") as caught:
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
    with pytest.raises(StoreDamagedError, match="database of another program"):
        Store(path)
    with duckdb.connect(str(path)) as theirs:
        assert theirs.execute("SHOW TABLES").fetchall() == [("budget",)]


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann,\n" * 1000)
    with pytest.raises(StoreDamagedError, match=r"letter\.txt is damaged"):
        Store(path)
    assert path.read_text() == "Dear Ann,\n" * 1000


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
        (duckdb.OutOfMemoryException("failed to pin block"), StoreFullError),
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
