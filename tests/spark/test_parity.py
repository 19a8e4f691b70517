"""Every SQL step gives the same rows on DuckDB and on Spark."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from mutuals.engine.duckdb import DuckDB
from mutuals.steps import in_order, steps
from mutuals.steps.build import make

if TYPE_CHECKING:
    from mutuals.engine.spark import Spark

Row = tuple[object, ...]

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]

ORDERED = in_order(steps().values())
SQL_STEPS = [step for step in ORDERED if step.sql]
NINTH = 1.01e-9


@pytest.fixture(scope="module")
def beside(example: DuckDB, new_spark: Callable[[], "Spark"]) -> "Spark":
    """Return Spark with every table as DuckDB made it."""
    engine = new_spark()
    for table in example.tables():
        engine.register(table, example.read(table))
    return engine


@pytest.fixture(scope="module")
def chained(given: dict[str, pa.Table], new_spark: Callable[[], "Spark"]) -> "Spark":
    """Return Spark with every table worked out there, Python steps on the driver."""
    engine = new_spark()
    for table, rows in given.items():
        engine.register(table, rows)
    for step in ORDERED:
        make(engine, step)
    return engine


def test_the_example_is_small_and_leaves_no_step_without_rows(example: DuckDB) -> None:
    assert example.rows("SELECT COUNT(*) <= 10000 FROM interaction") == [(True,)]
    assert [step.table for step in SQL_STEPS if not example.read(step.table).num_rows] == []


@pytest.mark.parametrize("table", [step.table for step in SQL_STEPS])
def test_a_step_gives_the_same_rows_from_the_same_rows(
    example: DuckDB, beside: "Spark", table: str
) -> None:
    beside.create("made", steps()[table].written_for(beside.dialect))
    assert_same(example.read(table), beside.read("made"))


@pytest.mark.parametrize("table", [step.table for step in SQL_STEPS])
def test_the_whole_chain_gives_the_same_rows(example: DuckDB, chained: "Spark", table: str) -> None:
    assert_same(example.read(table), chained.read(table))


def test_times_keys_and_whole_numbers_come_back_as_they_went_in(
    new_spark: Callable[[], "Spark"],
) -> None:
    rows = pa.table(
        {
            "key": pa.array([b"\x00" * 16, b"\xff" * 16, None], pa.binary(16)),
            "moment": pa.array([datetime(2024, 3, 31, 2, 30, 0, 1), None, datetime(1970, 1, 1)]),  # noqa: DTZ001  # UTC, as in the store
            "small": pa.array([2**31 - 1, -(2**31), None], pa.int32()),
            "whole": pa.array([2**63 - 1, -(2**63), None], pa.int64()),
            "exact": pa.array([Decimal("0.000001"), None, Decimal("12.5")], pa.decimal128(38, 6)),
            "text": pa.array(["Ωmega", "", None], pa.large_string()),
            "is_so": pa.array([True, False, None]),
        }
    )
    engine = new_spark()
    engine.register("sent", rows)
    back = engine.read("sent")
    assert back.to_pylist() == rows.to_pylist()
    assert [str(kind) for kind in back.schema.types] == [
        "binary",
        "timestamp[us]",
        "int32",
        "int64",
        "decimal128(38, 6)",
        "string",
        "bool",
    ]


def assert_same(ours: pa.Table, theirs: pa.Table) -> None:
    """Compare columns, families of types and all rows, floats to the ninth place."""
    assert _shape(theirs) == _shape(ours)
    left, right = _rows(ours), _rows(theirs)
    assert len(right) == len(left)
    assert [(a, b) for a, b in zip(left, right, strict=True) if _differ(a, b)][:3] == []


def _shape(table: pa.Table) -> list[tuple[str, str]]:
    return [(field.name, _family(field.type)) for field in table.schema]


def _family(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "whole number"
    if pa.types.is_decimal(kind):
        return f"decimal with {kind.scale} places"
    return str(kind)


def _rows(table: pa.Table) -> list[Row]:
    # Floats last: their last digit must not change which rows stand side by side.
    fields = sorted(table.schema, key=lambda field: pa.types.is_floating(field.type))
    columns = [table.column(field.name).to_pylist() for field in fields]
    return sorted(zip(*columns, strict=True), key=_order)


def _order(row: Row) -> tuple[tuple[bool, object], ...]:
    return tuple((value is None, 0 if value is None else _rounded(value)) for value in row)


def _rounded(value: object) -> object:
    return round(value, 6) if isinstance(value, float) else value


def _differ(one: Row, other: Row) -> bool:
    # Not round(): half a unit in the ninth place is rounded up here and down there.
    return any(
        abs(a - b) > NINTH if isinstance(a, float) and isinstance(b, float) else a != b
        for a, b in zip(one, other, strict=True)
    )
