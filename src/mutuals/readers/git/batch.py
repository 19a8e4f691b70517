"""Commits as ``git cat-file --batch`` prints them: a line about each, and its bytes."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from mutuals.archives.lines import decoded
from mutuals.readers.git.commit import Commit, signature

_LINE = re.compile(rb"([0-9a-f]{40,64}) (?:(commit|tree|blob|tag) (\d{1,12})|(missing|damaged))\n")
_LINE_LIMIT = 200
_KEPT = 1 << 18
_PIECE = 1 << 20


def commits(opened: Callable[[], BinaryIO]) -> Iterator[Commit]:
    """Yield the commits of a stream; what is cut off is one with a problem."""
    offset = 0
    with opened() as stream:
        while line := stream.readline(_LINE_LIMIT):
            found = _LINE.fullmatch(line)
            if found is None:
                yield Commit(offset=offset, problem="not_a_commit")
                return
            name, kind, size, problem = found.groups()
            begins, offset = offset, offset + len(line)
            if problem:
                yield Commit(name.decode(), offset=begins, problem=problem.decode())
                continue
            content = stream.read(min(int(size), _KEPT))
            if not _passed(stream, int(size) + 1 - len(content)):
                yield Commit(name.decode(), offset=begins, problem="cut_off")
                return
            offset += int(size) + 1
            if kind == b"commit":
                yield parsed(name.decode(), content, begins)


def parsed(name: str, content: bytes, offset: int) -> Commit:
    """Return what a commit's bytes say."""
    head, _, message = content.partition(b"\n\n")
    told: dict[bytes, bytes] = {}
    for line in head.split(b"\n"):
        key, _, value = line.partition(b" ")
        told.setdefault(key, value)
    encoding = told.get(b"encoding", b"utf-8").decode("ascii", "replace")
    return Commit(
        name,
        author=signature(_text(told.get(b"author", b""), encoding)),
        committer=signature(_text(told.get(b"committer", b""), encoding)),
        message=_text(message, encoding),
        offset=offset,
    )


def _text(raw: bytes, encoding: str) -> str:
    if encoding.lower().replace("-", "") in {"latin1", "iso88591", "cp1252", "iso885915"}:
        return raw.decode("cp1252", "replace")
    return decoded(raw)


def _passed(stream: BinaryIO, many: int) -> bool:
    """Pass over bytes; tell whether they were all there."""
    while many > 0:
        got = len(stream.read(min(many, _PIECE)))
        if not got:
            return False
        many -= got
    return True
