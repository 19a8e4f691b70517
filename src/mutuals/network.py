"""The one object the command line, the pages and notebooks share."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from mutuals.engine.append import content_sum, row_sum
from mutuals.engine.cut import asked
from mutuals.engine.duckdb import Trace
from mutuals.engine.held import Held
from mutuals.engine.keep import (
    clock_rows,
    integrity,
    newest_import,
    undo_statements,
)
from mutuals.engine.ledger import Loss
from mutuals.engine.private import Private
from mutuals.engine.schema import MEANINGS, keyed_tables
from mutuals.engine.store import Store
from mutuals.errors import UnknownTableError, UnreadableError
from mutuals.intake import ReadReport, intake, own_words, recognise, said, walk
from mutuals.people.me import answers
from mutuals.records import Cut
from mutuals.sandbox import Recognised, Request, Unread
from mutuals.settings import Settings, default_store
from mutuals.steps import Built, Made, Step, build, current, in_order, needed_for, steps


class Network:  # noqa: PLR0904  # one for each thing a surface may ask
    """People and what passed between them, kept in one file on this machine."""

    def __init__(self, held: Held, settings: Settings) -> None:
        self.path = held.store.path
        self._held = held
        self._settings = settings
        self._current = _Current(held)

    @property
    def _store(self) -> Store:
        return self._held.store

    def alone(self) -> AbstractContextManager[Store]:
        """Let the block change several things. Raises StoreHeldError if others read."""
        return self._held.alone()

    @property
    def loss(self) -> str:
        """What the store lost of what was committed, in a sentence; or nothing."""
        return _lost(self.path, self._store.loss)

    def recognise(self, paths: Iterable[Path | str]) -> Iterator[Recognised | Unread]:
        """Return what each file or member is and holds, without storing anything."""
        return recognise(paths, self._settings)

    def read(
        self,
        paths: Iterable[Path | str],
        *,
        me: Iterable[str] = (),
        options: Mapping[str, object] | None = None,
        progress: Callable[[ReadReport], None] = lambda _: None,
    ) -> ReadReport:
        """Read files and folders into the store; say what became of every record.

        ``me`` are the owner's own addresses. ``options`` are those of ``Request``:
        ``as_format``, ``keep_text`` and ``answers``.
        """
        report = ReadReport()
        request = Request(tuple(walk(map(Path, paths))), **(options or {}))  # type: ignore[arg-type]  # Request checks its names
        with self.alone() as store:
            number = store.next_number("import_no")
            for report in intake(store, request, self._settings, import_no=number):
                progress(report)
            self.confirm_me(me, import_no=number)
        self._current.forget()
        return report

    def confirm_me(self, addresses: Iterable[str], *, import_no: int | None = None) -> None:
        """Remember that these addresses are the owner's own."""
        listed = list(addresses)
        if listed:
            with self.alone() as store:
                source_id = store.next_number("source_id")
                rows = answers(
                    self.table("handle"), self.table("answer"), listed, source_id=source_id
                )
                self._remember(rows, source_id, import_no)

    def answer(self, question: str, address_id: int, value: str) -> None:
        """Remember what the owner says of an address; ``undo`` takes it back."""
        self.answer_all(question, [(address_id, value)])

    def answer_all(self, question: str, words: Iterable[tuple[int, str]]) -> None:
        """Remember several words of the owner; one ``undo`` takes them back."""
        with self.alone() as store:
            source_id = store.next_number("source_id")
            self._remember(said(question, words, source_id), source_id, None)

    @property
    def private(self) -> Private:
        """What the owner says to nobody but themselves; in no table."""
        return Private(self._held)

    def _remember(self, rows: pa.Table, source_id: int, import_no: int | None) -> None:
        with self.alone() as store:
            number = import_no or store.next_number("import_no")
            source = own_words(source_id, number, rows.num_rows)
            store.append({"answer": rows}, lambda _: source, act="answer")
        self._current.forget()

    def build(
        self,
        as_of: datetime | None = None,
        progress: Callable[[Made], None] = lambda _: None,
        *,
        tables: Iterable[str] | None = None,
    ) -> list[Made]:
        """Bring every table up to date; return what ran and what was current.

        ``as_of`` is the moment everything is worked out for: the latest record's,
        unless it is given. With ``tables`` only these are made, and what they need.
        """
        ordered = _ordered(tables)
        made = _as_made(self._store, ordered, clock_rows(self._store, as_of)[1])
        with nullcontext(self._store) if made is not None else self.alone() as store:
            for one in made or ():
                progress(one)
            # Others may have put something in until it was this process's alone.
            if made is None:
                made = _made(store, ordered, clock_rows(store, as_of), progress=progress)
            self._current.note(ordered, as_of)
        return made

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a table's rows, or a part of them. Raises UnknownTableError."""
        if name not in self.tables():
            raise UnknownTableError(name, self.tables())
        if name in steps() and not self._current.has(name):
            self.build(self._current.as_of)
        return self._store.read(name) if cut is None else self._store.query(*asked(name, cut))

    def tables(self) -> dict[str, str]:
        """Return every table's meaning, by name."""
        return MEANINGS | {name: step.meaning for name, step in steps().items()}

    def undo(self) -> str:
        """Take the last import back; say what it was, or nothing if there is none."""
        number, sentence = newest_import(self._store)
        if number:
            with self.alone() as store:
                store.change("undo", undo_statements(number))
            self._current.forget()
        return sentence

    def check(self, *, read_data: bool = False, dismiss_loss: bool = False) -> list[str]:
        """Return what is wrong with the store; with ``read_data`` every row is read.

        What the store lost is said until it is there again, or ``dismiss_loss`` has
        told it to say so no more.
        """
        if dismiss_loss:
            with self.alone() as store:
                store.dismiss_loss()
        found = [self.loss] if self.loss else []
        return found + integrity(self._store, read_data=read_data)

    def content_hash(self) -> str:
        """Return a hash of the content, whatever order it was read in."""
        sums = [f"{table}:{content_sum(self._store, table)}" for table in keyed_tables()]
        return sha256("\n".join(sums).encode()).hexdigest()

    def mark(self) -> tuple[object, ...]:
        """Return what stands for all the store holds; it changes with the store."""
        return _state(self._store)

    def close(self) -> None:
        """Let the store go; what is asked of it afterwards takes it again."""
        self._held.close()


