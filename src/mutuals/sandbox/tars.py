"""The members of a tar file, plain or packed with gzip, as streams.

A tar is gone through once from its start. What a reader looks for beside a file may
stand anywhere in it: the first time it is asked for, a list of all members is made.
"""

import io
import tarfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

from mutuals.sandbox.frames import Unread
from mutuals.sandbox.limits import MOST_MEMBERS, most, part
from mutuals.sandbox.members import Member, Names
from mutuals.sandbox.neighbours import of_member

# Small members are kept while they are read: going back in a packed tar means
# unpacking it from its start.
_KEPT = 16_000_000
_MOST_NEIGHBOURS, _NEIGHBOUR = 1_000, 4_000_000
_MOST_NEAR = 64_000_000


def tar_members(opener: Callable[[], BinaryIO], shown: str, size: int) -> Iterator[Member | Unread]:
    """Yield what is in a tar whose file, packed or not, has that size in bytes."""
    names, near = Names(shown), _Near(opener)
    with opener() as stream, tarfile.open(fileobj=stream, mode="r:") as archive:
        for count, info in enumerate(archive):
            # It would remember every member there was.
            archive.members.clear()  # type: ignore[attr-defined]  # the stub leaves it out
            if count >= MOST_MEMBERS:
                yield Unread(shown, "too_many_members", "it has more than a million members")
                return
            if info.isdir():
                continue
            name = names.of(info.name)
            if not info.isreg() or info.sparse is not None:
                yield Unread(name, "not_a_file", "it is a link or a device, not a file")
            elif info.size > most(size):
                yield Unread(name, "too_large", "it unpacks to a hundred times its size")
            else:
                beside = of_member(info.name, near.open)
                opened = _opener(opener, stream, info)
                yield Member(name, opened, info.size, beside, packed=size)


def _opener(
    opener: Callable[[], BinaryIO], passing: BinaryIO, info: tarfile.TarInfo
) -> Callable[[], BinaryIO]:
    kept: list[bytes] = []

    def opened() -> BinaryIO:
        if info.size <= _KEPT:
            if not kept:
                passing.seek(info.offset_data)
                kept.append(passing.read(info.size))
            return io.BytesIO(kept[0])
        return _part(opener, info.offset_data, info.size)

    return opened


def _part(opener: Callable[[], BinaryIO], offset: int, size: int) -> BinaryIO:
    stream = opener()
    stream.seek(offset)
    return part(stream, size)


class _Near:
    """Small members by name, for who looks for what lies beside a file."""

    def __init__(self, opener: Callable[[], BinaryIO]) -> None:
        self._opener = opener
        self._places: dict[str, tuple[int, int]] | None = None
        self._read: dict[str, bytes] = {}

    def open(self, name: str) -> BinaryIO | None:
        """Return a small member's stream, ``None`` where there is none."""
        if self._places is None:
            self._places = dict(self._listed())
        place = self._places.get(name)
        if place is None:
            return None
        if name not in self._read:
            with _part(self._opener, *place) as stream:
                content = stream.read()
            held = sum(map(len, self._read.values()))
            if len(self._read) >= _MOST_NEIGHBOURS or held + len(content) > _MOST_NEAR:
                self._read.clear()
            self._read[name] = content
        return io.BytesIO(self._read[name])

    def _listed(self) -> Iterator[tuple[str, tuple[int, int]]]:
        with self._opener() as stream, tarfile.open(fileobj=stream, mode="r:") as archive:
            for count, info in enumerate(archive):
                archive.members.clear()  # type: ignore[attr-defined]  # as above
                if count >= MOST_MEMBERS:
                    return
                if info.isreg() and info.sparse is None and info.size <= _NEIGHBOUR:
                    yield info.name.removeprefix("./"), (info.offset_data, info.size)
