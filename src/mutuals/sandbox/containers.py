"""Look into zip, tar and gzip files without ever extracting them.

Members are read as streams. Limits: a member may unpack to at most 100 times its packed
size once it is over 10 MB, and so may a whole archive once it is over 1 GB; an archive
holds at most a million members, archives inside archives are not opened, and members
that overlap, are encrypted or are no plain files are refused, each with its reason.
"""

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from mutuals.records import Beside
from mutuals.sandbox.frames import Unread
from mutuals.sandbox.neighbours import of_file, of_member
from mutuals.sandbox.repositories import is_repository
from mutuals.sandbox.repositories import opened as repository

HEAD = 65536
_FREE = 10_000_000
_FREE_TOTAL = 1_000_000_000
_RATIO = 100
# Small members of a tar are kept while they are read: going back in a compressed tar
# means unpacking it from its start.
_KEPT = 16_000_000
_MAX_MEMBERS = 1_000_000
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    LookupError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One stream to read: a file, or a member of an archive."""

    path: str
    open: Callable[[], BinaryIO]
    size: int | None
    beside: Beside = field(default_factory=Beside)


class TooLargeError(ValueError):
    """A member unpacks to more than its packed size allows."""

    def __init__(self) -> None:
        super().__init__("it unpacks to more than a hundred times its size")


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
        if _is_zip(head):
            yield from _zip_members(path, shown)
        elif head[:2] == b"\x1f\x8b":
            yield from _gzip_members(path, shown, size)
        elif _is_tar(head):
            yield from _tar_members(lambda: path.open("rb"), shown, size)
        else:
            yield Member(shown, lambda: path.open("rb"), size, of_file(path))
    except TooLargeError as error:
        yield _refused(shown, "too_large", str(error))
    except PermissionError:
        yield _refused(shown, "not_allowed", "you may not read it")
    except _BROKEN as error:
        yield _refused(shown, "damaged_archive", f"it cannot be opened: {_short(error)}")


def shown_name(name: str) -> str:
    """Return a name with control characters made visible and nothing undecodable."""
    clean = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in clean)


def _zip_members(path: Path, shown: str) -> Iterator[Member | Unread]:
    # Opened once: its list of members is read again with every opening.
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > _MAX_MEMBERS:
            yield _refused(shown, "too_many_members", "it has more than a million members")
            return
        overlapping = _overlapping(infos)
        total = sum(info.file_size for info in infos if info.header_offset not in overlapping)
        if total > max(_FREE_TOTAL, _RATIO * path.stat().st_size):
            yield _refused(shown, "too_large", "it unpacks to more than a hundred times its size")
            return
        names = _Names(shown)
        for info in infos:
            name = names.of(info.filename)
            reason = _zip_refusal(info, is_overlapping=info.header_offset in overlapping)
            if reason is not None:
                yield _refused(name, *reason)
            else:
                beside = of_member(info.filename, partial(_zip_neighbour, archive, overlapping))
                yield Member(name, _zip_opener(archive, info), info.file_size, beside)


class _Names:
    """Names members so that no two are the same."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._taken: dict[str, int] = {}

    def of(self, member: str) -> str:
        name = f"{self._archive}/{shown_name(member)}"
        self._taken[name] = copy = self._taken.get(name, 0) + 1
        return f"{name} (copy {copy})" if copy > 1 else name


def _zip_refusal(info: zipfile.ZipInfo, *, is_overlapping: bool) -> tuple[str, str] | None:
    mode = info.external_attr >> 16
    if info.flag_bits & 1:
        return "encrypted", "it is encrypted; unpack it yourself and drop the files"
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "not_a_file", "it is a link or a device, not a file"
    if is_overlapping:
        return "overlapping", "it shares its bytes with another member, as bombs do"
    if info.file_size > max(_FREE, _RATIO * info.compress_size):
        return "too_large", "it unpacks to more than a hundred times its size"
    return None


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[int]:
    ordered = sorted(infos, key=lambda info: info.header_offset)
    found = set()
    furthest, end = -1, -1
    for info in ordered:
        if info.header_offset < end:
            found |= {furthest, info.header_offset}
        if info.header_offset + info.compress_size > end:
            furthest, end = info.header_offset, info.header_offset + info.compress_size
    return found


