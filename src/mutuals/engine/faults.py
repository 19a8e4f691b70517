"""The engine's errors in our words: held, damaged, full, not to be written."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from mutuals.errors import (
    MemoryShortError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreHeldError,
    StoreUnwritableError,
)

_HOLDER = re.compile(r"\(PID (\d+)\)")
_FULL = ("No space left", "Disk quota exceeded")
_SHUT = ("Permission denied", "Read-only file system", "Operation not permitted")
# Of the engine's errors, those that the file is to blame for; the others are our own.
_DAMAGE = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.InternalException,
    duckdb.FatalException,
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the engine's errors into ours: held, damaged, full."""
    try:
        yield
    except duckdb.Error as error:
        named = _named(path, error)
        if named is None:
            raise
        raise named from error
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        kind = StoreFullError if full else StoreUnwritableError
        raise kind(str(path), error.strerror or str(error)) from error


def _named(path: Path, error: duckdb.Error) -> StoreError | None:
    said = str(error)
    first = said.splitlines()[0] if said else type(error).__name__
    if "Conflicting lock" in said or "Could not set lock" in said:
        found = _HOLDER.search(said)
        holder = f"process {found.group(1)}" if found else "another process"
        # The engine says so where whoever holds it only reads.
        return StoreHeldError(str(path), holder, is_shared="read-only mode" in said)
    # The engine calls a full disk out of memory as well, when it was writing aside.
    if any(words in said for words in _FULL):
        return StoreFullError(str(path), first)
    if isinstance(error, duckdb.OutOfMemoryException):
        return MemoryShortError(str(path), first.removeprefix("Out of Memory Error: "))
    if any(words in said for words in _SHUT):
        return StoreUnwritableError(str(path), first)
    is_damage = isinstance(error, _DAMAGE) or type(error) is duckdb.Error
    return StoreDamagedError(str(path), first) if is_damage else None
