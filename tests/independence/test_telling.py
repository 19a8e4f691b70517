"""What is said of choices: of the owner alone, or of others together."""

import pyarrow as pa
import pytest

from mutuals.claims.verdict import Given
from mutuals.independence.telling import begun, choices_told, more_often

ME = 1
Row = dict[str, object]


def person(*, owner: bool = True) -> pa.Table:
    return pa.table({"person_id": [ME, 2], "is_me": [owner, False], "name": ["Me", "Ann"]})


def told(**given: object) -> Row:
    usual: Row = {"person_id": ME, "untold": "", "choices": 46, "grade": "C", "crowd": 0.1}
    usual |= {"crowd_lower": -0.1, "crowd_upper": 0.3, "independent": 0.5}
    usual |= {"contrarian": 0.1, "conformist": 0.2, "noise": 0.1}
    return usual | given


def world(*rows: Row, owner: bool = True, began: Row | None = None) -> Given:
    leaning = {"leaning": "crowd", "middle": 0.5, "lower": 0.45, "upper": 0.55, "placebo": 0.01}
    empty = pa.table({"person_id": pa.array([], pa.int64()), "untold": pa.array([], pa.string())})
    return Given(
        {
            "person": person(owner=owner),
            "independence": pa.Table.from_pylist(list(rows)) if rows else empty,
            "leaning": pa.Table.from_pylist([leaning | {"people": 90, "choices": 4000}]),
            "originator": pa.Table.from_pylist([began])
            if began
            else pa.table({"person_id": pa.array([], pa.int64())}),
        }
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"independent": 0.85}, "less than most people in these records do. The crowd did next to"),
        ({}, "not enough evidence to say which kind"),
        ({"crowd_lower": 0.6, "crowd_upper": 0.9, "conformist": 0.9}, "more than most"),
        ({"crowd_lower": 0.3, "crowd_upper": 0.9}, "about as much as most people"),
        ({"untold": "few", "choices": 12}, "There are 12 to go by; around 30 would give"),
        ({"untold": "unsure"}, "Your 46 choices are too alike"),
        ({"untold": "rule"}, "follow one rule"),
    ],
)
def test_the_owner_is_told_of_choices_and_not_what_they_are_like(given: Row, words: str) -> None:
    said = choices_told(world(told(**given)))
    assert words in said.text()
    assert not {"independent", "conformist", "personality", "you are"} & set(said.text().split())
    assert bool(said.missing) == bool(given.get("untold"))


def test_without_choices_the_owner_is_told_what_would_do() -> None:
    assert "around 30 would give a first band" in choices_told(world()).text()


def test_a_community_is_told_together_and_by_five_at_least() -> None:
    rows = [told(person_id=one) for one in range(10, 15)]
    few = choices_told(world(*rows[:4], owner=False))
    assert few.sure == "not enough records"
    said = choices_told(world(*rows, owner=False)).text()
    assert "about 41 % more often here; with its moments shuffled, about as often" in said
    assert "about 50 people in a hundred" in said


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [(1.2, 3.0, "more than chance"), (0.2, 0.8, "fewer than chance"), (0.5, 2.0, "as many as")],
)
def test_beginnings_are_held_against_chance(lower: float, upper: float, words: str) -> None:
    row: Row = {"person_id": ME, "things": 9, "started": 3.0, "expected": 2.5}
    said = begun(world(began=row | {"lower": lower, "upper": upper}))
    assert words in said.text()
    assert "3 of 9 things" in said.text()


def test_without_shared_things_nobody_began() -> None:
    assert begun(world()).missing
    assert begun(world(owner=False)).missing


def test_twice_as_many_takers_is_twice_as_often_at_a_slope_of_one() -> None:
    assert more_often(1.0) == 2.0
