"""Of copies that differ, keep the same one whatever came first.

The copy that is kept is chosen by its content alone: the smallest ``variant`` of an
interaction, the smallest content of any other record. The other waits in a table of
its own until the import that replaced it is undone. Texts are no part of that choice:
of all copies' texts the longest is kept, so that reading again without texts loses
none, and reading again with them fills them in.
"""

import pyarrow as pa

from mutuals.engine.duckdb import DuckDB, quoted
from mutuals.engine.schema import provenance_free, superseded
from mutuals.schemas import KEYS, RECORD_TABLES, SCHEMAS

_LONGEST = "LENGTH({one}.text) DESC NULLS LAST, {one}.text"
# Whether a new copy's text is to be had instead of the one there is.
_IS_LONGER = (
    "(new.text IS NOT NULL AND (old.text IS NULL OR LENGTH(new.text) > LENGTH(old.text)"
    " OR (LENGTH(new.text) = LENGTH(old.text) AND new.text < old.text)))"
)


def one_of_each(engine: DuckDB, table: str, incoming: str, *, is_told: bool) -> None:
    """Make ``candidate``: of each key's incoming copies the one to keep.

    ``is_told`` says that some of them come with their text.
    """
    key = ", ".join(quoted(name) for name in KEYS[table])
    text = (
        f" REPLACE (FIRST(text ORDER BY {_LONGEST.format(one='copy')})"
        f" OVER (PARTITION BY {key}) AS text)"
        if is_told
        else ""
    )
    order = [_content(table, "copy")] if table in RECORD_TABLES else []
    order += [name for name in ("source_id", "record_no") if name in SCHEMAS[table].names]
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE candidate AS SELECT * EXCLUDE (copy_no) FROM ("  # noqa: S608  # names are ours
        f"SELECT *{text}, ROW_NUMBER() OVER (PARTITION BY {key}"
        f" ORDER BY {', '.join(order)}) AS copy_no FROM {incoming} AS copy"
        ") AS ranked WHERE copy_no = 1"
    )


def fresh(table: str) -> str:
    """Return the query for the candidates whose key is not there yet."""
    return (
        f"SELECT * FROM candidate AS new WHERE NOT EXISTS"  # noqa: S608  # names are ours
        f" (SELECT 1 FROM {quoted(table)} AS old WHERE {_same(table)})"
    )


def supersede(engine: DuckDB, table: str, *, is_told: bool) -> tuple[str, str] | None:
    """Let candidates take the place of copies that are to give way.

    Return the names of two temporary tables, what came and what went; or nothing.
    """
    engine.run(f"CREATE OR REPLACE TEMP TABLE better AS {_better(table, is_told=is_told)}")
    if engine.rows("SELECT COUNT(*) FROM better") == [(0,)]:
        return None
    name, same = quoted(table), _same(table)
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE worse AS SELECT old.*, new.source_id AS superseded_by"  # noqa: S608  # names are ours
        f" FROM {name} AS old INNER JOIN better AS new ON {same}"
    )
    engine.run(f"INSERT INTO {quoted(superseded(table))} FROM worse")
    engine.run(f"DELETE FROM {name} AS old USING better AS new WHERE {same}")  # noqa: S608  # names are ours
    engine.run(f"INSERT INTO {name} FROM better")
    engine.run("ALTER TABLE worse DROP COLUMN superseded_by")
    return "better", "worse"


def is_told(rows: pa.Table) -> bool:
    """Tell whether some rows come with a text."""
    return "text" in rows.schema.names and rows.column("text").null_count < rows.num_rows


def _better(table: str, *, is_told: bool) -> str:
    joined = f"FROM candidate AS new INNER JOIN {quoted(table)} AS old ON {_same(table)}"
    is_less = f"{_content(table, 'new')} < {_content(table, 'old')}"
    if table != "interaction":
        return f"SELECT new.* {joined} WHERE {is_less}"
    kept = f"CASE WHEN {_IS_LONGER} THEN new.text ELSE old.text END AS text"
    replaced = f"SELECT new.* REPLACE ({kept}) {joined} WHERE {is_less}"
    if not is_told:
        return replaced
    mine = "new.text AS text, new.source_id AS source_id, new.record_no AS record_no"
    return (
        f"{replaced} UNION ALL SELECT old.* REPLACE ({mine}) {joined}"
        f" WHERE NOT ({is_less}) AND {_IS_LONGER}"
    )


def _same(table: str) -> str:
    return " AND ".join(f"old.{quoted(key)} = new.{quoted(key)}" for key in KEYS[table])


def _content(table: str, one: str) -> str:
    if table == "interaction":
        return f"{one}.variant"
    # The text the content hash is made of: what is equal here is equal there.
    columns = ", ".join(f"{one}.{quoted(name)}" for name in provenance_free(table))
    return f"CAST(ROW({columns}) AS VARCHAR)"
