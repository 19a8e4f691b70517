"""Takes what the sandbox says, and commits batches."""

from collections import Counter
from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.engine.store import Store
from mutuals.intake.report import Asked, FileReport, ReadReport
from mutuals.intake.sources import remember, sources
from mutuals.intake.taken import FORMAT, Pair, sifted
from mutuals.records import LEFT_OUT
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


def intake(
    store: Store, request: Request, settings: Settings, *, import_no: int
) -> Iterator[ReadReport]:
    """Read files into the store; yield the report as it stands after every event.

    A request that goes on with an import keeps its number.
    """
    desk = _Desk(store, request.import_no or import_no, settings.batch)
    for event in read(request, settings):
        desk.take(event)
        yield desk.report
    desk.commit()
    if desk.report.files:
        # Without them there may be no store yet, and nothing to make one for.
        remember(store, desk.report.unread, desk.report.import_no)
    yield desk.report


# A commit looks at all that is there: a part of that at a time keeps reading linear.
GROWS_BY = 16
# What waits is in memory: no more of it than this, in bytes.
MOST_WAITING = 128 * 1024**2


class _Desk:
    """Takes the sandbox's events and commits batches."""

    def __init__(self, store: Store, import_no: int, batch: int) -> None:
        self.report = ReadReport(import_no=import_no)
        self._store = store
        self._import_no = import_no
        self._batch = batch
        self._there = int(str(store.rows("SELECT COUNT(*) FROM interaction")[0][0]))
        self._next_id = store.next_number("source_id")
        self._ids: dict[str, int] = {}
        self._files: dict[int, FileReport] = {}
        self._by_number: dict[int, int] = {}
        self._waiting: dict[str, list[pa.RecordBatch]] = {}
        self._count = self._bytes = 0
        self._touched: set[int] = set()
        self._held: dict[int, list[pa.RecordBatch]] = {}
        self._pairs: list[Pair] = []
        self._taken: Counter[int] = Counter()

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
        if isinstance(event, Tick | Ended | Failed) and self._is_enough():
            self.commit()

    def _is_enough(self) -> bool:
        is_many = self._count * GROWS_BY >= self._there and self._count >= self._batch
        return is_many or self._bytes >= MOST_WAITING

    def commit(self) -> None:
        """Commit what is waiting, and what is known of the files it came from."""
        if self._pairs:
            self._sift()
        if not self._waiting and not self._touched:
            return
        batches = {
            table: pa.Table.from_batches(parts, SCHEMAS[table])
            for table, parts in self._waiting.items()
        }
        self._store.append(batches, self._sources)
        self._there += self._count
        self._waiting, self._count, self._bytes, self._touched = {}, 0, 0, set()

    def _sift(self) -> None:
        """Put what pairs hold among what waits, but for records that are not stored."""
        found = sifted(self._store, self._pairs)
        self._pairs = []
        for table, parts in found.tables().items():
            self._waiting.setdefault(table, []).extend(
                batch for part in parts for batch in part.to_batches()
            )
        for source_id in found.rejects.column("source_id").to_pylist():
            self._taken[source_id] += 1
            self._files[source_id].rejected += 1
        for source_id in found.withdrawn.column("source_id").to_pylist():
            # Of an earlier import it is counted where it is taken out.
            if file := self._files.get(source_id):
                self._taken[source_id] += 1
                file.stored, file.rejected = max(0, file.stored - 1), file.rejected + 1
                self._touched.add(source_id)

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
        self._bytes += batch.nbytes
        columns = list(batch.columns)
        columns[at] = ids.take(pc.index_in(numbers, distinct))
        if event.table == "reject":
            self._leave_out(batch, at)
        self._wait(event.table, pa.RecordBatch.from_arrays(columns, schema=batch.schema), ids)

    def _leave_out(self, rejects: pa.RecordBatch, at: int) -> None:
        reasons = rejects.column("reason").to_pylist()
        for number, reason in zip(rejects.column(at).to_pylist(), reasons, strict=True):
            self._files[self._by_number[number]].left_out += reason in LEFT_OUT

    def _wait(self, table: str, batch: pa.RecordBatch, ids: pa.Array) -> None:
        is_own = len(ids) == 1 and self._files[ids[0].as_py()].format == FORMAT
        if is_own and table == "participation":
            # It comes before the interactions it belongs to.
            self._held.setdefault(ids[0].as_py(), []).append(batch)
        elif is_own and table == "interaction":
            held = self._held.pop(ids[0].as_py(), [])
            self._pairs.append(Pair(pa.Table.from_batches([batch]), held))
        else:
            self._waiting.setdefault(table, []).append(batch)

    def _fail(self, event: Failed) -> None:
        source_id = self._by_number.get(event.number)
        if source_id is None:
            self.report.unread.append(Unread(event.path, event.reason, event.message))
            return
        self._waiting.setdefault("reject", []).append(_reject(event, source_id))
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
        file.seen, file.rejected = event.seen, event.rejected + self._taken[source_id]
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
        for source_id in self._touched:
            file = self._files[source_id]
            file.stored += stored.get(source_id, 0)
            file.known = file.seen - file.stored - file.rejected
        return sources({one: self._files[one] for one in self._touched}, self._import_no)


def _reject(event: Failed, source_id: int) -> pa.RecordBatch:
    row = {
        "source_id": source_id,
        "record_no": event.record_no,
        "reason": event.reason,
        "message": event.message,
    }
    return pa.RecordBatch.from_pylist([row], schema=SCHEMAS["reject"])
