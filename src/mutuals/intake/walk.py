"""Find the files among paths; what is found beside them and is none is named."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from mutuals.errors import UnreadableError
from mutuals.sandbox import Unread, is_repository, shown_name

_LINK = ("not_followed", "it is a link; drop what it points to, if you mean that")
_OTHER = ("not_a_file", "it is a pipe, a socket or a device, not a file")


def walk(paths: Iterable[Path]) -> list[Path | Unread]:
    """Return the files among paths and in folders, in a fixed order.

    Links, pipes, sockets and devices inside folders are neither followed nor opened,
    but named. A git repository is one file: its history. A folder that may not be
    looked into is returned itself, so that it is named with the files that cannot be
    read. Raises UnreadableError for a path that is not there.
    """
    found: list[Path | Unread] = []
    for path in paths:
        if path.is_dir():
            found += _kinds(sorted(_inside(path)))
        elif path.is_file():
            found.append(path)
        else:
            reason = "it is no file or folder" if path.exists() else "it is not there"
            raise UnreadableError(str(path), reason)
    return found


def holding(paths: Iterable[Path], names: Iterable[str]) -> list[Path]:
    """Return the files among paths that are, or hold, what goes by these names."""
    wanted = tuple(names)
    shown = {one: shown_name(str(one)) for one in walk(paths) if isinstance(one, Path)}
    return [
        path
        for path, name in shown.items()
        if any(one == name or one.startswith(f"{name}/") for one in wanted)
    ]


def _inside(folder: Path) -> Iterator[Path]:
    shut: list[Path] = []
    for place, folders, names in os.walk(
        folder, onerror=lambda one: shut.append(Path(one.filename))
    ):
        if is_repository(Path(place)):
            yield Path(place)
            folders.clear()
            continue
        yield from (Path(place, name) for name in names)
        yield from (one for name in folders if (one := Path(place, name)).is_symlink())
    yield from shut


def _kinds(paths: Iterable[Path]) -> Iterator[Path | Unread]:
    for path in paths:
        mode = stat.S_IFREG
        # What has gone since, or may not be looked at, is named where it is opened.
        with suppress(OSError):
            mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            yield Unread(str(path), *_LINK)
        elif stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            yield path
        else:
            yield Unread(str(path), *_OTHER)
