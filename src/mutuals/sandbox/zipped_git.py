"""A git repository inside a zip, as one stream of the commits it leads to.

It is read by its own files: loose objects and packs, and what branches and tags point
at. As where it lies on disk, git is never started and nothing of its configuration is
looked at; what no branch or tag leads to (a commit put right later) is left out.
"""

import io
import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import BinaryIO

from mutuals.sandbox.repositories import (
    COMMIT,
    OBJECT_LIMIT,
    REFS_LIMIT,
    TAG,
    led_to,
    objects_of,
    pointed_at,
    streamed,
)
from mutuals.sandbox.touched import TREE

_LOOSE = re.compile(r"objects/([0-9a-f]{2})/([0-9a-f]{38})\Z")
_PACK = re.compile(r"objects/pack/[\w.-]{1,200}\.pack\Z")
# Not what was put aside, nor notes on commits.
_POINTS = re.compile(r"(?:HEAD|packed-refs|refs/(?!stash\Z|notes/).{1,400})\Z")
_PACK_LIMIT = 1 << 29
_KINDS = {b"commit": COMMIT, b"tag": TAG, b"tree": TREE}
# Bytes of folders' lists that are kept; without one, what was touched is not told.
_TREES_LIMIT = 1 << 26
_UNTOLD = b"0" * 40 + b" untold\n"

Opener = Callable[[str], BinaryIO | None]
Objects = dict[bytes, tuple[int, bytes]]
_Object = tuple[bytes, int, bytes]


def repositories_of(names: Sequence[str]) -> list[str]:
    """Return the folders that are repositories: they have a HEAD, and objects.

    >>> repositories_of(["a/.git/HEAD", "a/.git/objects/pack/pack-1.pack", "a/b/HEAD"])
    ['a/.git']
    """
    heads = {name[:-5] for name in names if name.endswith("/HEAD")}
    with_objects = {name.partition("/objects/")[0] for name in names if "/objects/" in name}
    found = heads & with_objects
    # A submodule's repository lies in the one above it, and is not its history.
    return sorted(one for one in found if not repository_of(one, found))


def repository_of(name: str, repositories: Collection[str]) -> str:
    """Return which of these folders a name lies in, or nothing.

    >>> [repository_of(one, {"a/.git"}) for one in ("a/.git/HEAD", "a/.github/x")]
    ['a/.git', '']
    """
    above = accumulate(name.split("/")[:-1], "{}/{}".format)
    return next((one for one in above if one in repositories), "")


def commits(names: Sequence[str], folder: str, opener: Opener) -> BinaryIO:
    """Return the commits in a folder's files, as ``repositories.opened`` does."""
    return streamed(_reachable(names, folder, opener))


def _reachable(names: Sequence[str], folder: str, opener: Opener) -> Iterator[bytes]:
    found: Objects = {}
    ends: set[bytes] = set()
    left = _TREES_LIMIT
    for name in names:
        inside = name.removeprefix(f"{folder}/")
        loose = _LOOSE.match(inside)
        if _POINTS.match(inside):
            ends.update(pointed_at(_content(opener, name, REFS_LIMIT)))
        elif loose:
            content = _content(opener, name, OBJECT_LIMIT)
            left = _keep(_loose(content, loose[1] + loose[2]), found, left)
        elif _PACK.match(inside):
            left = _keep(_packed(_content(opener, name, _PACK_LIMIT)), found, left)
    yield from led_to(sorted(ends), lambda name: found.get(name, (-1, b"missing")))
    if left < 0:
        yield _UNTOLD


def _keep(objects: Iterable[_Object], found: Objects, left: int) -> int:
    """Keep objects, and return how many bytes of trees may still be."""
    for name, kind, body in objects:
        left -= len(body) if kind == TREE else 0
        if kind != TREE or left >= 0:
            found[name] = (kind, body)
    return left


def _content(opener: Opener, name: str, limit: int) -> bytes:
    stream = opener(name)
    if stream is None:
        return b""
    with stream:
        content = stream.read(limit + 1)
    return content if len(content) <= limit else b""


def _loose(packed: bytes, name: str) -> Iterator[_Object]:
    """Yield an object that lies alone, if it is of a kind that is looked at."""
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(packed, OBJECT_LIMIT)
    except zlib.error:
        return
    header, _, body = content.partition(b"\0")
    kind = _KINDS.get(header.partition(b" ")[0])
    is_whole = unpacker.eof and header.partition(b" ")[2] == b"%d" % len(body)
    if kind and is_whole:
        yield name.encode(), kind, body


def _packed(content: bytes) -> Iterator[_Object]:
    if content.startswith(b"PACK"):
        kinds = _KINDS.values()
        yield from (one for one in objects_of(io.BytesIO(content)) if one[1] in kinds)
