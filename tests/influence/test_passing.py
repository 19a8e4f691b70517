"""Chances of ties: calibrated over all talks, and for whoever is not known as well."""

import numpy as np
import pyarrow as pa
import pytest

from mutuals.influence.passing import passing
from mutuals.influence.potential import potential_of

PEOPLE = 30


def word(person: int, thing: str, way: str = "personal", *, took_up: int = 0) -> dict[str, object]:
    ends = {"source_id": 0, "person_id": person, "thing": thing}
    return {**ends, "way": way, "took_up": took_up, "exposed": 0}


def given(chance: float, talks: int = 40) -> dict[str, pa.Table]:
    """Person 0 talks to everybody about things; the others' ties stay untried."""
    rng = np.random.default_rng(1)
    pairs = [(0, one) for one in range(1, PEOPLE)] + [(one, 0) for one in range(1, PEOPLE)]
    often = {"reciprocity": 1.0, "sent": 1, "received": 1}
    tie = [
        {"ego_id": a, "alter_id": b, "strength": float(1 + (a + b) % 7), **often} for a, b in pairs
    ]
    said = [
        word(1 + number % (PEOPLE - 1), f"t{number}", took_up=int(rng.random() < chance))
        for number in range(talks)
    ]
    exposure = pa.Table.from_pylist(said or [word(1, "", "broadcast")])
    person = pa.table({"person_id": range(PEOPLE), "is_automaton": [False] * PEOPLE})
    return {
        "exposure": exposure,
        "tie": pa.Table.from_pylist(tie),
        "person": person,
        "origin": begun(talks),
        "clock": pa.table({"as_of": [10**9]}),
    }


def begun(things: int) -> pa.Table:
    """Person 0 took so many things up a hundred days ago."""
    return pa.table(
        {
            "person_id": pa.array([0] * things, pa.int64()),
            "thing": pa.array([f"t{number}" for number in range(things)], pa.string()),
            "started": pa.array([10**9 - 100 * 86_400] * things, pa.int64()),
        }
    )


def test_things_are_brought_up_as_often_as_they_were_with_as_much_contact() -> None:
    tables = given(0.1, talks=580)
    said = [row | {"exposed": 10**9 - 90 * 86_400} for row in tables["exposure"].to_pylist()]
    # each of 580 things was brought up with one of 29 people
    rows = passing(**tables | {"exposure": pa.Table.from_pylist(said)}).to_pylist()
    by_zero = [row["told"] for row in rows if row["ego_id"] == 0]
    assert sum(by_zero) == pytest.approx(1.0, rel=0.01)
    weak, strong = (row["told"] for row in rows[:PEOPLE] if row["alter_id"] in {7, 6})
    assert {round(weak, 3), round(strong, 3)} == {0.009, 0.061}
    # said more than sixty days after it began, it is no news
    late = [row | {"exposed": 10**9 - 20 * 86_400} for row in said]
    again = passing(**tables | {"exposure": pa.Table.from_pylist(late)}).to_pylist()
    assert sum(row["told"] for row in again if row["ego_id"] == 0) < 0.1


@pytest.mark.parametrize("chance", [0.1, 0.4])
def test_chances_come_to_as_many_deeds_as_there_were(chance: float) -> None:
    tables = given(chance, talks=2000)
    rows = {(row["ego_id"], row["alter_id"]): row for row in passing(**tables).to_pylist()}
    said = tables["exposure"].to_pylist()
    hoped = sum(rows[row["source_id"], row["person_id"]]["chance"] for row in said)
    assert hoped == pytest.approx(sum(row["took_up"] for row in said), rel=0.03)
    assert all(row["lower"] < row["chance"] < row["upper"] for row in rows.values())
    # deeds did not depend on the strength of ties, and so nothing is made of it
    strong, weak = rows[0, 6], rows[0, 7]
    assert strong["chance"] == pytest.approx(weak["chance"], rel=0.15)
    # nothing is known of 6: the pooled chance, and less sure
    other = rows[6, 0]
    assert other["exposed"] == 0
    assert other["upper"] / other["lower"] > strong["upper"] / strong["lower"]


def test_the_order_of_rows_changes_no_bit() -> None:
    tables = given(0.3, talks=2000)
    # strong ties lead to deeds, so that fractions are added up
    said = [
        {**row, "took_up": int(row["person_id"] % 7 > 3)} for row in tables["exposure"].to_pylist()
    ]
    other = np.random.default_rng(2).permutation(len(said))
    one = passing(**tables | {"exposure": pa.Table.from_pylist(said)})
    again = passing(**tables | {"exposure": pa.Table.from_pylist([said[row] for row in other])})
    assert again.equals(one)


def test_before_anything_is_known_a_chance_is_a_guess_and_never_zero() -> None:
    rows = passing(**given(0.0, talks=0)).to_pylist()
    assert len(rows) == 2 * (PEOPLE - 1)
    assert all(0 < row["lower"] < row["chance"] < row["upper"] < 1 for row in rows)


def test_two_ways_to_somebody_reach_one_person() -> None:
    # 0 to 1 and 2, both of whom reach 3; nobody comes home again
    pairs = [(0, 1), (0, 2), (1, 3), (2, 3), (1, 0)]
    rows = pa.table(
        {
            "ego_id": [one for one, _ in pairs],
            "alter_id": [other for _, other in pairs],
            **{name: [0.5] * len(pairs) for name in ("chance", "lower", "upper")},
            "told": [1.0] * len(pairs),
        }
    )
    found = potential_of(np.arange(5), rows)[0]
    assert found[0] == pytest.approx(0.5 + 0.5 - np.expm1(-2 * 0.25))
    assert found[1] == pytest.approx(0.5 + 0.5 - np.expm1(-0.25))
    assert 0 < found[4] == found[3] < found[0]
