"""Where the messages of a mailbox file begin and end, in memory that does not grow.

A line ``From ...`` begins a message when a blank line (or the file's start) is before
it and it carries a date as mailbox files write it, or headers follow it; without a
blank line it must have both. Where a Content-Length leads exactly to such a line or to
the file's end, the lines it spans are text, whatever they look like.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from mutuals.readers.mail.body import WINDOW
from mutuals.readers.mail.headers import BLOCK_LIMIT, body_start

_BLOCK = 4 << 20
_KEPT = BLOCK_LIMIT + WINDOW
_LOOK = 4096
_TRUSTED_LENGTH = 16 << 20

_MARK = b"\nFrom "
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = re.compile(
    rb"From .{0,200}?(?:%b\s++\d\d?\s++\d\d?:\d\d.{0,40}?\d{4}"
    rb"|\d\d?\s++%b\s++\d{4}\s++\d\d?:\d\d|\d{4}-\d\d-\d\d[ T]\d\d:\d\d)" % (_MONTH, _MONTH)
)
_ASCTIME = re.compile(
    rb"\s[A-Z][a-z]{2} %b [ 0-3]\d \d\d:\d\d:\d\d (?:[+-]\d{4} )?\d{4}\r?\Z" % _MONTH
)
_HEADED = re.compile(
    rb"[^\n]{0,998}\n(?:>From [^\n]*+\n)?(?:[!-9;-~]{1,76}:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){0,40}?"
    rb"(?:received|return-path|from|to|date|subject|message-id|delivered-to|mime-version"
    rb"|reply-to|sender|content-type|x-gm-thrid|x-mozilla-status|status)[ ]?:",
    re.IGNORECASE,
)
_LENGTH = re.compile(rb"^content-length:[ \t]*+(\d{1,12})\s*+$", re.IGNORECASE | re.MULTILINE)


class Piece(NamedTuple):
    """One message: where it begins, and as much of it as is ever looked at.

    The body begins at ``body_at`` in ``content``; -1 where the headers are too long.
    """

    offset: int
    content: bytes
    body_at: int


def is_separator(content: bytes, at: int, *, is_after_blank: bool) -> bool:
    """Tell whether the line ``From ...`` at a place begins a message."""
    line_end = content.find(b"\n", at, at + _LOOK)
    line = content[at : line_end if line_end >= 0 else at + _LOOK]
    is_dated = _ASCTIME.search(line[-32:]) is not None or _DATED.match(line) is not None
    if is_after_blank and is_dated:
        return True
    return (is_after_blank or is_dated) and _HEADED.match(content, at, at + _LOOK) is not None


def single(stream: BinaryIO, offset: int, head: bytes) -> Piece:
    """Return a file's only message, of which the first bytes are read already."""
    content = head + stream.read(max(0, _KEPT - len(head)))
    return _piece(offset, content, body_start(content, 0))


def split(stream: BinaryIO, offset: int, head: bytes) -> Iterator[Piece]:
    """Yield a mailbox file's messages; its first bytes are read already."""
    window = _Window(stream, offset, head)
    while window.load():
        yield window.piece()


def _piece(offset: int, content: bytes, body_at: int) -> Piece:
    if body_at < 0 and len(content) < BLOCK_LIMIT:
        return Piece(offset, content, len(content))
    return Piece(offset, content, min(body_at, len(content)))


class _Window:
    """The part of a mailbox file that is in memory: from the present message on."""

    def __init__(self, stream: BinaryIO, base: int, content: bytes) -> None:
        self._stream = stream
        self._base = base
        self._content = content
        self._at = 0
        self._has_ended = False

    def load(self) -> bool:
        """Read on until a message's kept part is in memory; false at the file's end."""
        while not self._has_ended and len(self._content) - self._at < _KEPT + _LOOK:
            self._drop(self._at)
        return self._at < len(self._content)

    def piece(self) -> Piece:
        """Return the present message and go on to the next."""
        offset = self._base + self._at
        start = self._content.find(b"\n", self._at) + 1 or len(self._content)
        body_at = body_start(self._content, start)
        kept_to = (body_at if body_at >= 0 else start + BLOCK_LIMIT) + WINDOW
        declared = self._declared(start, body_at)
        end = self._search(start - 1)
        if end >= 0 and declared <= self._base + end:
            kept = self._content[start : min(end, kept_to)]
            self._at = end
        else:
            kept, begin = self._content[start:kept_to], self._base + start
            end = self._far_end(begin - 1, declared)
            kept = kept[: max(0, end - begin)]
            self._at = end - self._base
        return _piece(offset, kept, body_at - start if body_at >= 0 else -1)

    def _declared(self, start: int, body_at: int) -> int:
        """Return where a Content-Length says that the message ends, or -1."""
        if body_at < 0 or self._content.find(b"ength:", start, body_at) < 0:
            return -1
        length = _LENGTH.search(self._content[start:body_at])
        return self._base + body_at + int(length[1]) if length else -1

    def _search(self, begin: int) -> int:
        """Return the next separator's place in memory, or -1."""
        limit = self._limit()
        while True:
            found = self._content.find(_MARK, begin, limit)
            if found < 0:
                return -1
            before = self._content[max(0, found - 2) : found]
            is_after_blank = before.endswith(b"\n") or before == b"\n\r"
            if is_separator(self._content, found + 1, is_after_blank=is_after_blank):
                return found + 1
            begin = found + 1

    def _far_end(self, begin: int, declared: int) -> int:
        """Return where a message ends in the file; read on, and forget, as needed."""
        found = self._search(begin - self._base)
        while found < 0 and not self._has_ended:
            begin = max(begin, self._base + self._limit() - len(_MARK))
            self._drop(max(0, begin - self._base - len(_MARK)))
            found = self._search(begin - self._base)
        end = self._base + (found if found >= 0 else len(self._content))
        if end < declared <= end + _TRUSTED_LENGTH:
            return max(end, self._declared_end(declared, end))
        return end

    def _declared_end(self, declared: int, seen: int) -> int:
        """Return where the next message begins if a declared end is one, else -1."""
        while not self._has_ended and self._base + len(self._content) < declared + _LOOK:
            self._drop(max(0, seen - self._base))
        at = declared - self._base
        blank = self._content[at : at + 4]
        at += len(blank) - len(blank.lstrip(b"\r\n"))
        if at > len(self._content):
            return -1
        is_end = at == len(self._content)
        if is_end or is_separator(self._content, at, is_after_blank=True):
            return self._base + at
        return -1

    def _limit(self) -> int:
        """Return how far a separator can be judged: some of what follows is needed."""
        return len(self._content) if self._has_ended else max(0, len(self._content) - _LOOK)

    def _drop(self, before: int) -> None:
        """Forget what lies before a place, and read another block."""
        block = self._stream.read(_BLOCK)
        self._has_ended = not block
        self._content = self._content[before:] + block
        self._base += before
        self._at = 0
