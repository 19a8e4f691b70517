"""Records become rows of the base tables, each with its key."""

from datetime import UTC, datetime, timedelta, timezone

import pyarrow as pa
import pytest

from mutuals.keys import content_key, number_key
from mutuals.records import (
    Address,
    Follow,
    Interaction,
    Outcome,
    Participation,
    Reaction,
    Record,
    Reject,
    Rows,
    SamePerson,
)
from mutuals.sandbox.rows import RowBuffer

ANN, BOB = Address("mail", "ann@example.org", "Ann"), Address("mail", "bob@example.org")
ANN_ID, BOB_ID = (number_key(("mail", one.value)) for one in (ANN, BOB))
WHEN = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=2)))


def rows(*records: Record, keep_text: bool = False) -> dict[str, list[dict[str, object]]]:
    buffer = RowBuffer(keep_text=keep_text)
    for record in records:
        buffer.add(4, record)
    return {one.table: one.batch.to_pylist() for one in buffer.flush()}


def mail(**fields: object) -> Interaction:
    given: dict[str, object] = {"started_at": WHEN, "channel": "mail", "sender": ANN}
    given["participations"] = (Participation(BOB, "to"),)
    return Interaction(record_no=7, **(given | fields))  # type: ignore[arg-type]  # fields of Interaction


def test_an_interaction_keeps_its_moment_its_clock_and_its_people() -> None:
    found = rows(mail(signals=("thanks", "asks"), thread="t", ended_at=WHEN + timedelta(hours=1)))
    (row,) = found["interaction"]
    assert row["started"] == int(WHEN.timestamp())
    assert (row["utc_offset"], row["local_hour"], row["local_weekday"]) == (120, 9, 0)
    assert (row["seconds"], row["audience_size"], row["signals"]) == (3600, 1, " asks thanks ")
    assert row["thread_id"] == number_key(("thread", "mail", "t"))
    assert (row["sender_id"], row["source_id"], row["record_no"]) == (ANN_ID, 4, 7)
    assert found["alias"] == [{"address_id": ANN_ID, "name": "Ann", "source_id": 4}]
    assert {one["address_id"] for one in found["handle"]} == {ANN_ID, BOB_ID}
    assert [(one["address_id"], one["role"]) for one in found["participation"]] == [(BOB_ID, "to")]


def test_text_is_dropped_unless_it_is_to_be_kept() -> None:
    assert rows(mail(text="secret"))["interaction"][0]["text"] is None
    assert rows(mail(text="secret"), keep_text=True)["interaction"][0]["text"] == "secret"


def test_a_clock_without_an_offset_is_still_a_clock() -> None:
    local = rows(mail(started_at=datetime(2026, 3, 2, 23, tzinfo=UTC), is_local_known=False))
    assert (local["interaction"][0]["utc_offset"], local["interaction"][0]["local_hour"]) == (
        None,
        23,
    )


def test_copies_with_one_key_are_one_interaction_in_two_variants() -> None:
    one, other = rows(mail(key=("mail", "1"), length=5), mail(key=("mail", "1"), length=6))[
        "interaction"
    ]
    assert one["interaction_id"] == other["interaction_id"] == content_key(("mail", "1"))
    assert one["variant"] != other["variant"]


@pytest.mark.parametrize(
    ("record", "table", "expected"),
    [
        (Follow(7, ANN, BOB), "follow", {"follower_id": ANN_ID, "followed_id": BOB_ID}),
        (
            Follow(7, ANN, BOB, since_at=WHEN),
            "follow",
            {"since_at": datetime(2026, 3, 2, 7, 30)},  # noqa: DTZ001  # the store's UTC
        ),
        (
            Reaction(7, BOB, ("mail", "1"), WHEN, "share"),
            "reaction",
            {"actor_id": BOB_ID, "interaction_id": content_key(("mail", "1")), "sort": "share"},
        ),
        (
            Outcome(7, BOB, "bread", WHEN, attributed_to=ANN, value=2.5),
            "outcome",
            {"address_id": BOB_ID, "attributed_id": ANN_ID, "value": 2.5, "thing": "bread"},
        ),
        (
            Outcome(7, BOB, "bread", None, key=("o", "1")),
            "outcome",
            {"happened": None, "attributed_id": None, "outcome_id": content_key(("o", "1"))},
        ),
        (
            SamePerson(7, BOB, ANN, "vouched for"),
            "same_person",
            {"address_id": min(ANN_ID, BOB_ID), "other_id": max(ANN_ID, BOB_ID)},
        ),
        (Reject(7, "no_date", "it has none", 12), "reject", {"reason": "no_date"}),
    ],
)
def test_every_other_record_has_its_table(
    record: Record, table: str, expected: dict[str, object]
) -> None:
    (row,) = rows(record)[table]
    assert expected.items() <= row.items()
    assert (row["record_no"], row["source_id"]) == (7, 4)


def test_a_columnar_batch_passes_with_its_files_number() -> None:
    batch = pa.record_batch({"address_id": [1], "name": ["Ann"]})
    assert rows(Rows("alias", batch))["alias"] == [{"address_id": 1, "name": "Ann", "source_id": 4}]


def test_half_a_surrogate_is_replaced() -> None:
    (row,) = rows(mail(title="half \ud83d"))["interaction"]
    assert row["title"] == "half ?"
