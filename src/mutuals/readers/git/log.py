"""What ``git log`` prints: its usual form, ``fuller`` and ``raw``, and any dates.

A commit's message is indented by four blanks; what else stands there (a list of files,
a patch) is passed over.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO

from mutuals.archives.lines import lines
from mutuals.readers.git.commit import Commit, Signature, signature

_BEGINS = re.compile(r"commit ([0-9a-f]{7,64})(?: [^\r\n]{0,400})?\s*$")
_HEADER = re.compile(
    r"(?P<key>Author|Commit|AuthorDate|CommitDate|Date|author|committer):? +(?P<value>[^\r\n]*)"
)
_INDENT = "    "
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
        return Commit(self._name, author, committer, message=message, offset=self._offset)


def commits(opened: Callable[[], BinaryIO]) -> Iterator[Commit]:
    """Yield the commits of a text."""
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


def _dated(who: str, when: str) -> Signature | None:
    return signature(f"{who} {when}") if who else None
