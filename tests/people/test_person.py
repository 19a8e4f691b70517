"""The names persons go by, and what is known of them."""

from datetime import datetime

import pytest
from tests.stepping import Row, at, work_out
from tests.ties.rows import ANN, BOB, NOW, archive, said

MORNING = "2025-03-05T09:00"
LONG = "Ann Long " * 8


def named(address: int, *names: str) -> list[Row]:
    return [{"address_id": address, "name": name} for name in names]


@pytest.mark.parametrize(
    ("names", "best"),
    [
        pytest.param(["Ann", "Ann Lee", "A Lee"], "Ann Lee", id="a full name, the longest"),
        pytest.param(["Annabelle", "Al Lee"], "Al Lee", id="a full name before one word"),
        pytest.param(["ann@example.org at work", "Ann"], "Ann", id="no address for a name"),
        pytest.param(["Bea Lee", "Ann Lee"], "Ann Lee", id="then the alphabet"),
        pytest.param([LONG, "Ann Lee"], "Ann Lee", id="nothing endless"),
        pytest.param(["", "  "], "person 1", id="no name but the handle"),
        pytest.param([" Ann Lee "], "Ann Lee", id="without spaces around"),
    ],
)
def test_an_address_is_called_by_its_best_name(names: list[str], best: str) -> None:
    tables = archive(said("ann > bob", MORNING))
    rows = work_out("address", NOW, **tables, alias=named(ANN, *names))
    assert next(row["name"] for row in rows if row["address_id"] == ANN) == best


def test_a_profile_names_the_person_before_any_alias() -> None:
    tables = archive(said("ann > bob", MORNING))
    profile = [{"profile_id": b"p" * 16, "address_id": BOB, "name": "Bo"}]
    joined = [{"address_id": ANN, "other_id": BOB, "reason": "vcard"}]
    rows = work_out(
        "person", NOW, **tables, alias=named(ANN, "Ann Bobson"), profile=profile, same_person=joined
    )
    assert [(row["person_id"], row["name"]) for row in rows] == [(ANN, "Bo")]


def test_a_person_is_called_by_a_name_before_a_handle() -> None:
    tables = archive(said("ann > bob", MORNING))
    joined = [{"address_id": ANN, "other_id": BOB, "reason": "vcard"}]
    rows = work_out("person", NOW, **tables, alias=named(BOB, "Bo"), same_person=joined)
    assert [row["name"] for row in rows] == ["Bo"]


def test_namesakes_stay_two() -> None:
    tables = archive(said("ann > bob", MORNING))
    rows = work_out("person", NOW, **tables, alias=[*named(ANN, "Jo Fox"), *named(BOB, "Jo Fox")])
    assert [(row["person_id"], row["name"]) for row in rows] == [(ANN, "Jo Fox"), (BOB, "Jo Fox")]


def test_first_and_last_are_up_to_now() -> None:
    tables = archive(
        said("ann > bob", MORNING), said("bob > ann", "2025-04-01"), said("bob > ann", "2027-01-01")
    )
    rows = work_out("person", NOW, **tables)
    moments = {(row["first_at"], row["last_at"]) for row in rows}
    assert moments == {(datetime(2025, 3, 5, 9), datetime(2025, 4, 1))}  # noqa: DTZ001 # UTC


def test_somebody_only_mentioned_has_not_been_there() -> None:
    rows = work_out("person", NOW, **archive(said("ann > mention:bob", MORNING)))
    assert [row["first_at"] is None for row in rows] == [False, True]


@pytest.mark.parametrize("role", ["declined", "invited", "room"])
def test_who_did_not_come_was_not_there(role: str) -> None:
    rows = work_out("person", NOW, **archive(said(f"ann > {role}:bob", MORNING, kind="meeting")))
    assert [row["first_at"] is None for row in rows] == [False, True]


def test_a_plan_is_no_sign_of_anybody() -> None:
    planned = said("ann > attendee:bob", MORNING, kind="meeting", signals=" planned ")
    rows = work_out("person", NOW, **archive(planned))
    assert [row["last_at"] for row in rows] == [None, None]


@pytest.mark.parametrize(("value", "is_me"), [("yes", True), ("", True), ("no", False)])
def test_the_owner_is_who_the_user_says(value: str, *, is_me: bool) -> None:
    answer = [
        {
            "answer_id": b"a" * 16,
            "question": "me",
            "address_id": BOB,
            "value": value,
            "said_at": datetime(2025, 1, 1),  # noqa: DTZ001 # UTC, as tables hold it
        }
    ]
    rows = work_out("person", NOW, **archive(said("ann > bob", MORNING)), answer=answer)
    assert [row["is_me"] for row in rows] == [False, is_me]


def test_a_person_with_a_machine_among_their_addresses_is_a_person() -> None:
    tables = archive(said("ann > bob", MORNING), ann="noreply@shop.example", bob="bob@b.example")
    joined = [{"address_id": ANN, "other_id": BOB, "reason": "vcard"}]
    assert [row["is_automaton"] for row in work_out("person", NOW, **tables)] == [True, False]
    together = work_out("person", NOW, **tables, same_person=joined)
    assert [row["is_automaton"] for row in together] == [False]


def test_the_owner_is_the_address_everything_passes_through() -> None:
    tables = archive(
        *(said("ann > bob", at(MORNING) + one) for one in range(3)),
        *(said("bob > ann delivered:ann", at(MORNING) + 10 + one) for one in range(2)),
        *(said("cas > ann delivered:ann", at(MORNING) + 20 + one) for one in range(5)),
    )
    rows = sorted(work_out("owner", NOW, **tables), key=lambda row: str(row["place"]))
    assert [(row["address_id"], row["share"], row["place"]) for row in rows] == [
        (ANN, 1.0, 1),
        (BOB, 0.5, 2),
        (3, 0.5, 3),
    ]
    assert (
        rows[0]["evidence"]
        == "takes part in 10 of 10, sent 3, received 7, 7 delivered to its mailbox"
    )
    assert rows[1]["evidence"] == "takes part in 5 of 10, sent 2, received 3"


def test_whoever_follows_everybody_is_not_taken_for_the_owner() -> None:
    tables = archive(
        said("cas > bob", MORNING, channel="feed", kind="post"),
        said("ann > bob", MORNING, channel="feed", kind="post"),
        said("bob > ann", MORNING, channel="mail"),
    )
    assert {row["channel"] for row in work_out("owner", NOW, **tables)} == {"mail"}


def test_a_list_is_never_taken_for_the_owner() -> None:
    tables = archive(
        said("ann > dee", MORNING, signals=" list "),
        said("bob > dee", MORNING, signals=" list "),
        dee="loom@lists.example.org",
    )
    assert {row["address_id"] for row in work_out("owner", NOW, **tables)} == {ANN, BOB}
