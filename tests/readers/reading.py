"""Files read as the program does it: whichever reader is surest of them reads them."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from mutuals.discover import modules
from mutuals.records import Record, Source
from mutuals.sandbox.looks import SURE

HEAD = 1 << 16


def _broken(name: str, error: Exception) -> None:
    raise AssertionError(name) from error


READERS = modules("mutuals.readers", on_error=_broken)


def sureness(name: str, head: bytes) -> dict[str, float]:
    """Return how sure each reader is that a file is its own; the surest first."""
    said = {one: float(reader.recognizes(name, head)) for one, reader in READERS.items()}
    return dict(sorted(said.items(), key=lambda one: -one[1]))


def surest(name: str, head: bytes) -> str:
    """Return the reader that would read a file, or ``unknown``."""
    first, how_sure = next(iter(sureness(name, head).items()))
    return first if how_sure >= SURE else "unknown"


def read_as(name: str, opened: Callable[[], BinaryIO]) -> tuple[str, list[Record]]:
    """Return who reads a file, and what it holds."""
    with opened() as stream:
        who = surest(name, stream.read(HEAD))
    return who, [] if who == "unknown" else list(READERS[who].read(Source(name, opened)))


def head_of(path: Path) -> bytes:
    """Return how a file begins."""
    with path.open("rb") as stream:
        return stream.read(HEAD)
