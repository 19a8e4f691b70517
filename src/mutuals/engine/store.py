"""The store: one DuckDB file with its ledger beside it, held by one process.

Every batch of rows is one transaction. A row that is already there is not stored again,
so reading a file twice, in any order, or after being killed half-way, comes to the same
rows. Nothing that was acknowledged is lost without being named: see ``ledger``.
"""

import errno
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import duckdb
import pyarrow as pa

from mutuals.engine.append import append_tables, totals
from mutuals.engine.duckdb import DuckDB, T, Trace, quoted
from mutuals.engine.ledger import Entry, Loss, agree, append_ledger, read_ledger, write_ledger
from mutuals.engine.schema import INTERNAL, VERSION
from mutuals.errors import (
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreHeldError,
    StoreUnwritableError,
    StoreVersionError,
    UnreadableError,
)
from mutuals.schemas import SCHEMAS
from mutuals.settings import Settings

_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600
_BESIDE = ("", ".wal", ".ledger")
_HOLDER = re.compile(r"\(PID (\d+)\)")
_FULL = ("No space left", "Disk quota exceeded")
_SHUT = ("Permission denied", "Read-only file system", "Operation not permitted")
# Of the engine's errors, those that the file is to blame for; the others are our own.
_DAMAGE = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.InternalException,
    duckdb.FatalException,
)


class Store(DuckDB):
    """An engine that remembers: base tables, sources, commits and built tables."""

    def __init__(
        self, path: Path, settings: Settings | None = None, trace: Trace | None = None
    ) -> None:
        self.path = path
        self.loss: Loss | None = None
        self._ledger_path = path.with_name(path.name + ".ledger")
        _prepare(path)
        with told(path):
            super().__init__(path, settings, trace)
        try:
            with told(path):
                self._bring_up()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(
        self,
        batches: Mapping[str, pa.Table],
        sources: Callable[[Mapping[int, int]], pa.Table],
        act: str = "read",
    ) -> None:
        """Commit rows of base tables, and the rows of ``source`` that go with them.

        ``sources`` is told how many records of each source are new, and returns these
        rows. Rows already there are left alone; see ``append`` for copies that differ.
        """
        with told(self.path), self.transaction():
            last = self._ledger_end()
            counts, sums = dict(last.rows), dict(last.sums)
            added, stored = append_tables(self, batches)
            for table, change in added.items():
                counts[table] = counts.get(table, 0) + change.rows
                sums[table] = str(int(sums.get(table, "0")) + change.total)
            self._replace_sources(sources(stored))
            entry = _note(self, Entry(last.batch + 1, act, counts, sums).after(last.chain))
        self._acknowledge(entry)

    def change(self, act: str, statements: Iterable[tuple[str, list[object]]]) -> None:
        """Commit statements that change base tables, with a line in the ledger."""
        with told(self.path), self.transaction():
            for sql, values in statements:
                self.run(sql, values)
            last = self._ledger_end()
            found = {table: totals(self, table) for table in SCHEMAS}
            counts = {table: count for table, (count, _) in found.items()}
            sums = {table: str(total) for table, (_, total) in found.items()}
            entry = _note(self, Entry(last.batch + 1, act, counts, sums).after(last.chain))
        self._acknowledge(entry)

    def ledger(self) -> list[Entry]:
        """Return the store's own copy of the ledger."""
        found = self.rows("SELECT batch, act, rows, sums, chain FROM ledger ORDER BY batch")
        return [_entry(row) for row in found]

    def sums(self) -> dict[str, str]:
        """Return what stands for the rows of each base table."""
        last = self._ledger_end()
        return {table: last.sums.get(table, "0") for table in SCHEMAS}

    def built(self) -> dict[str, tuple[str, str]]:
        """Return the fingerprint and the content of every table worked out before."""
        present = set(self.tables())
        found = self.rows("SELECT step, fingerprint, content FROM built")
        return {str(step): (str(mark), str(rows)) for step, mark, rows in found if step in present}

    def create(self, table: str, sql: str) -> None:
        """Create or replace a table; until it is remembered it does not count."""
        self.run("DELETE FROM built WHERE step = ?", [table])
        super().create(table, sql)

    def remember(self, step: str, fingerprint: str, content: str) -> None:
        """Remember what a table was worked out from, and what came out."""
        self.run("DELETE FROM built WHERE step = ?", [step])
        self.run("INSERT INTO built VALUES (?, ?, ?)", [step, fingerprint, content])

    def next_number(self, column: str) -> int:
        """Return the next free source_id or import_no."""
        (found,) = self.rows(f"SELECT COALESCE(MAX({quoted(column)}), 0) FROM source")  # noqa: S608
        return int(str(found[0])) + 1

    def _call(self, work: Callable[[], T], sql: str) -> T:
        with told(self.path):
            return super()._call(work, sql)

    def _replace_sources(self, source: pa.Table) -> None:
        with self.staged(source) as incoming:
            self.run(
                f"DELETE FROM source WHERE source_id IN (SELECT source_id FROM {incoming})"  # noqa: S608  # a name of ours
            )
            self.run(f"INSERT INTO source FROM {incoming}")

    def _acknowledge(self, entry: Entry) -> None:
        if self.loss is None:
            append_ledger(self._ledger_path, entry)
            return
        # What was lost is being read again: from here on the store is the truth.
        write_ledger(self._ledger_path, self.ledger())
        self.loss = None

    def _ledger_end(self) -> Entry:
        entries = self.rows(
            "SELECT batch, act, rows, sums, chain FROM ledger ORDER BY batch DESC LIMIT 1"
        )
        return _entry(entries[0]) if entries else Entry(0, "", {}, {})

    def _bring_up(self) -> None:
        present = set(self.tables())
        if not present:
            self._create_tables()
        elif "meta" not in present:
            raise StoreDamagedError(str(self.path), "it is the database of another program")
        self._check_version()
        self._check_ledger()

    def _create_tables(self) -> None:
        with self.transaction():
            for table, schema in {**SCHEMAS, **INTERNAL}.items():
                self.register(table, schema.empty_table())
            self.run("INSERT INTO meta VALUES ('version', ?)", [str(VERSION)])

    def _check_version(self) -> None:
        (found,) = self.rows("SELECT value FROM meta WHERE name = 'version'")
        if int(str(found[0])) > VERSION:
            raise StoreVersionError(str(self.path), int(str(found[0])), VERSION)

    def _check_ledger(self) -> None:
        kept, stored = read_ledger(self._ledger_path), self.ledger()
        right, self.loss = agree(kept, stored)
        if right != kept and self.loss is None:
            write_ledger(self._ledger_path, right)


