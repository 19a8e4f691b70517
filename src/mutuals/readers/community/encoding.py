"""Streams of text in UTF-8 or UTF-16 as streams of UTF-8 bytes."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from typing import BinaryIO

_SAMPLE = 1024


def encoding_of(head: bytes) -> str:
    """Return what some text is written in, told by its mark or by its NUL bytes.

    >>> encoding_of("ego,alter".encode("utf-16-be"))
    'utf-16-be'
    """
    if head.startswith(BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(BOM_UTF16_BE):
        return "utf-16-be"
    sample = head[: min(_SAMPLE, len(head) // 2 * 2)]
    if sample and not any(sample[1::2]) and all(sample[0::2]):
        return "utf-16-le"
    if sample and not any(sample[0::2]) and all(sample[1::2]):
        return "utf-16-be"
    return "utf-8"


def text_of(head: bytes) -> str:
    """Return the first bytes of a file as text, without its mark."""
    return head.decode(encoding_of(head), "replace").removeprefix("\ufeff")


class Utf8:
    """A stream read as UTF-8; what is no UTF-16 becomes replacement marks."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        first = stream.read(_SAMPLE)
        encoding = encoding_of(first)
        self._decoder = None
        if encoding != "utf-8":
            self._decoder = getincrementaldecoder(encoding)("replace")
        self._waiting = self._decoded(first)
        self._waiting = self._waiting.removeprefix(BOM_UTF8)

    def read(self, size: int) -> bytes:
        """Return about that many bytes; fewer only at the end."""
        pieces, have = [self._waiting], len(self._waiting)
        self._waiting = b""
        while have < size:
            fresh = self._stream.read(size - have)
            pieces.append(self._decoded(fresh))
            have += len(pieces[-1])
            if not fresh:
                break
        return b"".join(pieces)

    def _decoded(self, fresh: bytes) -> bytes:
        if self._decoder is None:
            return fresh
        text = self._decoder.decode(fresh, final=not fresh)
        return text.encode("utf-8", "replace")
