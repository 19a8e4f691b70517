"""An import that is killed at any moment loses nothing that was committed."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.stores import content_hash

import mutuals

KILLS = int(os.environ.get("MUTUALS_KILLS", "10"))
LINES = 2_000
IMPORT = """
import sys
import mutuals
from mutuals.settings import Settings
network = mutuals.open(sys.argv[1], Settings(batch=300))
network.read(sys.argv[2:])
network.close()
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of chats and tables, some of whose lines cannot be read."""
    folder = tmp_path_factory.mktemp("crash") / "archive"
    folder.mkdir()
    for number in range(4):
        with (folder / f"chat {number}.txt").open("w", encoding="utf-8") as file:
            for line in range(LINES):
                day, rest = line // 1440 + 13, line % 1440
                who = f"Person {line * 7 % (number + 3)}"
                file.write(f"{day}/01/2024, {rest // 60:02}:{rest % 60:02} - {who}: hello {line}\n")
    for number in range(2):
        with (folder / f"table {number}.csv").open("w", encoding="utf-8") as file:
            file.write("started_at,sender,recipients\n")
            for line in range(LINES):
                started = "yesterday" if line % 997 == 5 else str(1_700_000_000 + 60 * line)
                file.write(f"{started},ann,bo{line % (number + 5)}\n")
    return folder


@pytest.fixture(scope="module")
def whole(archive: Path) -> tuple[str, float, dict[str, int]]:
    """Return what an import that nobody disturbs comes to, and how long it takes."""
    path = archive.parent / "whole.mutuals"
    started = time.monotonic()
    with _importing(path, archive) as child:
        assert child.wait(120) == 0
    return content_hash(path), time.monotonic() - started, _counts(path)


def _importing(path: Path, archive: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", IMPORT, str(path), str(archive)]
    return subprocess.Popen(command)  # noqa: S603  # our own script


def _counts(path: Path) -> dict[str, int]:
    network = mutuals.open(path)
    try:
        assert network.check(read_data=True) == []
        tables = ("interaction", "participation", "handle", "reject", "source")
        return {name: network.table(name).num_rows for name in tables}
    finally:
        network.close()


@pytest.mark.crash
@pytest.mark.slow
def test_kills_at_random_moments(
    archive: Path, whole: tuple[str, float, dict[str, int]], tmp_path: Path
) -> None:
    reference, seconds, expected = whole
    dice = random.Random(3)  # noqa: S311  # when to kill is no secret
    path, finished = tmp_path / "x.mutuals", 0
    before: dict[str, int] = {}
    for kill in range(KILLS):
        with _importing(path, archive) as child:
            time.sleep(seconds * (kill + dice.random()) / KILLS)
            finished += child.poll() is not None
            child.kill()
        now = _counts(path) if path.exists() else {}
        assert all(now[table] >= before[table] for table in before), (before, now)
        before = now
        if kill % 5 == 4:
            # From the start again, so that early moments are met with few rows too.
            _converges(path, archive, reference)
            shutil.rmtree(tmp_path)
            tmp_path.mkdir()
            before = {}
    assert finished < KILLS
    _converges(path, archive, reference)
    assert _counts(path)["interaction"] == expected["interaction"] > 7_500


def _converges(path: Path, archive: Path, reference: str) -> None:
    with _importing(path, archive) as child:
        assert child.wait(120) == 0
    assert content_hash(path) == reference
    assert sorted(one.suffix for one in path.parent.iterdir()) == [".ledger", ".mutuals"]
