"""Which interactions are contact, of whom with whom, and how much each counts."""

import pytest
from tests.stepping import work_out
from tests.ties.rows import ANN, BOB, CAS, NOW, Record, archive, dyads, met, said

NOON = "2025-03-05T12:00"
SIDES = "ego_id alter_id sent received"


def test_a_message_is_seen_from_both_ends() -> None:
    rows = work_out("contact", NOW, **archive(said("ann > bob", NOON, length=2500, title="Loom")))
    assert [(row["ego_id"], row["alter_id"], row["sent"], row["received"]) for row in rows] == [
        (ANN, BOB, 1, 0),
        (BOB, ANN, 0, 1),
    ]
    for row in rows:
        assert (row["audience_size"], row["weight"], row["is_one_on_one"]) == (1, 1.0, 1)
        assert (row["minutes"], row["title"], row["local_weekday"]) == (3.5, "Loom", 2)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(said("ann > ann", NOON), id="to oneself"),
        pytest.param(said("> bob", NOON), id="nobody sent it"),
        pytest.param(said("ann > mention:bob", NOON), id="only mentioned"),
        pytest.param(said("ann > delivered:bob", NOON), id="only delivered"),
        pytest.param(said("ann > invited:bob", NOON), id="invited, no answer"),
        pytest.param(met("ann", NOON), id="alone at a meeting"),
        pytest.param(said("ann > declined:bob", NOON, kind="meeting"), id="declined"),
        pytest.param(said("ann > bob", "2026-02-01"), id="after now"),
        pytest.param(met("ann bob", NOON, signals=" planned "), id="only planned"),
        pytest.param(said("ann > bob", NOON, kind="post"), id="a post"),
        pytest.param(said("ann > bob", NOON, kind="system"), id="a system line"),
        pytest.param(said("ann > bob", NOON, kind="entry"), id="a diary entry"),
        pytest.param(said("ann > bob", NOON, kind="allday"), id="an all-day entry"),
        pytest.param(said("ann > bob", NOON, audience_size=51), id="to fifty-one"),
    ],
)
def test_what_is_no_contact(record: Record) -> None:
    assert dyads("contact", SIDES, record) == set()


def test_no_records_make_no_contact() -> None:
    assert dyads("contact", SIDES) == set()


def test_fifty_are_a_group_and_sixty_in_a_room_are_an_audience() -> None:
    fifty = " ".join(str(one) for one in range(100, 150))
    sixty = " ".join(str(one) for one in range(100, 160))
    assert len(dyads("contact", SIDES, said(f"ann > {fifty}", NOON))) == 100
    assert dyads("contact", SIDES, said(f"ann > {sixty}", NOON)) == set()
    assert dyads("contact", SIDES, met(sixty, NOON)) == set()


def test_every_two_who_met_had_contact_both_ways() -> None:
    everyone = dyads("contact", f"{SIDES} audience_size weight", met("ann bob cas", NOON))
    assert everyone == {
        (one, other, 1, 1, 2, 1 / 1.5)
        for one in (ANN, BOB, CAS)
        for other in (ANN, BOB, CAS)
        if one != other
    }


def test_somebody_named_twice_counts_once() -> None:
    twice = said("ann > bob cc:bob", NOON, audience_size=1)
    assert dyads("contact", f"{SIDES} audience_size", twice) == {
        (ANN, BOB, 1, 0, 1),
        (BOB, ANN, 0, 1, 1),
    }


def test_a_copy_to_oneself_leaves_it_one_on_one() -> None:
    copied = said("ann > bob cc:ann", NOON, audience_size=1)
    assert dyads("contact", f"{SIDES} is_one_on_one", copied) == {
        (ANN, BOB, 1, 0, 1),
        (BOB, ANN, 0, 1, 1),
    }


def test_two_addresses_of_one_person_leave_it_one_on_one() -> None:
    both = said("ann > bob cas", NOON)
    joined = [{"address_id": BOB, "other_id": CAS, "reason": "vcard"}]
    assert dyads("contact", f"{SIDES} audience_size", both, same_person=joined) == {
        (ANN, BOB, 1, 0, 1),
        (BOB, ANN, 0, 1, 1),
    }


def test_people_named_in_a_mail_to_a_list_count_and_the_list_does_not() -> None:
    posted = said("ann > dee cc:bob", NOON, signals=" list ")
    # who never wrote and goes by no name may be a list
    wrote = said("bob > dee", NOON, signals=" list ")
    named = {"dee": "loom@lists.example.org", "ann": "ann@a.org", "bob": "bob@b.org"}
    rows = work_out("contact", NOW, **archive(posted, wrote, **named))
    assert {
        (row["ego_id"], row["alter_id"], row["audience_size"], row["is_one_on_one"]) for row in rows
    } == {(ANN, BOB, 2, 0), (BOB, ANN, 2, 0)}


def test_a_list_mail_to_one_person_is_not_one_on_one() -> None:
    posted = said("ann > bob", NOON, signals=" list ")
    assert dyads("contact", "is_one_on_one weight", posted) == {(0, 1.0)}


@pytest.mark.parametrize(
    ("record", "minutes"),
    [
        pytest.param(said("ann > bob", NOON), 1.0, id="a message of unknown length"),
        pytest.param(said("ann > bob", NOON, length=90_000), 30.0, id="a very long message"),
        pytest.param(met("ann bob", NOON, minutes=45), 45.0, id="a meeting"),
        pytest.param(met("ann bob", NOON, minutes=6000), 480.0, id="a meeting of days"),
        pytest.param(met("ann bob", NOON, seconds=None), 30.0, id="a meeting without an end"),
        pytest.param(
            said("ann > bob", NOON, kind="proximity", seconds=20), 1 / 3, id="twenty seconds"
        ),
        pytest.param(said("ann > bob", NOON, kind="call", seconds=90), 1.5, id="a call"),
        pytest.param(said("ann > bob", NOON, kind="call"), 1.0, id="a call without an end"),
    ],
)
def test_minutes(record: Record, minutes: float) -> None:
    assert dyads("contact", "minutes", record) == {(minutes,)}
