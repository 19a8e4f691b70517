"""The embedded engine: one DuckDB database, locked from its first connection."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as NotYetError
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import duckdb
import pyarrow as pa

from mutuals.errors import StoreError, UsageError
from mutuals.settings import Settings

Trace = Callable[[str, int, float], None]
T = TypeVar("T")
_MEMORY = re.compile(r"([1-9]\d?|100)\s?%|[1-9]\d*(\.\d+)?\s?[KMGT]i?B", re.IGNORECASE)


class DuckDB:
    """A DuckDB database as an engine.

    It opens no file but its own: no extensions, no network, no COPY, no ATTACH, and a
    configuration that cannot be changed afterwards. ``trace`` is called with each
    statement, the rows it made and the seconds it took. With ``is_shared`` it is only
    read, and other processes may read it, too.
    """

    dialect = "duckdb"

    def __init__(
        self,
        path: Path | str = ":memory:",
        settings: Settings | None = None,
        trace: Trace | None = None,
        *,
        is_shared: bool = False,
    ) -> None:
        self.is_shared = is_shared
        chosen = settings or Settings()
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "enable_external_access": False,
            "memory_limit": _limit(chosen.engine_memory),
            "threads": chosen.threads,
            "preserve_insertion_order": False,
        }
        if str(path) != ":memory:":
            config["temp_directory"] = f"{path}.spill"
        self._connection = duckdb.connect(str(path), config=config, read_only=is_shared)
        # Its bar would land in the middle of what is printed for other programs.
        self._connection.execute("SET enable_progress_bar = false")
        self._connection.execute("SET lock_configuration = true")
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="duckdb")
        self._trace = trace

    def begin(self, table: str) -> None:
        """Hear that a table is about to be made."""

    def create(self, table: str, sql: str) -> None:
        """Create or replace a table from a query."""
        self.run(f"CREATE OR REPLACE TABLE {quoted(table)} AS {sql}")

    def register(self, table: str, rows: pa.Table) -> None:
        """Create or replace a table from rows."""
        with self.staged(rows) as incoming:
            self.run(f"CREATE OR REPLACE TABLE {quoted(table)} AS FROM {incoming}")

    def read(self, table: str) -> pa.Table:
        """Return a table's rows, in the order of their columns."""
        return self.query(f"FROM {quoted(table)} ORDER BY ALL")

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run a statement; return the rows it changed, or 0 where it says none."""
        rows = self._call(lambda: self._connection.execute(sql, values).fetchall(), sql)
        first = rows[0][0] if rows and rows[0] else 0
        return first if isinstance(first, int) else 0

    def query(self, sql: str, values: Sequence[object] = ()) -> pa.Table:
        """Run a query; return its rows."""

        def ask() -> pa.Table:
            return self._connection.sql(sql, params=list(values)).to_arrow_table()

        return self._call(ask, sql)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Run a small query; return its rows as tuples."""
        return self._call(lambda: self._connection.execute(sql, values).fetchall(), sql)

    def tables(self) -> list[str]:
        """Return the names of the tables there are."""
        found = self.rows(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'main' ORDER BY table_name"
        )
        return [str(name) for (name,) in found]

    @contextmanager
    def staged(self, rows: pa.Table) -> Iterator[str]:
        """Let statements in the block read rows under the name it gives."""
        self._away(lambda: self._connection.register("incoming", rows))
        try:
            yield "incoming"
        finally:
            # Nothing can be let go in a transaction that has failed: rolling back does.
            self._let_go()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what the block does, or nothing of it."""
        try:
            self.run("BEGIN TRANSACTION")
            yield
            self.run("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    def close(self) -> None:
        """Let the database go."""
        self._worker.shutdown()
        self._connection.close()

    def _roll_back(self) -> None:
        # The engine itself gives up a transaction after some errors, and an interrupt
        # that came too late for one statement stops the next.
        for _ in range(2):
            with suppress(duckdb.Error, RuntimeError, StoreError):
                self.run("ROLLBACK")
                break
        self._let_go()

    def _let_go(self) -> None:
        with suppress(duckdb.Error):
            self._away(lambda: self._connection.unregister("incoming"))

    def _away(self, work: Callable[[], object]) -> None:
        # Off the thread that hears Ctrl-C: inside its own calls the engine would answer
        # with an error of its own.
        self._patiently(self._worker.submit(work))

    def _call(self, work: Callable[[], T], sql: str) -> T:
        started = time.perf_counter()
        result = self._patiently(self._worker.submit(work))
        if self._trace is not None:
            self._trace(sql, _size(result), time.perf_counter() - started)
        return result

    def _patiently(self, pending: Future[T]) -> T:
        # A long statement does not see Ctrl-C; the thread that waits does.
        while True:
            try:
                return pending.result(timeout=0.2)
            except NotYetError:
                if pending.done():
                    return pending.result()
            except KeyboardInterrupt:
                self._stop(pending)
                raise

    def _stop(self, pending: Future[T]) -> None:
        # Again and again: a statement that has not begun yet does not notice.
        while not pending.done():
            self._connection.interrupt()
            wait([pending], timeout=0.1)


def quoted(name: str) -> str:
    """Return a name as an SQL identifier; the only way a name gets into a statement.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def _limit(memory: int | str) -> str:
    if isinstance(memory, int):
        return f"{memory // 1024**2}MiB"
    if not _MEMORY.fullmatch(memory.strip()):
        msg = f"MUTUALS_MEMORY={memory!r} is no amount of memory: 40% or 4GB is one."
        raise UsageError(msg)
    return memory.strip()


def _size(result: object) -> int:
    if isinstance(result, pa.Table):
        return int(result.num_rows)
    first = result[0][0] if isinstance(result, list) and result else 0
    return first if isinstance(first, int) else 0
