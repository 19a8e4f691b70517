"""A calendar's components, cut out of the stream one at a time.

Only the properties that are used are kept, folded lines joined: pictures, alarms and
descriptions of any size cost nothing and cannot break an event. Memory is bounded: a
line to 64 kB, a component to 1 MB of lines kept.
"""

import re
from binascii import a2b_qp
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

LINE_BYTES = 64 * 1024
COMPONENT_BYTES = 1024 * 1024

_DEPTH = 100
_NAME = re.compile(r"[A-Za-z0-9-]{1,64}(?=[;:])")
_KEPT = frozenset(
    {
        "UID", "SUMMARY", "LOCATION", "STATUS", "ORGANIZER", "ATTENDEE", "DTSTART", "DTEND",
        "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DTSTAMP", "CREATED",
        "LAST-MODIFIED",
    }
)  # fmt: skip
_TOP = frozenset({"VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
_OF_CALENDAR = frozenset({"X-WR-TIMEZONE", "METHOD"})


# How calendars of version 1.0 write what is no ASCII.
_QUOTED = "QUOTED-PRINTABLE:"
_NAMED_WITHIN = 200


# How a line begins that begins or ends something.
_MARKS = frozenset("BEbe")


class Line(NamedTuple):
    """One property: its name in capitals, and the whole unfolded line."""

    name: str
    text: str


class Component(NamedTuple):
    """A component, or a property of the calendar itself (named VCALENDAR)."""

    name: str
    lines: tuple[Line, ...]
    offset: int
    problem: str = ""

    def all(self, name: str) -> list[str]:
        """Return the lines of every property of a name."""
        return [line.text for line in self.lines if line.name == name]


class _Cutter:
    """Follows BEGIN and END and gathers the component that is open."""

    def __init__(self) -> None:
        self.open: list[str] = []
        # Nothing more of what is open is kept: only where it ends matters.
        self.is_full = False
        self._lines: list[Line] = []
        self._offset = 0
        self._size = 0

    def begin(self, name: str, offset: int) -> Iterator[Component]:
        if name in _TOP and self.open:
            yield self._component("cut_off")
        if name == "VCALENDAR":
            self.open = []
            return
        if not self.open:
            self._lines, self._offset, self._size = [], offset, 0
        if len(self.open) < _DEPTH:
            self.open.append(name)

    def end(self, name: str) -> Iterator[Component]:
        if name == "VCALENDAR" and self.open:
            yield self._component("cut_off")
        elif name in self.open:
            while self.open[-1] != name:
                self.open.pop()
            if len(self.open) == 1:
                yield self._component("too_large" if self._size > COMPONENT_BYTES else "")
            else:
                self.open.pop()

    def line(self, line: Line, size: int, offset: int) -> Iterator[Component]:
        if not self.open:
            if line.name in _OF_CALENDAR:
                yield Component("VCALENDAR", (line,), offset)
        elif self._is_kept(line):
            self._size += size
            if self._size <= COMPONENT_BYTES:
                self._lines.append(line)
            else:
                self.is_full = True

    def finish(self) -> Iterator[Component]:
        if self.open:
            yield self._component("cut_off")

    def _is_kept(self, line: Line) -> bool:
        return self.open[0] == "VTIMEZONE" or (len(self.open) == 1 and line.name in _KEPT)

    def _component(self, problem: str) -> Component:
        name, self.open, self.is_full = self.open[0], [], False
        lines, self._lines = tuple(self._lines), []
        return Component(name, lines, self._offset, problem)


def components(stream: BinaryIO) -> Iterator[Component]:
    """Yield each component directly inside a calendar, in the file's order."""
    cutter = _Cutter()
    for written, size, offset in _unfolded(stream):
        if cutter.is_full and written[:1] not in _MARKS:
            continue
        match = _NAME.match(written)
        if match is None:
            continue
        name = match[0].upper()
        is_quoted = "=" in written and _QUOTED in written[:_NAMED_WITHIN].upper()
        text = _unquoted(written) if is_quoted else written
        value = text[match.end() + 1 :].strip().upper() if name in {"BEGIN", "END"} else ""
        if name == "BEGIN":
            if cutter.open[:1] == ["VTIMEZONE"] and value not in _TOP:
                yield from cutter.line(Line(name, text), size, offset)
            yield from cutter.begin(value, offset)
        elif name == "END":
            if len(cutter.open) > 1 and cutter.open[0] == "VTIMEZONE":
                yield from cutter.line(Line(name, text), size, offset)
            yield from cutter.end(value)
        else:
            yield from cutter.line(Line(name, text), size, offset)
    yield from cutter.finish()


def _unquoted(text: str) -> str:
    named, _, value = text.partition(":")
    return f"{named}:{a2b_qp(value.encode('utf-8', 'replace')).decode('utf-8', 'replace')}"


def _unfolded(stream: BinaryIO) -> Iterator[tuple[str, int, int]]:
    """Yield each property's line, the bytes it took, and where it begins."""
    offset = begins = size = 0
    parts: list[bytes] = []
    kept = 0
    is_rest = False
    while raw := stream.readline(LINE_BYTES):
        is_folded = is_rest or (raw[:1] in {b" ", b"\t"} and bool(parts))
        if not is_folded:
            if parts:
                yield b"".join(parts).decode("utf-8", "replace"), size, begins
            parts, kept, size, begins = [], 0, 0, offset
        piece = raw.rstrip(b"\r\n") if is_rest or not is_folded else raw.rstrip(b"\r\n")[1:]
        if kept < LINE_BYTES:
            parts.append(piece)
            kept += len(piece)
        size += len(raw)
        offset += len(raw)
        is_rest = not raw.endswith(b"\n")
    if parts:
        yield b"".join(parts).decode("utf-8", "replace"), size, begins
