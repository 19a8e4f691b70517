"""Look after a store: its clock, undoing an import, checking what it holds."""

from datetime import UTC, datetime

import pyarrow as pa

from mutuals.engine.append import totals
from mutuals.engine.duckdb import quoted
from mutuals.engine.schema import superseded
from mutuals.engine.store import Store
from mutuals.engine.withdraw import counted_back
from mutuals.schemas import RECORD_TABLES, SCHEMAS

_LATEST = """
    SELECT MAX(latest) FROM (
        SELECT MAX(started) AS latest FROM interaction WHERE signals NOT LIKE '% planned %'
        UNION ALL SELECT MAX(happened) FROM outcome
        UNION ALL SELECT MAX(reacted) FROM reaction
        UNION ALL SELECT MAX(exposed) FROM exposure_given
    ) AS moments
"""


def clock_rows(store: Store, as_of: datetime | None) -> tuple[pa.Table, str]:
    """Return the one-row table ``clock``, and its moment as text.

    The moment is ``as_of`` or, without one, that of the latest record; never the
    machine's clock.
    """
    if as_of is None:
        ((latest,),) = store.rows(_LATEST)
        epoch = int(str(latest)) if latest is not None else 0
    else:
        epoch = int((as_of if as_of.tzinfo else as_of.replace(tzinfo=UTC)).timestamp())
    columns = {
        "as_of": pa.array([epoch], pa.int64()),
        "as_of_at": pa.array([epoch], pa.timestamp("s")).cast(pa.timestamp("us")),
    }
    return pa.table(columns), str(epoch)


def newest_import(store: Store) -> tuple[int, str]:
    """Return the number of the last import, and what it was in a sentence."""
    rows = store.rows(
        "SELECT import_no, COUNT(*), SUM(stored), MIN(path) FROM source"
        " WHERE import_no = (SELECT MAX(import_no) FROM source) GROUP BY import_no"
    )
    if not rows:
        return 0, ""
    number, files, stored, path = rows[0]
    rest = f" and {int(str(files)) - 1} more" if files != 1 else ""
    return int(str(number)), f"the import of {path}{rest}: {stored} records"


def undo_statements(import_no: int) -> list[tuple[str, list[object]]]:
    """Return what takes an import back, and brings back what it had replaced."""
    mine = "(SELECT source_id FROM source WHERE import_no = ?)"
    statements = counted_back(mine)
    statements += [f"DELETE FROM {quoted(table)} WHERE source_id IN {mine}" for table in SCHEMAS]  # noqa: S608  # names are ours
    for table in (*RECORD_TABLES, "participation"):
        statements += _given_back(table, superseded(table), cause="superseded_by", mine=mine)
    statements += _given_back("reject", "reject_mended", cause="mended_by", mine=mine)
    statements.append(f"DELETE FROM reject_again WHERE source_id IN {mine}")  # noqa: S608  # names are ours
    statements.append("DELETE FROM source WHERE import_no = ?")
    return [(statement, [import_no]) for statement in statements]


def _given_back(table: str, kept: str, *, cause: str, mine: str) -> list[str]:
    names = ", ".join(quoted(name) for name in SCHEMAS[table].names)
    return [
        f"DELETE FROM {quoted(kept)} WHERE source_id IN {mine}",  # noqa: S608  # names are ours
        f"INSERT INTO {quoted(table)} SELECT {names} FROM {quoted(kept)} WHERE {cause} IN {mine}",  # noqa: S608  # names are ours
        f"DELETE FROM {quoted(kept)} WHERE {cause} IN {mine}",  # noqa: S608  # names are ours
    ]


def integrity(store: Store, *, read_data: bool) -> list[str]:
    """Return what does not agree between the tables and the commit ledger."""
    entries = store.ledger()
    found = []
    chain = ""
    for entry in entries:
        if entry.after(chain).chain != entry.chain:
            found.append(f"the ledger's entry {entry.batch} was changed after it was written")
        chain = entry.chain
    for table in SCHEMAS if entries else ():
        expected = entries[-1].rows.get(table, 0)
        ((count,),) = store.rows(f"SELECT COUNT(*) FROM {quoted(table)}")  # noqa: S608  # a name of ours
        if count != expected:
            found.append(f"table {table} has {count} rows; {expected} were committed")
        elif read_data and str(totals(store, table)[1]) != entries[-1].sums.get(table, "0"):
            found.append(f"table {table} has a row that is not what was committed")
    return found
