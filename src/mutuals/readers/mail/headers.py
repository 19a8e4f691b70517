"""The header block: found within bounds, split, and decoded without trust."""

import codecs
from email.errors import MessageError
from email.header import decode_header
from functools import lru_cache

BLOCK_LIMIT = 1 << 20
WORDS_LIMIT = 4096

Fields = dict[bytes, bytes]

_MARK = b"\xef\xbb\xbf"
# These may come several times, and then add up; of any other header the first counts.
_LISTS = {b"to": b"to", b"cc": b"cc", b"bcc": b"bcc", b"apparently-to": b"to"}
_LISTS |= dict.fromkeys([b"delivered-to", b"x-original-to", b"envelope-to"], b"delivered")
_SINGLE = """
    from sender date message-id references in-reply-to subject content-type precedence
    content-transfer-encoding content-class list-id list-post list-unsubscribe return-path
    x-mailing-list auto-submitted x-autoreply x-autorespond x-auto-response-suppress
    x-gm-thrid x-gmail-labels reply-to x-original-from x-original-sender
"""
_WANTED = {name.encode(): name.encode() for name in _SINGLE.split()} | _LISTS
_ADDING = frozenset(_LISTS.values())
# Looking at three letters first spares most lines (Received, signatures) any more work.
_PREFIX = 3
_PREFIXES = frozenset((name + end)[:_PREFIX] for name in _WANTED for end in (b":", b" ", b"\t"))
# Names as they were written so far: a mailbox has few, and each many thousand times.
_KNOWN: dict[bytes, bytes | None] = {}
_UNKNOWN = b"?"
_MOST_KNOWN = 4096
_LONGEST_NAME = 76
# Codecs outside these families (utf-7, punycode) make surrogates or are slow.
_CHARSETS = (
    "ascii iso8859 cp koi8 mac gb big5 euc shift_jis iso2022 johab hz tis utf-8 utf-16 utf-32"
)


def body_start(content: bytes, start: int) -> int:
    """Return where the body begins, behind the first blank line; -1 if nowhere."""
    if content.startswith((b"\n", b"\r\n"), start):
        return content.index(b"\n", start) + 1
    limit = start + BLOCK_LIMIT
    first = content.find(b"\n", start, limit)
    marks = [b"\n\n", b"\n\r\n"]
    if first > 0 and content[first - 1] == ord("\r"):
        marks.reverse()
    for mark in marks:
        found = content.find(mark, start, limit)
        if found >= 0:
            return found + len(mark)
    return -1


def trimmed(content: bytes) -> bytes:
    """Return a message without the byte order mark and blank lines before it."""
    return content.removeprefix(_MARK).lstrip(b"\r\n\t \0").removeprefix(_MARK)


def fields(block: bytes) -> Fields:
    r"""Return the wanted headers of a block, unfolded; address lists come joined.

    >>> fields(b"TO: ann@example.org,\n bob@example.org\nX-Other: x\n")
    {b'to': b'ann@example.org, bob@example.org'}
    """
    found: Fields = {}
    several: dict[bytes, list[bytes]] = {}
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    for line in block.replace(b"\n ", b" ").replace(b"\n\t", b" ").split(b"\n"):
        name, colon, value = line.partition(b":")
        wanted = _KNOWN.get(name, _UNKNOWN)
        if wanted is _UNKNOWN or not colon:
            wanted = _wanted(name, colon)
        if wanted is None:
            continue
        if wanted not in found:
            found[wanted] = value.strip()
        elif wanted in _ADDING:
            several.setdefault(wanted, [found[wanted]]).append(value.strip())
    for wanted, values in several.items():
        found[wanted] = b", ".join(values)
    return found


def _wanted(name: bytes, colon: bytes) -> bytes | None:
    """Return what a header that is wanted is called here; for others ``None``."""
    wanted = None
    if (name + colon)[:_PREFIX].lower() in _PREFIXES:
        # RFC 5322 section 4.5 lets blanks stand before the colon.
        wanted = _WANTED.get(name.lower().rstrip())
    if colon and len(name) <= _LONGEST_NAME and len(_KNOWN) < _MOST_KNOWN:
        _KNOWN[name] = wanted
    return wanted


def decoded(raw: bytes, charset: str = "utf-8") -> str:
    r"""Return bytes as text, by their charset where it is a plain one and fits.

    >>> decoded(b"Jos\xe9"), decoded(b"caf\xc3\xa9", "no-such-charset")
    ('José', 'café')
    """
    if raw.isascii() and (charset == "utf-8" or not _is_shifting(charset)):
        return raw.decode("ascii")
    for name in (_codec(charset), "utf-8"):
        try:
            return raw.decode(name)
        except UnicodeError:
            continue
    return raw.decode("cp1252" if _codec(charset) == "utf-8" else _codec(charset), "replace")


def unworded(text: str) -> str:
    """Return a header's text with its encoded words (RFC 2047) decoded.

    >>> unworded("=?utf-8?q?Zo=C3=AB?= =?utf-8?q?_Q?=")
    'Zoë Q'
    """
    if "=?" not in text:
        return text
    try:
        parts = decode_header(text[:WORDS_LIMIT])
    except (ValueError, MessageError):
        return text[:WORDS_LIMIT]
    merged: list[tuple[bytes, str]] = []
    for content, charset in parts:
        raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
        if merged and charset and merged[-1][1] == charset:
            merged[-1] = (merged[-1][0] + raw, charset)
        else:
            merged.append((raw, charset or "latin-1"))
    return "".join(decoded(raw, charset) for raw, charset in merged)


def _is_shifting(charset: str) -> bool:
    return _codec(charset).startswith(("iso2022", "hz", "utf-16", "utf-32"))


@lru_cache(maxsize=1024)
def _codec(charset: str) -> str:
    try:
        name = codecs.lookup(charset[:40]).name
    except (LookupError, ValueError):
        return "utf-8"
    return name if name.startswith(tuple(_CHARSETS.split())) else "utf-8"
