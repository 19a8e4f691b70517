"""The file a store is, and the files beside it: made with care, private, and ours."""

import os
from pathlib import Path

import duckdb

from mutuals.errors import NoStoreError, NotAStoreError, StoreDamagedError, UnreadableError

_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600
_BESIDE = ("", ".wal", ".ledger")
# Where a DuckDB database says what it is.
_MARK, _MARK_AT = b"DUCK", 8


def refuse_what_is_not_ours(path: Path) -> None:
    """Raise for a folder, or a file that is no store; it is only looked at.

    Raises UnreadableError, NotAStoreError, or StoreDamagedError for what was a store.
    """
    if path.is_dir():
        raise UnreadableError(str(path), "it is a folder; a store is one file")
    if not path.exists():
        return
    with path.open("rb") as file:
        is_database = file.read(_MARK_AT + len(_MARK)).endswith(_MARK)
    has_ledger = path.with_name(path.name + ".ledger").exists()
    if not is_database and has_ledger:
        raise StoreDamagedError(str(path), "its beginning was changed")
    if not is_database:
        raise NotAStoreError(str(path), "it is no database")
    if not has_ledger and _is_anothers(path):
        raise NotAStoreError(str(path), "it is the database of another program")


def make_room(path: Path, *, create: bool) -> None:
    """Make the folder a new store goes to, and see to it that new files are private.

    Raises NoStoreError where there is no file and none is to be made.
    """
    if not create and not path.exists():
        raise NoStoreError(str(path))
    os.umask(0o077)
    path.parent.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)


def take_away(path: Path) -> None:
    """Remove a store of ours nothing was ever put into, and what stands beside it."""
    ledger = path.with_name(path.name + ".ledger")
    if path.exists() and not (ledger.exists() and ledger.stat().st_size):
        for suffix in _BESIDE:
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def make_private(path: Path) -> None:
    """Close the store's files to others."""
    for suffix in _BESIDE:
        one = path.with_name(path.name + suffix)
        if one.exists():
            one.chmod(_PRIVATE_FILE)


def _is_anothers(path: Path) -> bool:
    # Opened to be written, even a database that is only looked at may be changed.
    with duckdb.connect(str(path), read_only=True) as connection:
        names = {str(row[0]) for row in connection.execute("SHOW TABLES").fetchall()}
        if not names:
            return False
        if "meta" not in names or "ledger" not in names:
            return True
        said = connection.execute("SELECT 1 FROM meta WHERE name = 'version'").fetchall()
        return not said
