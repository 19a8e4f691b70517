"""Each sample chat gives what stands beside it, line for line."""

import json
from pathlib import Path

import pytest

from mutuals.readers.whatsapp import read, recognizes
from mutuals.records import Interaction, Question, Record, Reject, Source

SAMPLES = Path(__file__).parent / "samples"


def source(path: Path, **answers: str) -> Source:
    return Source(
        name=path.name, open=lambda: path.open("rb"), keep_text=True, answers=dict(answers)
    )


def told(record: Record) -> list[object]:
    if isinstance(record, Reject):
        return [record.record_no, "reject", record.reason, record.byte_offset]
    if isinstance(record, Question):
        return ["question", record.name, record.sentence, list(record.choices)]
    assert isinstance(record, Interaction)
    assert record.channel == "whatsapp"
    assert not record.is_local_known
    said_by = f"{record.sender.scheme}:{record.sender.value}" if record.sender else None
    return [
        record.record_no,
        record.kind,
        f"{record.started_at:%Y-%m-%d %H:%M:%S}",
        said_by,
        [f"{one.role} {one.address.value}" for one in record.participations],
        " ".join(record.signals),
        record.text,
    ]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_sample_gives_what_stands_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert [told(record) for record in read(source(path))] == expected
    assert recognizes(path.name, path.read_bytes()) >= 0.75


def test_details_of_a_group() -> None:
    found = list(read(source(SAMPLES / "_chat.txt")))
    first = found[3]
    assert isinstance(first, Interaction)
    assert (first.title, first.audience_size, first.precision) == ("Wandergruppe", 2, "second")
    assert (first.medium, first.length) == ("online", 46)


@pytest.mark.parametrize(("answer", "started"), [("day", "01.02.2024"), ("month", "02.01.2024")])
def test_answer_decides_what_the_file_cannot(answer: str, started: str) -> None:
    first = next(iter(read(source(SAMPLES / "ask.txt", day_first=answer))))
    assert isinstance(first, Interaction)
    assert f"{first.started_at:%d.%m.%Y}" == started
    assert first.precision == "minute"


def test_text_is_only_kept_when_asked() -> None:
    path = SAMPLES / "korean.txt"
    plain = Source(name=path.name, open=lambda: path.open("rb"))
    found = [one for one in read(plain) if isinstance(one, Interaction)]
    assert [(one.text, one.length) for one in found] == [("", 2), ("", 5)]
