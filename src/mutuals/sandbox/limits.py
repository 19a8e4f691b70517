"""How much an archive may unpack to, and streams that keep to it.

A member may unpack to at most 100 times its packed size once it is over 10 MB, and so
may a whole archive once it is over 1 GB, or 1 MB if it is inside another.
"""

import io
from typing import BinaryIO

FREE = 10_000_000
FREE_TOTAL = 1_000_000_000
FREE_INSIDE = 1_000_000
RATIO = 100
MOST_MEMBERS = 1_000_000


class TooLargeError(ValueError):
    """A member unpacks to more than its packed size allows."""

    def __init__(self) -> None:
        super().__init__("it unpacks to more than a hundred times its size")


def most(packed: int, free: int = FREE) -> int:
    """Return how many bytes so many packed ones may unpack to."""
    return max(free, RATIO * packed)


def limited(stream: object, packed: int, free: int = FREE) -> BinaryIO:
    """Return a stream that raises TooLargeError where it unpacks to too much."""
    return io.BufferedReader(_Limited(stream, most(packed, free), must_end=True))


def part(stream: object, size: int) -> BinaryIO:
    """Return the next so many bytes of a stream as one of their own."""
    return io.BufferedReader(_Limited(stream, size, must_end=False))


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
