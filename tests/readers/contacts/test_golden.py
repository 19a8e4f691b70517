"""Each sample address book gives what stands beside it, card for card."""

import json
from pathlib import Path

import pytest

from mutuals.readers.contacts import read, recognizes
from mutuals.records import Notice, Record, Reject, SamePerson, Source

SAMPLES = Path(__file__).parent / "samples"
BOOKS = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".expected")


def told(record: Record) -> list[object]:
    if isinstance(record, Reject):
        return [record.record_no, "reject", record.reason, record.byte_offset]
    if isinstance(record, Notice):
        return ["notice", record.sentence]
    assert isinstance(record, SamePerson)
    assert record.reason in {"contact card", "contact card, a line at home or at work"}
    one, other = record.address, record.other
    assert one.name == other.name
    return [
        record.record_no,
        f"{one.scheme}:{one.value}",
        f"{other.scheme}:{other.value}",
        one.name,
        *(["fixed"] if "line" in record.reason else []),
    ]


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.name)
def test_sample_gives_what_stands_beside_it(path: Path) -> None:
    expected = json.loads(Path(f"{path}.expected").read_text("utf-8"))
    source = Source(name=path.name, open=lambda: path.open("rb"))
    assert [told(record) for record in read(source)] == expected
    assert recognizes(path.name, path.read_bytes()) >= 0.9
    assert recognizes("x", path.read_bytes()) >= 0.9
