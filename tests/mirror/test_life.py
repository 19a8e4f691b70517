"""Introductions, time, those who moved closer, and the friend who fades."""

import pytest
from tests.mirror.tables import ANN, BOB, ME, SECOND, Rows, days_ago, tables

from mutuals.mirror.fading import fading
from mutuals.mirror.introduced import introduced
from mutuals.mirror.look_up import village
from mutuals.mirror.moved import moved
from mutuals.mirror.spent import spent
from mutuals.sentence import Evidence, Who

DAY = 86_400


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
        "three introductions, three of them said in words",
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


def change(alter: int, stage: str, days: float, *, number: int) -> dict[str, object]:
    return {
        "ego_id": ME,
        "alter_id": alter,
        "to_stage": stage,
        "happened_at": days_ago(days),
        "number": number,
    }


def test_those_who_came_closer_are_named_with_where_they_stood() -> None:
    rows: Rows = [
        change(ANN, "avatar", 900, number=1),
        change(ANN, "acquaintance", 200, number=2),
        change(ANN, "budding_friend", 90, number=3),
        change(BOB, "acquaintance", 500, number=1),
        change(BOB, "dormant", 100, number=2),
        change(9, "friend", 20, number=1),
    ]
    found = moved(village(tables(own_transition=rows)))
    assert found.text() == (
        "One person came closer in the last year. Ann Ash was a handle a year ago and is a "
        "budding friend now."
    )
    assert Evidence("a budding friend", f"person/{ANN}", 1) in found.parts
    assert "one tie fell asleep" in found.basis


def test_nobody_moved_is_said_so() -> None:
    assert moved(village(tables())).sure == "not enough records"


def contacts(alter: int, before: int, lately: int) -> Rows:
    times = [SECOND - (125 + number) * DAY for number in range(before)]
    times += [SECOND - (1 + number) * DAY for number in range(lately)]
    return [{"ego_id": ME, "alter_id": alter, "started": one} for one in times]


def standing_of(alter: int, stage: str, *, is_dormant: bool = False) -> dict[str, object]:
    return {"ego_id": ME, "alter_id": alter, "stage": stage, "is_dormant": is_dormant}


@pytest.mark.parametrize(
    ("before", "lately", "words"),
    [
        pytest.param(60, 0, "hardly been in contact since March 2025.", id="next to nothing"),
        pytest.param(60, 5, "about a quarter as often since March 2025", id="a quarter"),
        pytest.param(60, 12, None, id="more than half"),
        pytest.param(11, 0, None, id="never regular"),
    ],
)
def test_a_friend_fades_against_their_own_rhythm(
    before: int, lately: int, words: str | None
) -> None:
    given = tables(
        own_stage=[standing_of(ANN, "friend")], own_contact=contacts(ANN, before, lately)
    )
    found = fading(village(given))
    if words is None:
        assert found.missing
    else:
        assert found.text().startswith("You and Ann Ash have ")
        assert words in found.text()


@pytest.mark.parametrize(
    "standing", [standing_of(ANN, "acquaintance"), standing_of(ANN, "friend", is_dormant=True)]
)
def test_neither_acquaintances_nor_the_dormant_fade(standing: dict[str, object]) -> None:
    given = tables(own_stage=[standing], own_contact=contacts(ANN, 60, 0))
    assert fading(village(given)).missing
