"""What lies beside a file: the folder it is in, and files named as seen from there.

A reader may look into its own folder and the one above it, and into the folders beside
that one, at plain files only.
"""

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from mutuals.records import Beside


def of_file(path: Path) -> Beside:
    """Return what lies beside a file on disk."""

    def opened(name: str) -> BinaryIO | None:
        ups = name.count("../")
        above = path.absolute().parents
        found = above[min(ups, len(above) - 1)] / name[3 * ups :]
        # The folders above were given as they are; only one beside may lead elsewhere.
        is_led_away = found.is_symlink() or (
            found.parent not in above and found.parent.is_symlink()
        )
        if not is_near(name) or is_led_away or not found.is_file():
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
    """Tell whether a name stays in a file's folder, the one above, or one beside that.

    >>> is_near("../users.json"), is_near("../../users.json"), is_near("a/b")
    (True, False, False)
    >>> is_near("../../account/user.json"), is_near("../../../a/b")
    (True, False)
    """
    if _ASIDE.fullmatch(name):
        return True
    return "/" not in name.removeprefix("../") and name not in {"", "..", "../"}


_ASIDE = re.compile(r"\.\./\.\./(?!\.\.?/)[^/]{1,200}/(?!\.\.?\Z)[^/]{1,200}")
