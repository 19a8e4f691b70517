"""The distributed engine: a Spark session."""

import os
import sys

import pyarrow as pa
from pyspark.sql import SparkSession


class Spark:
    """A Spark session as an engine; it keeps tables as views over their rows."""

    dialect = "spark"

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    def create(self, table: str, sql: str) -> None:
        """Create or replace a table from a query."""
        self._session.sql(sql).localCheckpoint().createOrReplaceTempView(table)

    def register(self, table: str, rows: pa.Table) -> None:
        """Create or replace a table from rows."""
        self._session.createDataFrame(rows).createOrReplaceTempView(table)

    def read(self, table: str) -> pa.Table:
        """Return a table's rows."""
        return self._session.table(table).toArrow()


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
