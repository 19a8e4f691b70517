"""slackdump's recording: a line for each answer of Slack's: messages, people, channels.

A file is read twice, as who is in a channel may be told after what was said in it. In
an archive of several such files the list of people lies beside the others.
"""

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from gzip import GzipFile
from io import BytesIO
from typing import BinaryIO

from mutuals.archives.names import identifier
from mutuals.archives.values import Value
from mutuals.readers.slack.dumped import Known, Telling
from mutuals.records import Notice, Record, Source

_BEGINS = re.compile(rb'\{"t":\s?(?P<sort>\d{1,2}),\s?"ts":\s?\d{15,22}[,}]')
_LONGEST = 1 << 26
_MOST_PACKED, _MOST_PEOPLE = 1 << 26, 1 << 28
_MESSAGES = (0, 1)


def is_recording(head: bytes) -> bool:
    """Tell whether a file is such a recording."""
    return _BEGINS.match(head) is not None


def records(source: Source) -> Iterator[Record]:
    """Yield each person and message of a recording."""
    known = Known()
    _people_beside(source, known)
    with source.open() as stream:
        for value in _lines(stream):
            _note(value.value, known)
    telling = Telling(known, keep_text=source.keep_text)
    with source.open() as stream:
        for value in _lines(stream):
            if value.problem:
                yield telling.broken(value)
            elif isinstance(value.value, Mapping):
                yield from _told(value, value.value, telling)
    if not telling.count:
        yield Notice("This part of a recording is used when the messages beside it are read.")


def _told(value: Value, line: Mapping[str, object], telling: Telling) -> Iterator[Record]:
    if line.get("t") in _MESSAGES:
        for one in _listed(line, "m"):
            channel = line.get("id")
            where = channel if isinstance(channel, str) else ""
            yield from telling.said(Value((), one, value.offset), where)
    for one in _listed(line, "u"):
        yield telling.user(Value((), one, value.offset))


def _note(line: object, known: Known) -> None:
    if not isinstance(line, Mapping):
        return
    for one in _listed(line, "u"):
        known.person(one)
    for one in (*_listed(line, "ch"), line.get("ci")):
        known.channel(one)
    place = line.get("w")
    if isinstance(place, Mapping):
        known.owner = identifier(place.get("user_id"))
    if isinstance(line.get("id"), str):
        known.inside(str(line["id"]), line.get("cu"))


def _listed(line: Mapping[str, object], key: str) -> list[object]:
    given = line.get(key)
    return given if isinstance(given, list) else []


def _lines(stream: BinaryIO) -> Iterator[Value]:
    offset = 0
    while raw := stream.readline(_LONGEST):
        begins, offset = offset, offset + len(raw)
        if not raw.strip():
            continue
        if len(raw) == _LONGEST:
            yield Value((), None, begins, problem="too_large")
            continue
        try:
            yield Value((), json.loads(raw), begins)
        except RecursionError:
            yield Value((), None, begins, problem="too_deep")
        except ValueError:
            yield Value((), None, begins, problem="broken")


def _people_beside(source: Source, known: Known) -> None:
    for name in ("users.json.gz", "channels.json.gz", "workspace.json.gz"):
        stream = source.beside.open(name)
        if stream is None:
            continue
        with stream:
            packed = stream.read(_MOST_PACKED)
        # A damaged list costs names, which the messages may give as well.
        content = b""
        with suppress(OSError, EOFError, zlib.error):
            content = GzipFile(fileobj=BytesIO(packed)).read(_MOST_PEOPLE)
        for value in _lines(BytesIO(content)):
            _note(value.value, known)
