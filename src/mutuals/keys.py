"""Content keys: the same content gets the same key, whatever file or order it came in.

A key is SHA-256 over length-prefixed fields (``5:hello``), so that no two lists of
fields can run into each other.
"""

from collections.abc import Iterable
from hashlib import sha256

KEY_BYTES = 16


def content_key(fields: Iterable[str]) -> bytes:
    """Return the 16-byte key of a list of fields.

    >>> content_key(["ab", "c"]) == content_key(["a", "bc"])
    False
    """
    return _digest(fields)[:KEY_BYTES]


def number_key(fields: Iterable[str]) -> int:
    """Return a key as a whole number from 0 to 2**63 - 1 (addresses, threads).

    >>> number_key(["mail", "ann@example.org"])
    3000441489602213618
    """
    return int.from_bytes(_digest(fields)[:8], "big") >> 1


def text_key(told: str) -> int:
    """Return what ``number_key`` does of one field alone.

    >>> text_key("Zoë") == number_key(["Zoë"])
    True
    """
    if told.isascii():
        raw = f"{len(told)}:{told}".encode("ascii")
    else:
        encoded = told.encode("utf-8", "surrogatepass")
        raw = b"%d:%b" % (len(encoded), encoded)
    return int.from_bytes(sha256(raw).digest()[:8], "big") >> 1


def _digest(fields: Iterable[str]) -> bytes:
    several = tuple(fields)
    told = "".join([f"{len(one)}:{one}" for one in several])
    if told.isascii():
        # A character is a byte, so that its lengths are those in bytes.
        return sha256(told.encode("ascii")).digest()
    encoded = [one.encode("utf-8", "surrogatepass") for one in several]
    return sha256(b"".join([b"%d:%b" % (len(one), one) for one in encoded])).digest()
