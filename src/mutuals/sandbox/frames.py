"""What the child says, and how it crosses the pipe.

A frame is the length of a JSON header, the header, the length of a payload and the
payload (an Arrow stream, or nothing). Both lengths are 8 bytes, big-endian.
"""

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

import pyarrow as pa

from mutuals.sandbox.preview import Found

_LENGTHS = struct.Struct(">QQ")
# A header is a few paths and counts; more than this did not come from our child.
_MAX_HEADER = 1 << 20
_MAX_PAYLOAD = 1 << 31
_NOTHING_FOUND = Found()


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file's format, how sure that is, and what a look into it found.

    ``what`` is the format in words.
    """

    path: str
    format: str
    confidence: float
    size: int | None
    what: str = ""
    found: Found = _NOTHING_FOUND


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a member of an archive, that was not read, and why."""

    path: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Begun:
    """The child turns to a file; its rows carry ``number``."""

    path: str
    format: str
    confidence: float
    number: int
    size: int | None


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one base table; their ``source_id`` column holds the file's number."""

    table: str
    batch: pa.RecordBatch


@dataclass(frozen=True, slots=True)
class Told:
    """A notice, or (with ``choices``) a question that has to be answered."""

    path: str
    number: int
    sentence: str
    name: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """The child looks into a file for what there is to read in it."""

    path: str


@dataclass(frozen=True, slots=True)
class Tick:
    """So much of a file that is not done yet has been handed over."""

    number: int
    seen: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A file is done: its records seen, and those of them rejected."""

    number: int
    seen: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything is read; a child that ends without having said so has died."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The child died, stalled or broke a limit inside a file (said by the parent)."""

    path: str
    number: int
    record_no: int
    reason: str
    message: str


Event = Opening | Recognised | Unread | Begun | Rows | Told | Tick | Ended | Finished | Failed
_SAID = (Opening, Recognised, Unread, Begun, Told, Tick, Ended, Finished)
_KINDS = {one.__name__: one for one in _SAID}


def write_frames(pipe: IO[bytes], events: Iterable[Event], *, is_last: bool = True) -> None:
    """Write events to the pipe, and flush it unless more are to come at once."""
    for event in events:
        payload = b""
        if isinstance(event, Rows):
            said: dict[str, object] = {"kind": "Rows", "table": event.table}
            payload = _packed(event.batch)
        else:
            told = {name: getattr(event, name) for name in event.__slots__}
            said = {"kind": type(event).__name__, **told}
        header = json.dumps(said).encode()
        pipe.write(_LENGTHS.pack(len(header), len(payload)) + header)
        pipe.write(payload)
    if is_last:
        pipe.flush()


def read_frame(pipe: IO[bytes]) -> Event | None:
    """Read one event; ``None`` at the end of the pipe, also where it is cut short."""
    lengths = _exactly(pipe, _LENGTHS.size)
    if lengths is None:
        return None
    header_size, payload_size = _LENGTHS.unpack(lengths)
    if header_size > _MAX_HEADER or payload_size > _MAX_PAYLOAD:
        return None
    header, payload = _exactly(pipe, header_size), _exactly(pipe, payload_size)
    if header is None or payload is None:
        return None
    said = json.loads(header)
    kind = said.pop("kind")
    if kind == "Rows":
        return Rows(said["table"], pa.ipc.open_stream(payload).read_next_batch())
    if kind == "Told":
        said["choices"] = tuple(said["choices"])
    if kind == "Recognised":
        listed = (tuple(one) if isinstance(one, list) else one for one in said["found"])
        said["found"] = Found._make(listed)
    event: Event = _KINDS[kind](**said)
    return event


def _exactly(pipe: IO[bytes], size: int) -> bytes | None:
    parts = []
    while size > 0:
        part = pipe.read(size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _packed(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())
