"""A part of a table is the same, asked of the database or cut out of rows."""

import pyarrow as pa
import pytest

from mutuals.engine.cut import asked, cut_out
from mutuals.engine.duckdb import DuckDB
from mutuals.records import Cut

ROWS = pa.table(
    {
        "person_id": pa.array([3, 1, 2, 4], pa.int64()),
        "name": ["Ann Bell", "ann lee", "100% Cy", None],
        "key": pa.array([b"c", b"a", b"b", None], pa.binary()),
        "last": pa.array([30, 10, None, 20], pa.int64()),
    }
)
BY_ID = (("person_id", "ascending"),)


@pytest.mark.parametrize(
    ("cut", "ids"),
    [
        pytest.param(Cut(order=BY_ID), [1, 2, 3, 4], id="all of it"),
        pytest.param(Cut(equal=(("person_id", 2),)), [2], id="one value"),
        pytest.param(Cut(equal=(("person_id", (4, 1, 9)),), order=BY_ID), [1, 4], id="several"),
        pytest.param(Cut(equal=(("key", (b"a", b"c")),), order=BY_ID), [1, 3], id="keys"),
        pytest.param(Cut(equal=(("person_id", ()),)), [], id="none of none"),
        pytest.param(Cut(equal=(("name", None),)), [4], id="null"),
        pytest.param(Cut(least=("last", 20), order=BY_ID), [3, 4], id="at least"),
        pytest.param(Cut(holds=("name", "ANN"), order=BY_ID), [1, 3], id="whatever its case"),
        pytest.param(Cut(holds=("name", "0%"), order=BY_ID), [2], id="signs are only words"),
        pytest.param(
            Cut(order=(("last", "descending"), *BY_ID)), [3, 4, 1, 2], id="null comes last"
        ),
        pytest.param(Cut(order=(("last", "descending"),), most=2), [3, 4], id="the first few"),
        pytest.param(
            Cut(equal=(("person_id", (1, 3)), ("name", "ann lee"))), [1], id="both must hold"
        ),
    ],
)
def test_both_ways_give_the_same(cut: Cut, ids: list[int]) -> None:
    engine = DuckDB()
    engine.register("some", ROWS)
    rows = engine.query(*asked("some", cut))
    engine.close()
    assert rows["person_id"].to_pylist() == ids
    assert cut_out(ROWS, cut)["person_id"].to_pylist() == ids


def test_rows_are_counted_without_being_read() -> None:
    cut = Cut(least=("last", 20), is_counted=True)
    engine = DuckDB()
    engine.register("some", ROWS)
    assert engine.query(*asked("some", cut)).to_pydict() == {"many": [2]}
    engine.close()
    assert cut_out(ROWS, cut).to_pydict() == {"many": [2]}
    assert cut_out(ROWS, None) is ROWS


def test_a_name_of_a_column_is_never_a_statement() -> None:
    cut = Cut(columns=('a" FROM "b',))
    assert asked('t"; DROP', cut)[0] == 'SELECT "a"" FROM ""b" FROM "t""; DROP" ORDER BY ALL'
