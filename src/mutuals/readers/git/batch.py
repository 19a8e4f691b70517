"""Commits as ``git cat-file --batch`` prints them: a line about each, and its bytes.

Beside these, which files a commit touched and what its history begins with, where its
repository was at hand.
"""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from mutuals.archives.lines import decoded
from mutuals.readers.git.commit import MOST_FILES, Commit, signature

_LINE = re.compile(
    rb"([0-9a-f]{40,64}) (?:(commit|tree|blob|tag|root|files) (\d{1,12})"
    rb"|(missing|damaged|sha256|reftable|untold))\n"
)
_ID = re.compile(rb"[0-9a-f]{40}")
_LINE_LIMIT = 200
# Of a message, its beginning and its last lines, which tell who had a part.
_KEPT, _LAST = 1 << 18, 1 << 16
_PIECE = 1 << 20


def commits(opened: Callable[[], BinaryIO]) -> Iterator[Commit]:
    """Yield the commits of a stream; what is cut off is one with a problem."""
    last: Commit | None = None
    for found in _pieces(opened):
        if isinstance(found, Commit):
            if last is not None:
                yield last
            last = found
        elif last is not None and last.name == found.name:
            last = last._replace(files=found.files, root=found.root)
    if last is not None:
        yield last


class _Files(NamedTuple):
    name: str
    root: str
    files: tuple[str, ...]


def _pieces(opened: Callable[[], BinaryIO]) -> Iterator[Commit | _Files]:
    offset, root = 0, ""
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
            content, is_whole = _content(stream, int(size))
            if not is_whole:
                yield Commit(name.decode(), offset=begins, problem="cut_off")
                return
            offset += int(size) + 1
            if kind == b"commit":
                yield parsed(name.decode(), content, begins)
            elif kind == b"root":
                root = content.decode() if _ID.fullmatch(content) else ""
            elif kind == b"files":
                files = content.split(b"\0", MOST_FILES)
                names = tuple(decoded(one) for one in files[:MOST_FILES])
                yield _Files(name.decode(), root, names)


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


def _content(stream: BinaryIO, size: int) -> tuple[bytes, bool]:
    """Return bytes but for the middle of very many, and whether all were there."""
    head, last = stream.read(min(size, _KEPT)), b""
    left = size - len(head)
    while left > 0:
        piece = stream.read(min(left, _PIECE))
        if not piece:
            return head, False
        last = (last + piece)[-_LAST:]
        left -= len(piece)
    if size > _KEPT + _LAST:
        head, last = head.rpartition(b"\n")[0], b"\n" + last.partition(b"\n")[2]
    return head + last, len(stream.read(1)) == 1
