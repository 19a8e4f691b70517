"""Would ego name alter a friend: what is seen, from whom, and what is left open."""

import pytest
from tests.stepping import Row, at, work_out
from tests.ties.rows import ANN, BOB, CAS, DAY, DEE, EVE, WEEK, Record, archive, met, said

START = at("2025-03-03T10:00")  # a Monday
# Two close friends, two classmates, and one who is met once: four days of meetings.
LINES = ("ann bob", "ann bob", "cas dee", "cas dee", "ann cas", "bob dee")


def near(line: str, when: int, *, minutes: float = 60) -> Record:
    # Badges note short spells; only shares of them count.
    return met(line, when, minutes=minutes / 20, kind="proximity", channel="badge")


def week() -> list[Record]:
    """Return four days at a school; Eve is there with Dee, and with Ann once."""
    found = [
        near(line, START + day * DAY + number * 3600, minutes=60 if number < 4 else 5)
        for day in range(4)
        for number, line in enumerate(LINES)
    ]
    found += [near("dee eve", START + day * DAY + 7 * 3600) for day in range(4)]
    return [*found, near("ann eve", START + 8 * 3600, minutes=1)]


def mailbox() -> list[Record]:
    """Return Ann's mailbox of six weeks: Bob answers, Cas does not, Dee wrote once."""
    found = [said("dee > ann", START)]
    for number in range(6):
        begun = START + number * WEEK
        found += [said("ann > bob", begun), said("bob > ann", begun + 3600)]
        found += [said("ann > cas", begun + 7200), said("ann > cas", begun + 9000)]
    return found


def told(*records: Record, **given: list[Row]) -> dict[tuple[int, int], dict[str, object]]:
    rows = work_out("closeness", "2025-04-20T10:00", **archive(*records), **given)
    return {(int(str(row["ego_id"])), int(str(row["alter_id"]))): row for row in rows}


def groups(**named: str) -> list[Row]:
    numbers = {"ann": ANN, "bob": BOB, "cas": CAS, "dee": DEE, "eve": EVE}
    return [
        {"profile_id": one.encode().rjust(16, b"-"), "address_id": numbers[one], "group_name": name}
        for one, name in named.items()
    ]


def test_whoever_shares_most_of_their_time_is_closest() -> None:
    found = told(*week())
    assert found[ANN, BOB]["closeness"] == pytest.approx(0.988, abs=0.001)
    assert found[ANN, EVE]["closeness"] == pytest.approx(0.049, abs=0.001)
    assert found[ANN, BOB] == found[BOB, ANN] | {"ego_id": ANN, "alter_id": BOB}
    assert [found[ANN, BOB][one] for one in ("returned", "grade", "sure", "view")] == [
        pytest.approx(0.924, abs=0.001),
        "B",
        "clear",
        "whole",
    ]


def test_the_evidence_says_what_speaks_for_it_and_against() -> None:
    found = told(*week())
    assert found[ANN, BOB]["evidence"] == (
        "for: 96% of each one's time or more; for: they keep the same company; "
        "for: contact in 4 of 4 days"
    )
    assert found[ANN, EVE]["evidence"] == (
        "against: they keep different company; "
        "against: less than 1% of each one's time or more; against: contact in 1 of 4 days"
    )


def test_a_wide_interval_is_not_enough_records() -> None:
    between = told(*week())[ANN, CAS]
    assert between["closeness"] == pytest.approx(0.447, abs=0.001)
    assert between["lower"] == pytest.approx(0.109, abs=0.001)
    assert between["upper"] == pytest.approx(0.842, abs=0.001)
    assert between["sure"] == "not enough records"


def test_a_group_that_brings_two_together_anyway_speaks_against() -> None:
    classes = groups(ann="x", bob="x", cas="y", dee="y")
    found = told(*week(), profile=classes)
    assert [found[pair]["view"] for pair in ((ANN, BOB), (ANN, EVE))] == ["grouped", "whole"]
    apart = groups(ann="x", bob="z", cas="y", dee="y")
    closer = told(*week(), profile=apart)[ANN, BOB]["closeness"]
    assert float(str(closer)) > float(str(found[ANN, BOB]["closeness"]))


def test_a_mailbox_shows_its_owner_only() -> None:
    found = told(*mailbox())
    bob, cas = found[ANN, BOB], found[ANN, CAS]
    assert [bob[one] for one in ("view", "grade", "returned")] == ["partial", "D", None]
    assert bob["closeness"] == pytest.approx(0.950, abs=0.001)
    assert bob["evidence"] == (
        "for: contact in 6 of 6 weeks; for: often in contact of late, 12 times in a year; "
        "for: 33% of one's time, as far as given back"
    )
    assert cas["closeness"] == pytest.approx(0.0, abs=0.001)
    assert str(cas["evidence"]).startswith("against: contact in 6 of 6 weeks, hardly both ways;")
    assert float(str(cas["upper"])) > 0.1


