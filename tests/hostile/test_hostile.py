"""Files made to harm, and strings known to: each of them is accounted for."""

import csv
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

import mutuals
from mutuals.intake import ReadReport, walk
from mutuals.network import Network
from mutuals.settings import GIB, Settings

LIMITS = Settings(reader_memory=2 * GIB, reader_stall=30.0)
# A child that came to an end before its time.
DEATHS = {"reader_died", "too_slow", "too_costly", "reader_failed", "unstorable"}


@dataclass(frozen=True)
class Reading:
    """What a read of everything hostile came to, and the longest time without news."""

    network: Network
    report: ReadReport
    silence: float


@pytest.fixture(scope="module")
def reading(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    network = mutuals.open(tmp_path_factory.mktemp("hostile") / "x.mutuals", LIMITS)
    moments = [time.monotonic()]
    report = network.read(
        [data / "hostile"], progress=lambda _report: moments.append(time.monotonic())
    )
    silence = max(after - before for before, after in pairwise(moments))
    yield Reading(network, report, silence)
    network.close()


def test_every_file_is_accounted_for(reading: Reading, data: Path) -> None:
    told = {one.path for one in reading.report.files} | {one.path for one in reading.report.unread}
    # A member is named after its archive.
    opened = {str(folder) for path in told for folder in Path(path).parents}
    walked = [one for one in walk([data / "hostile"]) if isinstance(one, Path)]
    missing = [path for path in walked if str(path) not in told | opened]
    # An archive without members has nothing that could be named.
    assert [path for path in missing if path.suffix not in {".zip", ".tar", ".gz"}] == []
    assert len(told) > 2000


def test_seen_is_stored_known_or_rejected(reading: Reading) -> None:
    files = reading.report.files
    assert [one.path for one in files if one.seen != one.stored + one.known + one.rejected] == []
    assert [one.path for one in files if not one.is_complete] == []
    assert sum(one.seen for one in files) > 1500


def test_no_reader_died_or_took_long(reading: Reading) -> None:
    rejects = reading.network.table("reject").to_pylist()
    assert [row for row in rejects if row["reason"] in DEATHS] == []
    assert [one for one in reading.report.unread if one.reason in DEATHS] == []
    assert reading.silence < 10


def test_what_was_stored_is_whole(reading: Reading) -> None:
    assert reading.network.check(read_data=True) == []
    reading.network.build()
    for table in reading.network.tables():
        assert reading.network.table(table).num_columns > 0


@pytest.fixture(scope="module")
def naughty(data: Path) -> list[str]:
    (path,) = [one for one in (data / "hostile" / "blns").rglob("*") if one.suffix == ".txt"]
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    return sorted({line for line in lines if line.strip() and not line.startswith("#")})


def test_naughty_strings_come_back_as_they_were(naughty: list[str], tmp_path: Path) -> None:
    given = [one for one in naughty if one == one.strip() and "\0" not in one]
    with (tmp_path / "outcomes.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["person", "thing", "happened_at"])
        rows.writerows(["ann", one, "2024-01-01T00:00:00Z"] for one in given)
    network = mutuals.open(tmp_path / "x.mutuals")
    (report,) = network.read([tmp_path / "outcomes.csv"]).files
    assert (report.seen, report.seen - report.stored) == (len(given), report.rejected)
    found = set(network.table("outcome")["thing"].to_pylist())
    assert len(given) > 400
    assert found == set(given)
    network.close()


def test_naughty_subjects_are_read_as_mail(naughty: list[str], tmp_path: Path) -> None:
    with (tmp_path / "mail.mbox").open("wb") as file:
        for number, one in enumerate(naughty):
            file.write(b"From ann@example.org Mon Jan  1 10:00:00 2024\n")
            file.write(f"From: {one} <ann@example.org>\nTo: bo@example.org\n".encode())
            file.write(f"Date: Mon, 1 Jan 2024 10:00:{number % 60:02} +0000\n".encode())
            file.write(f"Message-ID: <{number}@x>\nSubject: {one}\n\n{one}\n\n".encode())
    network = mutuals.open(tmp_path / "x.mutuals")
    (report,) = network.read([tmp_path / "mail.mbox"]).files
    rejected = {row["reason"] for row in network.table("reject").to_pylist()}
    assert report.seen == len(naughty)
    assert report.stored + report.known + report.rejected == report.seen
    assert report.stored > 0.9 * report.seen
    assert rejected.isdisjoint(DEATHS)
    network.close()
