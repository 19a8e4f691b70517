"""Streams of text in UTF-8, UTF-16 or Windows-1252 as streams of UTF-8 bytes.

A mark at the start decides. Without one, text is UTF-8 unless its NUL bytes show
UTF-16, or its first bytes beyond ASCII can be no UTF-8 and do read as Western European
words; a guess is said. Bytes that fit nowhere stay bytes that are no UTF-8: whoever
reads on can tell where they are.
"""

import re
from codecs import (
    BOM_UTF8,
    BOM_UTF16_BE,
    BOM_UTF16_LE,
    IncrementalDecoder,
    getincrementaldecoder,
    register_error,
)
from collections.abc import Iterator
from typing import BinaryIO

_SAMPLE = 1024
_LONGEST = 3
_WESTERN = "cp1252"
_BEYOND = re.compile(rb"[\x80-\xff]+")
# Western European words hold few letters beyond ASCII in a row and no signs; in words
# of other alphabets, read as these, there are rows of them, and signs.
_FAR = "\xc0-\xd6\xd8-\xf6\xf8-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e"
_LETTER = f"[A-Za-z{_FAR}]"
_SIGN = "[\xa1-\xa9\xab-\xb1\xb4-\xb6\xb8\xb9\xbb-\xbf\xd7\xf7\u2020-\u203a\u02c6\u02dc]"
_QUOTES = "(?![\u2018\u2019\u2026])"
_STRANGE = re.compile(
    f"[{_FAR}]{{4}}|{_LETTER}{_QUOTES}{_SIGN}{_LETTER}|{_LETTER}{{3}}[\xb9\xb2\xb3]|[\x7f-\x9f]"
)
_LIKE_WESTERN = (
    "It is no UTF-8 and was read as Windows-1252 (Western European): if names look wrong, "
    "undo this import and save the file as UTF-8."
)
_NO_MARK = "It has no mark that says how it is written and was read as UTF-16."
# What cannot be decoded becomes something that is no UTF-8, so that it is found.
_MARKING = "mutuals.marking"
register_error(_MARKING, lambda error: ("\udcff", getattr(error, "end", 0)))


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


def is_western(content: bytes) -> bool:
    """Tell whether bytes that are no UTF-8 are surely Windows-1252.

    >>> is_western("José".encode("cp1252")), is_western("Привет".encode("cp1251"))
    (True, False)
    """
    if any(_first_fault(memoryview(one.group())) is None for one in _BEYOND.finditer(content)):
        return False
    try:
        text = content.decode(_WESTERN)
    except UnicodeDecodeError:
        return False
    return _STRANGE.search(text) is None


def faults(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield where bytes that are no UTF-8 begin and end.

    >>> list(faults(b"ab" + bytes([200, 46, 255])))
    [(2, 3), (4, 5)]
    """
    view, at = memoryview(content), 0
    while wrong := _first_fault(view[at:]):
        yield at + wrong[0], at + wrong[1]
        at += wrong[1]


def _first_fault(content: memoryview) -> tuple[int, int] | None:
    try:
        str(content, "utf-8")
    except UnicodeDecodeError as error:
        return error.start, error.end
    return None


class Utf8:
    """A stream read as UTF-8; ``guess`` says what it was taken for, if that was one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        first = stream.read(_SAMPLE)
        self.encoding = encoding_of(first)
        self.mark = len(BOM_UTF8) if first.startswith(BOM_UTF8) else 0
        self.guess = ""
        self._decoder: IncrementalDecoder | None = None
        self._is_open = self.encoding == "utf-8" and not self.mark
        if self.encoding != "utf-8":
            is_marked = first.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
            self._decode_as(self.encoding, guess="" if is_marked else _NO_MARK)
        self._waiting = self._decoded(first).removeprefix(BOM_UTF8)

    def read(self, size: int, /) -> bytes:
        """Return about that many bytes; fewer only at the end."""
        pieces, have, is_end = [self._waiting], len(self._waiting), False
        self._waiting = b""
        while have < size and not is_end:
            fresh = self._stream.read(size - have)
            pieces.append(self._decoded(fresh))
            have += len(pieces[-1])
            is_end = not fresh
        found = b"".join(pieces)
        if not self._is_open or found.isascii():
            return found
        return self._settled(found, is_end=is_end)

    def _settled(self, content: bytes, *, is_end: bool) -> bytes:
        """Decide by the first bytes beyond ASCII; what came before is both."""
        begins, _ = next(faults(content), (len(content), 0))
        if not is_end and begins >= len(content) - _LONGEST and content[:begins].isascii():
            # A character may go on where these bytes end.
            return content
        self._is_open = False
        if begins == len(content) or not is_western(content):
            return content
        self._decode_as(_WESTERN, guess=_LIKE_WESTERN)
        return self._decoded(content)

    def _decode_as(self, encoding: str, *, guess: str) -> None:
        self.encoding, self.guess = encoding, guess
        self._decoder = getincrementaldecoder(encoding)(_MARKING)

    def _decoded(self, fresh: bytes) -> bytes:
        if self._decoder is None:
            return fresh
        text = self._decoder.decode(fresh, final=not fresh)
        return text.encode("utf-8", "surrogatepass")
