"""What ``git log`` prints: its usual form, ``fuller`` and ``raw``, and any dates.

A commit's message is indented by four blanks; of what else stands there, the names of
the files it touched are kept (``--name-only``, ``--name-status``, ``--numstat``,
``--raw``, a patch).
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO

from mutuals.archives.lines import decoded, lines
from mutuals.archives.moments import in_utc
from mutuals.readers.git.commit import MOST_FILES, Commit, Signature, signature

_BEGINS = re.compile(r"commit ([0-9a-f]{7,64})(?: [^\r\n]{0,400})?\s*$")
_BEGINS_AT = re.compile(rb"\n(?:\xef\xbb\xbf)?commit [0-9a-f]{7,64}(?=[ \r\n])")
# What is read at once; of a commit, enough for who and when; and the longest such line.
_PIECE, _HEAD, _LINE = 1 << 20, 1 << 12, 80
_HEADER = re.compile(
    r"(?P<key>Author|Commit|AuthorDate|CommitDate|Date|author|committer):? +(?P<value>[^\r\n]*)"
)
_INDENT = "    "
# "M a.py", "R100 a.py b.py", ":100644 100644 1f2 3f4 M a.py"; "3 1 a.py"; with tabs.
_STATUS = re.compile(
    r"(?::[0-7]{6} [^\t\r\n]{1,200} )?[A-Z]\d{0,3}\t([^\t\r\n]+)(?:\t([^\t\r\n]+))?"
)
_COUNTED = re.compile(r"(?:\d{1,9}|-)\t(?:\d{1,9}|-)\t([^\t\r\n]+)")
_PATCH = re.compile(r"diff --git \"?a/([^\r\n]+?)\"? \"?b/[^\r\n]+")
_NAME = re.compile(r"([^\s:@+-][^\t\r\n:]*)")
_OCTAL = re.compile(rb"\\(?:([0-7]{3})|(.))")
# Who had a part stands in the last lines.
_MOST_LINES, _LAST_LINES = 2_000, 200


class _Gathering:
    """A commit that is still being read."""

    def __init__(self, name: str, offset: int) -> None:
        self._name = name
        self._offset = offset
        self._told: dict[str, str] = {}
        self._message: list[str] = []
        self._last: deque[str] = deque(maxlen=_LAST_LINES)
        self._is_told = False
        self._is_patch = False
        # one more than are looked at: it was a sweep
        self._files: dict[str, None] = {}

    def add(self, line: str) -> None:
        """Take a line: one of its headers, or of its message."""
        found = None if self._is_told else _HEADER.match(line)
        if found:
            self._told.setdefault(found["key"], found["value"].strip())
        elif not line.strip():
            self._is_told |= bool(self._told)
            self._say("")
        elif line.startswith(_INDENT):
            self._say(line[len(_INDENT) :].rstrip())
        elif self._is_told and self._message:
            self._touch(line.rstrip("\r\n"))

    def _touch(self, line: str) -> None:
        """Take a line that may name files."""
        if found := _PATCH.fullmatch(line):
            self._is_patch = True
        elif not self._is_patch:
            ways = (_STATUS, _COUNTED, _NAME)
            found = next((known for way in ways if (known := way.fullmatch(line))), None)
        for name in found.groups() if found else ():
            if name and len(self._files) <= MOST_FILES:
                self._files[_unquoted(name)] = None

    def _say(self, line: str) -> None:
        (self._message if len(self._message) < _MOST_LINES else self._last).append(line)

    def commit(self) -> Commit:
        """Return what has come together."""
        told = self._told
        if "author" in told:
            author, committer = signature(told["author"]), signature(told.get("committer", ""))
        else:
            author = _dated(told.get("Author", ""), told.get("AuthorDate") or told.get("Date", ""))
            committer = _dated(told.get("Commit", ""), told.get("CommitDate", ""))
        message = "\n".join([*self._message, *self._last]).strip()
        return Commit(
            self._name,
            author,
            committer,
            message=message,
            offset=self._offset,
            files=tuple(self._files),
        )


def commits(opened: Callable[[], BinaryIO]) -> Iterator[Commit]:
    """Yield the commits of a text, whose oldest stands for the repository."""
    root = _oldest(opened)
    for one in _listed(opened):
        yield one._replace(root=root)


def _oldest(opened: Callable[[], BinaryIO]) -> str:
    """Return the last commit listed, or the first one where it is the older of both."""
    first, last, left = b"", b"", b"\n"
    with opened() as stream:
        while piece := stream.read(_PIECE):
            text = left + piece
            begins = [found.start() for found in _BEGINS_AT.finditer(text)]
            if begins:
                last = text[begins[-1] + 1 :][:_HEAD]
                first = first or text[begins[0] + 1 :][:_HEAD]
            elif len(last) < _HEAD:
                last += piece[: _HEAD - len(last)]
            left = text[-_LINE:]
    ends = [next(_listed(_opening(one)), Commit()) for one in (first, last)]
    when = [one.author.at if one.author else None for one in ends]
    is_reversed = when[0] is not None and when[1] is not None and in_utc(when[0]) < in_utc(when[1])
    return ends[0 if is_reversed else 1].name


def _opening(text: bytes) -> Callable[[], BinaryIO]:
    return lambda: BytesIO(text)


def _listed(opened: Callable[[], BinaryIO]) -> Iterator[Commit]:
    gathering: _Gathering | None = None
    for line in lines(opened):
        begins = _BEGINS.match(line.text)
        if begins:
            if gathering is not None:
                yield gathering.commit()
            gathering = _Gathering(begins[1], line.offset)
        elif gathering is not None:
            gathering.add(line.text)
    if gathering is not None:
        yield gathering.commit()


def _unquoted(name: str) -> str:
    r"""Return a file's name as it is; git writes odd ones within quotes.

    >>> _unquoted('"a\\303\\251.py"')
    'aé.py'
    """
    if not name.startswith('"'):
        return name
    raw = name.strip('"').encode()
    told = _OCTAL.sub(lambda odd: bytes([int(odd[1], 8) % 256]) if odd[1] else odd[2], raw)
    return decoded(told)


def _dated(who: str, when: str) -> Signature | None:
    return signature(f"{who} {when}") if who else None
