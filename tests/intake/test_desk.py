"""How much is committed at once."""

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pytest

from mutuals.intake import desk
from mutuals.sandbox import Begun, Ended, Event, Request, RowsRead, Tick
from mutuals.schemas import SCHEMAS
from mutuals.settings import Settings

RECORDS = 60


class Shelf:
    """Stands in for a store: it counts what is committed at once."""

    def __init__(self) -> None:
        self.commits: list[int] = []

    def next_number(self, _: str) -> int:
        return 1

    def rows(self, _: str) -> list[tuple[object, ...]]:
        return [(sum(self.commits),)]

    def append(self, batches: Mapping[str, pa.Table], _: object) -> None:
        if rows := batches.get("interaction"):
            self.commits.append(rows.num_rows)


def told(*_: object) -> Iterator[Event]:
    schema = SCHEMAS["interaction"]
    row = dict.fromkeys(schema.names) | {"source_id": 1}
    yield Begun("a.mbox", "mail", 1.0, 1, None)
    for number in range(RECORDS):
        yield RowsRead("interaction", pa.RecordBatch.from_pylist([row], schema=schema))
        yield Tick(1, number + 1, 0)
    yield Ended(1, RECORDS, 0)


@pytest.fixture
def committed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return what one import commits, record by record."""
    return commits(monkeypatch, batch=1)


def commits(monkeypatch: pytest.MonkeyPatch, batch: int) -> list[int]:
    monkeypatch.setattr(desk, "read", told)
    shelf = Shelf()
    (*_, report) = desk.intake(shelf, Request(()), Settings(batch=batch), import_no=1)  # type: ignore[arg-type]  # stands in for a store
    assert sum(shelf.commits) == report.files[0].seen == RECORDS
    return shelf.commits


def test_the_more_there_is_the_more_is_committed_at_once(committed: list[int]) -> None:
    # A sixteenth of what is there: one at a time up to 16, two up to 32, then more.
    assert committed[:17] == [1] * 17
    assert max(committed) == 4
    assert len(committed) < RECORDS


def test_what_waits_in_memory_is_bounded_however_few_records_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert commits(monkeypatch, batch=1_000) == [RECORDS]
    monkeypatch.setattr(desk, "MOST_WAITING", 1)
    assert commits(monkeypatch, batch=1_000) == [1] * RECORDS
