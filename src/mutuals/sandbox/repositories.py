"""A git repository, a bundle or a pack as one stream of its commits.

The stream is what ``git cat-file --batch`` would print: a line ``<id> commit <size>``,
that many bytes, a line's end; ``<id> missing`` for what a shallow copy has left out.
Of a repository, the files a commit touched follow (``<id> files <size>``), after the
commit that its first parents begin with (``<id> root <size>``): clones and forks have
that in common, and other repositories do not. In a shallow copy, which does not go back
so far, it is the first commit that is missing.
Where it is written in a way that is not read, the word after the id says which.
Git itself is never started. Objects are read by a library that is given the folder of
objects and nothing else: no configuration, no hooks, no attributes, no submodules, no
borrowed objects from elsewhere (alternates). Nothing is written.
"""

import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mutuals.sandbox.touched import Touched

if TYPE_CHECKING:
    from dulwich.object_store import DiskObjectStore

_BUNDLE = (b"# v2 git bundle\n", b"# v3 git bundle\n")
_PACK = b"PACK\0\0\0\x02"
COMMIT, TAG = 1, 4
OBJECT_LIMIT = 1 << 22
REFS_LIMIT = 1 << 26
_MOST_REFS = 200_000
_DEEPEST = 100
_ID = re.compile(rb"[0-9a-f]{40}")
_PARENT = re.compile(rb"^parent ([0-9a-f]{40})$", re.MULTILINE)
_TAGGED = re.compile(rb"\Aobject ([0-9a-f]{40})\ntype (?:commit|tag)$", re.MULTILINE)
_LINE_LIMIT = 1 << 16
_LOST = b""
# No branch's, and no work of others: what was put aside, and notes on commits.
_ASIDE = re.compile(rb"^[0-9a-f]+ refs/(?:stash$|notes/).*\n?", re.MULTILINE)
_LONG = re.compile(rb"^[0-9a-f]{64}\b", re.MULTILINE)
_OF_SHA256 = b"@object-format=sha256\n"
_SHA256 = b"%064d sha256\n" % 0


def is_repository(path: Path) -> bool:
    """Tell whether a folder is a repository: bare, or the ``.git`` of a checkout."""
    parts = (path / "HEAD", path / "objects", path / "refs")
    is_whole = parts[0].is_file() and all(one.is_dir() for one in parts[1:])
    return is_whole and not any(one.is_symlink() for one in parts)


def is_packed(head: bytes) -> bool:
    """Tell whether a file begins as a bundle or a pack does."""
    return head.startswith((*_BUNDLE, _PACK))


def opened(path: Path) -> BinaryIO:
    """Return the commits that a repository's branches and tags lead to."""
    return streamed(_reachable(path))


def unpacked(opener: Callable[[], BinaryIO]) -> BinaryIO:
    """Return the commits of a bundle or a pack."""
    return streamed(_packed(opener))


