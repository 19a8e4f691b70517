"""Messages divided by a line of their own, and a single one that says how long it is.

LISTSERV's logs put a line of equals signs before each message, MMDF mailboxes a line of
four control characters before and after; Apple Mail's files begin with the number of
bytes, after which it keeps notes of its own.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from mutuals.readers.mail.body import WINDOW
from mutuals.readers.mail.headers import BLOCK_LIMIT, body_start
from mutuals.readers.mail.mbox import Piece

_KEPT = BLOCK_LIMIT + WINDOW
_LINE = 1 << 20
_EQUALS = re.compile(rb"={40,100}[ \t]*\r?\n\Z")
_CONTROL = re.compile(rb"\x01{4,8}\r?\n\Z")
_HEADED = re.compile(
    rb"(?:date|from|sender|reply-to|received|return-path|subject|to|message-id|comments"
    rb"|organization|mime-version|content-type|x-[!-9;-~]{1,60})[ \t]*:",
    re.IGNORECASE,
)
_COUNTED = re.compile(rb"(\d{1,10})[ \t]*\r?\n")


def rule_of(head: bytes) -> re.Pattern[bytes] | None:
    """Return which lines divide a file's messages, ``None`` if it has no such lines."""
    first, _, rest = head.partition(b"\n")
    line = first + b"\n"
    if _CONTROL.fullmatch(line):
        return _CONTROL
    return _EQUALS if _EQUALS.fullmatch(line) and _HEADED.match(rest) else None


def counted(head: bytes) -> tuple[int, int] | None:
    r"""Return where a message begins that follows its length, and that length.

    >>> counted(b"5\nDate:"), counted(b"Date: 5")
    ((2, 5), None)
    """
    found = _COUNTED.match(head)
    if found is None or not _HEADED.match(head, found.end()):
        return None
    return found.end(), int(found[1])


def divided(stream: BinaryIO, offset: int, rule: re.Pattern[bytes]) -> Iterator[Piece]:
    """Yield the messages between a file's lines of that kind."""
    kept: list[bytes] = []
    begins, size = offset, 0
    waiting = b""
    while line := stream.readline(_LINE):
        is_rule = waiting and (rule is _CONTROL or _HEADED.match(line))
        if is_rule:
            if b"".join(kept).strip():
                yield _piece(begins, kept)
            begins, kept, size = offset, [], 0
        elif waiting:
            kept.append(waiting)
        waiting = line if rule.fullmatch(line) else b""
        offset += len(line)
        if not waiting and size < _KEPT:
            kept.append(line)
            size += len(line)
    if b"".join(kept).strip():
        yield _piece(begins, kept)


def _piece(offset: int, kept: list[bytes]) -> Piece:
    content = b"".join(kept)[:_KEPT]
    body_at = body_start(content, 0)
    if body_at < 0 and len(content) < BLOCK_LIMIT:
        return Piece(offset, content, len(content))
    return Piece(offset, content, min(body_at, len(content)))
