"""A reader that misbehaves costs one reject that names file and record, no more."""

import resource
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import mutuals
from mutuals.errors import SandboxError
from mutuals.intake import FileReport, ReadReport
from mutuals.network import Network
from mutuals.sandbox import Failed, Request, read
from mutuals.settings import Settings

# What each file does as its third of four records, and what that comes to:
# seen, stored, and the reject's record and reason.
DEEDS: dict[str, tuple[str, tuple[int, int], list[tuple[int, str]]]] = {
    "plain": ("say 1", (4, 4), []),
    "memory": ("memory", (3, 2), [(3, "reader_failed")]),
    "spin": ("spin", (3, 2), [(3, "too_slow")]),
    "exit": ("exit 3", (3, 2), [(3, "reader_died")]),
    "quiet exit": ("exit 0", (3, 2), [(3, "reader_died")]),
    "crash": ("crash", (3, 2), [(3, "reader_died")]),
    "print": ("print hello", (4, 4), []),
    "surrogate": ("surrogate", (4, 4), []),
    "raise": ("raise Ann Secret", (3, 2), [(3, "reader_failed")]),
    "huge": ("huge", (4, 3), [(3, "unstorable")]),
    "shapeless": ("shapeless", (4, 3), [(3, "unstorable")]),
    "twice": ("twice", (4, 4), []),
    "zz last": ("say 1", (4, 4), []),
}


@dataclass(frozen=True)
class Reading:
    """What a read of all these files came to."""

    network: Network
    report: ReadReport
    grown: int

    def file(self, name: str) -> FileReport:
        return next(one for one in self.report.files if Path(one.path).name == name)

    def rejects(self, name: str) -> list[dict[str, object]]:
        source = self.network.table("source").to_pylist()
        mine = {row["source_id"] for row in source if Path(row["path"]).name == name}
        found = self.network.table("reject").to_pylist()
        return [row for row in found if row["source_id"] in mine]

    def titles(self) -> list[str]:
        return [str(one) for one in self.network.table("interaction")["title"].to_pylist()]


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory, planted: Path) -> Iterator[Reading]:
    place = tmp_path_factory.mktemp("bad-readers")
    archive = place / "archive"
    archive.mkdir()
    for name, (deed, _, _) in DEEDS.items():
        (archive / name).write_text(f"PLANTED\nsay 2\n{deed}\nsay 1\n")
    assert planted.is_dir()
    (archive / "written").write_text(f"PLANTED\nsay 1\nwrite {place / 'leak'}\n")
    (archive / "looked at").write_bytes(b"PLANTED deadly")
    (archive / "looked at oddly").write_bytes(b"PLANTED odd")
    network = mutuals.open(place / "x.mutuals", Settings(record_seconds=0.4))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = network.read([archive])
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield Reading(network, report, after - before)
    network.close()


@pytest.mark.parametrize("name", DEEDS)
def test_each_costs_at_most_one_record(reading: Reading, name: str) -> None:
    _, (seen, stored), expected = DEEDS[name]
    file = reading.file(name)
    found = [(row["record_no"], row["reason"]) for row in reading.rejects(name)]
    assert found == expected
    assert (file.seen, file.stored + file.known, file.rejected) == (seen, stored, len(expected))


def test_a_look_that_kills_costs_its_file_only(reading: Reading) -> None:
    unread = {Path(one.path).name: one.reason for one in reading.report.unread}
    assert unread == {"looked at": "reader_died", "looked at oddly": "unknown_format"}


def test_a_reader_cannot_write(reading: Reading, tmp_path_factory: pytest.TempPathFactory) -> None:
    leaks = tmp_path_factory.getbasetemp().glob("bad-readers*/leak")
    assert all(one.read_bytes() == b"" for one in leaks)
    assert [row["reason"] for row in reading.rejects("written")] == ["reader_failed"]


def test_messages_quote_nothing(reading: Reading) -> None:
    (row,) = reading.rejects("raise")
    assert row["message"] == "reading stopped (ValueError)"


def test_half_characters_are_replaced(reading: Reading) -> None:
    assert "half ? here" in reading.titles()


def test_the_parent_stays_small(reading: Reading) -> None:
    assert reading.grown < 300_000  # KiB; the child took 3 GiB


@pytest.mark.slow
@pytest.mark.usefixtures("planted")
def test_a_silent_reader_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "a deaf one").write_text("PLANTED\nsay 2\ndeaf\nsay 1\n")
    request = Request((tmp_path / "a deaf one",))
    (failed,) = [one for one in read(request, Settings(reader_stall=5)) if isinstance(one, Failed)]
    assert (failed.record_no, failed.reason) == (3, "too_slow")


@pytest.mark.usefixtures("planted")
def test_a_child_that_dies_later_counts_no_earlier_record_twice(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "a").write_text("PLANTED\nsay 11000\n")
    (archive / "b").write_text("PLANTED\nsay 6000\nexit 1\n")
    (archive / "c").write_text("PLANTED\nsay 5\ntwice\nsay 5\n")
    network = mutuals.open(tmp_path / "x.mutuals")
    report = network.read([archive])
    network.close()
    found = [(one.seen, one.stored, one.known, one.rejected) for one in report.files]
    # The first six thousand minutes, and the first ten, are the same in every file.
    assert found == [(11000, 11000, 0, 0), (6001, 0, 6000, 1), (11, 1, 10, 0)]


def test_a_child_that_cannot_start_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mutuals").mkdir()
    (tmp_path / "mutuals" / "__init__.py").write_text("raise SystemExit(9)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(SandboxError, match=r"did not start: the reader died \(exit 9\)"):
        list(read(Request((tmp_path,)), Settings()))
