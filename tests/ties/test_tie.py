"""What a tie sums up."""

from datetime import datetime

import pytest
from tests.stepping import at, work_out
from tests.ties.rows import ANN, BOB, CAS, DAY, DEE, EVE, WEEK, archive, dyads, met, said

START = at("2025-01-06T10:00")  # a Monday


def test_a_tie_counts_what_passed_each_way() -> None:
    tables = archive(
        said("ann > bob", START, length=1000),
        said("ann > bob cas", START + DAY, channel="whatsapp"),
        said("bob > ann", START + WEEK),
        met("ann bob", START + 2 * WEEK, minutes=90),
    )
    tie = next(row for row in work_out("tie", "2025-01-20T10:00", **tables) if row["ego_id"] == ANN)
    assert tie == {
        "ego_id": ANN,
        "alter_id": BOB,
        "sent": 3,
        "received": 2,
        "one_on_one": 3,
        "group_share": 0.25,
        "first_at": datetime(2025, 1, 6, 10),  # noqa: DTZ001 # UTC, as tables hold it
        "last_at": datetime(2025, 1, 20, 10),  # noqa: DTZ001 # UTC, as tables hold it
        "active_weeks": 3,
        "reciprocity": pytest.approx(2 / 3),
        "strength": pytest.approx(3.555035),
        "overlap": 0.0,
        "shared": 0,
        "first": START,
        "last": START + 2 * WEEK,
        "meetings": 1,
        "interactions": 4,
        "channels": 3,
        "minutes": 94.0,
    }


def test_both_directions_mirror_each_other() -> None:
    assert dyads("tie", "ego_id alter_id sent received reciprocity", said("ann > bob", START)) == {
        (ANN, BOB, 1, 0, 0.0),
        (BOB, ANN, 0, 1, 0.0),
    }


def test_contact_half_a_year_ago_counts_half() -> None:
    assert dyads("tie", "strength", said("ann > bob", START), as_of="2025-07-05T10:00") == {(0.5,)}


def test_sunday_and_monday_are_two_weeks() -> None:
    around = (said("ann > bob", START), said("ann > bob", START - DAY))
    assert dyads("tie", "active_weeks", *around) == {(2,)}


def test_overlap_is_the_share_of_common_acquaintances() -> None:
    # Ann and Bob both know Cas and Dee; Bob alone knows Eve.
    lines = ("ann > bob", "ann > cas", "ann > dee", "bob > cas", "bob > dee", "bob > eve")
    found = dyads(
        "overlap", "ego_id alter_id shared overlap", *(said(line, START) for line in lines)
    )
    expected = {
        (ANN, BOB, 2, 2 / 3),
        (ANN, CAS, 1, 1 / 2),
        (ANN, DEE, 1, 1 / 2),
        (BOB, CAS, 1, 1 / 3),
        (BOB, DEE, 1, 1 / 3),
        (BOB, EVE, 0, 0.0),
    }
    assert found == expected | {(b, a, *rest) for a, b, *rest in expected}


def test_two_who_know_nobody_else_have_no_overlap() -> None:
    assert dyads("overlap", "overlap", said("ann > bob", START)) == {(0.0,)}


def test_overlap_agrees_with_counting_by_hand() -> None:
    # Persons 10 to 39; two are tied when their numbers' product leaves 0 or 1 by 5.
    tied = [(a, b) for a in range(10, 40) for b in range(a + 1, 40) if a * b % 5 < 2]
    known = {one: set[int]() for one in range(10, 40)}
    for a, b in tied:
        known[a].add(b)
        known[b].add(a)
    found = dyads(
        "overlap", "ego_id alter_id shared", *(said(f"{a} > {b}", START) for a, b in tied)
    )
    assert found == {(a, b, len(known[a] & known[b])) for a in known for b in known[a]}


def test_no_records_make_no_ties() -> None:
    assert dyads("tie", "ego_id alter_id") == set()
