"""Some rows of a file on their way to a table, and what is wrong with some of them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from mutuals.readers.community import cells
from mutuals.readers.community.instants import Instants, instants
from mutuals.records import Record, Reject, Rows
from mutuals.schemas import SCHEMAS


class Told:
    """The addresses a file has told already, so that each is told once."""

    def __init__(self, limit: int = 1_000_000) -> None:
        self._limit = limit
        self._ids = np.zeros(0, np.int64)

    def fresh(self, ids: np.ndarray) -> np.ndarray:
        """Return which of some addresses are new, and remember these."""
        is_new = ~np.isin(ids, self._ids)
        if len(self._ids) + np.count_nonzero(is_new) <= self._limit:
            self._ids = np.union1d(self._ids, ids)
        return is_new


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for the whole file.

    ``latest`` is the last time believed, in microseconds since 1970.
    """

    latest: int
    keep_text: bool = False
    told: Told = field(default_factory=Told)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Columns by name, the rows' numbers in the file, and the covariates."""

    kind: str
    columns: dict[str, pa.Array]
    record_no: np.ndarray
    covariates: dict[str, pa.Array] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.record_no)

    def without(self, rows: Collection[int]) -> "Chunk":
        """Return a chunk without some of its rows."""
        keep = np.ones(len(self), bool)
        keep[list(rows)] = False
        kept = pa.array(keep)
        return Chunk(
            self.kind,
            {name: array.filter(kept) for name, array in self.columns.items()},
            self.record_no[keep],
            {name: array.filter(kept) for name, array in self.covariates.items()},
        )

    def has(self, name: str) -> bool:
        """Tell whether the file has a column."""
        return name in self.columns

    def column(self, name: str) -> pa.Array:
        """Return a column as it is, or blanks."""
        found = self.columns.get(name)
        return pa.repeat("", len(self)) if found is None else found

    def text(self, name: str) -> pa.Array:
        """Return a column as text without blanks around it, never null."""
        return cells.text(self.column(name))


# Surveys ask about the times of the living.
IN_LIVING_MEMORY = 1880


class Faults:
    """What is wrong with which row; the first thing found counts."""

    def __init__(self, chunk: Chunk, context: Context) -> None:
        self._chunk = chunk
        self._latest = context.latest
        self._marks = np.zeros(len(chunk), np.int16)
        self._known: list[tuple[str, str]] = [("", "")]

    @property
    def good(self) -> np.ndarray:
        """The rows nothing is wrong with."""
        return np.equal(self._marks, 0)

    def mark(self, where: np.ndarray, reason: str, message: str) -> None:
        """Say that something is wrong with some rows."""
        fresh = where & self.good
        if fresh.any():
            self._known.append((reason, message))
            self._marks[fresh] = len(self._known) - 1

    def date(self, name: str, *, needed: bool = False, earliest: int = 1970) -> Instants:
        """Return a column of dates and mark the rows where it cannot be used.

        Records of machines from before 1970 are faults of a clock; what people were
        asked in a survey may have happened ``earliest`` in another year.
        """
        found = instants(self._chunk.column(name))
        if needed:
            self.mark(found.is_missing, "no_date", f"The column {name} is empty.")
        self.mark(found.is_bad, "bad_date", f"The date in {name} cannot be read.")
        first = np.datetime64(str(earliest), "us").astype(np.int64)
        outside = found.is_known & ((found.micros < first) | (found.micros > self._latest))
        message = f"The date in {name} is before {earliest} or in the future."
        self.mark(outside, "date_out_of_range", message)
        return found

    def order(self, start: Instants, end: Instants) -> None:
        """Mark the rows that end before they start."""
        backwards = start.is_known & end.is_known & (end.latest() < start.micros)
        self.mark(backwards, "bad_value", "It ends before it starts.")

    def number(self, name: str) -> pa.Array:
        """Return a column of numbers and mark the rows that hold something else."""
        values, is_bad = cells.numbers(self._chunk.column(name))
        self.mark(is_bad, "bad_value", f"The column {name} does not hold a number.")
        return values

    def word(self, name: str, allowed: tuple[str, ...]) -> pa.Array:
        """Return a column of words; the first one allowed stands for an empty cell."""
        words = cells.words(self._chunk.text(name), allowed[0])
        strange = ~cells.one_of(words, allowed)
        self.mark(strange, "bad_value", f"The column {name} is not one of {', '.join(allowed)}.")
        return words

    def finished(self, table: str, columns: dict[str, pa.Array]) -> Iterator[Record]:
        """Yield a reject for each bad row, and the good ones as rows of a table."""
        numbers = self._chunk.record_no
        for row in np.flatnonzero(self._marks).tolist():
            reason, message = self._known[self._marks[row]]
            yield Reject(int(numbers[row]), reason, message)
        batch = batch_of(table, {**columns, "record_no": pa.array(numbers)})
        if not self.good.all():
            batch = batch.filter(pa.array(self.good))
        if batch.num_rows:
            yield Rows(table, batch, seen=batch.num_rows)


def batch_of(table: str, columns: dict[str, pa.Array]) -> pa.RecordBatch:
    """Return columns as a batch of a base table; the frame adds ``source_id``."""
    schema = pa.schema([one for one in SCHEMAS[table] if one.name != "source_id"])
    arrays = [_typed(columns[one.name], one.type) for one in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def accompanying(table: str, columns: dict[str, pa.Array]) -> Iterator[Record]:
    """Yield rows that describe records but are none themselves."""
    batch = batch_of(table, columns)
    if batch.num_rows:
        yield Rows(table, batch, seen=0)


def _typed(array: pa.Array, wanted: pa.DataType) -> pa.Array:
    return array if array.type == wanted else array.cast(wanted)
