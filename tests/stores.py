"""Rows to put into a store, and processes to put them there."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

import mutuals
from mutuals.engine.schema import SOURCE
from mutuals.engine.store import Store
from mutuals.keys import content_key
from mutuals.schemas import SCHEMAS

Row = Mapping[str, object]


def interaction(number: int, *, variant: int = 0, source_id: int = 1, title: str = "") -> Row:
    """Return a row of ``interaction``; the same number is the same interaction."""
    at = datetime.fromtimestamp(1_700_000_000 + 60 * number, tz=UTC).replace(tzinfo=None)
    return {
        "interaction_id": content_key([str(number)]),
        "variant": variant,
        "started_at": at,
        "started": 1_700_000_000 + 60 * number,
        "kind": "message",
        "channel": "mail",
        "medium": "online",
        "sender_id": number % 5,
        "audience_size": 1,
        "signals": "",
        "title": title,
        "source_id": source_id,
        "record_no": number,
    }


def rows(table: str, given: Iterable[Row]) -> pa.Table:
    """Return rows of a base table."""
    return pa.Table.from_pylist(list(given), schema=SCHEMAS[table])


def source(source_id: int, import_no: int | None = None, path: str = "") -> pa.Table:
    """Return the row of ``source`` that belongs to an import."""
    row = {
        "source_id": source_id,
        "import_no": import_no or source_id,
        "path": path or f"file {source_id}",
        "format": "mail",
        "stored": 1,
    }
    return pa.Table.from_pylist([row], schema=SOURCE)


def put(store: Store, *given: Row, source_id: int = 1) -> None:
    """Commit interactions as one batch of one import."""
    batch = {"interaction": rows("interaction", given)}
    store.append(batch, lambda _stored: source(source_id))


def content_hash(path: Path) -> str:
    """Return a store's content hash."""
    network = mutuals.open(path)
    try:
        return network.content_hash()
    finally:
        network.close()


def program(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run the command line in a process of its own."""
    return subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", "mutuals", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **settings},
    )


def script(text: str, *arguments: str) -> "subprocess.Popen[str]":
    """Start a Python script in a process of its own; its output can be read."""
    return subprocess.Popen(  # noqa: S603  # our own script
        [sys.executable, "-c", text, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
