"""Each sample file gives what stands beside it, row for row."""

import json
from pathlib import Path

import pytest

from mutuals.readers.linkedin import read, recognizes
from mutuals.records import (
    Address,
    Follow,
    Interaction,
    Question,
    Reaction,
    Record,
    Reject,
    SamePerson,
    Source,
)

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(SAMPLES.glob("*.csv"))


def shown(one: Address | None) -> str | None:
    return f"{one.scheme}:{one.value}|{one.name}" if one else None


def told(record: Record) -> list[object]:
    if isinstance(record, Reject):
        return [record.record_no, "reject", record.reason, record.byte_offset]
    if isinstance(record, Follow):
        since = f"{record.since_at:%Y-%m-%d}" if record.since_at else None
        return [record.record_no, shown(record.follower), shown(record.followed), since]
    if isinstance(record, SamePerson):
        return [record.record_no, shown(record.address), shown(record.other), record.reason]
    if isinstance(record, Reaction):
        about = list(record.interaction_key)
        when = f"{record.reacted_at:%Y-%m-%d %H:%M:%S}"
        return [record.record_no, shown(record.actor), record.sort, about, when]
    assert isinstance(record, Interaction)
    assert (record.channel, record.kind, record.is_local_known) == ("linkedin", "message", False)
    return [
        record.record_no,
        f"{record.started_at:%Y-%m-%d %H:%M:%S} {record.precision}",
        shown(record.sender),
        [f"{one.role} {shown(one.address)}" for one in record.participations],
        [record.thread, record.title],
        " ".join(record.signals),
        record.text,
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sample_gives_what_stands_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    source = Source(name=path.name, open=lambda: path.open("rb"), keep_text=True)
    assert [told(record) for record in read(source)] == expected
    sure = 0.6 if path.stem == "Reactions" else 0.98
    assert recognizes(path.name, path.read_bytes()) == sure


@pytest.mark.parametrize(
    ("answer", "sender"), [("given", "owner of the archive"), ("received", "Ann Lee")]
)
def test_which_way_a_recommendation_went_is_asked(answer: str, sender: str) -> None:
    path = SAMPLES / "Recommendations_Received.csv"
    (asked,) = read(Source(name="Recommendations.csv", open=lambda: path.open("rb")))
    assert isinstance(asked, Question)
    assert asked.choices == ("received", "given")
    answers = {"recommendations": answer}
    source = Source(name="Recommendations.csv", open=lambda: path.open("rb"), answers=answers)
    first = next(iter(read(source)))
    assert isinstance(first, Interaction)
    assert first.sender is not None
    assert first.sender.value == sender
    assert first.text == ""
