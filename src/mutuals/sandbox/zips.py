"""The members of a zip file, as streams.

Members that overlap, are encrypted or are no plain files are refused, each with its
reason. A git repository in it is one member.
"""

import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import BinaryIO

from mutuals.sandbox.frames import Unread
from mutuals.sandbox.limits import FREE_TOTAL, MOST_MEMBERS, limited, most
from mutuals.sandbox.members import Member, Names
from mutuals.sandbox.neighbours import of_member
from mutuals.sandbox.passed import Entry, Passed
from mutuals.sandbox.zipped_git import commits, repositories_of, repository_of

_SAID_UTF_8 = 0x800
# What opening or reading a damaged member raises.
FAULTS = (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, LookupError)


def zip_members(
    archive: zipfile.ZipFile, shown: str, *, size: int, free: int = FREE_TOTAL
) -> Iterator[Member | Unread]:
    """Yield what is in a zip of that size in bytes; so much may be unpacked anyway."""
    _put_right(archive)
    # Opened once: its list of members is read again with every opening.
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_MEMBERS:
        yield Unread(shown, "too_many_members", "it has more than a million members")
        return
    shared = _overlapping(infos)
    total = sum(info.file_size for info in infos if info.header_offset not in shared)
    if total > most(size, free):
        yield Unread(shown, "too_large", "it unpacks to more than a hundred times its size")
        return
    passed = Passed([Entry(info.filename, info.file_size) for info in infos])
    yield from passed.told(shown)
    repositories = _repositories([info.filename for info in infos])
    for folder, inside in repositories.items():
        opener = partial(commits, inside, folder, partial(_opened, archive, shared))
        yield Member(f"{shown}/{folder}", opener, None)
    names = Names(shown)
    for info in infos:
        is_passed = passed.has(Entry(info.filename, info.file_size))
        if is_passed or repository_of(info.filename, repositories):
            continue
        yield _member(archive, info, names.of(info.filename), shared=shared)


def _put_right(archive: zipfile.ZipFile) -> None:
    """Put names right that are UTF-8 without saying so, or part folders as on Windows.

    Macs write the one and some other programs the other; who a chat is with, and
    which files lie beside each other, may stand in their names only.
    """
    for info in archive.infolist():
        name = info.filename
        if not info.flag_bits & _SAID_UTF_8 and not name.isascii():
            with suppress(UnicodeError):
                name = name.encode("cp437").decode("utf-8")
        if "/" not in name:
            name = name.replace("\\", "/")
        if name != info.filename:
            info.filename = name
            archive.NameToInfo.setdefault(name, info)


def _repositories(names: list[str]) -> dict[str, list[str]]:
    """Return the files of every repository, by its folder."""
    found: dict[str, list[str]] = {one: [] for one in repositories_of(names)}
    for name in names if found else ():
        if folder := repository_of(name, found):
            found[folder].append(name)
    return found


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, *, shared: set[int]
) -> Member | Unread:
    reason = _refusal(info, is_overlapping=info.header_offset in shared)
    if reason is not None:
        return Unread(name, *reason)
    beside = of_member(info.filename, partial(_neighbour, archive, shared))
    return Member(name, _opener(archive, info), info.file_size, beside, info.compress_size)


def _refusal(info: zipfile.ZipInfo, *, is_overlapping: bool) -> tuple[str, str] | None:
    mode = info.external_attr >> 16
    if info.flag_bits & 1:
        return "encrypted", "it is encrypted; unpack it yourself and drop the files"
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "not_a_file", "it is a link or a device, not a file"
    if is_overlapping:
        return "overlapping", "it shares its bytes with another member, as bombs do"
    if info.file_size > most(info.compress_size):
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


def _opened(archive: zipfile.ZipFile, shared: set[int], name: str) -> BinaryIO | None:
    """Return a member's stream, ``None`` where it is refused."""
    info = archive.getinfo(name)
    if _refusal(info, is_overlapping=info.header_offset in shared):
        return None
    return _opener(archive, info)()


def _neighbour(archive: zipfile.ZipFile, shared: set[int], name: str) -> BinaryIO | None:
    try:
        return _opened(archive, shared, name)
    except (KeyError, *FAULTS):
        return None


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: limited(archive.open(info), info.compress_size)
