"""Columns of any type, as files bring them, into text, numbers, words and lists."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$"
_TRUE = ("true", "1", "yes")
_FALSE = ("false", "0", "no", "")


def plain(array: pa.Array) -> pa.Array:
    """Return an array without dictionary, run-end, view or extension wrapping."""
    if isinstance(array, pa.ExtensionArray):
        array = array.storage
    if pa.types.is_run_end_encoded(array.type):
        array = pc.run_end_decode(array)
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    return array


def raw_text(array: pa.Array) -> pa.Array:
    """Return an array as text.

    A type that has no text (a struct, say) and bytes that are not UTF-8 raise
    ``pa.ArrowException``.
    """
    array = plain(array)
    if _is_textual(array.type):
        content = array if pa.types.is_binary(array.type) else array.cast(pa.binary())
        array = content.cast(pa.string())
    elif array.type != pa.string():
        array = array.cast(pa.string())
    return pc.fill_null(array, "") if array.null_count else array


def text(array: pa.Array) -> pa.Array:
    """Return an array as text without blanks around it.

    >>> text(pa.array([" Ann ", None, "Bo"])).to_pylist()
    ['Ann', '', 'Bo']
    """
    return pc.utf8_trim_whitespace(raw_text(array))


def is_blank(texts: pa.Array) -> np.ndarray:
    """Tell which texts are empty."""
    return np.asarray(pc.equal(pc.binary_length(texts), 0))


def words(texts: pa.Array, default: str) -> pa.Array:
    """Return texts in lower case, joined by underscores, blanks filled by a default.

    >>> words(pa.array(["In person", "", "VOICE"]), "online").to_pylist()
    ['in_person', 'online', 'voice']
    """
    encoded = texts.dictionary_encode()
    lowered = pc.replace_substring_regex(pc.utf8_lower(encoded.dictionary), r"[\s-]+", "_")
    filled = pc.if_else(pc.equal(lowered, ""), default, lowered)
    return filled.take(encoded.indices)


def one_of(texts: pa.Array, allowed: tuple[str, ...]) -> np.ndarray:
    """Tell which texts are among those allowed."""
    return np.asarray(pc.is_in(texts, value_set=pa.array(allowed, pa.string())))


def numbers(array: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """Return an array as numbers, null where empty or wrong, and where it is wrong."""
    texts = text(array)
    fits = pc.match_substring_regex(texts, _NUMBER)
    values = pc.if_else(fits, texts, None).cast(pa.float64())
    finite = pc.fill_null(pc.is_finite(values), fill_value=False)
    return pc.if_else(finite, values, None), ~np.asarray(finite) & ~is_blank(texts)


def flags(array: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """Return an array as true or false (false where empty), and where it is neither."""
    lowered = pc.utf8_lower(text(array))
    is_true = one_of(lowered, _TRUE)
    return pa.array(is_true), ~is_true & ~one_of(lowered, _FALSE)


def lists(array: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """Return the texts of a list column, or of text split at ``;``, and their rows.

    >>> flat, rows = lists(pa.array(["a;b", "", "c"]))
    >>> flat.to_pylist(), rows.tolist()
    (['a', 'b', '', 'c'], [0, 0, 1, 2])
    """
    array = plain(array)
    if not _is_list(array.type):
        array = pc.split_pattern(raw_text(array), ";")
    sizes = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
    return raw_text(array.flatten()), np.repeat(np.arange(len(array)), sizes)


def unreadable(array: pa.Array) -> list[int]:
    """Return the rows of an array that hold bytes which are not UTF-8.

    >>> unreadable(pa.array([b"Ann", bytes([200]), None]))
    [1]
    """
    array = plain(array)
    if _is_list(array.type):
        sizes = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
        rows = np.repeat(np.arange(len(array)), sizes)
        return sorted(set(rows[unreadable(array.flatten())].tolist()))
    if not _is_textual(array.type):
        return []
    content = array.cast(pa.binary())
    try:
        content.cast(pa.string())
    except pa.ArrowInvalid:
        return [row for row, one in enumerate(content.to_pylist()) if not _is_text(one)]
    return []


def _is_text(content: bytes | None) -> bool:
    try:
        (content or b"").decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_list(kind: pa.DataType) -> bool:
    is_view = pa.types.is_list_view(kind) or pa.types.is_large_list_view(kind)
    is_fixed = pa.types.is_fixed_size_list(kind)
    return bool(is_view or is_fixed or pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _is_textual(kind: pa.DataType) -> bool:
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    is_bytes = pa.types.is_binary(kind) or pa.types.is_large_binary(kind)
    is_view = pa.types.is_string_view(kind) or pa.types.is_binary_view(kind)
    return bool(is_text or is_bytes or is_view)