def _zip_neighbour(archive: zipfile.ZipFile, overlapping: set[int], name: str) -> BinaryIO | None:
    try:
        info = archive.getinfo(name)
        if _zip_refusal(info, is_overlapping=info.header_offset in overlapping):
            return None
        return _zip_opener(archive, info)()
    except (KeyError, *_BROKEN):
        return None


def _zip_opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: _limited(archive.open(info), info.compress_size)


def _gzip_members(path: Path, shown: str, size: int) -> Iterator[Member | Unread]:
    def opened() -> BinaryIO:
        return _limited(gzip.open(path), size)

    with opened() as stream:
        head = stream.read(HEAD)
    if _is_tar(head):
        yield from _tar_members(opened, shown, size)
    else:
        yield Member(shown, opened, None)


def _tar_members(
    opener: Callable[[], BinaryIO], shown: str, size: int
) -> Iterator[Member | Unread]:
    names = _Names(shown)
    with opener() as stream, tarfile.open(fileobj=stream, mode="r:") as archive:
        for count, info in enumerate(archive):
            # It would remember every member there was.
            archive.members.clear()  # type: ignore[attr-defined]  # the stub leaves it out
            if count >= _MAX_MEMBERS:
                yield _refused(shown, "too_many_members", "it has more than a million members")
                return
            if info.isdir():
                continue
            name = names.of(info.name)
            if not info.isreg() or info.sparse is not None:
                yield _refused(name, "not_a_file", "it is a link or a device, not a file")
            elif info.size > max(_FREE, _RATIO * size):
                yield _refused(name, "too_large", "it unpacks to a hundred times its size")
            else:
                yield Member(name, _tar_opener(opener, stream, info), info.size)


def _tar_opener(
    opener: Callable[[], BinaryIO], passing: BinaryIO, info: tarfile.TarInfo
) -> Callable[[], BinaryIO]:
    kept: list[bytes] = []

    def opened() -> BinaryIO:
        if info.size <= _KEPT:
            if not kept:
                passing.seek(info.offset_data)
                kept.append(passing.read(info.size))
            return io.BytesIO(kept[0])
        stream = opener()
        stream.seek(info.offset_data)
        return io.BufferedReader(_Limited(stream, info.size, must_end=False))

    return opened


def _limited(stream: object, packed: int) -> BinaryIO:
    limit = max(_FREE, _RATIO * packed)
    return io.BufferedReader(_Limited(stream, limit, must_end=True))


class _Limited(io.RawIOBase):
    """A stream that ends at a limit, or (``must_end``) refuses to go beyond it."""

    def __init__(self, stream: object, limit: int, *, must_end: bool) -> None:
        self._stream: BinaryIO = stream  # type: ignore[assignment]  # any readable stream
        self._start = self._stream.tell()
        self._limit = limit
        self._must_end = must_end
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_END:
            if self._must_end:
                self._at = self._stream.seek(offset, io.SEEK_END) - self._start
                return self._at
            offset += self._limit
        elif whence == io.SEEK_CUR:
            offset += self._at
        if self._must_end and offset > self._limit:
            raise TooLargeError
        self._at = self._stream.seek(self._start + offset) - self._start
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # a writable buffer
        left = self._limit - self._at
        if left <= 0 and not self._must_end:
            return 0
        got = self._stream.read(len(view) if self._must_end else min(len(view), left))
        view[: len(got)] = got
        self._at += len(got)
        if self._must_end and self._at > self._limit:
            raise TooLargeError
        return len(got)

    def close(self) -> None:
        self._stream.close()
        super().close()


def is_archive(head: bytes) -> bool:
    """Tell whether this is how an archive begins."""
    return _is_zip(head) or head[:2] == b"\x1f\x8b" or _is_tar(head)


def _is_zip(head: bytes) -> bool:
    return head[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _refused(path: str, reason: str, message: str) -> Unread:
    return Unread(path, reason, message)


def _short(error: Exception) -> str:
    return shown_name(f"{type(error).__name__}: {error}"[:200])
