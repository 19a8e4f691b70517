"""The other ways of ranking: no outcome in any of them."""

import pyarrow as pa
import pytest

from mutuals.status.baseline import baseline


def tie(ego: int, alter: int, **more: float) -> dict[str, float]:
    row = {"sent": 3, "received": 3, "one_on_one": 2, "strength": 1.0}
    return {"ego_id": ego, "alter_id": alter, **row, **more}


def test_everybody_has_every_way_of_ranking() -> None:
    status = pa.table(
        {
            "person_id": [3, 1, 2, 4],
            "followers": [9, 0, 1, 2],
            "likes": [5, 0, 0, 0],
            "reach": [9] * 4,
        }
    )
    pairs = [(1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2), (9, 1)]
    ties = pa.Table.from_pylist([tie(*pair, received=0 if 3 in pair else 3) for pair in pairs])
    weeks = pa.Table.from_pylist(
        [
            {"person_id": 1, "week": 113, "sent": 4},
            {"person_id": 3, "week": 100, "sent": 4},
        ]
    )
    found = {row["person_id"]: row for row in baseline(status, ties, weeks).to_pylist()}
    assert sorted(found) == [1, 2, 3, 4]
    assert [found[one]["contacts"] for one in (1, 2, 3, 4)] == [2, 2, 2, 0]
    assert [found[one]["core"] for one in (1, 4)] == [2, 0]
    assert [found[one]["both_ways"] for one in (1, 2, 3)] == [1, 1, 0]
    assert found[1]["recency_frequency"] == 4
    # thirteen weeks are 91 days, half of it is left
    assert found[3]["activity_reach"] == pytest.approx(9 * 2, rel=0.02)
    assert sum(row["pagerank"] for row in found.values()) == pytest.approx(1)


def test_without_ties_or_contact_nobody_stands_anywhere() -> None:
    status = pa.table({"person_id": [1], "followers": [2], "likes": [0], "reach": [2]})
    nothing = pa.Table.from_pylist([tie(1, 2)]).slice(0, 0)
    weeks = pa.table({name: pa.array([], pa.int64()) for name in ("person_id", "week", "sent")})
    (row,) = baseline(status, nothing, weeks).to_pylist()
    assert (row["contacts"], row["pagerank"], row["core"], row["recency_frequency"]) == (0, 0, 0, 0)
