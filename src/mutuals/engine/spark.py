"""The distributed engine: a Spark session."""

import os
import sys

import pyarrow as pa
from pyspark.sql import SparkSession


class Spark:
    """A Spark session as an engine; it keeps tables as views over their rows.

    Times are moments in UTC on both sides: Spark's sessions are set to UTC, and what
    goes in or comes out carries no zone, as in the store.
    """

    dialect = "spark"

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    def begin(self, table: str) -> None:
        """Hear that a table is about to be made."""

    def create(self, table: str, sql: str) -> None:
        """Create or replace a table from a query."""
        self._session.sql(sql).localCheckpoint().createOrReplaceTempView(table)

    def register(self, table: str, rows: pa.Table) -> None:
        """Create or replace a table from rows."""
        known = rows.cast(pa.schema([_as(field, _into(field.type)) for field in rows.schema]))
        self._session.createDataFrame(known).createOrReplaceTempView(table)

    def read(self, table: str) -> pa.Table:
        """Return a table's rows."""
        rows = self._session.table(table).toArrow()
        return rows.cast(pa.schema([_as(field, _out_of(field.type)) for field in rows.schema]))


def local_session() -> SparkSession:
    """Return a session on this machine that reaches no network but its own loopback."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    return (
        SparkSession.builder.master("local[2]")
        .appName("mutuals")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )


def _as(field: pa.Field, kind: pa.DataType) -> pa.Field:
    return pa.field(field.name, kind, nullable=True)


def _into(kind: pa.DataType) -> pa.DataType:
    # Spark has one text, one binary and, in a query, one kind of time.
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us", "UTC")
    if pa.types.is_fixed_size_binary(kind) or pa.types.is_large_binary(kind):
        return pa.binary()
    if pa.types.is_large_string(kind) or pa.types.is_dictionary(kind):
        return pa.string()
    return kind


def _out_of(kind: pa.DataType) -> pa.DataType:
    return pa.timestamp("us") if pa.types.is_timestamp(kind) else kind
