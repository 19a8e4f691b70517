"""The store: one DuckDB file with its ledger beside it, held by one process.

Every batch of rows is one transaction. A row that is already there is not stored again,
so reading a file twice, in any order, or after being killed half-way, comes to the same
rows. Nothing that was acknowledged is lost without being named: see ``ledger``.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Self

import pyarrow as pa

from mutuals.engine.append import append_tables, totals
from mutuals.engine.duckdb import DuckDB, T, Trace, quoted
from mutuals.engine.faults import told
from mutuals.engine.ledger import Entry, Loss, agree, append_ledger, read_ledger, write_ledger
from mutuals.engine.lost import forget_loss, loss_after, note_loss, noted_loss
from mutuals.engine.place import make_private, make_room, refuse_what_is_not_ours
from mutuals.engine.rejects import settle
from mutuals.engine.schema import INTERNAL, VERSION
from mutuals.errors import NeedsWorkError, NoStoreError, StoreVersionError
from mutuals.schemas import SCHEMAS
from mutuals.settings import Settings


class Store(DuckDB):
    """An engine that remembers: base tables, sources, commits and built tables.

    A file that is no store is left as it is. Raises NoStoreError where there is none
    and ``create`` is not asked for, and with ``is_shared`` NeedsWorkError where it has
    to be changed before it can be read.
    """

    def __init__(
        self,
        path: Path,
        settings: Settings | None = None,
        trace: Trace | None = None,
        *,
        create: bool = True,
        is_shared: bool = False,
    ) -> None:
        self.path = path
        self.loss: Loss | None = None
        self._ledger_path = path.with_name(path.name + ".ledger")
        with told(path):
            refuse_what_is_not_ours(path)
            make_room(path, create=create)
            if is_shared and not path.exists():
                raise NeedsWorkError
            super().__init__(path, settings, trace, is_shared=is_shared)
        try:
            with told(path):
                self._bring_up(create=create)
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
            source = sources(stored)
            self._replace_sources(source)
            if "reject" in batches or counts.get("reject"):
                added["reject"] = settle(self, batches.get("reject"), source)
            for table, change in added.items():
                counts[table] = counts.get(table, 0) + change.rows
                sums[table] = str(int(sums.get(table, "0")) + change.total)
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

    def begin(self, table: str) -> None:
        """Hear that a table is about to be made; until remembered it does not count."""
        self.run("DELETE FROM built WHERE step = ?", [table])

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

    def dismiss_loss(self) -> None:
        """Say no more of what was lost."""
        forget_loss(self)
        self.loss = None

    def _acknowledge(self, entry: Entry) -> None:
        append_ledger(self._ledger_path, entry)
        self.loss = loss_after(self, entry) if self.loss else None

    def _ledger_end(self) -> Entry:
        entries = self.rows(
            "SELECT batch, act, rows, sums, chain FROM ledger ORDER BY batch DESC LIMIT 1"
        )
        return _entry(entries[0]) if entries else Entry(0, "", {}, {})

    def _bring_up(self, *, create: bool) -> None:
        present = set(self.tables())
        if not present and not create:
            raise NoStoreError(str(self.path))
        if present:
            _refuse_newer(self)
        make_private(self.path)
        missing = {**SCHEMAS, **INTERNAL}.keys() - present
        if missing and self.is_shared:
            raise NeedsWorkError
        if missing:
            _create_tables(self, missing)
        self.loss = _checked(self, self._ledger_path)


def _checked(store: Store, path: Path) -> Loss | None:
    """Hold the ledger beside the store against its own copy; return what is lost."""
    kept, stored = read_ledger(path), store.ledger()
    right, loss = agree(kept, stored)
    if store.is_shared and (loss or right != kept):
        raise NeedsWorkError
    if loss:
        note_loss(store, loss, kept[-1])
    if right != kept:
        # From here on the store is the truth: what it lost is noted in it.
        write_ledger(path, right)
    return noted_loss(store)


def _create_tables(store: Store, missing: Collection[str]) -> None:
    schemas = {**SCHEMAS, **INTERNAL}
    with store.transaction():
        for table in missing:
            store.register(table, schemas[table].empty_table())
        if "meta" in missing:
            store.run("INSERT INTO meta VALUES ('version', ?)", [str(VERSION)])


def _refuse_newer(store: Store) -> None:
    (found,) = store.rows("SELECT value FROM meta WHERE name = 'version'")
    if int(str(found[0])) > VERSION:
        raise StoreVersionError(str(store.path), int(str(found[0])), VERSION)


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
