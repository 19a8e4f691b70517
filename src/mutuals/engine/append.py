"""Add rows to a base table: what is there already stays as it is.

Of several copies of one interaction that differ (a mailing list's copy and one's own),
the one with the smallest ``variant`` is kept, whichever came first; the other waits in
``superseded`` until the import that replaced it is undone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from mutuals.engine.duckdb import DuckDB, quoted
from mutuals.engine.schema import provenance_free
from mutuals.schemas import KEYS, RECORD_TABLES, SCHEMAS


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

    The second value counts, by source, the records that had a row that was new: one
    record may have rows in several tables.
    """
    engine.run("CREATE OR REPLACE TEMP TABLE new_record (source_id INTEGER, record_no BIGINT)")
    added = {table: _append(engine, table, rows) for table, rows in batches.items()}
    found = engine.rows(
        "SELECT source_id, COUNT(DISTINCT record_no) FROM new_record GROUP BY source_id"
    )
    engine.run("DROP TABLE new_record")
    return added, {int(str(source_id)): int(str(number)) for source_id, number in found}


def _append(engine: DuckDB, table: str, rows: pa.Table) -> Added:
    with engine.staged(rows.select(SCHEMAS[table].names)) as incoming:
        if table not in KEYS:
            engine.run(f"CREATE OR REPLACE TEMP TABLE fresh AS FROM {incoming}")
        else:
            engine.run(f"CREATE OR REPLACE TEMP TABLE fresh AS {_fresh(table, incoming)}")
        replaced = _supersede(engine, incoming) if table == "interaction" else 0
    engine.run(f"INSERT INTO {quoted(table)} FROM fresh")
    count, total = totals(engine, "fresh")
    if table in RECORD_TABLES:
        engine.run("INSERT INTO new_record SELECT DISTINCT source_id, record_no FROM fresh")
    engine.run("DROP TABLE fresh")
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


def _fresh(table: str, incoming: str) -> str:
    key = ", ".join(quoted(name) for name in KEYS[table])
    names = SCHEMAS[table].names
    order = [name for name in ("variant", "source_id", "record_no") if name in names]
    same = " AND ".join(f"old.{quoted(name)} = new.{quoted(name)}" for name in KEYS[table])
    return (
        f"SELECT new.* EXCLUDE (copy_no) FROM (SELECT *, ROW_NUMBER() OVER"  # noqa: S608
        f" (PARTITION BY {key} ORDER BY {', '.join(order)}) AS copy_no FROM {incoming}) AS new"
        f" WHERE copy_no = 1 AND NOT EXISTS (SELECT 1 FROM {quoted(table)} AS old WHERE {same})"
    )


def _supersede(engine: DuckDB, incoming: str) -> int:
    engine.run(
        "CREATE OR REPLACE TEMP TABLE better AS SELECT * EXCLUDE (copy_no) FROM ("  # noqa: S608
        "SELECT new.*, ROW_NUMBER() OVER (PARTITION BY new.interaction_id"
        " ORDER BY new.variant, new.source_id, new.record_no) AS copy_no"
        f" FROM {incoming} AS new INNER JOIN interaction AS old"
        " ON old.interaction_id = new.interaction_id AND new.variant < old.variant"
        ") AS ranked WHERE copy_no = 1"
    )
    change = 0
    if engine.rows("SELECT COUNT(*) FROM better") != [(0,)]:
        engine.run(
            "CREATE OR REPLACE TEMP TABLE worse AS SELECT * FROM interaction"
            " WHERE interaction_id IN (SELECT interaction_id FROM better)"
        )
        change = totals(engine, "better")[1] - totals(engine, "worse")[1]
        engine.run(
            "INSERT INTO superseded SELECT worse.*, better.source_id FROM worse"
            " INNER JOIN better ON better.interaction_id = worse.interaction_id"
        )
        engine.run(
            "DELETE FROM interaction WHERE interaction_id IN (SELECT interaction_id FROM better)"
        )
        engine.run("INSERT INTO interaction FROM better")
        engine.run("DROP TABLE worse")
    engine.run("DROP TABLE better")
    return change
