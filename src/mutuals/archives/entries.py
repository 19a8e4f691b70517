"""A stream's lines gathered into entries: a dated line and the lines that belong to it.

Memory is bounded: of a line 64 kB are kept, of an entry about 64,000 characters; what
is beyond is counted.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Generic, NamedTuple, Protocol, TypeVar

from mutuals.archives.lines import decoded

LINE_BYTES = 64 * 1024
ENTRY_CHARS = 64_000


class Begins(Protocol):
    """What begins an entry, up to the character ``end`` of its line."""

    @property
    def end(self) -> int:
        """Return where the entry's own text begins."""
        ...


Header = TypeVar("Header", bound=Begins)


class Entry(NamedTuple, Generic[Header]):
    """One record's raw text; ``length`` counts what was cut off as well.

    ``header`` is ``None`` for text before the first dated line.
    """

    header: Header | None
    text: str
    length: int
    offset: int


class _Gathering(Generic[Header]):
    """An entry that is still being read."""

    __slots__ = ("chars", "header", "length", "lines", "offset")

    def __init__(self, begun: Header | None, line: str, *, length: int, offset: int) -> None:
        self.header = begun
        self.lines = [line]
        self.chars = len(line)
        self.length = length
        self.offset = offset

    def add(self, line: str, length: int) -> None:
        self.length += length + 1
        if self.chars < ENTRY_CHARS:
            self.lines.append(line)
            self.chars += len(line) + 1

    def entry(self) -> Entry[Header]:
        text = self.lines[0] if len(self.lines) == 1 else "\n".join(self.lines)
        cut = self.length - len(text)
        text = text.rstrip()
        return Entry(self.header, text, len(text) + cut, self.offset)


def entries(stream: BinaryIO, header: Callable[[str], Header | None]) -> Iterator[Entry[Header]]:
    """Yield a file's entries in order; ``header`` tells whether a line begins one."""
    gathering: _Gathering[Header] | None = None
    for line, length, offset in _lines(stream):
        found = header(line)
        if found is not None:
            if gathering is not None:
                yield gathering.entry()
            gathering = _Gathering(
                found, line[found.end :], length=length - found.end, offset=offset
            )
        elif gathering is not None:
            gathering.add(line, length)
        elif line.strip("\ufeff\u200e\u200f \t"):
            gathering = _Gathering(None, line, length=length, offset=offset)
    if gathering is not None:
        yield gathering.entry()


def _lines(stream: BinaryIO) -> Iterator[tuple[str, int, int]]:
    """Yield each line's text, its true length in characters, and where it begins."""
    offset = 0
    while raw := stream.readline(LINE_BYTES):
        begins = offset
        offset += len(raw)
        is_cut = len(raw) == LINE_BYTES and raw[-1:] != b"\n"
        line = (raw.decode("utf-8", "replace") if is_cut else decoded(raw)).rstrip("\r\n")
        length = len(line)
        if is_cut:
            rest, rest_length = _rest(stream)
            offset += rest
            length += rest_length
        yield line, length, begins


def _rest(stream: BinaryIO) -> tuple[int, int]:
    """Pass over the rest of a long line; return its bytes and characters."""
    size = length = 0
    while raw := stream.readline(LINE_BYTES):
        size += len(raw)
        length += len(raw.decode("utf-8", "ignore").rstrip("\r\n"))
        if raw[-1:] == b"\n":
            break
    return size, length
