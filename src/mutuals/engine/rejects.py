"""What could not be read: listed once, and no longer when it can be read.

A reject that occurs again when the same path is read again is no new row. When a path
has been read to its end, its earlier rejects that did not occur again are mended: they
wait apart until the import that mended them is undone.
"""

import pyarrow as pa

from mutuals.engine.append import Added, totals
from mutuals.engine.duckdb import DuckDB, quoted
from mutuals.schemas import SCHEMAS

# Of one path, but of an earlier reading.
_EARLIER = "past.path = now.path AND past.source_id < now.source_id"
_SAME = "old.record_no IS NOT DISTINCT FROM new.record_no AND old.reason = new.reason"


def settle(engine: DuckDB, rows: pa.Table | None, source: pa.Table) -> Added:
    """Add rejects that are new, take out what is mended; tell what changed.

    ``source`` holds the rows of the files read, which are in the store already.
    """
    given = SCHEMAS["reject"].empty_table() if rows is None else rows
    with engine.staged(given.select(SCHEMAS["reject"].names)) as incoming:
        engine.run(f"CREATE OR REPLACE TEMP TABLE said AS FROM {incoming}")
    with engine.staged(source.filter(source["is_complete"])) as incoming:
        engine.run(f"CREATE OR REPLACE TEMP TABLE finished AS FROM {incoming}")
    engine.run(
        "INSERT INTO reject_again SELECT DISTINCT source_id, record_no, reason FROM said"  # noqa: S608  # names are ours
        " WHERE source_id IN (SELECT now.source_id FROM source AS now"
        f" INNER JOIN source AS past ON {_EARLIER})"
    )
    engine.run(
        "CREATE OR REPLACE TEMP TABLE fresh AS SELECT new.* FROM said AS new WHERE NOT EXISTS"  # noqa: S608  # names are ours
        " (SELECT 1 FROM reject AS old INNER JOIN source AS past ON old.source_id = past.source_id"
        f" INNER JOIN source AS now ON {_EARLIER}"
        f" WHERE now.source_id = new.source_id AND {_SAME})"
    )
    mended = _mend(engine)
    engine.run("INSERT INTO reject FROM fresh")
    count, total = totals(engine, "fresh")
    return Added(count - mended.rows, total - mended.total)


def _mend(engine: DuckDB) -> Added:
    names = ", ".join(f"old.{quoted(name)}" for name in SCHEMAS["reject"].names)
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE mended AS SELECT {names}, now.source_id AS mended_by"  # noqa: S608  # names are ours
        " FROM reject AS old INNER JOIN source AS past ON old.source_id = past.source_id"
        f" INNER JOIN finished AS now ON {_EARLIER}"
        " WHERE NOT EXISTS (SELECT 1 FROM reject_again AS new"
        f" WHERE new.source_id = now.source_id AND {_SAME})"
    )
    engine.run("INSERT INTO reject_mended FROM mended")
    engine.run(
        "DELETE FROM reject AS new USING mended AS old"  # noqa: S608  # names are ours
        f" WHERE new.source_id = old.source_id AND {_SAME}"
    )
    engine.run("DELETE FROM reject_again WHERE source_id IN (SELECT source_id FROM finished)")
    engine.run("ALTER TABLE mended DROP COLUMN mended_by")
    rows, total = totals(engine, "mended")
    return Added(rows, total)
