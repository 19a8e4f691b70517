"""What can be set, and what it is when nobody sets it."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Settings:
    """Read once, passed by value.

    ``reader_memory`` in bytes of address space and ``reader_stall`` in seconds without
    a sign of life bound the child process that reads archives; ``record_seconds``
    bounds one record. ``engine_memory`` is the store engine's limit, which it may
    overshoot by a quarter: bytes, or a share of what the machine or its container has
    ("40%"; MUTUALS_MEMORY sets it). ``batch`` is the least number of records committed
    together; see ``intake.desk`` for large stores.
    """

    reader_memory: int = 3 * GIB
    reader_stall: float = 60.0
    record_seconds: float = 2.0
    engine_memory: int | str = field(
        default_factory=lambda: os.environ.get("MUTUALS_MEMORY", "40%")
    )
    threads: int = os.cpu_count() or 1
    batch: int = 20_000


def default_store() -> Path:
    """Return the store nobody named: MUTUALS_STORE, else one in the data folder."""
    named = os.environ.get("MUTUALS_STORE")
    return Path(named) if named else user_data_path("mutuals") / "network.mutuals"
