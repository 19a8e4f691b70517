"""Content keys of whole columns, equal to those ``mutuals.keys`` gives row by row.

A field is put down as ``5:hello``; the fields of a row are joined into one buffer and
hashed. Everything but the hash itself is done for all rows at once.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.keys import KEY_BYTES

_DIGEST_BYTES = 32
Field: TypeAlias = pa.Array | str


def prefixed(field: Field) -> pa.Array | pa.Scalar:
    """Return a field with its length in bytes before it; null counts as empty.

    A column that is empty in every row is one value, which costs nothing to join.
    """
    if isinstance(field, str):
        content = field.encode()
        return pa.scalar(b"%d:%s" % (len(content), content), pa.binary())
    content = _binary(field)
    starts, _ = flat(content)
    if len(content) and starts[0] == starts[-1]:
        return pa.scalar(b"0:", pa.binary())
    lengths = pc.binary_length(content).cast(pa.string()).cast(pa.binary())
    return pc.binary_join_element_wise(lengths, content, b":")


def joined(pieces: Sequence[pa.Array | pa.Scalar]) -> pa.Array:
    """Return each row's pieces run together."""
    return pc.binary_join_element_wise(*pieces, b"")


def content_keys(fields: Sequence[Field]) -> pa.Array:
    """Return each row's 16-byte key."""
    return keys_of(_rows(fields))


def number_keys(fields: Sequence[Field]) -> np.ndarray:
    """Return each row's key as a whole number from 0 to 2**63 - 1."""
    return numbers_of(_rows(fields))


def keys_of(buffers: pa.Array) -> pa.Array:
    """Return the 16-byte keys of rows whose fields are joined already."""
    kept = np.ascontiguousarray(_digests(buffers)[:, :KEY_BYTES])
    whole = [None, pa.py_buffer(kept)]
    return pa.FixedSizeBinaryArray.from_buffers(pa.binary(KEY_BYTES), len(buffers), whole)


def numbers_of(buffers: pa.Array) -> np.ndarray:
    """Return the number keys of rows whose fields are joined already."""
    first = np.ascontiguousarray(_digests(buffers)[:, :8]).view(">u8").ravel()
    return (first >> np.uint64(1)).astype(np.int64)


def flat(values: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Return the offsets and the bytes of a text or binary array (32-bit offsets)."""
    _, offsets, data = values.buffers()
    if not len(values):
        return np.zeros(1, np.int32), np.zeros(0, np.uint8)
    starts = np.frombuffer(offsets, np.int32)[values.offset : values.offset + len(values) + 1]
    content = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    return starts, content


def _rows(fields: Sequence[Field]) -> pa.Array:
    whole = joined([prefixed(field) for field in fields])
    rows = max(len(field) for field in fields if not isinstance(field, str))
    return whole if isinstance(whole, pa.Array) else pa.repeat(whole, rows)


def _binary(field: pa.Array) -> pa.Array:
    text = field if pa.types.is_binary(field.type) else field.cast(pa.string()).cast(pa.binary())
    return pc.fill_null(text, b"") if text.null_count else text


def _digests(buffers: pa.Array) -> np.ndarray:
    rows = buffers.to_numpy(zero_copy_only=False)
    # The one loop over rows: a hash has no form that takes a column.
    each = [sha256(row).digest() for row in rows]
    return np.frombuffer(b"".join(each), np.uint8).reshape(-1, _DIGEST_BYTES)
