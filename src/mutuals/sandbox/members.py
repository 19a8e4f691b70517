"""What there is to read: a file, or a member of an archive, by a name of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from mutuals.records import Beside
from mutuals.sandbox.frames import Unread


@dataclass(frozen=True, slots=True)
class Member:
    """One stream to read: a file, or a member of an archive.

    ``packed`` is how many bytes of what was dropped it stands for, where it is one of
    an archive's; ``depth`` is the number of archives it is inside of.
    """

    path: str
    open: Callable[[], BinaryIO]
    size: int | None
    beside: Beside = field(default_factory=Beside)
    packed: int = 0
    depth: int = 0


class Names:
    """Names members so that no two are the same."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._taken: dict[str, int] = {}

    def of(self, member: str) -> str:
        """Return a member's name below its archive's."""
        name = f"{self._archive}/{shown_name(member)}"
        self._taken[name] = copy = self._taken.get(name, 0) + 1
        return f"{name} (copy {copy})" if copy > 1 else name


def shown_name(name: str) -> str:
    """Return a name with control characters made visible and nothing undecodable."""
    if name.isascii() and name.isprintable():
        return name
    clean = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in clean)


def damaged(shown: str, error: Exception) -> Unread:
    """Return that an archive cannot be opened."""
    said = shown_name(f"{type(error).__name__}: {error}"[:200])
    return Unread(shown, "damaged_archive", f"it cannot be opened: {said}")
