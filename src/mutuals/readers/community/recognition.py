"""Tell a community file by what stands in its first bytes.

Nothing is decoded by a library here: these bytes are not trusted, and this may run
where the store is open.
"""

from mutuals.readers.community.encoding import text_of
from mutuals.readers.community.header import ARROW_FILE, ARROW_STREAM, PARQUET, header
from mutuals.readers.community.layout import KINDS, kind_of

SURE = 0.95
# A Parquet file names its columns at its end, which is not among its first bytes.
PARQUET_UNSEEN = 0.8


def recognition(head: bytes) -> float:
    """Return how sure it is that a file that begins like this is a community file.

    >>> recognition(b"Follower,followed,colour")
    0.95
    >>> recognition(b"1,2")
    0.0
    """
    if head.startswith(PARQUET):
        is_whole = len(head) > len(PARQUET) and head.endswith(PARQUET)
        return _by_bytes(head) if is_whole else PARQUET_UNSEEN
    if head.startswith((ARROW_FILE, ARROW_STREAM)):
        return _by_bytes(head)
    return SURE if kind_of(header(text_of(head).encode()).names) else 0.0


def _by_bytes(head: bytes) -> float:
    lowered = head.lower()
    for kind in KINDS:
        if all(name.encode() in lowered for name in kind.required):
            return SURE
    return 0.0
