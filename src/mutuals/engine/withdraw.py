"""Take out stored interactions whose identifier went to another record.

Whoever hands rows in names such a record among the rejects, by source and number, and
hands in the record that takes its place. It waits apart, with those who took part in
it, until the import that took its place is undone.
"""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.engine.duckdb import DuckDB, quoted
from mutuals.engine.schema import superseded
from mutuals.schemas import SCHEMAS

REASON = "id_taken"
TABLES = ("participation", "interaction")
_WITHDRAWN = """
    SELECT old.interaction_id, old.source_id, MIN(new.source_id) AS superseded_by
    FROM interaction AS old
    INNER JOIN gives_way AS why
        ON old.source_id = why.source_id AND old.record_no = why.record_no
    INNER JOIN {incoming} AS new ON old.interaction_id = new.interaction_id
    GROUP BY old.interaction_id, old.source_id
"""
# A record known from an earlier reading may have been counted there.
_COUNTED = """
    UPDATE source SET
        rejected = rejected + gone.many,
        stored = stored - LEAST(stored, gone.many),
        known = known - (gone.many - LEAST(stored, gone.many))
    FROM (SELECT source_id, COUNT(*) AS many FROM withdrawn GROUP BY source_id) AS gone
    WHERE source.source_id = gone.source_id
"""
_MINE = """
    FROM superseded_interaction AS old
    INNER JOIN reject AS why
        ON old.source_id = why.source_id AND old.record_no = why.record_no
    WHERE why.reason = 'id_taken' AND old.superseded_by IN {mine}
"""
_COUNTED_BACK = """
    UPDATE source SET stored = stored + gone.many, rejected = rejected - gone.many
    FROM ({many}) AS gone WHERE source.source_id = gone.source_id
"""
_FORGOTTEN = """
    DELETE FROM reject AS told USING superseded_interaction AS old
    WHERE told.source_id = old.source_id AND told.record_no = old.record_no
    AND told.reason = 'id_taken' AND old.superseded_by IN {mine}
"""


def withdraw(engine: DuckDB, batches: Mapping[str, pa.Table]) -> dict[str, tuple[int, int]]:
    """Take out what gives way to ``batches``; return what went by table."""
    rejects = batches.get("reject")
    if rejects is None or "interaction" not in batches:
        return {}
    taken = rejects.filter(pc.equal(rejects.column("reason"), REASON))
    if not taken.num_rows:
        return {}
    with engine.staged(taken.select(["source_id", "record_no"])) as incoming:
        engine.run(f"CREATE OR REPLACE TEMP TABLE gives_way AS FROM {incoming}")
    with engine.staged(batches["interaction"].select(["interaction_id", "source_id"])) as incoming:
        chosen = _WITHDRAWN.format(incoming=incoming)
        engine.run(f"CREATE OR REPLACE TEMP TABLE withdrawn AS {chosen}")
    engine.run(_COUNTED)
    return {table: _take_out(engine, table) for table in TABLES}


def _take_out(engine: DuckDB, table: str) -> tuple[int, int]:
    names = ", ".join(f"old.{quoted(name)}" for name in SCHEMAS[table].names)
    from_ = f"FROM {table} AS old INNER JOIN withdrawn USING (interaction_id)"
    ((count, total),) = engine.rows(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CAST(HASH(t) AS HUGEINT)), 0) AS VARCHAR)"  # noqa: S608  # names are ours
        f" FROM (SELECT {names} {from_}) AS t"
    )
    engine.run(f"INSERT INTO {superseded(table)} SELECT {names}, superseded_by {from_}")
    engine.run(
        f"DELETE FROM {table} AS old USING withdrawn"  # noqa: S608  # names are ours
        " WHERE old.interaction_id = withdrawn.interaction_id"
    )
    return int(str(count)), int(str(total))


def counted_back(mine: str) -> list[str]:
    """Return what takes such rejects back, before an import ``mine`` is undone."""
    found = _MINE.format(mine=mine)
    many = (
        f"SELECT old.source_id, COUNT(*) AS many {found} GROUP BY old.source_id"  # names are ours
    )
    return [_COUNTED_BACK.format(many=many), _FORGOTTEN.format(mine=mine)]
