"""Members of which an archive has very many, and which hold no records.

A whole account's archive may have a hundred thousand pictures in it. A few are looked
into like any other file; of many it is said how many there are.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from mutuals.counts import number
from mutuals.sandbox.frames import Unread

MANY = 1_000
_PICTURES = (
    "jpg",
    "jpeg",
    "png",
    "gif",
    "heic",
    "heif",
    "webp",
    "bmp",
    "tif",
    "tiff",
    "svg",
    "dng",
)
_FILMS = ("mp4", "mov", "m4v", "avi", "mkv", "webm", "3gp", "mpg")
_SOUNDS = ("mp3", "m4a", "wav", "ogg", "oga", "opus", "aac", "amr", "flac")
_MEDIA = frozenset({*_PICTURES, *_FILMS, *_SOUNDS, "ico", "pdf", "thumb"})
# What Google writes beside each picture.
_BESIDE = (".supplemental-metadata.json", ".suppl.json")


class Entry(NamedTuple):
    """A member's name and size."""

    name: str
    size: int


class Passed:
    """Which of an archive's members are passed over."""

    def __init__(self, entries: Collection[Entry]) -> None:
        counted = Counter(_sort(one) for one in entries)
        counted.pop("", None)
        self._sorts = {sort: many for sort, many in counted.items() if many > MANY}

    def has(self, one: Entry) -> bool:
        """Tell whether a member is one of very many without records."""
        return bool(self._sorts) and _sort(one) in self._sorts

    def told(self, archive: str) -> Iterator[Unread]:
        """Yield what was passed over, by what it is."""
        for sort, many in sorted(self._sorts.items()):
            if sort == "*":
                yield Unread(f"{archive}/*", "empty", f"{number(many)} files in it are empty")
            else:
                said = f"its {number(many)} {sort[1:]} files were passed over: they hold no records"
                yield Unread(f"{archive}/{sort}", "no_records", said)


def _sort(one: Entry) -> str:
    if not one.size:
        return "*"
    name = one.name.lower()
    stem, _, ending = name.rpartition(".")
    if ending in _MEDIA:
        return f"*.{ending}"
    if ending == "json" and (name.endswith(_BESIDE) or stem.rpartition(".")[2] in _MEDIA):
        return "*.json (beside pictures)"
    return ""
