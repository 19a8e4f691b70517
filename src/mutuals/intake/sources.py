"""The rows of table ``source``: where records came from, and what became of them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import pyarrow as pa

from mutuals.engine.schema import SOURCE
from mutuals.engine.store import Store
from mutuals.intake.report import FileReport, unread
from mutuals.keys import content_key
from mutuals.sandbox import Unread
from mutuals.schemas import SCHEMAS

# So many files that were not read are remembered of an import; all of them are told.
MOST_UNREAD = 1_000


def sources(files: dict[int, FileReport], import_no: int) -> pa.Table:
    """Return the rows of ``source`` for files by number."""
    names = ("path", "format", "seen", "stored", "known", "rejected", "is_complete")
    now = datetime.now(tz=UTC).replace(tzinfo=None)
    rows = [
        {
            "source_id": source_id,
            "import_no": import_no,
            "read_at": now,
            **{name: getattr(file, name) for name in names},
        }
        for source_id, file in sorted(files.items())
    ]
    return pa.Table.from_pylist(rows, schema=SOURCE)


def remember(store: Store, found: Sequence[Unread], import_no: int) -> None:
    """Write down the first so many files of an import that were not read."""
    if found:
        first = store.next_number("source_id")
        files = {
            first + at: unread(one.path, one.reason) for at, one in enumerate(found[:MOST_UNREAD])
        }
        store.append({}, lambda _stored: sources(files, import_no))


def own_words(source_id: int, import_no: int, count: int) -> pa.Table:
    """Return the row of ``source`` for what the owner said rather than a file."""
    said = FileReport("your answers", "answer", seen=count, stored=count, is_complete=True)
    return sources({source_id: said}, import_no)


def said(question: str, words: Iterable[tuple[int, str]], source_id: int) -> pa.Table:
    """Return the rows of ``answer`` for what the owner says of addresses now."""
    now = datetime.now(tz=UTC).replace(tzinfo=None)
    rows = [
        {
            # Who changes their mind and changes it back has answered three times.
            "answer_id": content_key((question, str(address_id), value, now.isoformat())),
            "question": question,
            "address_id": address_id,
            "value": value,
            "said_at": now,
            "source_id": source_id,
            "record_no": number,
        }
        for number, (address_id, value) in enumerate(words, 1)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMAS["answer"])
