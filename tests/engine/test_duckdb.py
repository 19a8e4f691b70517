"""The engine is locked from its first connection, spills, and can be interrupted."""

import os
import select
import subprocess
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from tests.stores import script

from mutuals.engine.duckdb import DuckDB, quoted
from mutuals.engine.store import Store
from mutuals.errors import MemoryShortError, UsageError
from mutuals.settings import Settings
from mutuals.steps.build import make
from mutuals.steps.find import Step

MIB = 1 << 20


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "outside.csv"
    path.write_text("a\n1\n")
    return path


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{path}'",
        "ATTACH '{path}.db' AS other",
        "SELECT * FROM read_csv('{path}')",
        "SELECT * FROM '{path}'",
        "SELECT * FROM read_text('{path}')",
        "SELECT * FROM glob('/*')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM 's3://bucket/file.parquet'",
        "SET memory_limit = '1TB'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "RESET threads",
        "PRAGMA memory_limit = '1TB'",
        "EXPORT DATABASE '{path}.d'",
    ],
)
def test_it_reaches_nothing_but_its_own_file(outside: Path, sql: str) -> None:
    engine = DuckDB(outside.with_name("x.db"))
    try:
        with pytest.raises(duckdb.Error):
            engine.run(sql.format(path=outside))
    finally:
        engine.close()
    assert outside.read_text(encoding="utf-8") == "a\n1\n"
    assert sorted(one.name for one in outside.parent.iterdir()) == ["outside.csv", "x.db"]


def test_names_cannot_break_out() -> None:
    engine = DuckDB()
    name = 'x"; DROP TABLE t; --'
    engine.register("t", pa.table({"a": [1]}))
    engine.create(name, "SELECT 2 AS b")
    assert engine.tables() == ["t", name]
    assert engine.read(name).to_pylist() == [{"b": 2}]
    assert quoted('"') == '""""'
    engine.close()


@pytest.mark.slow
def test_it_spills_rather_than_fail(tmp_path: Path) -> None:
    engine = DuckDB(tmp_path / "x.db", Settings(engine_memory=100 * MIB, threads=1))
    # Some 150 MB of text, sorted within 100 MiB; two threads need 150 MiB.
    engine.create(
        "wide",
        "SELECT i, MD5(CAST(i AS VARCHAR)) AS a, REPEAT(MD5(CAST(i * 7 AS VARCHAR)), 8) AS c"
        " FROM RANGE(500000) AS t(i)",
    )
    engine.create("ranked", "SELECT a, c, i FROM wide ORDER BY a, c")
    assert engine.rows("SELECT COUNT(*), SUM(i) FROM ranked") == [(500_000, 124_999_750_000)]
    engine.close()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["x.db"]


