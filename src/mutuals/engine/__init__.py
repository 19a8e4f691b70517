"""Run one relational step on DuckDB or on Spark."""

from typing import Protocol

import pyarrow as pa


class Engine(Protocol):
    """What a relational engine provides; steps never see more than this."""

    dialect: str

    def begin(self, table: str) -> None:
        """Hear that a table is about to be made: what is there counts no more."""
        ...

    def create(self, table: str, sql: str) -> None:
        """Create or replace a table from a query in the engine's dialect."""
        ...

    def register(self, table: str, rows: pa.Table) -> None:
        """Create or replace a table from rows."""
        ...

    def read(self, table: str) -> pa.Table:
        """Return a table's rows."""
        ...
