"""Chances of ties: calibrated over all talks, and for whoever is not known as well."""

import numpy as np
import pyarrow as pa
import pytest

from mutuals.influence.passing import passing
from mutuals.influence.potential import potential_of

PEOPLE = 30


def given(chance: float, talks: int = 40) -> dict[str, pa.Table]:
    """Person 0 talks to everybody about things; the others' ties stay untried."""
    rng = np.random.default_rng(1)
    pairs = [(0, one) for one in range(1, PEOPLE)] + [(one, 0) for one in range(1, PEOPLE)]
    tie = [
        {"ego_id": a, "alter_id": b, "strength": float(1 + (a + b) % 7), "reciprocity": 1.0}
        for a, b in pairs
    ]
    said = [
        {
            "source_id": 0,
            "person_id": 1 + number % (PEOPLE - 1),
            "thing": f"t{number}",
            "way": "personal",
            "took_up": int(rng.random() < chance),
            "exposed": 0,
        }
        for number in range(talks)
    ]
    exposure = pa.Table.from_pylist(
        said or [{"source_id": 0, "person_id": 1, "way": "broadcast", "took_up": 0, "exposed": 0}]
    )
    person = pa.table({"person_id": range(PEOPLE), "is_automaton": [False] * PEOPLE})
    return {
        "exposure": exposure,
        "tie": pa.Table.from_pylist(tie),
        "person": person,
        "clock": pa.table({"as_of": [10**9]}),
    }


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
        }
    )
    found = potential_of(np.arange(5), rows)[0]
    assert found[0] == pytest.approx(0.5 + 0.5 - np.expm1(-2 * 0.25))
    assert found[1] == pytest.approx(0.5 + 0.5 - np.expm1(-0.25))
    assert 0 < found[4] == found[3] < found[0]
