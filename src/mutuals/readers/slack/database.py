"""slackdump's database: the same people, channels and messages in SQLite.

It is opened in memory, where nothing can be written back, and asked for five tables
that have pages of their own: views and virtual tables are refused; triggers, and the
functions a column may be reckoned by, never run.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from mutuals.archives.values import Value
from mutuals.readers.slack.dumped import Known, Telling
from mutuals.records import Notice, Record, Reject, Source

_MAGIC = b"SQLite format 3\0"
_SIGNS = (b"S_USER", b"CHANNEL_USER", b"MESSAGE")
_MOST = 512_000_000
_TABLES = ("S_USER", "CHANNEL", "CHANNEL_USER", "MESSAGE", "WORKSPACE")
_READABLE = frozenset({*_TABLES, "sqlite_master"})
# Where it says in which way it is written: through a log of its own, which is not here.
_WAYS = slice(18, 20)
_LONGEST = 2_000_000
_REFUSED = {
    "too_large": "A database over 512 MB is not read; convert it with slackdump to an export.",
    "damaged": "The database is damaged, or its tables are not those of slackdump.",
}


def is_database(head: bytes) -> bool:
    """Tell whether a file is such a database."""
    return head.startswith(_MAGIC) and all(one in head for one in _SIGNS)


def records(source: Source) -> Iterator[Record]:
    """Yield each person and message of the database."""
    with source.open() as stream:
        content = bytearray(stream.read(_MOST + 1))
    if len(content) > _MOST:
        yield Reject(1, "too_large", _REFUSED["too_large"])
        return
    content[_WAYS] = b"\x01\x01"
    with closing(sqlite3.connect(":memory:")) as opened:
        try:
            opened.deserialize(bytes(content))
            content.clear()
            opened.execute("PRAGMA trusted_schema = OFF")
            opened.text_factory = bytes
            opened.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST)
            opened.set_authorizer(_allowed)
            if not _has_tables(opened):
                raise sqlite3.DatabaseError
            yield from _records(opened, Telling(_known(opened), keep_text=source.keep_text))
        except sqlite3.Error:
            yield Reject(1, "damaged", _REFUSED["damaged"])


def _has_tables(opened: sqlite3.Connection) -> bool:
    # What has no page of its own is made up when it is read, by a module of any name.
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
    found = opened.execute(query).fetchall()
    return {name for (name,) in found} >= {one.encode() for one in _TABLES}


def _allowed(act: int, table: str | None, *_more: str | None) -> int:
    """Allow reading of the five tables and the list of tables, and nothing else."""
    is_read = act == sqlite3.SQLITE_READ and table in _READABLE
    is_allowed = is_read or act == sqlite3.SQLITE_SELECT
    return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY


def _known(opened: sqlite3.Connection) -> Known:
    known = Known()
    for (raw,) in opened.execute("SELECT DATA FROM S_USER ORDER BY CHUNK_ID, IDX"):
        known.person(_parsed(raw).value)
    for (raw,) in opened.execute("SELECT DATA FROM CHANNEL ORDER BY CHUNK_ID, IDX"):
        known.channel(_parsed(raw).value)
    for (owner,) in opened.execute("SELECT USER_ID FROM WORKSPACE ORDER BY ID"):
        known.owner = _text(owner)
    for channel, user in opened.execute(
        "SELECT CHANNEL_ID, USER_ID FROM CHANNEL_USER ORDER BY 1, 2"
    ):
        known.inside(_text(channel), [_text(user)])
    return known


def _records(opened: sqlite3.Connection, telling: Telling) -> Iterator[Record]:
    for (raw,) in opened.execute("SELECT DATA FROM S_USER ORDER BY ID, CHUNK_ID"):
        yield telling.user(_parsed(raw))
    query = "SELECT CHANNEL_ID, DATA FROM MESSAGE ORDER BY CHANNEL_ID, ID, CHUNK_ID"
    for channel, raw in opened.execute(query):
        yield from telling.said(_parsed(raw), _text(channel))
    if not telling.count:
        yield Notice("The database holds no people and no messages.")


def _parsed(raw: object) -> Value:
    if not isinstance(raw, bytes) or len(raw) > _LONGEST:
        return Value((), None, 0, problem="too_large" if isinstance(raw, bytes) else "broken")
    try:
        return Value((), json.loads(raw), 0)
    except RecursionError:
        return Value((), None, 0, problem="too_deep")
    except ValueError:
        return Value((), None, 0, problem="broken")


def _text(raw: object) -> str:
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