class _Current:
    """Which tables are up to date, for which moment, in which state of the store."""

    def __init__(self, held: Held) -> None:
        self.as_of: datetime | None = None
        self._held = held
        self._names: frozenset[str] = frozenset()
        self._opened, self._state = held.opened, _state(held.store)

    def note(self, ordered: Iterable[Step], as_of: datetime | None) -> None:
        """Remember that these were worked out now."""
        self._names, self.as_of = frozenset(step.table for step in ordered), as_of
        self._opened, self._state = self._held.opened, _state(self._held.store)

    def forget(self) -> None:
        """Remember that something was changed."""
        self._names = frozenset()

    def has(self, name: str) -> bool:
        """Tell whether a table is up to date: others may have changed it meanwhile."""
        store = self._held.store
        if self._held.opened != self._opened:
            self._opened, before, self._state = self._held.opened, self._state, _state(store)
            if self._state != before:
                self.forget()
        return name in self._names


def _lost(path: Path, lost: Loss | None) -> str:
    if lost is None:
        return ""
    return (
        f"{path} has lost the last {lost.batches} committed batches "
        f"({lost.rows} rows): its write-ahead log was cut. "
        "Read the same files again to bring them back."
    )


def _ordered(tables: Iterable[str] | None) -> list[Step]:
    return list(in_order(steps().values()) if tables is None else needed_for(tables, steps()))


def _as_made(store: Store, ordered: list[Step], moment: str) -> list[Made] | None:
    """Return what a shared store holds already, if all of it is current."""
    is_made = store.is_shared and "clock" in store.tables()
    if not is_made or store.rows("SELECT CAST(as_of AS VARCHAR) FROM clock") != [(moment,)]:
        return None
    return current(ordered, {**store.sums(), "clock": moment}, _built(store))


def _made(
    store: Store,
    ordered: list[Step],
    clock: tuple[pa.Table, str],
    *,
    progress: Callable[[Made], None],
) -> list[Made]:
    store.register("clock", clock[0])
    contents = {**store.sums(), "clock": clock[1]}
    content_of = partial(row_sum, store)
    made = []
    for one in build(store, ordered, contents, built=_built(store), content_of=content_of):
        if not one.was_current:
            store.remember(one.table, one.fingerprint, one.content)
        made.append(one)
        progress(one)
    return made


def _state(store: Store) -> tuple[object, ...]:
    """Return what stands for all the store holds, and for what it was worked out."""
    clock = store.rows("SELECT as_of FROM clock") if "clock" in store.tables() else []
    return store.sums(), store.built(), clock


def _built(store: Store) -> dict[str, Built]:
    return {step: Built(*known) for step, known in store.built().items()}


def open(  # noqa: PLR0913  # mutuals.open, as gzip.open; one for each option
    path: Path | str | None = None,
    settings: Settings | None = None,
    trace: Trace | None = None,
    *,
    create: bool = True,
    is_shared: bool = False,
    waiting: Callable[[str], None] = lambda _: None,
) -> Network:
    """Open a store; ``create`` makes it if it is not there.

    It is this process's alone until it is closed or, with ``is_shared``, only while it
    is changed: meanwhile others may read it. ``waiting`` is told where it has to wait
    for others.

    Raises NoStoreError where there is none and it is not to be made, UnreadableError
    for a path that is empty or a folder, NotAStoreError for another program's file.
    """
    if path == "":
        raise UnreadableError(repr(path), "a store has to be named")
    chosen = settings or Settings()
    place = default_store() if path is None else Path(path)

    opening = partial(Store, place, chosen, trace, create=create)
    return Network(Held(opening, is_shared, waiting), chosen)
