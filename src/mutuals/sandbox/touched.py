"""Which files a commit touched: its tree held against its parent's.

Of a merge none, for it brings what others did; nor of a commit that touches very many,
for a sweep over all files tells of no work on any of them. Trees are only read while
they stay small for the number of commits, so that a few made-up ones cost no more.
"""

import re
from collections.abc import Callable

Get = Callable[[bytes], tuple[int, bytes]]

TREE = 2
MOST_FILES = 50
# Bytes of trees at first, and more for each commit; the least a tree counts for.
_AT_FIRST, _EACH, _LEAST = 1 << 24, 1 << 16, 1 << 10
_DEEPEST, _LONGEST = 40, 200
_OWN_TREE = re.compile(rb"\Atree ([0-9a-f]{40})$", re.MULTILINE)
_PARENT = re.compile(rb"^parent ([0-9a-f]{40})$", re.MULTILINE)
_ENTRY = re.compile(rb"([0-7]{5,6}) ([^\0/]+)\0(.{20})", re.DOTALL)
_FOLDER = b"40000"
# Within a line of git's own this stands between two names.
BETWEEN = b"\0"

_Side = bytes | None


class _TooManyError(Exception):
    """More than is looked at."""


class Touched:
    """Finds what commits touched; ``get`` returns an object's kind and content."""

    def __init__(self, get: Get) -> None:
        self._get = get
        self._left = _AT_FIRST

    def by(self, commit: bytes) -> bytes:
        """Return the names of the files a commit touched, with ``BETWEEN`` between."""
        self._left += _EACH
        head = commit.partition(b"\n\n")[0]
        own, parents = _OWN_TREE.search(head), _PARENT.findall(head)
        if own is None or len(parents) > 1:
            return b""
        before: _Side = None
        if parents:
            _, above = self._get(parents[0])
            told = _OWN_TREE.search(above)
            if told is None:
                return b""
            before = told[1]
        found: list[bytes] = []
        try:
            self._compare((own[1], before), b"", found)
        except _TooManyError:
            return b""
        return BETWEEN.join(sorted(found))

    def _compare(self, trees: tuple[_Side, _Side], above: bytes, found: list[bytes]) -> None:
        """Add the files two folders do not have alike."""
        entries = [self._entries(one) for one in trees]
        for name in sorted({name for name, _ in entries[0].items() ^ entries[1].items()}):
            sides = [side.get(name) for side in entries]
            one, other = (side[1] if side and side[0] == _FOLDER else None for side in sides)
            path = above + name
            if (one or other) and path.count(b"/") < _DEEPEST:
                self._compare((one, other), path + b"/", found)
            if any(side and side[0] != _FOLDER for side in sides) and len(path) <= _LONGEST:
                found.append(path)
            if len(found) > MOST_FILES:
                raise _TooManyError

    def _entries(self, tree: _Side) -> dict[bytes, tuple[bytes, bytes]]:
        if tree is None:
            return {}
        kind, content = self._get(tree)
        self._left -= max(len(content), _LEAST)
        if kind != TREE or self._left < 0:
            raise _TooManyError
        found = _ENTRY.findall(content)
        return {name: (mode.lstrip(b"0"), one.hex().encode()) for mode, name, one in found}
