"""Ids of the caller's choice, numbers or text, and the places they are counted by."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Column = NDArray[Any]

# Below this many arcs numpy sorts fast enough, and numba need not be loaded.
FEW_ARCS = 200_000


class Ids(NamedTuple):
    """Ids as they are, where they are numbers, or as places in a list of names."""

    place: Column
    names: list[str] | None = None


def numbered(tails: Ids, heads: Ids) -> tuple[Column, Column, Column]:
    """Return the distinct ids in ascending order, and both ends as places in them."""
    tail, head = tails.place, heads.place
    if not tail.size:
        return np.zeros(0, np.int64), np.zeros(0, np.uint32), np.zeros(0, np.uint32)
    if tails.names is not None and heads.names is not None:
        return _by_name(tails, heads)
    low = min(int(tail.min()), int(head.min()))
    span = max(int(tail.max()), int(head.max())) - low + 1
    if span <= 4 * tail.size + 1024:
        return _by_table(tail, head, low=low, span=span)
    if tail.size >= FEW_ARCS:
        return _by_hashing(tail, head)
    node, place = np.unique(np.concatenate([tail, head]), return_inverse=True)
    place = place.astype(index_type(node.size))
    return node, place[: tail.size], place[tail.size :]


def _by_name(tails: Ids, heads: Ids) -> tuple[Column, Column, Column]:
    known = sorted({*(tails.names or ()), *(heads.names or ())})
    if any(one.endswith("\0") for one in known):
        message = "ids must not end with a NUL character"
        raise ValueError(message)
    place, kind = dict(zip(known, range(len(known)), strict=True)), index_type(len(known))
    tail, head = (
        np.array([place[one] for one in ids.names or ()], kind)[ids.place] for ids in (tails, heads)
    )
    # a list of distinct names may hold some that no arc has
    used = np.zeros(len(known), np.bool_)
    used[tail] = used[head] = True
    rank = np.cumsum(used, dtype=kind) - 1
    return np.array(known, np.str_)[used], rank[tail], rank[head]


def _by_table(tail: Column, head: Column, *, low: int, span: int) -> tuple[Column, Column, Column]:
    # ids that lie close together need no sorting, which would take ten times as long
    if 0 < low < span:
        low, span = 0, low + span
    if low:
        tail, head = tail.astype(np.int64) - low, head.astype(np.int64) - low
    seen = np.zeros(span, np.bool_)
    seen[tail] = True
    seen[head] = True
    node = np.flatnonzero(seen)
    kind = index_type(node.size)
    if node.size == span:
        return node + low, tail.astype(kind, copy=False), head.astype(kind, copy=False)
    place: Column = np.cumsum(seen, dtype=kind) - 1
    return node + low, place[tail], place[head]


def _by_hashing(tail: Column, head: Column) -> tuple[Column, Column, Column]:
    from mutuals.graph import rows  # noqa: PLC0415  numba takes long to load

    ids = np.concatenate([tail, head]).astype(np.int64).view(np.uint64)
    found, numbers = ids[:0], np.empty(ids.size, np.uint32)
    at, size, count = 0, 1 << 14, np.zeros(1, np.int64)
    while at < ids.size:
        size, before, count = 4 * size, found, np.zeros(1, np.int64)
        found = np.empty(size // 2 + 1, np.uint64)
        known = (np.empty(size, np.uint64), np.full(size, -1, np.int32))
        with np.errstate(over="ignore"):
            # those known already, in the same order, have the same numbers again
            rows.number(before, 0, known, (found, np.empty(before.size, np.uint32), count))
            at = rows.number(ids, at, known, (found, numbers, count))
        found = found[: count[0]]
    node = found.view(np.int64)
    order = np.argsort(node)
    rank = np.empty(node.size, np.uint32)
    rank[order] = np.arange(node.size, dtype=np.uint32)
    place = rank[numbers]
    return node[order], place[: tail.size], place[tail.size :]


def one_column(values: ArrayLike, name: str) -> Ids:
    """Return a caller's column of ids, or raise ``ValueError``."""
    column: Any = values
    if hasattr(column, "dictionary_encode") and not column.null_count and _is_text(column):
        return _coded(column)
    if isinstance(values, list | tuple) and str in set(map(type, values)):
        # numpy would write numbers among the text out, and drop what ends with NUL
        column = np.fromiter(values, object, len(values))
    else:
        column = _as_array(values)
    if column.ndim == 1 and not column.size:
        return Ids(np.zeros(0, np.int64))
    if column.ndim == 1 and column.dtype.kind in "OTU":
        several = column.tolist()
        kinds = set(map(type, several))
        if all(issubclass(kind, str) for kind in kinds):
            return _named(several)
        numbers = all(issubclass(kind, int) and kind is not bool for kind in kinds)
        column = _whole(column, name) if numbers else column
    if column.ndim != 1 or column.dtype.kind not in "iu":
        message = f"{name} ids are neither all whole numbers nor all text"
        raise ValueError(message)
    return Ids(column if column.dtype == np.uint32 else _whole(column, name))


def _is_text(column: Any) -> bool:  # noqa: ANN401  # Arrow's, which is not imported here
    return "str" in str(column.type)


def joined(one: Ids, other: Ids) -> Ids:
    """Return two columns of ids as one; an empty one is of any kind."""
    if not one.place.size or not other.place.size:
        return other if other.place.size else one
    place = np.concatenate([one.place, other.place])
    if one.names is None or other.names is None:
        return Ids(place)
    place[one.place.size :] += len(one.names)
    return Ids(place, [*one.names, *other.names])


def _as_array(values: ArrayLike) -> Column:
    try:
        return np.asarray(values)
    except ValueError:
        return np.array(0.5)


def _named(several: list[str]) -> Ids:
    names = list(dict.fromkeys(several))
    place = dict(zip(names, range(len(names)), strict=True))
    return Ids(np.fromiter(map(place.__getitem__, several), np.int64, len(several)), names)


def _coded(column: Any) -> Ids:  # noqa: ANN401  # Arrow's, which is not imported here
    """Return a column of text as Arrow itself tells the distinct ones apart."""
    coded = column.dictionary_encode() if "dictionary" not in str(column.type) else column
    if hasattr(coded, "chunks"):
        coded = coded.unify_dictionaries().combine_chunks()
    place = np.asarray(coded.indices.to_numpy(zero_copy_only=False), np.int64)
    return Ids(place, coded.dictionary.to_pylist())


def _whole(column: Column, name: str) -> Column:
    if not -(2**63) <= int(column.min()) <= int(column.max()) < 2**63:
        message = f"{name} ids do not fit 63 bits"
        raise ValueError(message)
    return column.astype(np.int64, copy=False)


def index_type(size: int) -> type[np.uint32] | type[np.int64]:
    """Return the smallest type that can count to ``size``."""
    return np.uint32 if size < 2**32 else np.int64
