"""The claims on choices, capacity and gatherings, on records made for a verdict."""

import numpy as np
import pyarrow as pa
import pytest
from tests.claims.rows import NOTHING

from mutuals.claims import (
    close_ties_are_finite,
    influencers_resist_the_crowd,
    meeting_furthers_contact,
    ten_guests_make_few_circles,
)
from mutuals.claims.verdict import Given

PEOPLE = 60
INFLUENCE = {"person_id": pa.int64(), "personal": pa.float64(), "exposures": pa.int64()}


def choosing(sign: float, *, people: int = PEOPLE, untold: str = "") -> Given:
    rng = np.random.default_rng(3)
    crowd = rng.normal(size=people)
    personal = np.exp(sign * crowd + 0.3 * rng.normal(size=people))
    ids = np.arange(people)
    told = {"person_id": ids, "untold": [untold] * people, "crowd": crowd}
    moves = {"person_id": ids[::-1], "personal": 20 * personal[::-1], "grade": ["D"] * people}
    return Given(
        {
            "independence": pa.table(told | {"choices": [40] * people}),
            "influence": pa.table(moves | {"exposures": [20] * people}),
        }
    )


@pytest.mark.parametrize(
    ("sign", "verdict"), [(-1.0, "supported"), (1.0, "not_supported"), (0.0, "mixed")]
)
def test_who_moves_others_and_the_crowd(sign: float, verdict: str) -> None:
    found = influencers_resist_the_crowd.judge(choosing(sign))
    assert (found.verdict, found.records, found.grade) == (verdict, 40 * PEOPLE, "D")


@pytest.mark.parametrize(("people", "untold"), [(19, ""), (PEOPLE, "few")])
def test_untold_choices_do_not_count(people: int, untold: str) -> None:
    found = influencers_resist_the_crowd.judge(choosing(-1.0, people=people, untold=untold))
    assert found.verdict == "not_enough_records"
    assert "choices made" in found.sentence


@pytest.mark.parametrize(
    ("opened", "verdict"), [(10, "supported"), (20, "not_supported"), (12, "mixed")]
)
def test_as_many_ties_close_as_open(opened: int, verdict: str) -> None:
    spread = [opened - 5, opened + 5] * 10
    rows = {"verdict": ["holds"] * 20, "opened": spread, "closed": [10] * 20}
    found = close_ties_are_finite.judge(Given({"capacity_balance": pa.table(rows)}))
    assert found.verdict == verdict
    assert found.effect == pytest.approx(opened / 10)


def gatherings(groups: list[int], *, basis: str = "seen together", many: int = 40) -> Given:
    """Return gatherings of ten in groups of such sizes, always of new people."""
    placed = [group for group, size in enumerate(groups) for _ in range(size)]
    size = len(placed)
    return Given(
        {
            "subgroup": pa.table(
                {
                    "gathering_id": np.repeat(np.arange(many), size),
                    "subgroup": placed * many,
                    "person_id": np.arange(many * size),
                    "basis": [basis] * (many * size),
                }
            )
        }
    )


@pytest.mark.parametrize(
    ("groups", "verdict"),
    [([3, 3, 2, 2], "supported"), ([2] * 5, "not_supported"), ([9, 1], "not_supported")],
)
def test_groups_of_ten(groups: list[int], verdict: str) -> None:
    assert ten_guests_make_few_circles.judge(gatherings(groups)).verdict == verdict


@pytest.mark.parametrize(
    "given",
    [
        gatherings([3, 3, 2, 2], basis="earlier contact"),
        gatherings([3, 3, 2, 2], many=29),
        gatherings([5, 5, 5]),
    ],
)
def test_groups_that_were_not_seen_are_no_evidence(given: Given) -> None:
    assert ten_guests_make_few_circles.judge(given).verdict == "not_enough_records"


def met(*bands: tuple[float, float, float]) -> Given:
    rows = [
        {"pairs": 12, "before": 40, "after": 60, "ratio": one, "lower": low, "upper": high}
        | {"verdict": "closer"}
        for one, low, high in bands
    ]
    return Given({"recurring_moved": pa.Table.from_pylist(rows)})


@pytest.mark.parametrize(
    ("bands", "verdict"),
    [
        ([(2.0, 1.4, 2.9), (1.6, 1.1, 2.3)], "supported"),
        ([(0.5, 0.3, 0.8), (0.6, 0.4, 0.9)], "not_supported"),
        ([(3.0, 2.5, 3.6), (0.6, 0.5, 0.7)], "mixed"),
    ],
)
def test_gatherings_are_pooled_and_widened_where_they_differ(
    bands: list[tuple[float, float, float]], verdict: str
) -> None:
    found = meeting_furthers_contact.judge(met(*bands))
    assert found.verdict == verdict
    assert found.records == 200


def test_one_small_gathering_settles_nothing() -> None:
    assert meeting_furthers_contact.judge(met((2.0, 1.4, 2.9))).verdict == "not_enough_records"


def test_without_records_nothing_is_judged() -> None:
    columns = [*INFLUENCE.items(), ("grade", pa.string())]
    given = Given(NOTHING | {"influence": pa.schema(columns).empty_table()})
    for claim in (
        influencers_resist_the_crowd,
        close_ties_are_finite,
        ten_guests_make_few_circles,
        meeting_furthers_contact,
    ):
        assert claim.judge(given).verdict == "not_enough_records"
