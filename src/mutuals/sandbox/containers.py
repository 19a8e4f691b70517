"""Look into zip, tar and gzip files without ever extracting them.

Members are read as streams, within the limits of ``limits``; an archive holds at most a
million members. An archive inside an archive is opened too, one inside that is not.
"""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from mutuals.records import Beside
from mutuals.sandbox.frames import Unread
from mutuals.sandbox.limits import FREE, FREE_INSIDE, FREE_TOTAL, TooLargeError, limited
from mutuals.sandbox.members import Member, damaged, shown_name
from mutuals.sandbox.neighbours import of_file
from mutuals.sandbox.repositories import is_repository
from mutuals.sandbox.repositories import opened as repository
from mutuals.sandbox.tars import tar_members
from mutuals.sandbox.zips import FAULTS, zip_members

HEAD = 65536
# So much of a zip inside an archive is taken into memory: its list stands at its end.
_INNER = 256_000_000
_BROKEN = (*FAULTS, tarfile.TarError, zlib.error, NotImplementedError)


def members(path: Path) -> Iterator[Member | Unread]:
    """Yield what there is to read: an archive's members, or the file itself."""
    shown = shown_name(str(path))
    if is_repository(path):
        yield Member(shown, lambda: repository(path), None)
        return
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        size = path.stat().st_size
        if is_archive(head):
            found = _inside(head, lambda: path.open("rb"), shown, size=size)
            yield from _beside(found, shown, of_file(path))
        else:
            yield Member(shown, lambda: path.open("rb"), size, of_file(path))
    except TooLargeError as error:
        yield Unread(shown, "too_large", str(error))
    except PermissionError:
        yield Unread(shown, "not_allowed", "you may not read it")
    except _BROKEN as error:
        yield damaged(shown, error)


def inside(member: Member, head: bytes) -> Iterator[Member | Unread]:
    """Yield what there is in a member that is an archive itself."""
    if member.depth:
        said = "an archive in an archive in an archive; unpack it yourself and drop what is in it"
        yield Unread(member.path, "nested_archive", said)
        return
    try:
        opened, size = member.open, member.packed
        if _is_zip(head):
            with member.open() as stream:
                content = stream.read(_INNER + 1)
            if len(content) > _INNER:
                said = "an archive of this size is not opened inside another; unpack the outer one"
                yield Unread(member.path, "nested_archive", said)
                return
            opened = _held(content)
        found = _inside(head, opened, member.path, size=size, depth=1)
        for one in _beside(found, member.path, member.beside):
            yield replace(one, depth=1) if isinstance(one, Member) else one
    except TooLargeError as error:
        yield Unread(member.path, "too_large", str(error))
    except _BROKEN as error:
        yield damaged(member.path, error)


def _beside(
    found: Iterable[Member | Unread], shown: str, beside: Beside
) -> Iterator[Member | Unread]:
    """Give what is packed by itself the neighbours of its file."""
    for one in found:
        if isinstance(one, Member) and one.path == shown:
            yield replace(one, beside=beside)
        else:
            yield one


def is_archive(head: bytes) -> bool:
    """Tell whether this is how an archive begins."""
    return _is_zip(head) or head[:2] == b"\x1f\x8b" or _is_tar(head)


def _inside(
    head: bytes, opener: Callable[[], BinaryIO], shown: str, *, size: int, depth: int = 0
) -> Iterator[Member | Unread]:
    if _is_zip(head):
        with opener() as stream, zipfile.ZipFile(stream) as archive:
            free = FREE_INSIDE if depth else FREE_TOTAL
            yield from zip_members(archive, shown, size=size, free=free)
    elif _is_tar(head):
        yield from tar_members(opener, shown, size)
    else:
        yield from _gzip_members(opener, shown, size=size, free=FREE_INSIDE if depth else FREE)


def _gzip_members(
    opener: Callable[[], BinaryIO], shown: str, *, size: int, free: int
) -> Iterator[Member | Unread]:
    def opened() -> BinaryIO:
        return limited(_Unpacked(opener()), size, free)

    with opened() as stream:
        head = stream.read(HEAD)
    if _is_tar(head):
        yield from tar_members(opened, shown, size)
    else:
        yield Member(shown, opened, None, packed=size)


class _Unpacked(gzip.GzipFile):
    """What a packed stream holds; the stream ends with it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(fileobj=stream, mode="rb")
        self._stream = stream

    def close(self) -> None:
        super().close()
        self._stream.close()


def _held(content: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(content)


def _is_zip(head: bytes) -> bool:
    return head[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"
