"""Text that is decoded as it is read, with the byte each character came from."""

import codecs
import re
from typing import BinaryIO

CHUNK = 1 << 18

# Bytes that are no UTF-8 become lone surrogates, so that lengths in bytes stay exact.
_LOSSLESS = "surrogateescape"


class Buffer:
    """The part of a stream that is looked at, from ``at`` on."""

    __slots__ = ("_counted", "_decoder", "_size", "_stream", "at", "is_ended", "text")

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")(_LOSSLESS)
        self._size = 0
        self._counted = 0
        self.text = ""
        self.at = 0
        self.is_ended = False

    def more(self) -> bool:
        """Read on; let go of what lies before ``at``. Tell whether there was more."""
        if self.is_ended:
            return False
        raw = self._stream.read(CHUNK)
        self.is_ended = not raw
        self.offset()
        self._counted = 0
        self.text = self.text[self.at :] + self._decoder.decode(raw, final=not raw)
        self.at = 0
        return True

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Pass over what matches, reading on as needed; return the next character."""
        while True:
            match = pattern.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def offset(self) -> int:
        """Return which byte of the file ``at`` is."""
        self._size += _size(self.text[self._counted : self.at])
        self._counted = self.at
        return self._size


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", _LOSSLESS))
