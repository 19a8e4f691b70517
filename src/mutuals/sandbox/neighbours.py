"""What lies beside a file: the folder it is in, and files named as seen from there.

A reader may look into its own folder and the one above it, at plain files only.
"""

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from mutuals.records import Beside


def of_file(path: Path) -> Beside:
    """Return what lies beside a file on disk."""

    def opened(name: str) -> BinaryIO | None:
        found = path.parent.parent / name[3:] if name.startswith("../") else path.parent / name
        if not is_near(name) or found.is_symlink() or not found.is_file():
            return None
        try:
            return found.open("rb")
        except OSError:
            return None

    return Beside(path.parent.name, opened)


def of_member(member: str, opener: Callable[[str], BinaryIO | None]) -> Beside:
    """Return what lies beside an archive's member; ``opener`` opens others by name."""
    folder = posixpath.dirname(member)

    def opened(name: str) -> BinaryIO | None:
        return opener(posixpath.normpath(posixpath.join(folder, name))) if is_near(name) else None

    return Beside(posixpath.basename(folder), opened)


def is_near(name: str) -> bool:
    """Tell whether a name stays in a file's folder or the one above it.

    >>> is_near("../users.json"), is_near("../../users.json"), is_near("a/b")
    (True, False, False)
    """
    return "/" not in name.removeprefix("../") and name not in {"", "..", "../"}
