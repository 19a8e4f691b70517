"""Chains of people who did the same, mentors, and two funnels."""

import pytest
from tests.influence.rows import DAY, START, key, outcome, people
from tests.stepping import Row, at, made_from


def given(*rows: tuple[int, int | None, float]) -> list[Row]:
    return [
        {
            "outcome_id": key(number),
            "person_id": number,
            "source_id": source,
            "sort": "action",
            "personal": part if source else 0.0,
            "broadcast": 0.0,
            "credit": part,
            "grade": "C",
        }
        for number, source, part in rows
    ]


DONE = people() | {"outcome": [outcome(one, one, 10.0 * one) for one in (1, 2, 3, 4)]}


def test_a_chain_follows_the_likeliest_source_to_its_end() -> None:
    # 1 by themselves; 2 by 1; 3 by 2, who had done it; 4 as likely by nobody as by 1
    credit = given(
        *((1, None, 1.0), (2, 1, 0.8), (2, None, 0.2), (3, 2, 0.6), (3, 1, 0.3), (3, None, 0.1)),
        *((4, 1, 0.5), (4, None, 0.5)),
    )
    found = {row["person_id"]: row for row in made_from("ripple", DONE | {"credit": credit})}
    assert (found[1]["others"], found[1]["further"], found[1]["depth"]) == (1, 1, 2)
    assert (found[2]["others"], found[2]["further"], found[2]["depth"]) == (1, 0, 1)
    assert found[1]["inspired"] == pytest.approx(0.8 + 0.3 + 0.5)
    assert (found[1]["spoken"], found[1]["grade"]) == (0.0, "C")


def test_no_chain_goes_back_to_where_it_came_from() -> None:
    # 1 and 2 each credited with the other's, and 2 with two things that 3 did
    more = [outcome(30, 3, 40, thing="hat"), outcome(10, 1, 50)]
    done = DONE | {"outcome": [*DONE["outcome"], *more]}
    credit = given((1, 2, 1.0), (2, 1, 1.0), (3, 2, 1.0))
    credit += [
        {**given((30, 2, 1.0))[0], "person_id": 3},
        {**given((10, 2, 1.0))[0], "person_id": 1},
    ]
    found = {row["person_id"]: row for row in made_from("ripple", done | {"credit": credit})}
    # 2 spoke of it before 1 did it, which 2 did later: there every chain begins
    assert (found[2]["others"], found[2]["further"], found[2]["depth"]) == (2, 3, 3)
    assert (found[1]["others"], found[1]["further"], found[1]["depth"]) == (1, 2, 2)


def test_who_only_spoke_of_it_inspired_nobody_to_do_the_same() -> None:
    found = made_from("ripple", DONE | {"credit": given((2, 5, 0.7), (2, None, 0.3))})
    assert [(row["person_id"], row["inspired"], row["spoken"]) for row in found] == [(5, 0.0, 0.7)]
    assert made_from("ripple", people()) == []


def sustained(**more: object) -> list[Row]:
    tie = {
        "ego_id": 1,
        "alter_id": 2,
        "active_weeks": 20,
        "interactions": 40,
        "one_on_one": 30,
        "first": START,
        "last": START + 300 * DAY,
    }
    return [tie | more]


TAUGHT = [
    {**row, "outcome_id": key(100 + number)}
    for number, row in enumerate(given((2, 1, 0.6), (2, 1, 0.7)))
]
LEARNED = people() | {
    "outcome": [outcome(one, 1, 5.0 * one, thing=f"t{one}") for one in (1, 2, 3)]
    + [outcome(10 + one, 2, 5.0 * one + 2, thing=f"t{one}") for one in (1, 2, 3)]
}


@pytest.mark.parametrize(
    ("tie", "is_mentor"),
    [
        ({}, True),
        ({"active_weeks": 7}, False),
        ({"last": START + 100 * DAY}, False),
        ({"one_on_one": 19}, False),
    ],
)
def test_a_mentor_is_sustained_alone_with_the_other_and_ahead(
    tie: dict[str, object],
    is_mentor: bool,  # noqa: FBT001  pytest passes it by name
) -> None:
    rows = made_from("mentor", LEARNED | {"credit": TAUGHT, "tie": sustained(**tie)})
    assert [(row["mentor_id"], row["person_id"]) for row in rows] == [(1, 2)] * is_mentor
    if is_mentor:
        (row,) = rows
        assert (row["ahead"], row["shared"], row["things"]) == (3, 3, 2)
        assert row["credit"] == pytest.approx(1.3)
        assert (row["a_year_before"], row["grade"]) == (None, "C")
        days = (at("2026-01-01") - START) / DAY
        assert row["a_year_after"] == pytest.approx(3 * 365.25 / days)


def test_whoever_is_not_ahead_is_no_mentor() -> None:
    late = LEARNED | {
        "outcome": [outcome(one, 1, 50.0 * one, thing=f"t{one}") for one in (1, 2, 3)]
        + [outcome(10 + one, 2, 5.0 * one + 2, thing=f"t{one}") for one in (1, 2, 3)]
    }
    assert made_from("mentor", late | {"credit": TAUGHT, "tie": sustained()}) == []


def test_two_funnels_of_one_source_stand_side_by_side() -> None:
    rows = made_from(
        "funnel",
        {
            "influence": [
                {
                    "person_id": 1,
                    "personal": 2.0,
                    "broadcast": 0.5,
                    "grade": "B",
                    "broadcast_grade": "C",
                }
            ],
            "conversion": [
                {"source_id": 1, "way": "personal", "people": 4, "exposed": 5, "took_up": 2},
                {"source_id": 1, "way": "broadcast", "people": 50, "exposed": 60, "took_up": 1},
            ],
            "status": [{"person_id": 1, "likes": 100}],
        },
    )
    talks, posts = sorted(rows, key=lambda row: str(row["way"]), reverse=True)
    assert (talks["people"], talks["per_person"], talks["looked"]) == (4, 0.5, None)
    assert (posts["per_person"], posts["likes_per_act"], posts["grade"]) == (0.01, 200.0, "C")
