"""Add rows to a base table: what is there already stays, or gives way (``merge``)."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from mutuals.engine.duckdb import DuckDB, quoted
from mutuals.engine.merge import fresh, is_told, one_of_each, supersede
from mutuals.engine.schema import provenance_free
from mutuals.engine.withdraw import withdraw
from mutuals.schemas import RECORD_TABLES, SCHEMAS


@dataclass(frozen=True, slots=True)
class Added:
    """What an append changed.

    ``rows`` and ``total`` are to be added to the table's count and row sum.
    """

    rows: int
    total: int


def append_tables(
    engine: DuckDB, batches: Mapping[str, pa.Table]
) -> tuple[dict[str, Added], dict[int, int]]:
    """Add the rows that are not there yet; tell what changed, by table.

    Rejects are no part of it, but name records that give way: see ``withdraw``. The
    second value counts, by source, the records that had a row that was new: one
    record may have rows in several tables.
    """
    engine.run("CREATE OR REPLACE TEMP TABLE new_record (source_id INTEGER, record_no BIGINT)")
    gone = withdraw(engine, batches)
    records = {table: rows for table, rows in batches.items() if table != "reject"}
    added = {table: _append(engine, table, rows) for table, rows in records.items()}
    for table, (count, total) in gone.items():
        known = added.get(table, Added(0, 0))
        added[table] = Added(known.rows - count, known.total - total)
    found = engine.rows(
        "SELECT source_id, COUNT(DISTINCT record_no) FROM new_record GROUP BY source_id"
    )
    engine.run("DROP TABLE new_record")
    return added, {int(str(source_id)): int(str(number)) for source_id, number in found}


def _append(engine: DuckDB, table: str, rows: pa.Table) -> Added:
    chosen = rows.select(SCHEMAS[table].names)
    with engine.staged(chosen) as incoming:
        one_of_each(engine, table, incoming, is_told=is_told(chosen))
    engine.run(f"CREATE OR REPLACE TEMP TABLE fresh AS {fresh(table)}")
    replaced = 0
    if table in RECORD_TABLES and (names := supersede(engine, table, is_told=is_told(chosen))):
        came, went = (totals(engine, name)[1] for name in names)
        replaced = came - went
    engine.run(f"INSERT INTO {quoted(table)} FROM fresh")
    count, total = totals(engine, "fresh")
    if table in RECORD_TABLES:
        engine.run("INSERT INTO new_record SELECT DISTINCT source_id, record_no FROM fresh")
    return Added(count, total + replaced)


def totals(engine: DuckDB, table: str) -> tuple[int, int]:
    """Return a table's number of rows, and a sum over its rows in any order."""
    rows = engine.rows(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CAST(HASH(t) AS HUGEINT)), 0) AS VARCHAR)"  # noqa: S608  # names are ours
        f" FROM {quoted(table)} AS t"
    )
    count, total = rows[0]
    return int(str(count)), int(str(total))


def row_sum(engine: DuckDB, table: str) -> str:
    """Return what stands for a table's rows, in any order."""
    count, total = totals(engine, table)
    return f"{count}/{total}"


def content_sum(engine: DuckDB, table: str) -> str:
    """Return what stands for a base table's content, whatever files it came from."""
    columns = ", ".join(quoted(name) for name in provenance_free(table))
    rows = engine.rows(
        f"SELECT COUNT(*), COALESCE(SUM(CAST(MD5_NUMBER_LOWER(c) AS HUGEINT)), 0),"  # noqa: S608
        f" COALESCE(SUM(CAST(MD5_NUMBER_UPPER(c) AS HUGEINT)), 0)"
        f" FROM (SELECT CAST(ROW({columns}) AS VARCHAR) AS c FROM {quoted(table)}) AS t"
    )
    return "/".join(str(value) for value in rows[0])
