"""The tags of a flat XML file, one at a time, by hand and within bounds.

No XML parser sees the file, so there is nothing to expand: what a document type
declares is refused. A parser would also stop for good at the first fault, and phones
do write faults: an emoji as two halves, each of which XML forbids.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from mutuals.archives.lines import decoded, encoding_of

_CHUNK = 1 << 18
# A picture is one value of one tag.
_LONGEST = 1 << 25
_MOST_WORDS = 1 << 20
_QUOTED = rb"(?:\"[^\"]*+\"|'[^']*+')"
_TAG = re.compile(rb"<(?:!--.*?--|[^\"'>]*+(?:" + _QUOTED + rb"[^\"'>]*+)*+)>", re.DOTALL)
_NEXT = re.compile(rb"<(?:sms|mms|call)\s")
_NAME = re.compile(r"<(/?[\w:.-]{1,40})")
_ATTRIBUTE = re.compile(r"([\w:.-]{1,60})\s{0,9}=\s{0,9}(?:\"([^\"]*+)\"|'([^']*+)')")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_HIGHEST = 0x10FFFF


class Tag(NamedTuple):
    """A tag's name (``/name`` where it closes), its attributes, where it begins.

    ``problem`` is cut_off, too_long or declares.
    """

    name: str
    attributes: dict[str, str]
    offset: int
    problem: str = ""
    is_closed: bool = False


def tags(stream: BinaryIO) -> Iterator[Tag]:
    """Yield the tags of a file; text between them and comments are passed over."""
    window = _Window(stream)
    while window.seek(b"<"):
        offset, found = window.offset, window.match()
        if found is None:
            yield Tag("", {}, offset, "too_long" if window.resume() else "cut_off")
            continue
        if found.startswith((b"<!DOCTYPE", b"<!ENTITY")):
            yield Tag("", {}, offset, "declares")
            return
        named = _NAME.match(decoded(found[:80]))
        if named:
            words = decoded(found) if len(found) <= _MOST_WORDS else ""
            is_closed = found.endswith(b"/>")
            yield Tag(named[1].casefold(), attributes(words), offset, is_closed=is_closed)


def attributes(tag: str) -> dict[str, str]:
    """Return a tag's attributes, what they refer to put in its place.

    >>> attributes('<sms body="&#55357;&#56832; &lt;3" date="1"/>')["body"]
    '😀 <3'
    """
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(tag):
        value = one[2] if one[2] is not None else one[3]
        found.setdefault(one[1].casefold(), _resolved(value) if "&" in value else value)
    return found


def _resolved(text: str) -> str:
    text = _REFERENCE.sub(_character, text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(one: re.Match[str]) -> str:
    if one[3]:
        return _NAMED[one[3]]
    number = int(one[1]) if one[1] else int(one[2], 16)
    return chr(number) if 0 < number <= _HIGHEST else "\ufffd"


class _Window:
    """The part of a file that is looked at."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        first = stream.read(_CHUNK)
        encoding = encoding_of(first)
        wide = encoding != "utf-8"
        self._decoder = codecs.getincrementaldecoder(encoding)("replace") if wide else None
        self._content = self._as_read(first)
        self._at = 0
        self.offset = 0

    def _as_read(self, raw: bytes) -> bytes:
        if self._decoder is None:
            return raw
        return self._decoder.decode(raw, final=not raw).encode("utf-8", "replace")

    def _more(self) -> bool:
        """Read on, each time twice as much: what is long is not looked at too often."""
        self._content = self._content[self._at :]
        self._at = 0
        fresh = self._as_read(self._stream.read(max(_CHUNK, len(self._content))))
        self._content += fresh
        return bool(fresh)

    def _go(self, to: int) -> None:
        self.offset += to - self._at
        self._at = to

    def seek(self, mark: bytes) -> bool:
        """Go to the next mark; tell whether there is one."""
        while (found := self._content.find(mark, self._at)) < 0:
            self._go(len(self._content))
            if not self._more():
                return False
        self._go(found)
        return True

    def match(self) -> bytes | None:
        """Take the tag that begins here, ``None`` if it is too long or has no end."""
        while (found := _TAG.match(self._content, self._at)) is None:
            if len(self._content) - self._at > _LONGEST or not self._more():
                return None
        self._go(found.end())
        return found.group()

    def resume(self) -> bool:
        """Go on behind a tag that never ends; tell whether anything is left."""
        found = _NEXT.search(self._content, self._at + 1)
        self._go(found.start() if found else len(self._content))
        return found is not None or self._more()
