"""From files to rows in the store, batch by batch, with every record accounted for."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.engine.keep import known_rejects
from mutuals.engine.schema import SOURCE
from mutuals.engine.store import Store
from mutuals.errors import UnreadableError
from mutuals.sandbox import (
    Begun,
    Ended,
    Event,
    Failed,
    Request,
    RowsRead,
    Tick,
    Told,
    Unread,
    read,
)
from mutuals.schemas import RECORD_TABLES, SCHEMAS
from mutuals.settings import Settings


@dataclass(slots=True)
class FileReport:
    """What became of one file: seen = stored + known + rejected."""

    path: str
    format: str
    seen: int = 0
    stored: int = 0
    known: int = 0
    rejected: int = 0
    is_complete: bool = False
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question a file asks before it can be read."""

    path: str
    name: str
    sentence: str
    choices: tuple[str, ...]


@dataclass(slots=True)
class ReadReport:
    """What a read came to: files read, files not read, and questions left open."""

    files: list[FileReport] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    import_no: int = 0

    @property
    def stored(self) -> int:
        """Return how many records are new in the store."""
        return sum(file.stored for file in self.files)


def walk(paths: Iterable[Path]) -> list[Path]:
    """Return the files among paths and in folders, in a fixed order.

    Links inside folders are not followed. A folder that may not be looked into is
    returned itself, so that it is named with the files that cannot be read. Raises
    UnreadableError for a path that is not there.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(_inside(path))
        elif path.is_file():
            found.append(path)
        else:
            reason = "it is no file or folder" if path.exists() else "it is not there"
            raise UnreadableError(str(path), reason)
    return found


def _inside(folder: Path) -> Iterator[Path]:
    shut: list[Path] = []
    for place, _, names in os.walk(folder, onerror=lambda one: shut.append(Path(one.filename))):
        files = (Path(place, name) for name in names)
        yield from (one for one in files if one.is_file() and not one.is_symlink())
    yield from shut


def intake(
    store: Store, request: Request, settings: Settings, *, import_no: int
) -> Iterator[ReadReport]:
    """Read files into the store; yield the report as it stands after every event."""
    desk = _Desk(store, import_no, settings.batch)
    for event in read(request, settings):
        desk.take(event)
        yield desk.report
    desk.commit()
    yield desk.report


class _Desk:
    """Takes the sandbox's events and commits batches."""

    def __init__(self, store: Store, import_no: int, batch: int) -> None:
        self.report = ReadReport(import_no=import_no)
        self._store = store
        self._import_no = import_no
        self._limit = batch
        self._next_id = store.next_number("source_id")
        self._ids: dict[str, int] = {}
        self._files: dict[int, FileReport] = {}
        self._by_number: dict[int, int] = {}
        self._waiting: dict[str, list[pa.RecordBatch]] = {}
        self._count = 0
        self._touched: set[int] = set()

    def take(self, event: Event) -> None:
        """Take one event; commit when enough has come together."""
        if isinstance(event, Begun):
            self._begin(event)
        elif isinstance(event, RowsRead):
            self._rows(event)
        elif isinstance(event, Tick | Ended):
            self._count_up(event)
        elif isinstance(event, Failed):
            self._fail(event)
        elif isinstance(event, Told):
            self._told(event)
        elif isinstance(event, Unread):
            self.report.unread.append(event)
        # Only between records: what one record came to is committed together.
        if self._count >= self._limit and isinstance(event, Tick | Ended | Failed):
            self.commit()

    def commit(self) -> None:
        """Commit what is waiting, and what is known of the files it came from."""
        if not self._waiting and not self._touched:
            return
        batches = {
            table: pa.Table.from_batches(parts, SCHEMAS[table])
            for table, parts in self._waiting.items()
        }
        if "reject" in batches:
            batches["reject"] = self._new_rejects(batches["reject"])
        self._store.append(batches, self._sources)
        self._waiting, self._count, self._touched = {}, 0, set()

    def _begin(self, event: Begun) -> None:
        source_id = self._ids.get(event.path)
        if source_id is None:
            source_id = self._ids[event.path] = self._next_id
            self._next_id += 1
            self._files[source_id] = FileReport(event.path, event.format)
            self.report.files.append(self._files[source_id])
        self._by_number[event.number] = source_id

    def _rows(self, event: RowsRead) -> None:
        batch = event.batch
        at = batch.schema.get_field_index("source_id")
        numbers = batch.column(at)
        distinct = pc.unique(numbers)
        ids = pa.array([self._by_number[one] for one in distinct.to_pylist()], pa.int32())
        self._touched.update(ids.to_pylist())
        self._count += batch.num_rows if event.table in RECORD_TABLES else 0
        columns = list(batch.columns)
        columns[at] = ids.take(pc.index_in(numbers, distinct))
        renumbered = pa.RecordBatch.from_arrays(columns, schema=batch.schema)
        self._waiting.setdefault(event.table, []).append(renumbered)

    def _new_rejects(self, rows: pa.Table) -> pa.Table:
        # What could not be read the last time either is no new row.
        paths = [self._files[one].path for one in rows.column("source_id").to_pylist()]
        places = zip(
            paths,
            rows.column("record_no").to_pylist(),
            rows.column("reason").to_pylist(),
            strict=True,
        )
        known = known_rejects(self._store, set(paths))
        return rows.filter(pa.array([place not in known for place in places], pa.bool_()))

    def _fail(self, event: Failed) -> None:
        source_id = self._by_number.get(event.number)
        if source_id is None:
            self.report.unread.append(Unread(event.path, event.reason, event.message))
            return
        row = {
            "source_id": source_id,
            "record_no": event.record_no,
            "reason": event.reason,
            "message": event.message,
        }
        batch = pa.RecordBatch.from_pylist([row], schema=SCHEMAS["reject"])
        self._waiting.setdefault("reject", []).append(batch)
        file = self._files[source_id]
        file.seen = event.record_no
        file.rejected += 1
        self._touched.add(source_id)

    def _count_up(self, event: Tick | Ended) -> None:
        source_id = self._by_number[event.number]
        file = self._files[source_id]
        if any(one.path == file.path for one in self.report.questions):
            # Nothing of it is stored before the answer.
            self.report.files = [one for one in self.report.files if one is not file]
            return
        file.seen, file.rejected = event.seen, event.rejected
        file.is_complete = isinstance(event, Ended)
        self._touched.add(source_id)

    def _told(self, event: Told) -> None:
        said = self._files[self._by_number[event.number]].notices
        if event.choices:
            asked = Asked(event.path, event.name, event.sentence, event.choices)
            self.report.questions.append(asked)
        elif event.sentence not in said:
            said.append(event.sentence)

    def _sources(self, stored: Mapping[int, int]) -> pa.Table:
        now = datetime.now(tz=UTC).replace(tzinfo=None)
        rows = []
        for source_id in sorted(self._touched):
            file = self._files[source_id]
            file.stored += stored.get(source_id, 0)
            file.known = file.seen - file.stored - file.rejected
            rows.append(
                {
                    "source_id": source_id,
                    "import_no": self._import_no,
                    "path": file.path,
                    "format": file.format,
                    "seen": file.seen,
                    "stored": file.stored,
                    "known": file.known,
                    "rejected": file.rejected,
                    "is_complete": file.is_complete,
                    "read_at": now,
                }
            )
        return pa.Table.from_pylist(rows, schema=SOURCE)


def own_words(source_id: int, import_no: int, count: int) -> pa.Table:
    """Return the row of ``source`` for what the owner said rather than a file."""
    row = {
        "source_id": source_id,
        "import_no": import_no,
        "path": "your answers",
        "format": "answer",
        "seen": count,
        "stored": count,
        "known": 0,
        "rejected": 0,
        "is_complete": True,
        "read_at": datetime.now(tz=UTC).replace(tzinfo=None),
    }
    return pa.Table.from_pylist([row], schema=SOURCE)
