"""Who can introduce me: the best way, with each leg's strength from its weaker end."""

from datetime import datetime
from math import exp

import pyarrow as pa
import pytest

from mutuals.claims.verdict import Given
from mutuals.paths.reach import Leg, Path, reach

ME, ANN, BOB, DANA = 1, 2, 3, 4
LAST = datetime(2025, 5, 1)  # noqa: DTZ001  tables hold UTC without a zone


def tie(
    pair: tuple[int, int], strength: float, *, sent: int, received: int
) -> list[dict[str, object]]:
    return [
        {
            "ego_id": ego,
            "alter_id": alter,
            "strength": strength,
            "reciprocity": min(sent, received) / max(sent, received),
            "sent": one,
            "received": other,
            "last_at": LAST,
        }
        for ego, alter, one, other in (
            (pair[0], pair[1], sent, received),
            (pair[1], pair[0], received, sent),
        )
    ]


def tables(*ties: list[dict[str, object]]) -> Given:
    person = [{"person_id": one, "is_me": one == ME} for one in (ME, ANN, BOB, DANA)]
    rows = [row for pair in ties for row in pair]
    return Given({"person": pa.Table.from_pylist(person), "tie": pa.Table.from_pylist(rows)})


def test_the_way_through_a_friend_beats_the_one_that_was_never_answered() -> None:
    found = reach(
        tables(
            tie((ME, ANN), 5.0, sent=8, received=8),
            tie((ANN, DANA), 10.0, sent=3, received=6),
            tie((ME, BOB), 20.0, sent=9, received=0),
            tie((BOB, DANA), 20.0, sent=9, received=9),
        ),
        DANA,
    )
    assert [path.brokers for path in found] == [(ANN,), (BOB,)]
    first = 1 - exp(-1.0)
    second = 1 - exp(-5.5 / 5)
    assert found[0] == Path(
        (
            Leg(ME, ANN, pytest.approx(5.0), pytest.approx(first), LAST, is_one_way=False),  # type: ignore[arg-type] # a float, about
            Leg(ANN, DANA, pytest.approx(5.5), pytest.approx(second), LAST, is_one_way=False),  # type: ignore[arg-type] # as above
        ),
        pytest.approx(first * second),  # type: ignore[arg-type] # as above
    )
    assert [leg.is_one_way for leg in found[1].legs] == [True, False]
    assert found[1].legs[0].strength == pytest.approx(2.0)


def test_no_path_is_an_empty_answer() -> None:
    assert (
        reach(
            tables(
                tie((ME, ANN), 5.0, sent=1, received=1), tie((BOB, DANA), 5.0, sent=1, received=1)
            ),
            DANA,
        )
        == []
    )


def test_a_path_can_start_at_anybody_and_needs_a_start() -> None:
    given = tables(tie((BOB, DANA), 5.0, sent=1, received=1))
    assert [path.brokers for path in reach(given, DANA, from_id=BOB)] == [()]
    nobody = {"person": given.table("person").set_column(1, "is_me", pa.array([False] * 4))}
    community = Given({**given.tables, **nobody})
    assert reach(community, DANA) == []
