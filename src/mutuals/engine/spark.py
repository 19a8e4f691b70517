"""The distributed engine: a Spark session."""

import os
import sys
from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession

if TYPE_CHECKING:
    from mutuals.engine.threads import Work


class Spark:
    """A Spark session as an engine; it keeps tables as views over their rows.

    Times are moments in UTC on both sides: Spark's sessions are set to UTC, and what
    goes in or comes out carries no zone, as in the store.
    """

    dialect = "spark"

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        # Uniting checkpoints, Spark 4 infers what holds of the rows from columns these
        # have dropped: "key not found".
        session.conf.set("spark.sql.constraintPropagation.enabled", "false")
        self._kept: dict[str, list[DataFrame]] = {}

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

    def map(self, work: "Work", over: pa.Table | str) -> pa.Table:
        """Return what work yields for rows, or for what is kept under a name."""
        return self._mapped(work, self._rows(over)).toArrow().cast(work.schema)

    def keep(self, name: str, work: "Work", rows: pa.Table) -> None:
        """Have the executors keep what work yields, with what is there already."""
        made = self._mapped(work, self._rows(rows)).persist(StorageLevel.MEMORY_AND_DISK)
        self._kept.setdefault(name, []).append(made)

    def total(self, work: "Work", over: str, add: Callable[[pa.Table], pa.Table]) -> pa.Table:
        """Return one row for each value of the first column of what work yields.

        ``add`` makes it of all rows with that value, wherever they were yielded.
        """
        rows = self._mapped(work, self._rows(over))
        totals = rows.groupBy(work.schema.names[0]).applyInArrow(add, rows.schema)
        return totals.toArrow().cast(work.schema)

    def sums(self, name: str, columns: list[str]) -> list[int]:
        """Return the sums of columns of what is kept under a name."""
        totals = self._rows(name).groupBy().sum(*columns).collect()[0]
        return [int(one or 0) for one in totals]

    def drop(self, name: str) -> None:
        """Keep what is under a name no longer."""
        for one in self._kept.pop(name, []):
            one.unpersist()

    def _rows(self, over: pa.Table | str) -> DataFrame:
        if isinstance(over, str):
            return reduce(DataFrame.unionAll, self._kept[over])
        parts = self._session.sparkContext.defaultParallelism
        return self._session.createDataFrame(over).repartition(min(4 * parts, over.num_rows))

    def _mapped(self, work: "Work", rows: DataFrame) -> DataFrame:
        # Spark asks what a function is called
        named = lambda batches: work(batches)  # noqa: E731, PLW0108
        return rows.mapInArrow(named, _columns(work.schema))


def _columns(schema: pa.Schema) -> str:
    """Return a schema as Spark writes it down."""
    kinds = {pa.int64(): "bigint", pa.binary(): "binary"}
    return ", ".join(f"`{field.name}` {kinds[field.type]}" for field in schema)


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
