"""The lines of a file as text, whatever it is written in, none longer than a limit."""

import codecs
from collections.abc import Callable, Iterator
from functools import lru_cache
from io import TextIOWrapper
from typing import BinaryIO, NamedTuple

LIMIT = 1 << 20
_SAMPLE = 1024
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Line(NamedTuple):
    """A line with its end, and where it begins; ``is_cut`` where it was too long."""

    text: str
    offset: int
    is_cut: bool = False


def encoding_of(head: bytes) -> str:
    """Return what a text is written in: UTF-16 by its mark or NUL bytes, else UTF-8.

    >>> encoding_of("From,To".encode("utf-16-be"))
    'utf-16-be'
    """
    marked = _UTF_16.get(head[:2])
    if marked:
        return marked
    sample = head[: min(_SAMPLE, len(head) // 2 * 2)]
    evens, odds = sample[::2].count(0), sample[1::2].count(0)
    # Of most letters of most alphabets' names for columns, one byte is NUL.
    if 2 * max(evens, odds) > len(sample[::2]) and min(evens, odds) * 8 < len(sample):
        return "utf-16-le" if odds > evens else "utf-16-be"
    return "utf-8"


# Every reader looks at the same first bytes, one after the other.
@lru_cache(maxsize=2)
def text_of(head: bytes) -> str:
    r"""Return a file's first bytes as text, without a byte order mark.

    >>> text_of("José".encode()[:-1])
    'Jos'
    """
    encoding = encoding_of(head)
    try:
        # A character that the last of these bytes begin is left out.
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        text = decoded(head, encoding)
    return text.removeprefix("\ufeff")


def decoded(raw: bytes, encoding: str = "utf-8") -> str:
    r"""Return bytes as text; what is no UTF-8 is read as Western European.

    >>> decoded(b"Jos\xe9"), decoded("José".encode())
    ('José', 'José')
    """
    if encoding != "utf-8":
        return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def lines(opened: Callable[[], BinaryIO], limit: int = LIMIT) -> Iterator[Line]:
    """Yield the lines of a file; of a longer one the rest is passed over."""
    with opened() as stream:
        head = stream.read(_SAMPLE)
        encoding = encoding_of(head)
    # Macs of old end their lines with nothing but a carriage return.
    end = "\r" if b"\r" in head and b"\n" not in head else "\n"
    with opened() as stream:
        if encoding == "utf-8" and end == "\n":
            yield from _usual(stream, limit)
            return
        offset, is_within = 0, False
        for text, size, has_end in _pieces(stream, encoding, limit=limit, end=end):
            if not is_within:
                kept = text if offset else text.removeprefix("\ufeff")
                yield Line(kept, offset, is_cut=not has_end and size >= limit // 2)
            offset += size
            is_within = not has_end


def _usual(stream: BinaryIO, limit: int) -> Iterator[Line]:
    """Yield the lines of UTF-8, as most files have them, with no step too many."""
    offset, is_within, readline = 0, False, stream.readline
    while raw := readline(limit):
        has_end = raw.endswith(b"\n")
        if not is_within:
            try:
                text = raw.decode()
            except UnicodeDecodeError:
                text = decoded(raw)
            if not offset:
                text = text.removeprefix("\ufeff")
            yield Line(text, offset, not has_end and len(raw) >= limit // 2)
        offset += len(raw)
        is_within = not has_end


def _pieces(
    stream: BinaryIO, encoding: str, *, limit: int, end: str
) -> Iterator[tuple[str, int, bool]]:
    """Yield text up to a line's end or the limit, its bytes, and whether it ended."""
    wide = TextIOWrapper(stream, encoding, errors="replace", newline=end)
    try:
        while text := wide.readline(limit // 2):
            yield text, len(text.encode(encoding, "replace")), text.endswith(end)
    finally:
        # Who opened the stream closes it.
        wide.detach()
