"""How many ties are open at once, and whether as many open as close."""

from collections.abc import Sequence

import pytest
from tests.stepping import Row, at, made_from, work_out
from tests.ties.rows import ANN, BOB, WEEK, Record, archive, said

NOW = "2026-01-01"
START = at("2024-01-01T20:00")


def turns(weeks: Sequence[int], line: str = "ann > bob", back: str = "bob > ann") -> list[Record]:
    """Return a message in each of these weeks, by turns from either side."""
    return [
        said(line if place % 2 == 0 else back, START + week * WEEK)
        for place, week in enumerate(weeks)
    ]


def test_a_tie_is_open_until_its_silence_is_too_long_and_again_later() -> None:
    # weekly talk in January: the silence since is too long from April on
    records = [*turns(range(4)), *turns([52, 53])]
    rows = work_out("capacity_spell", "2025-02-01", **archive(*records))
    found = [
        (row["number"], row["opened_month"], row["closed_month"])
        for row in rows
        if row["ego_id"] == ANN
    ]
    assert sorted(found, key=str) == [(1, 24288, 24291), (2, 24299, None)]


def test_months_are_counted_through_silence() -> None:
    records = [*turns(range(4)), *turns([52, 53]), *turns([3, 4], "ann > cas", "cas > ann")]
    rows = work_out("capacity", "2025-02-01", **archive(*records))
    mine = sorted(
        (row for row in rows if row["person_id"] == ANN), key=lambda row: str(row["month"])
    )
    assert [(row["month"], row["open"]) for row in mine][:5] == [
        ("2024-01", 2),
        ("2024-02", 2),
        ("2024-03", 2),
        ("2024-04", 0),
        ("2024-05", 0),
    ]
    assert [(row["month"], row["open"], row["opened"]) for row in mine][-3:] == [
        ("2024-12", 1, 1),
        ("2025-01", 1, 0),
        ("2025-02", 1, 0),
    ]
    assert [row["month"] for row in mine if row["is_whole"]] == [
        f"2024-{month:02d}" for month in range(4, 12)
    ]


def test_one_way_ties_are_not_open() -> None:
    assert work_out("capacity", NOW, **archive(said("ann > bob", "2025-01-01"))) == []


def months(changes: list[tuple[int, int]]) -> dict[str, list[Row]]:
    rows: list[Row] = []
    held = 20
    for place, (opened, closed) in enumerate(changes):
        held += opened - closed
        named = f"{2023 + place // 12}-{place % 12 + 1:02d}"
        rows.append(
            {
                "person_id": BOB,
                "month": named,
                "open": held,
                "opened": opened,
                "closed": closed,
                "is_whole": True,
            }
        )
    return {"capacity": rows}


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        pytest.param([(2, 2)] * 24, "holds", id="as many open as close"),
        pytest.param([(3, 0)] * 24, "grows", id="only openings"),
        pytest.param([(0, 1)] * 18, "shrinks", id="only closings"),
        pytest.param([(2, 1)] * 5, "not enough records", id="under half a year"),
        pytest.param([(0, 0)] * 24, "not enough records", id="nothing happened"),
    ],
)
def test_whether_the_number_of_open_ties_is_kept(
    changes: list[tuple[int, int]], verdict: str
) -> None:
    (row,) = made_from("capacity_balance", months(changes))
    assert row["verdict"] == verdict


def test_the_balance_in_numbers() -> None:
    (row,) = made_from("capacity_balance", months([(3, 1), (1, 3)] * 12))
    assert [row[name] for name in ("usual", "lowest", "highest")] == [21.0, 20, 22]
    assert (row["change"], row["upper"], row["renewed"]) == (0.0, 0.671568, 1.142857)


def test_layers_are_counts_beside_a_reference() -> None:
    records = [*turns(range(52)), *turns(range(0, 52, 5), "ann > cas", "cas > ann")]
    records += [
        said("ann > dee", at("2024-06-01T10:00")),
        said("dee > ann", at("2024-06-01T11:00")),
    ]
    rows = work_out("capacity_layer", "2024-12-29", **archive(*records))
    found = {
        row["layer"]: (row["people"], row["reference"]) for row in rows if row["person_id"] == ANN
    }
    assert found == {
        "weekly": (1, 5),
        "monthly": (2, 15),
        "half_yearly": (2, 50),
        "yearly": (3, 150),
    }
    bounds = {row["layer"]: (row["reference_lower"], row["reference_upper"]) for row in rows}
    assert bounds["yearly"] == (2, 520)
    assert bounds["weekly"] == (None, None)
