"""CSV files with a header: commas, semicolons or tabs between the cells."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.readers.community.boundaries import Broken, blocks
from mutuals.readers.community.chunk import Chunk
from mutuals.readers.community.encoding import Utf8, faults
from mutuals.readers.community.header import Header, header
from mutuals.readers.community.layout import Layout, layout, missing
from mutuals.readers.community.places import UNREADABLE, Place, marked
from mutuals.records import Notice, Reject

_HEADER = 4 * 2**20
_WRONG_CELLS = "The line has more or fewer cells than the header."
_WRONG_HEADER = "The header, line 1, holds bytes that are no text; save the file as UTF-8."
# Characters that should stand in no text (Unicode, noncharacters).
_MARKS = [chr(one).encode() for one in range(0xFDD0, 0xFDF0)]


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A block's rows, and which lines are none; ``blank`` ones are no records."""

    table: pa.Table
    bad: list[int]
    blank: frozenset[int] = frozenset()


def chunks(stream: Utf8) -> Iterator[Layout | Chunk | Reject | Notice]:
    """Yield how the file is read, then its rows, and what is wrong between them."""
    first = stream.read(_HEADER)
    top = header(first)
    found = layout(top.names)
    if found is None:
        yield Reject(0, "missing_columns", missing(top.names))
        return
    if next(faults(first[: top.end]), None):
        yield Reject(0, "bad_encoding", _WRONG_HEADER)
        return
    yield found
    yield from _rows(_Resumed(first, top, stream), top, found)
    if stream.guess:
        yield Notice(stream.guess)


def _rows(rest: "_Resumed", top: Header, found: Layout) -> Iterator[Chunk | Reject]:
    seen = 0
    for one in blocks(rest, top.dialect):
        place = rest.place
        if isinstance(one, Broken):
            seen += 1
            yield Reject(seen, one.reason, one.message)
            place.passed(one.size, 1)
        else:
            if one.strip(b"\r\n"):
                parsed = _parsed(marked(one), top, found)
                yield from _sound(_numbered(parsed, seen, found), one, place)
                seen += parsed.table.num_rows + len(parsed.bad)
            place.passed(len(one), one.count(top.dialect.newline))


def _sound(parts: Iterator[Chunk | Reject], block: bytes, place: Place) -> Iterator[Chunk | Reject]:
    for part in parts:
        if isinstance(part, Chunk) and not block.isascii():
            yield from place.readable(part, block)
        else:
            yield part


class _Resumed:
    """A stream of which some bytes have been taken already."""

    def __init__(self, taken: bytes, top: Header, stream: Utf8) -> None:
        self._taken = taken[top.end :]
        self._stream = stream
        lines = taken.count(top.dialect.newline, 0, top.end)
        self._place = Place(lines, top.end + stream.mark, top.dialect.newline, "")

    def read(self, size: int, /) -> bytes:
        """Return what was taken first, then the rest."""
        taken, self._taken = self._taken, b""
        return taken or self._stream.read(size)

    @property
    def place(self) -> Place:
        """Where the next block begins; how the file is written is known by now."""
        self._place.encoding = self._stream.encoding
        return self._place


def _parsed(block: bytes, top: Header, found: Layout) -> _Parsed:
    from pyarrow import csv as arrow_csv  # noqa: PLC0415 - heavy, and for these files only

    wanted = [str(position) for position in found.wanted()]
    bad: list[int] = []
    blank: set[int] = set()

    def note(row: arrow_csv.InvalidRow) -> str:
        bad.append(row.number)
        if not row.text.strip():
            blank.add(row.number)
        return "skip"

    mark = next((one for one in _MARKS if one not in block), _MARKS[0])
    # Arrow skips a row of too many cells without asking where it cannot decode it.
    given = block.replace(UNREADABLE, mark)
    table = arrow_csv.read_csv(
        pa.BufferReader(given),
        # One thread, as rows are numbered by one thread only.
        read_options=arrow_csv.ReadOptions(
            column_names=[str(position) for position in range(len(top.names))],
            use_threads=False,
            block_size=len(given) + 1,
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=top.dialect.delimiter.decode(),
            newlines_in_values=True,
            invalid_row_handler=note,
        ),
        convert_options=arrow_csv.ConvertOptions(
            include_columns=wanted,
            column_types=dict.fromkeys(wanted, pa.binary()),
            strings_can_be_null=False,
        ),
    )
    table = table if given == block else _unmarked(table, mark)
    return _Parsed(table, bad, frozenset(blank))


def _unmarked(table: pa.Table, mark: bytes) -> pa.Table:
    columns = [pc.replace_substring(one, mark, UNREADABLE) for one in table.itercolumns()]
    return pa.table(columns, names=table.column_names)


def _numbered(parsed: _Parsed, seen: int, found: Layout) -> Iterator[Chunk | Reject]:
    total = parsed.table.num_rows + len(parsed.bad)
    for number in sorted({*parsed.bad} - parsed.blank):
        yield Reject(seen + number, "bad_line", _WRONG_CELLS)
    if not parsed.table.num_rows:
        return
    is_row = np.ones(total, bool)
    is_row[np.array(parsed.bad, np.int64) - 1] = False
    arrays = {
        position: parsed.table.column(str(position)).combine_chunks() for position in found.wanted()
    }
    yield Chunk(
        found.kind.name,
        {name: arrays[position] for name, position in found.positions.items()},
        seen + 1 + np.flatnonzero(is_row),
        {name: arrays[position] for name, position in found.covariates.items()},
    )
