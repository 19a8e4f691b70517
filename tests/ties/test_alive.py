"""Chances of contact again, and what contact does against what is usual."""

import pytest
from tests.stepping import at, work_out
from tests.ties.rows import ANN, BOB, CAS, DAY, NOW, Record, archive, dyads, met, said

START = at("2024-01-01T20:00")


def every(days: int, line: str, back: str, *, until: int, first: int = 0) -> list[Record]:
    moments = range(first, until, days)
    return [said((line, back)[one % 2], START + day * DAY) for one, day in enumerate(moments)]


def test_a_day_is_told_once_with_who_started() -> None:
    records = [
        said("ann > bob", START),
        said("bob > ann cas", START + 60),
        met("bob ann", START + DAY, minutes=90),
        met("ann bob cas", START + 2 * DAY, minutes=60),
    ]
    rows = work_out("contact_day", NOW, **archive(*records))
    found = {
        (row["day"], row["contacts"], row["alone"], row["company"], row["hours"])
        for row in rows
        if (row["low_id"], row["high_id"]) == (ANN, BOB)
    }
    day = START // DAY
    assert {one[:4] for one in found} == {(day, 2, 1, 0), (day + 1, 1, 1, 0), (day + 2, 1, 0, 1)}
    assert {round(float(str(one[4])), 3) for one in found} == {0.028, 1.5, 0.667}
    first = next(row for row in rows if row["day"] == day and row["high_id"] == BOB)
    assert (first["low_first"], first["high_first"]) == (START, START + 60)
    assert (first["low_close"], first["high_close"]) == (1, 0)


def test_a_lively_tie_is_likelier_alive_than_a_silent_one() -> None:
    records = [
        *every(7, "ann > bob", "bob > ann", until=700),
        *every(7, "ann > cas", "cas > ann", until=250),
    ]
    rows = work_out("alive", "2025-12-01", **archive(*records))
    told = {(row["ego_id"], row["alter_id"]): row for row in rows}
    assert told[ANN, BOB]["alive"] == told[BOB, ANN]["alive"]
    assert float(str(told[ANN, BOB]["alive"])) > 0.8
    assert float(str(told[ANN, CAS]["alive"])) < 0.3
    assert {row["grade"] for row in rows} == {"other archives"}


def test_one_day_is_not_enough() -> None:
    found = dyads("alive", "alive lower upper days grade", said("ann > bob", START))
    assert found == {(None, None, None, 1, "not enough records")}


def test_many_pairs_teach_their_own_lessons() -> None:
    records = []
    for one in range(40):
        records += every(9, f"ann > {20 + one}", f"{20 + one} > ann", until=650, first=one)
    grades = dyads("alive", "grade", *records, as_of="2025-10-15")
    assert grades == {("own records",)}


@pytest.mark.parametrize(
    ("records", "word", "is_fading"),
    [
        pytest.param(every(7, "ann > bob", "bob > ann", until=730), "steady", False, id="weekly"),
        pytest.param(
            [*every(7, "ann > bob", "bob > ann", until=640), said("ann > bob", START + 700 * DAY)],
            "cooling",
            True,
            id="weekly, then once",
        ),
        pytest.param(
            [*every(7, "ann > bob", "bob > ann", until=640), said("ann > bob", START + 727 * DAY)],
            "cooling",
            False,
            id="weekly, then once, just now",
        ),
        pytest.param(
            [
                *every(40, "ann > bob", "bob > ann", until=640),
                *every(4, "ann > bob", "bob > ann", until=730, first=650),
            ],
            "warming",
            False,
            id="rarely, then often",
        ),
        pytest.param(
            [
                *every(7, "ann > bob", "bob > ann", until=400),
                *every(7, "ann > bob", "bob > ann", until=730, first=700),
            ],
            "revived",
            False,
            id="after a long break",
        ),
        pytest.param(
            every(7, "ann > bob", "bob > ann", until=500), "asleep", False, id="half a year silent"
        ),
        pytest.param(
            every(7, "ann > bob", "bob > ann", until=730, first=600),
            "not enough records",
            False,
            id="known for four months",
        ),
        pytest.param(
            every(180, "ann > bob", "bob > ann", until=730),
            "not enough records",
            False,
            id="five days in two years",
        ),
    ],
)
def test_the_weather_of_a_tie(records: list[Record], word: str, is_fading: bool) -> None:  # noqa: FBT001  a case
    found = dyads("weather", "weather is_fading", *records, as_of="2025-12-31")
    assert found == {(word, is_fading)}


def test_what_goes_to_several_makes_no_tie_warmer() -> None:
    records = [
        *every(30, "ann > bob", "bob > ann", until=730),
        *every(3, "ann > bob cas", "bob > ann cas", until=730, first=650),
    ]
    rows = work_out("weather", "2025-12-31", **archive(*records))
    (row,) = [row for row in rows if (row["ego_id"], row["alter_id"]) == (1, 2)]
    assert (row["weather"], row["recent"]) == ("steady", 3)


def test_the_weather_says_its_numbers() -> None:
    records = every(7, "ann > bob", "bob > ann", until=730)
    rows = work_out("weather", "2025-12-31", **archive(*records))
    assert rows[0]["evidence"] == "13 days in the last 90, 13 would be usual"
    assert float(str(rows[0]["lower"])) < 1 < float(str(rows[0]["upper"]))


def test_no_records_no_rows() -> None:
    for table in ("alive", "weather", "course"):
        assert work_out(table) == []
