"""Real exports, every folder there is: as many records as a plain counter counts.

Every file is read, or named with the reason why it is not; what is seen is what the
counter counts; it is stored, known or rejected; reading again adds nothing.
"""

import os
from pathlib import Path

import pytest
from benchmarks.truth.accounting import ANSWERS
from benchmarks.truth.counting import count

import mutuals
from mutuals.intake import ReadReport

EXPORTS = (
    Path(os.environ.get("MUTUALS_DATA", Path(__file__).parents[3] / "shared/data")) / "exports"
)
FOLDERS = sorted(one.name for one in EXPORTS.glob("*") if one.is_dir()) or ["none"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_record_is_overlooked(data: Path, tmp_path: Path, folder: str) -> None:
    place = data / "exports" / folder
    network = mutuals.open(tmp_path / "x.mutuals")
    report = network.read([place], options={"answers": ANSWERS})
    before = network.content_hash()
    again = network.read([place], options={"answers": ANSWERS})
    assert network.content_hash() == before
    network.close()
    assert again.stored == 0
    assert differing(report) == {}
    assert [
        one.path for one in report.files if one.stored + one.known + one.rejected != one.seen
    ] == []
    assert missed(report, place) == []
    assert [one.path for one in report.unread if not (one.reason and one.message)] == []


def differing(report: ReadReport) -> dict[str, tuple[int | None, int]]:
    """Return the files whose records the counter counts otherwise."""
    counted = {one.path: count(Path(one.path), one.format) for one in report.files}
    return {
        one.path: (counted[one.path], one.seen)
        for one in report.files
        if counted[one.path] not in {None, one.seen}
    }


def missed(report: ReadReport, place: Path) -> list[str]:
    """Return the files that are neither read nor named."""
    named = [one.path for one in report.files]
    named += [one.path for one in report.unread] + [one.path for one in report.questions]
    return [
        str(path)
        for path in sorted(place.rglob("*"))
        if path.is_file() and not any(one.startswith(str(path)) for one in named)
    ]
