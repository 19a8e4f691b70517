"""Each sample calendar gives what stands beside it, record for record."""

import json
from pathlib import Path

import pytest

from mutuals.readers.calendar import read, recognizes
from mutuals.records import Interaction, Notice, Record, Reject, Source

SAMPLES = Path(__file__).parent / "samples"


def source(path: Path) -> Source:
    return Source(name=path.name, open=lambda: path.open("rb"), keep_text=True)


def told(record: Record) -> list[object]:
    if isinstance(record, Reject):
        return [record.record_no, "reject", record.reason]
    if isinstance(record, Notice):
        return ["notice", record.sentence]
    assert isinstance(record, Interaction)
    assert record.channel == "calendar"
    return [
        record.record_no,
        record.kind,
        record.started_at.isoformat() if record.is_local_known else f"{record.started_at:%F %T}",
        f"{record.ended_at:%F %H:%M}" if record.ended_at else None,
        record.precision,
        record.medium,
        record.sender.value if record.sender else None,
        [f"{one.role} {one.address.value}" for one in record.participations],
        record.audience_size,
        " ".join(record.signals),
        record.title,
    ]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.ics")), ids=lambda path: path.stem)
def test_sample_gives_what_stands_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert [told(record) for record in read(source(path))] == expected
    assert recognizes("x", path.read_bytes()) >= 0.8


def test_keys_tell_occurrences_apart_and_stay() -> None:
    path = SAMPLES / "meetings.ics"
    once = [one.key for one in read(source(path)) if isinstance(one, Interaction)]
    again = [one.key for one in read(source(path)) if isinstance(one, Interaction)]
    assert once == again
    assert len(set(once)) == len(once)
    assert once[0] == ("calendar", "lunch@example.org", "1704454200", "1704454200")
