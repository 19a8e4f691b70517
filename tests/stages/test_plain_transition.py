"""The history of a tie: when each stage was reached, and by what."""

import random
from datetime import datetime

import pytest
from tests.stepping import at, work_out
from tests.ties.rows import ANN, BOB, DAY, NOW, WEEK, Record, archive, met, said

START = at("2024-01-01T20:00")  # a Monday evening


def history(
    *records: Record, as_of: str = "2024-12-31", table: str = "plain_transition"
) -> list[tuple[object, ...]]:
    """Return Ann's transitions with Bob: day, from, to, trigger."""
    rows = work_out(table, as_of, **archive(*records))
    mine = [row for row in rows if (row["ego_id"], row["alter_id"]) == (ANN, BOB)]
    return [
        (_day(row["happened_at"]), row["from_stage"], row["to_stage"], row["trigger"])
        for row in sorted(mine, key=lambda row: int(str(row["number"])))
    ]


def _day(moment: object) -> float:
    assert isinstance(moment, datetime)
    return (moment - datetime(2024, 1, 1, 20)).total_seconds() / DAY  # noqa: DTZ001 # UTC


def day(line: str, number: int, **more: object) -> Record:
    return said(line, START + number * DAY, **more)


def test_a_first_message_and_a_reply_the_same_week() -> None:
    assert history(day("ann > bob", 0), day("bob > ann", 2), as_of="2024-02-01") == [
        (0, None, "avatar", "first contact"),
        (2, "avatar", "acquaintance", "first reply"),
    ]


@pytest.mark.parametrize(
    ("medium", "trigger"), [("in_person", "met in person"), ("online", "met online")]
)
def test_a_first_meeting(medium: str, trigger: str) -> None:
    meeting = met("ann bob", START, medium=medium)
    assert history(meeting, as_of="2024-02-01") == [(0, None, "acquaintance", trigger)]


def test_meeting_somebody_only_written_to_before() -> None:
    found = history(day("ann > bob", 0), met("ann bob", START + 10 * DAY), as_of="2024-02-01")
    assert found == [
        (0, None, "avatar", "first contact"),
        (10, "avatar", "acquaintance", "met in person"),
    ]


def test_six_meetings_in_the_first_week() -> None:
    meetings = [met("ann bob", START + one * DAY) for one in range(6)]
    assert history(*meetings, as_of="2024-02-01") == [
        (0, None, "acquaintance", "met in person"),
        (5, "acquaintance", "budding_friend", "met in person"),
    ]


def test_the_way_to_a_friend_by_regular_contact() -> None:
    letters = [day(("ann > bob", "bob > ann")[one % 2], 14 * one) for one in range(14)]
    assert history(*letters, as_of="2024-07-10") == [
        (0, None, "avatar", "first contact"),
        (14, "avatar", "acquaintance", "first reply"),
        (98, "acquaintance", "budding_friend", "regular contact"),
        (182, "budding_friend", "friend", "regular contact"),
    ]


def test_the_way_to_a_friend_by_hours() -> None:
    visits = [met("ann bob 11", START + one * WEEK, minutes=480) for one in range(10)]
    assert history(*visits, as_of="2024-04-01")[1:] == [
        (21, "acquaintance", "budding_friend", "hours together"),
        (63, "budding_friend", "friend", "hours together"),
    ]


def test_falling_asleep_and_waking_up() -> None:
    letters = [day("ann > bob", 0), day("bob > ann", 0), day("ann > bob", 200)]
    # Two short gaps beside the one of 28 weeks make the rhythm a weekly one.
    letters += [day(("bob > ann", "ann > bob")[one % 2], 207 + 7 * one) for one in range(6)]
    assert history(*letters) == [
        (0, None, "acquaintance", "first reply"),
        (90, "acquaintance", "dormant", "silence"),
        (200, "dormant", "acquaintance", "contact again"),
        (242, "acquaintance", "budding_friend", "regular contact"),
        (332, "budding_friend", "dormant", "silence"),
    ]


def test_waking_up_and_coming_closer_at_once() -> None:
    visits = [met("ann bob", START + one * DAY) for one in (0, *range(197, 202))]
    letters = [day("ann > bob", 1), day("ann > bob", 207), day("ann > bob", 214)]
    assert history(*visits, *letters, as_of="2024-09-01") == [
        (0, None, "acquaintance", "met in person"),
        (91, "acquaintance", "dormant", "silence"),
        (197, "dormant", "acquaintance", "contact again"),
        (201, "acquaintance", "budding_friend", "met in person"),
    ]


def test_no_records_make_no_history() -> None:
    assert history() == []


@pytest.mark.parametrize("rules", ["", "plain_"])
def test_the_history_ends_where_the_tie_stands(rules: str) -> None:
    dice = random.Random(7)  # noqa: S311 # made-up letters, nothing secret
    people = ("ann", "bob", "cas", "dee", "eve")
    records = []
    for one in range(600):
        some = dice.sample(people, dice.choice((2, 2, 3)))
        moment = START + int(dice.paretovariate(0.4) * 9000) % (900 * DAY) + one
        if dice.random() < 0.1:
            records.append(met(" ".join(some), moment, minutes=dice.randrange(600)))
        else:
            records.append(said(f"{some[0]} > {' '.join(some[1:])}", moment))
    tables = archive(*records)
    ends: dict[tuple[object, object], object] = {}
    for row in sorted(
        work_out(f"{rules}transition", NOW, **tables), key=lambda row: int(str(row["number"]))
    ):
        ends[row["ego_id"], row["alter_id"]] = row["to_stage"]
    stands = {
        (row["ego_id"], row["alter_id"]): "dormant" if row["is_dormant"] else row["stage"]
        for row in work_out(f"{rules}stage", NOW, **tables)
    }
    assert len(stands) == 20
    assert len(set(stands.values())) > 1
    assert ends == stands
