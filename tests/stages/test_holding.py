"""What a person's capacity comes to, in sentences."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from mutuals.claims.verdict import Given
from mutuals.hours.views import spread as hours_spread
from mutuals.records import Cut
from mutuals.stages.holding import Row, sentences, spread

BALANCE = {
    "person_id": 1,
    "months": 24,
    "usual": 25.4,
    "lowest": 18,
    "highest": 37,
    "opened": 31,
    "closed": 13,
    "lower": 0.25,
    "upper": 0.5,
    "verdict": "grows",
}
SHAPE = {"person_id": 1, "comparisons": 4, "own": 0.074, "others": 0.118, "closer": 0.9}
LESS = {"person_id": 1, "half": 0, "newcomer_id": 2, "alter_id": 3, "lower": -60.0, "upper": -20.0}


class Held:
    """Tables with the given rows and no others."""

    def __init__(self, **given: list[Row]) -> None:
        self._given = given
        people = [{"person_id": 2, "name": "Bo"}, {"person_id": 3, "name": "Cy"}]
        self._given["person"] = given.get("person", []) + people

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        del cut
        return pa.Table.from_pylist(self._given.get(name, []))


def said(called: str = "", **given: list[Row]) -> list[str]:
    return [one.text() for one in sentences(Held(**given), 1, called=called)]


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("grows", "3 to 6 a year have been added."),
        ("holds", "as many open as close."),
        ("shrinks", "3 to 6 a year have been lost."),
    ],
)
def test_how_many_ties_are_open(verdict: str, words: str) -> None:
    (first, _) = said(capacity_balance=[{**BALANCE, "verdict": verdict}])
    head = "You have about 25 ties open at once, 18 to 37 from month to month; "
    assert first == head + words


def test_long_after_the_last_contact_it_is_said_when_the_records_end() -> None:
    months = [
        {"month": f"2024-{month:02d}", "open": held, "is_whole": month > 1}
        for month, held in zip(range(1, 8), (30, 4, 6, 5, 0, 0, 0), strict=True)
    ]
    now = [{"as_of_at": datetime(2025, 1, 1, tzinfo=UTC)}]
    seen = [{"person_id": 1, "name": "Me", "last_at": datetime(2024, 4, 9, tzinfo=UTC)}]
    (first, _) = said(capacity_balance=[BALANCE], capacity=months, clock=now, person=seen)
    assert first == (
        "You had about 5 ties open at once, 4 to 6 from month to month until the records of it "
        "end in April 2024; 3 to 6 a year have been added."
    )


def test_too_little_is_said_to_be_too_little() -> None:
    balance, shape = said()
    assert balance.startswith("We cannot say yet how many ties your time holds")
    assert shape.startswith("We cannot say yet whether your way of sharing time out stays")
    few = {**BALANCE, "verdict": "not enough records"}
    assert said(called="Ann", capacity_balance=[few])[0].startswith(
        "We cannot say yet how many ties Ann's time holds"
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"verdict": "keeps its shape"}, ", from others' by 12: it keeps its shape."),
        ({"verdict": "changes"}, ", from others' by 12: it changes."),
        (
            {"verdict": "not enough records"},
            ", from others' by 12: too little to tell it from others'.",
        ),
        (
            {"verdict": "not enough records", "others": None, "closer": None},
            "; others are not seen whole here.",
        ),
    ],
)
def test_whether_sharing_stays_alike(row: Row, words: str) -> None:
    head = "From one half year to the next, Ann's way of sharing time out differs by 7 in a hundred"
    assert said(called="Ann", signature_distance=[{**SHAPE, **row}])[1] == head + words


def test_who_got_less_when_somebody_came() -> None:
    assert said(signature_displaced=[LESS])[2] == (
        "In the half year Bo came, you spent 20 to 60 minutes a week less with Cy."
    )
    little = {**LESS, "lower": -0.5, "upper": -0.1, "alter_id": 9}
    assert said(called="Ann", signature_displaced=[little])[2] == (
        "In the half year Bo came, Ann spent under a minute a week less with somebody."
    )


def test_a_community_hears_how_capacity_spreads_and_of_nobody() -> None:
    rows = [{"usual": float(number), "verdict": "grows"} for number in range(1, 10)]
    found = spread(Given({"capacity_balance": pa.Table.from_pylist(rows)}))
    assert found is not None
    said, told = found
    assert said.text() == (
        "People in these records have about 5 ties open at once; half of them between 2 and 8."
    )
    assert (told["grows"], told["holds"]) == (9, 0)
    assert spread(Given({"capacity_balance": pa.Table.from_pylist(rows[:7])})) is None


def test_a_community_hears_how_hours_spread() -> None:
    rows = [
        {"ego_id": number, "month": f"2025-0{month}", "minutes": 260.0 * number}
        for number in range(1, 10)
        for month in (1, 2)
    ]
    said = hours_spread(Given({"hours_share": pa.Table.from_pylist(rows)}))
    assert said.text() == (
        "People here spend about 5.0 hours a week with one another, as far as these records "
        "tell; half of them between 2.5 and 7.5."
    )
    assert said.basis.startswith("9 people, 2 months;")
    assert hours_spread(Given({"hours_share": pa.Table.from_pylist(rows[:8])})).missing