def streamed(pieces: Iterator[bytes]) -> BinaryIO:
    """Return pieces of bytes as a stream."""
    return io.BufferedReader(_Pieces(pieces))


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a stream that is read once."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # a writable buffer
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        size = min(len(view), len(self._left))
        view[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def _reachable(path: Path) -> Iterator[bytes]:
    """Yield every commit once, from the branches' ends on."""
    store = _store(path / "objects")
    waiting = sorted(set(_ends(path)))
    if not waiting:
        yield from _strange(path)
    yield from led_to(waiting, lambda name: _object(store, name))


def led_to(ends: Iterable[bytes], get: Callable[[bytes], tuple[int, bytes]]) -> Iterator[bytes]:
    """Yield every commit that some objects lead to, once.

    ``get`` returns an object's kind and content; below 0, why there is none.
    """
    first = _first_parents(ends, get)
    lost = min((name for name, above in first.items() if above == _LOST), default=_LOST)
    touched = Touched(get)
    for name in first:
        kind, content = get(name)
        if kind == COMMIT:
            yield b"%b commit %d\n%b\n" % (name, len(content), content)
            if files := touched.by(content):
                root = _root(name, first)
                root = lost if first[root] == _LOST else root
                yield b"%b root %d\n%b\n" % (name, len(root), root)
                yield b"%b files %d\n%b\n" % (name, len(files), files)
        elif kind < 0:
            yield b"%b %b\n" % (name, content)


def _first_parents(
    ends: Iterable[bytes], get: Callable[[bytes], tuple[int, bytes]]
) -> dict[bytes, bytes]:
    """Return the first parent of everything that some objects lead to.

    A commit without parents is its own. Of what is not there, nothing is known.
    """
    waiting = list(ends)
    seen = set(waiting)
    first: dict[bytes, bytes] = {}
    while waiting:
        name = waiting.pop()
        kind, content = get(name)
        following: list[bytes] = []
        if kind == COMMIT:
            following = _PARENT.findall(content.partition(b"\n\n")[0])
        elif kind == TAG:
            following = _TAGGED.findall(content[:200])
        first[name] = (following or [name])[0] if kind >= 0 else _LOST
        for one in following:
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return first


def _root(name: bytes, first: dict[bytes, bytes]) -> bytes:
    """Return where a commit's first parents lead, and keep it for the next time."""
    passed: list[bytes] = []
    # In a zip, objects that are named falsely can lead round in a circle.
    while (above := first[name]) not in {name, _LOST} and len(passed) < len(first):
        passed.append(name)
        name = above
    for one in (*passed, name) if len(passed) == len(first) else passed:
        first[one] = name
    return name


def _store(objects: Path) -> "DiskObjectStore":
    from dulwich.object_store import DiskObjectStore  # noqa: PLC0415  # only for repositories

    class _Alone(DiskObjectStore):
        def _read_alternate_paths(self) -> Iterator[str]:
            return iter(())

    return _Alone(objects, loose_object_size_limit=OBJECT_LIMIT)


def _object(store: "DiskObjectStore", name: bytes) -> tuple[int, bytes]:
    """Return an object's kind and content; below 0, why there is none."""
    try:
        kind, content = store.get_raw(name)  # type: ignore[arg-type]  # its own type of bytes
    except KeyError:
        return -1, b"missing"
    except Exception:  # noqa: BLE001  # any error of the library's costs this object only
        return -1, b"damaged"
    return (kind, content) if len(content) <= OBJECT_LIMIT else (-1, b"damaged")


def _ends(path: Path) -> Iterator[bytes]:
    """Yield what branches and tags point at."""
    for one in _pointers(path):
        yield from pointed_at(one)


def pointed_at(content: bytes) -> list[bytes]:
    """Return what a file that branches or tags are in points at."""
    return _ID.findall(_pointing(_ASIDE.sub(b"", content)))


def _strange(path: Path) -> Iterator[bytes]:
    """Yield in which way a repository is written, if it is one that is not read."""
    if (path / "reftable").is_dir():
        yield b"%040d reftable\n" % 0
    elif any(_LONG.search(one) for one in _pointers(path)):
        yield _SHA256


def _pointers(path: Path) -> Iterator[bytes]:
    """Yield the content of the files that branches and tags are in."""
    files = [path / "packed-refs", path / "HEAD"]
    for place, folders, names in os.walk(path / "refs"):
        if len(files) > _MOST_REFS or place.count(os.sep) > _DEEPEST:
            folders.clear()
        if Path(place) == path / "refs":
            folders[:] = [one for one in folders if one != "notes"]
            names = [one for one in names if one != "stash"]  # noqa: PLW2901
        files += (Path(place, name) for name in names[:_MOST_REFS])
    for one in files:
        if one.is_file() and not one.is_symlink():
            with one.open("rb") as file:
                yield file.read(REFS_LIMIT)


def _pointing(raw: bytes) -> bytes:
    """Return what lines point at: the first word, or what a tag was peeled to."""
    words = (line.lstrip(b"^").partition(b" ")[0] for line in raw.split(b"\n"))
    return b"\n".join(one for one in words if _ID.fullmatch(one))


def _packed(opener: Callable[[], BinaryIO]) -> Iterator[bytes]:
    with opener() as stream:
        line = stream.readline(_LINE_LIMIT)
        at = 0
        if line in _BUNDLE:
            while line.strip(b"\n") and line != _OF_SHA256:
                line = stream.readline(_LINE_LIMIT)
            at = stream.tell()
        if line == _OF_SHA256:
            yield _SHA256
            return
        for name, kind, content in objects_of(stream, at):
            if kind == COMMIT:
                yield b"%b commit %d\n%b\n" % (name, len(content), content)


def objects_of(stream: BinaryIO, at: int = 0) -> Iterator[tuple[bytes, int, bytes]]:
    """Yield the id, kind and content of each object of a pack that begins there."""
    from dulwich.object_format import DEFAULT_OBJECT_FORMAT  # noqa: PLC0415  # as above
    from dulwich.pack import PackData, PackInflater  # noqa: PLC0415  # as above

    size = stream.seek(0, io.SEEK_END) - at
    pack = PackData.from_file(_From(stream, at), DEFAULT_OBJECT_FORMAT, size)  # type: ignore[arg-type]  # a file to it
    for one in PackInflater.for_pack_data(pack):
        yield one.id, one.type_num, one.as_raw_string()


class _From(io.RawIOBase):
    """A file from some place on."""

    def __init__(self, stream: BinaryIO, start: int) -> None:
        self._stream = stream
        self._start = start
        stream.seek(start)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        return self._stream.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        offset += self._start if whence == io.SEEK_SET else 0
        return self._stream.seek(offset, whence) - self._start

    def tell(self) -> int:
        return self._stream.tell() - self._start
