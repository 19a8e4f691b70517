"""Do the same relational steps by hand in one plain DuckDB script.

    python -m benchmarks.speed.by_duckdb DATABASE RESULT INTERACTIONS.PARQUET

The file is scanned, recipients are exploded, ids are running numbers, and then the SQL
texts of our steps run in order: no sandbox, no content keys, no matching against what
is there, no ledger, no fingerprints. Steps in Python, and what depends on them, are
left out.
"""

import json
import sys
import time
from pathlib import Path

import duckdb
import pyarrow as pa
from benchmarks.measure import spent
from benchmarks.speed.checks import CHECKS

from mutuals.hours.meaning import SCHEMA as MEANING
from mutuals.people.wording import SCHEMA as WORDING
from mutuals.schemas import SCHEMAS
from mutuals.steps import in_order, steps

BASE = (
    """
    CREATE TABLE raw AS
    SELECT ROW_NUMBER() OVER () AS interaction_id, * FROM read_parquet($file)
    """,
    """
    CREATE TABLE handle AS
    SELECT ROW_NUMBER() OVER (ORDER BY value) AS address_id, 'id' AS scheme, value,
        1 AS source_id
    FROM (
        SELECT DISTINCT value FROM (
            SELECT sender AS value FROM raw
            UNION ALL
            SELECT UNNEST(STRING_SPLIT(recipients, ';')) AS value FROM raw
        )
    )
    """,
    """
    CREATE TABLE participation AS
    SELECT DISTINCT t.interaction_id, h.address_id, 'to' AS role, 1 AS source_id
    FROM (
        SELECT interaction_id, sender, UNNEST(STRING_SPLIT(recipients, ';')) AS value FROM raw
    ) AS t
    INNER JOIN handle AS h ON t.value = h.value
    WHERE t.value <> t.sender
    """,
    """
    CREATE TABLE interaction AS
    SELECT
        r.interaction_id, started_at::TIMESTAMP AS started_at, NULL::TIMESTAMP AS ended_at,
        EPOCH(started_at)::BIGINT AS started, NULL::BIGINT AS seconds,
        EXTRACT(HOUR FROM started_at::TIMESTAMP)::INTEGER AS local_hour,
        EXTRACT(ISODOW FROM started_at::TIMESTAMP)::INTEGER - 1 AS local_weekday,
        'message' AS kind, channel, 'online' AS medium, h.address_id AS sender_id,
        NULL::BIGINT AS thread_id, COALESCE(c.audience_size, 0)::INTEGER AS audience_size,
        NULL::INTEGER AS length, '' AS signals, '' AS title, '' AS thing
    FROM raw AS r
    INNER JOIN handle AS h ON r.sender = h.value
    LEFT JOIN (
        SELECT p.interaction_id, COUNT(*) AS audience_size
        FROM participation AS p GROUP BY p.interaction_id
    ) AS c ON r.interaction_id = c.interaction_id
    """,
    """
    CREATE TABLE clock AS
    SELECT MAX(started) AS as_of, MAX(started_at) AS as_of_at FROM interaction
    """,
    "CREATE TABLE member AS SELECT address_id, address_id AS person_id FROM handle",
)
GIVEN = {
    "interaction",
    "handle",
    "participation",
    "member",
    "clock",
    "meaning",
    "wording",
    *SCHEMAS,
}


def main(database: str, result: str, file: str) -> None:
    """Do it and write the seconds of each step and the sums of some tables."""
    connection = duckdb.connect(database)
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET preserve_insertion_order = false")
    began, started = spent(), time.perf_counter()
    for number, statement in enumerate(BASE):
        connection.execute(statement, {"file": file} if number == 0 else None)
    told: dict[str, object] = {"read": time.perf_counter() - started, "read CPU": spent() - began}
    for table, schema in SCHEMAS.items():
        if table not in {"interaction", "participation", "handle"}:
            # Interactions are numbered here, where the program has keys of 16 bytes.
            numbered = [
                one.with_type(pa.int64()) if one.name == "interaction_id" else one for one in schema
            ]
            empty = pa.schema(numbered).empty_table()
            connection.register("empty", empty)
            connection.execute(f'CREATE TABLE "{table}" AS FROM empty')
    # Nobody has labelled anything here, and ids say nothing of what they stand for:
    # these two Python steps are empty.
    connection.register("meaning", MEANING.empty_table())
    connection.register("wording", WORDING.empty_table())
    seconds: dict[str, float] = {}
    built = time.perf_counter()
    present = set(GIVEN)
    for step in in_order(steps().values()):
        if step.sql and step.table not in present and present.issuperset(step.needs):
            began = spent()
            connection.execute(f'CREATE TABLE "{step.table}" AS {step.sql}')
            seconds[step.table] = spent() - began
            present.add(step.table)
    told["build"] = time.perf_counter() - built
    told["steps"] = seconds
    told["checks"] = {
        table: list(connection.execute(query).fetchall()[0])
        for table, query in CHECKS.items()
        if table in present
    }
    connection.close()
    Path(result).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