def test_contact_of_late_counts_for_more_than_long_ago() -> None:
    late, early = (
        [
            said(line, START - number * WEEK - back * DAY + turn)
            for number in range(6)
            for turn, line in enumerate((f"ann > {whom}", f"{whom} > ann"))
        ]
        for whom, back in (("bob", 0), ("cas", 300))
    )
    found = told(*late, *early)
    bob, cas = (float(str(found[ANN, one]["closeness"])) for one in (BOB, CAS))
    assert bob > cas
    assert "for: often in contact of late" in str(found[ANN, BOB]["evidence"])
    assert "against: seldom in contact of late" in str(found[ANN, CAS]["evidence"])


def test_mail_leaves_more_open_than_meetings() -> None:
    face = [near("ann bob", START + number * DAY) for number in range(6)]
    face += [near("cas dee", START + number * 7200) for number in range(20)]
    online = [
        said(line, START + number * DAY + turn)
        for number in range(6)
        for turn, line in enumerate(("ann > bob", "bob > ann"))
    ]
    rows = [told(*records)[ANN, BOB] for records in (face, online)]
    assert [(row["grade"], row["view"]) for row in rows] == [("B", "whole"), ("C", "each")]
    widths = [float(str(row["upper"])) - float(str(row["lower"])) for row in rows]
    assert widths == pytest.approx([0.057, 0.212], abs=0.002)


def test_badges_of_many_weeks_are_not_what_was_fitted_on() -> None:
    weeks = [near("ann bob", START - number * WEEK) for number in range(7)]
    weeks += [near("ann bob", START - number * 7200) for number in range(13)]
    row = told(*weeks)[ANN, BOB]
    assert (row["grade"], row["view"]) == ("C", "whole")


@pytest.mark.parametrize(
    ("minutes", "late", "badges"),
    [(0.5, 0, 1), (60, 0, 0), (0.5, 1, 0)],
    ids=["short spells on one beat", "long ones", "at any second"],
)
def test_badges_are_told_by_their_beat(minutes: float, late: int, badges: int) -> None:
    spells = [
        met("ann bob", START + n * (600 + 7 * late), minutes=minutes, kind="proximity")
        for n in range(20)
    ]
    (row,) = work_out("badge", "2025-04-20T10:00", **archive(*spells))
    assert (row["channel"], row["spells"], row["is_badge"]) == ("calendar", 20, badges)
    few = work_out("badge", "2025-04-20T10:00", **archive(*spells[:19]))
    assert [one["is_badge"] for one in few] == [0]


def test_not_seen_is_not_a_stranger() -> None:
    found = told(*mailbox())
    for pair in ((ANN, DEE), (BOB, ANN)):
        assert [found[pair][one] for one in ("closeness", "lower", "upper", "view")] == [
            None,
            0.0,
            1.0,
            None,
        ]
        assert found[pair]["sure"] == "not enough records"
        assert found[pair]["evidence"] == ""


def test_two_days_are_no_habit() -> None:
    two_days = [one for one in week() if int(str(one[0]["started"])) < START + 2 * DAY]
    assert {row["closeness"] for row in told(*two_days).values()} == {None}


def test_nobody_at_all() -> None:
    assert told() == {}


def test_a_channel_somebody_owns_shows_only_those_in_it_whole() -> None:
    rows = work_out("closeness_view", "2025-04-20T10:00", **archive(*mailbox()))
    assert {row["person_id"]: row["is_whole"] for row in rows} == {ANN: 1, BOB: 0, CAS: 0, DEE: 0}
    rows = work_out("closeness_view", "2025-04-20T10:00", **archive(*week()))
    assert {(row["is_whole"], row["window_days"], row["windows"]) for row in rows} == {(1, 1, 4)}


def test_what_is_older_than_a_year_has_passed() -> None:
    old = said("ann > eve", START - 60 * WEEK)
    found = told(*mailbox(), old)
    assert [found[ANN, EVE][one] for one in ("closeness", "view")] == [None, None]
    assert found[ANN, BOB] == told(*mailbox())[ANN, BOB]
    rows = work_out("closeness", "2025-04-20T10:00", **archive(old))
    assert {(row["closeness"], row["sure"]) for row in rows} == {(None, "not enough records")}


def test_hours_in_which_groups_mix() -> None:
    classes = groups(ann="x", bob="x", cas="y", dee="y")
    rows = work_out("closeness_hour", "2025-04-20T10:00", **archive(*week()), profile=classes)
    mixing = {row["hour"]: (row["contacts"], row["mixing"]) for row in rows}
    assert mixing[10] == (4, pytest.approx(1.5 / 9))
    assert mixing[14] == (4, pytest.approx(5.5 / 9))
