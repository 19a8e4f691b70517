"""Read bytes as a community file, as the sandbox would, and show what came of it."""

import io
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from mutuals.readers import community
from mutuals.records import Notice, Reject, Rows, Source
from mutuals.schemas import SCHEMAS

Row = dict[str, Any]


@dataclass
class Found:
    """What a file gave: rows by table, rejects, notices, and the records counted."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    seen: int = 0

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return [(one.record_no, one.reason) for one in self.rejects]

    def values(self, table: str, column: str) -> list[Any]:
        return [row[column] for row in self.tables.get(table, [])]


def found_in(content: bytes, *, is_seekable: bool = True, keep_text: bool = False) -> Found:
    source = Source(
        "sample",
        lambda: io.BytesIO(content),
        len(content),
        is_seekable=is_seekable,
        keep_text=keep_text,
    )
    found = Found()
    for one in community.read(source):
        if isinstance(one, Reject):
            found.rejects.append(one)
            found.seen += 1
        elif isinstance(one, Notice):
            found.notices.append(one.sentence)
        else:
            assert isinstance(one, Rows)
            expected = [name for name in SCHEMAS[one.table].names if name != "source_id"]
            assert one.batch.schema.names == expected
            assert one.seen in {0, one.batch.num_rows}
            found.tables.setdefault(one.table, []).extend(one.batch.to_pylist())
            found.seen += one.seen
    return found


def csv_of(*lines: str) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def arrow_of(table: pa.Table, form: str = "stream") -> bytes:
    sink = io.BytesIO()
    new = pa.ipc.new_stream if form == "stream" else pa.ipc.new_file
    with new(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()