def _note(store: DuckDB, entry: Entry) -> Entry:
    store.run(
        "INSERT INTO ledger VALUES (?, ?, ?, ?, ?)",
        [
            entry.batch,
            entry.act,
            json.dumps(entry.rows),
            json.dumps(entry.sums),
            entry.chain,
        ],
    )
    return entry


def _entry(row: tuple[object, ...]) -> Entry:
    batch, act, rows, sums, chain = map(str, row)
    return Entry(int(batch), act, json.loads(rows), json.loads(sums), chain)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the engine's errors into ours: held, damaged, full."""
    try:
        yield
    except duckdb.Error as error:
        named = _named(path, error)
        if named is None:
            raise
        raise named from error
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        kind = StoreFullError if full else StoreUnwritableError
        raise kind(str(path), error.strerror or str(error)) from error


def _named(path: Path, error: duckdb.Error) -> StoreError | None:
    said = str(error)
    first = said.splitlines()[0] if said else type(error).__name__
    if "Conflicting lock" in said or "Could not set lock" in said:
        found = _HOLDER.search(said)
        holder = f"process {found.group(1)}" if found else "another process"
        return StoreHeldError(str(path), holder)
    if isinstance(error, duckdb.OutOfMemoryException) or any(words in said for words in _FULL):
        return StoreFullError(str(path), first)
    if any(words in said for words in _SHUT):
        return StoreUnwritableError(str(path), first)
    is_damage = isinstance(error, _DAMAGE) or type(error) is duckdb.Error
    return StoreDamagedError(str(path), first) if is_damage else None


def _prepare(path: Path) -> None:
    os.umask(0o077)
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
        if path.is_dir():
            raise UnreadableError(str(path), "it is a folder; a store is one file")
        for suffix in _BESIDE:
            one = path.with_name(path.name + suffix)
            if one.exists():
                one.chmod(_PRIVATE_FILE)
