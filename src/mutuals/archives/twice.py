"""A file's parts gone through two times, taken apart once where they are few."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Generic, Protocol, TypeVar

# So far into a file its parts are kept; as objects they take ten times as much.
_KEPT_BYTES = 1 << 22
_KEPT_PARTS = 100_000


class Placed(Protocol):
    """A part that tells at which byte of the file it stands."""

    @property
    def offset(self) -> int:
        """Return that byte."""
        ...


Part = TypeVar("Part", bound=Placed)


class Twice(Generic[Part]):
    """What ``taken_apart`` makes of a file, for who has to see all of it beforehand.

    >>> from io import BytesIO
    >>> from mutuals.archives.lines import Line
    >>> file = Twice(lambda: BytesIO(b"abc"), lambda _stream: iter([Line("abc", 0)]))
    >>> list(file.first()) == list(file.again())
    True
    """

    def __init__(
        self,
        opened: Callable[[], BinaryIO],
        taken_apart: Callable[[BinaryIO], Iterator[Part]],
    ) -> None:
        self._opened = opened
        self._taken_apart = taken_apart
        self._kept: list[Part] = []
        self._is_whole = False

    def first(self) -> Iterator[Part]:
        """Yield every part, to be gone through to the end."""
        kept = self._kept
        with self._opened() as stream:
            parts = self._taken_apart(stream)
            for part in parts:
                kept.append(part)
                yield part
                if part.offset > _KEPT_BYTES or len(kept) > _KEPT_PARTS:
                    kept.clear()
                    yield from parts
                    return
        self._is_whole = True

    def again(self) -> Iterator[Part]:
        """Yield every part once more."""
        if self._is_whole:
            yield from self._kept
            return
        with self._opened() as stream:
            yield from self._taken_apart(stream)
