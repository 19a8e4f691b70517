"""Work over Arrow batches on this machine's threads, as ``engine.spark`` does it."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

Batches = Iterator[pa.RecordBatch]


class Work(Protocol):
    """What is done to a part of the rows; ``schema`` is of what it yields."""

    @property
    def schema(self) -> pa.Schema:
        """Return the schema of what it yields."""
        ...

    def __call__(self, batches: Batches) -> Batches:
        """Yield rows for the rows of a part."""
        ...


@dataclass(slots=True)
class Threads:
    """Rows in parts, one thread a part; what was kept stays in memory under a name."""

    threads: int = 2
    kept: dict[str, list[list[pa.RecordBatch]]] = field(default_factory=dict)

    def map(self, work: Work, over: pa.Table | str) -> pa.Table:
        """Return what work yields for rows, or for what is kept under a name."""
        parts = self._done(work, over)
        return pa.Table.from_batches([one for part in parts for one in part], work.schema)

    def keep(self, name: str, work: Work, rows: pa.Table) -> None:
        """Keep what work yields under a name, with what is there already."""
        self.kept.setdefault(name, []).extend(self._done(work, rows))

    def total(self, work: Work, over: str, add: Callable[[pa.Table], pa.Table]) -> pa.Table:
        """Return one row for each value of the first column of what work yields.

        ``add`` makes it of all rows with that value.
        """
        found = self.map(work, over)
        first = found.column_names[0]
        each = pc.unique(found[first]).to_pylist()
        rows = [add(found.filter(pc.equal(found[first], one))) for one in sorted(each)]
        return pa.concat_tables(rows) if rows else found

    def sums(self, name: str, columns: list[str]) -> list[int]:
        """Return the sums of columns of what is kept under a name."""
        batches = [one for part in self.kept.get(name, []) for one in part]
        return [sum(pc.sum(one[column]).as_py() for one in batches) for column in columns]

    def drop(self, name: str) -> None:
        """Keep what is under a name no longer."""
        self.kept.pop(name, None)

    def _done(self, work: Work, over: pa.Table | str) -> list[list[pa.RecordBatch]]:
        if isinstance(over, str):
            parts: Iterable[list[pa.RecordBatch]] = self.kept.get(over, [])
        else:
            size = -(-over.num_rows // self.threads)
            parts = [over.slice(at, size).to_batches() for at in range(0, over.num_rows, size or 1)]
        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(lambda part: list(work(iter(part))), parts))
