"""Introductions, time, those who moved closer, and the friend who fades."""

import pytest
from tests.mirror.tables import ANN, BOB, ME, Rows, days_ago, tables

from mutuals.mirror.fading import fading
from mutuals.mirror.introduced import introduced
from mutuals.mirror.look_up import village
from mutuals.mirror.moved import moved
from mutuals.mirror.spent import spent
from mutuals.sentence import Evidence, Who


def introduction(
    introducer: int, pair: tuple[int, int], afterwards: str, *, thing: str | None = None
) -> dict[str, object]:
    return {
        "introducer_id": introducer,
        "person_a_id": pair[0],
        "person_b_id": pair[1],
        "afterwards": afterwards,
        "thing": thing,
        "introduced_at": days_ago(100),
        "evidence": "wrote to both, introducing them",
    }


def test_introductions_made_and_received_are_counted_with_what_came_of_them() -> None:
    rows: Rows = [
        introduction(ME, (ANN, BOB), "in touch"),
        introduction(ME, (ANN, BOB), "quiet"),
        introduction(ANN, (ME, BOB), "in touch", thing="paid work"),
        introduction(ANN, (BOB, 9), "in touch"),
    ]
    found = introduced(village(tables(introduction=rows)))
    assert found.text() == (
        "Twice you brought two people together; one of these is in touch since. Once somebody "
        "brought you together with another person; they are in touch since. After Ann Ash "
        "brought you and Bob Birch together came paid work."
    )
    assert (found.basis, found.sure) == (
        "three introductions, all of them said in words",
        "clear",
    )
    assert Who(ANN, "Ann Ash") in found.parts


@pytest.mark.parametrize(
    ("afterwards", "words"),
    [
        (["in touch", "in touch"], "all of these are in touch since"),
        (["quiet", "met once"], "one of these was in contact since, not regularly"),
        (["in touch", "in touch", "quiet"], "two of these are in touch since"),
    ],
)
def test_who_kept_in_touch_is_said_as_it_is(afterwards: list[str], words: str) -> None:
    rows: Rows = [introduction(ME, (ANN, BOB), one) for one in afterwards]
    assert words in introduced(village(tables(introduction=rows))).text()


def test_without_introductions_it_says_what_one_would_be() -> None:
    assert "No introduction" in introduced(village(tables())).text()


def month(back: int, minutes: float, mode: str) -> dict[str, object]:
    number = 2025 * 12 + 6 - back
    return {
        "ego_id": ME,
        "month": f"{number // 12}-{number % 12 + 1:02}",
        "minutes": minutes,
        "lower": minutes * 0.8,
        "upper": minutes * 1.3,
        "mode": mode,
    }


def test_time_is_said_in_hours_a_week_and_never_to_the_digit() -> None:
    rows: Rows = [month(back, 1500.0, "one_on_one") for back in range(12)]
    rows += [month(back, 1500.0, "group") for back in range(12)]
    rows += [month(back, 9000.0, "group") for back in (14, 20)]
    found = spent(village(tables(own_hours=rows)))
    assert found.text() == (
        "You spent about twelve hours a week with people, as far as these files tell; about "
        "half of it one-on-one."
    )
    assert found.basis.startswith("message lengths and meeting times, August 2024 to July 2025")
    assert found.sure == "a fair guess"


def test_five_months_are_too_few_to_say_where_time_goes() -> None:
    rows: Rows = [month(back, 1500.0, "group") for back in range(5)]
    assert spent(village(tables(own_hours=rows))).sure == "not enough records"


def tie(alter: int, before: str | None, after: str, *, move: str) -> dict[str, object]:
    ends = {"from_stage": before, "to_stage": after}
    return {"ego_id": ME, "alter_id": alter, "move": move, **ends}


def test_those_who_came_closer_are_named_with_where_they_stood() -> None:
    rows: Rows = [
        tie(9, "acquaintance", "budding_friend", move="closer"),
        tie(ANN, "avatar", "budding_friend", move="closer"),
        tie(BOB, "acquaintance", "acquaintance", move="silent"),
        tie(8, None, "friend", move="new"),
    ]
    found = moved(village(tables(own_lately=rows)))
    assert found.text().startswith(
        "Two people came closer in the last twelve months. Ann Ash was an avatar a year ago and "
        "is a budding friend now; "
    )
    assert Evidence("a budding friend", f"person/{ANN}", 1) in found.parts
    assert found.basis == (
        "stages of four ties a year ago and now; of the others, one fell silent and one came in "
        "for the first time"
    )


def test_nobody_moved_is_said_so() -> None:
    assert moved(village(tables())).sure == "not enough records"


def weather(alter: int, recent: int, usual: float, *, is_fading: bool = True) -> dict[str, object]:
    counts = {"is_fading": is_fading, "recent": recent, "usual": usual}
    return {"ego_id": ME, "alter_id": alter, **counts}


def test_a_tie_that_grows_rarer_is_named_with_its_own_rhythm() -> None:
    rows = [weather(ANN, 1, 12.1), weather(BOB, 9, 10.0, is_fading=False)]
    found = fading(village(tables(own_weather=rows)))
    assert found.text() == (
        "One regular tie is down to half of the usual contact, or less: with Ann Ash on one day "
        "of the last 90 where twelve would be usual."
    )


def test_of_many_ties_the_most_regular_are_named_and_all_are_counted() -> None:
    rows = [weather(9, 0, 4.0), weather(ANN, 0, 12.1), weather(BOB, 2, 9.6)]
    found = fading(village(tables(own_weather=rows)))
    assert found.text() == (
        "Three regular ties are down to half of the usual contact, or less; among them that with "
        "Ann Ash on no day of the last 90 where twelve would be usual and with Bob Birch on two "
        "days of the last 90 where ten would be usual."
    )
    assert Evidence("Three regular ties are", "continuum", 3) in found.parts


def test_where_nothing_grows_rarer_it_says_so() -> None:
    rows = [weather(ANN, 9, 10.0, is_fading=False)]
    assert fading(village(tables(own_weather=rows))).missing
