"""The blocks of a CAR file one by one: a length, an address and what stands there.

The format is version 1 of https://ipld.io/specs/transport/car/carv1/; an address is 36
bytes, of which the last 32 are the block's SHA-256.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO, NamedTuple

ADDRESS = 36
_CBOR = b"\x01\x71\x12\x20"
_HEADER_LIMIT = 1 << 16
# Servers take no record over a megabyte; the tree's own blocks are far smaller.
_BLOCK_LIMIT = 1 << 22
_VARINT_BYTES = 9


class Block(NamedTuple):
    """A block, its address and where it begins; ``problem`` says why it is empty."""

    address: bytes
    content: bytes
    offset: int
    problem: str = ""


def is_archive(head: bytes) -> bool:
    """Tell whether this is how a CAR file begins."""
    start = head[:128]
    return b"eroots" in start and b"gversion\x01" in start and 0 < start.find(b"eroots") < 8  # noqa: PLR2004 - a length and a map's sign


def blocks(stream: BinaryIO) -> Iterator[Block]:
    """Yield the blocks of a file; what is cut off is a block with a problem."""
    size = _varint(stream)
    if size is None or size[0] > _HEADER_LIMIT:
        return
    offset = sum(size)
    stream.read(size[0])
    while (length := _varint(stream)) is not None:
        size_of, taken = length
        if not ADDRESS <= size_of <= _BLOCK_LIMIT:
            yield Block(b"", b"", offset, "not_a_block")
            return
        raw = stream.read(size_of)
        if len(raw) < size_of:
            yield Block(b"", b"", offset, "cut_off")
            return
        yield _block(raw, offset)
        offset += size_of + taken


def _block(raw: bytes, offset: int) -> Block:
    address, content = raw[:ADDRESS], raw[ADDRESS:]
    if not address.startswith(_CBOR) or sha256(content).digest() != address[len(_CBOR) :]:
        return Block(address, b"", offset, "damaged")
    return Block(address, content, offset)


def _varint(stream: BinaryIO) -> tuple[int, int] | None:
    """Return a number and how many bytes it took, ``None`` at the file's end."""
    found = 0
    for at in range(_VARINT_BYTES):
        raw = stream.read(1)
        if not raw:
            return None
        found |= (raw[0] & 0x7F) << (7 * at)
        if raw[0] < 0x80:  # noqa: PLR2004 - the last byte has no high bit
            return found, at + 1
    return _BLOCK_LIMIT + 1, _VARINT_BYTES
