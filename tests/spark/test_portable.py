"""Every SQL step keeps to what both engines know; this much needs no Spark."""

from collections.abc import Iterator

import pyarrow as pa
import pytest
import sqlglot
from sqlglot import exp

from mutuals.engine.duckdb import DuckDB
from mutuals.schemas import SCHEMAS
from mutuals.steps import in_order, steps
from mutuals.steps.build import make

SQL_STEPS = sorted(table for table, step in steps().items() if step.sql)


@pytest.fixture(scope="module")
def empty() -> Iterator[DuckDB]:
    """Return every table, worked out from no records."""
    engine = DuckDB()
    for table, schema in SCHEMAS.items():
        engine.register(table, schema.empty_table())
    at = pa.array([0], pa.int64()).cast(pa.timestamp("us"))
    engine.register("clock", pa.table({"as_of": pa.array([0], pa.int64()), "as_of_at": at}))
    for step in in_order(steps().values()):
        make(engine, step)
    yield engine
    engine.close()


@pytest.mark.parametrize("table", SQL_STEPS)
def test_columns_have_types_both_engines_have(empty: DuckDB, table: str) -> None:
    # SUM over whole numbers is wider than 64 bits on DuckDB: CAST(SUM(x) AS BIGINT).
    wider = [
        field.name
        for field in empty.read(table).schema
        if pa.types.is_decimal(field.type) and field.type.scale == 0
    ]
    assert wider == []


@pytest.mark.parametrize("table", SQL_STEPS)
def test_no_function_is_one_that_only_one_engine_knows(table: str) -> None:
    tree = sqlglot.parse_one(steps()[table].sql, read="duckdb")
    unknown = {call.name.upper() for call in tree.find_all(exp.Anonymous)}
    assert unknown == set()


@pytest.mark.parametrize("table", SQL_STEPS)
def test_no_number_is_written_so_that_spark_reads_a_decimal(table: str) -> None:
    tree = sqlglot.parse_one(steps()[table].sql, read="duckdb")
    written = [literal.name for literal in tree.find_all(exp.Literal) if not literal.is_string]
    assert [number for number in written if "." in number and "e" not in number.lower()] == []
