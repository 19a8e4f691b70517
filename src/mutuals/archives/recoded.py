"""A text file as UTF-8 with common line ends, whatever it is written in."""

import codecs
import io
from collections.abc import Callable
from typing import BinaryIO

from mutuals.archives.lines import encoding_of

_SAMPLE = 1024
_CHUNK = 1 << 16


def recoded(opened: Callable[[], BinaryIO], written_in: str = "") -> BinaryIO:
    r"""Return a file's stream; one in UTF-16, or with a Mac's old line ends, put right.

    ``written_in`` says which encoding it is in, where that is known. Places in it are
    then those of its UTF-8.

    >>> recoded(lambda: io.BytesIO("a\rb".encode("utf-16"))).read()
    b'a\nb'
    """
    with opened() as stream:
        head = stream.read(_SAMPLE)
    encoding = written_in or encoding_of(head)
    text = head.decode(encoding, "replace")
    is_turned = "\r" in text and "\n" not in text
    if encoding == "utf-8" and not is_turned:
        return opened()
    return io.BufferedReader(_Recoded(opened(), encoding, is_turned=is_turned))


class _Recoded(io.RawIOBase):
    def __init__(self, stream: BinaryIO, encoding: str, *, is_turned: bool) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._is_turned = is_turned
        self._is_first = True
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # a writable buffer
        while not self._left:
            raw = self._stream.read(_CHUNK)
            text = self._decoder.decode(raw, final=not raw)
            if self._is_first:
                text = text.removeprefix("\ufeff")
                self._is_first = not text
            text = text.replace("\r", "\n") if self._is_turned else text
            self._left = text.encode("utf-8", "replace")
            if not raw and not self._left:
                return 0
        size = min(len(view), len(self._left))
        view[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def close(self) -> None:
        self._stream.close()
        super().close()