@pytest.mark.parametrize("memory", ["", "0%", "101%", "much", "4", "-1GB", "4GB; DROP"])
def test_what_is_no_amount_of_memory_is_refused(
    memory: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUTUALS_MEMORY", memory)
    with pytest.raises(UsageError, match="is no amount of memory"):
        DuckDB()


@pytest.mark.parametrize(("memory", "most"), [("64MB", "61.0 MiB"), ("1 GiB", "1.0 GiB")])
def test_the_engine_may_use_what_was_said(
    memory: str, most: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUTUALS_MEMORY", memory)
    engine = DuckDB()
    assert engine.rows("SELECT current_setting('memory_limit')") == [(most,)]
    engine.close()


def test_a_table_that_needs_too_much_memory_is_named(tmp_path: Path) -> None:
    store = Store(tmp_path / "x.mutuals", Settings(engine_memory=24 * MIB, threads=1))
    sql = "SELECT LIST(i) AS every FROM RANGE(9000000) AS t(i)"
    greedy = Step("greedy", "nowhere", "More than fits.", (), "1", sql)
    with pytest.raises(MemoryShortError, match=r"'greedy' needs more memory.*MUTUALS_MEMORY"):
        make(store, greedy)
    store.close()


def test_every_statement_can_be_seen() -> None:
    heard: list[tuple[str, int]] = []
    engine = DuckDB(trace=lambda sql, rows, _seconds: heard.append((sql, rows)))
    engine.create("t", "SELECT 1 AS a UNION ALL SELECT 2 AS a")
    engine.read("t")
    engine.close()
    assert heard == [
        ('CREATE OR REPLACE TABLE "t" AS SELECT 1 AS a UNION ALL SELECT 2 AS a', 2),
        ('FROM "t" ORDER BY ALL', 2),
    ]


def test_a_failed_transaction_leaves_nothing() -> None:
    engine = DuckDB()
    engine.register("t", pa.table({"a": [1]}))

    def half() -> None:
        with engine.transaction():
            engine.run("DELETE FROM t")
            engine.run("SELECT nonsense")

    with pytest.raises(duckdb.BinderException):
        half()
    assert engine.rows("SELECT a FROM t") == [(1,)]
    engine.close()


def test_what_went_wrong_in_a_transaction_is_said(tmp_path: Path) -> None:
    engine = DuckDB(tmp_path / "x.db")

    def fails() -> None:
        with engine.transaction(), engine.staged(pa.table({"a": [1]})) as incoming:
            engine.run(f"CREATE TABLE t AS FROM {incoming}")
            engine.run("SELECT ERROR('planted')")

    for _ in range(2):
        with pytest.raises(duckdb.InvalidInputException, match="planted"):
            fails()
        with pytest.raises(duckdb.CatalogException):
            engine.rows("FROM incoming")
    with engine.transaction(), engine.staged(pa.table({"a": [2]})) as incoming:
        engine.run(f"CREATE TABLE t AS FROM {incoming}")
    assert engine.rows("FROM t") == [(2,)]
    engine.close()


COMMITS = """
import sys
from pathlib import Path
from mutuals.engine.store import Store
from tests.stores import interaction, put
store = Store(Path(sys.argv[1]))
given = [interaction(one) for one in range(3000)]
number = 0
print("ready", flush=True)
while True:
    try:
        number += 1
        put(store, *given, source_id=number)
    except KeyboardInterrupt:
        store.rows("SELECT 42")
        print("stopped", flush=True)
"""


def pressed(child: subprocess.Popen[str]) -> bytes:
    """Press Ctrl-C, and again where Python dropped it in a destructor, as it may."""
    assert child.stdout is not None
    for _ in range(2):
        child.send_signal(2)
        if select.select([child.stdout], [], [], 60)[0]:
            break
    else:
        return b""
    said = b""
    while not said.endswith(b"\n") and (one := os.read(child.stdout.fileno(), 1)):
        said += one
    return said


def test_ctrl_c_in_a_commit_is_a_ctrl_c(tmp_path: Path) -> None:
    with script(COMMITS, str(tmp_path / "x.mutuals")) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        try:
            for number in range(25):
                time.sleep(0.01 + number / 400)
                assert pressed(child) == b"stopped\n"
        finally:
            child.kill()


LONG = """
import sys, time
from mutuals.engine.duckdb import DuckDB
engine = DuckDB()
print("ready", flush=True)
started = time.monotonic()
try:
    engine.rows("SELECT COUNT(*) FROM RANGE(3000000) AS a(i), RANGE(3000000) AS b(j)"
                " WHERE HASH(i + j) % 1000003 = 0")
except KeyboardInterrupt:
    print("stopped", flush=True)
    print(engine.rows("SELECT 42"), flush=True)
"""


def test_ctrl_c_stops_a_long_statement() -> None:
    with script(LONG) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.7)
        child.send_signal(2)
        try:
            said, _ = child.communicate(timeout=60)
        finally:
            child.kill()
    # And the connection still works.
    assert said == "stopped\n[(42,)]\n"
