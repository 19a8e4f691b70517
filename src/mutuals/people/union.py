"""Put addresses together into persons, as far as nobody says that two are apart.

Words of the user come first, the newest before the older ones, then what is joined of
itself, the surest first. What would put two together that are apart is refused and
told. Only persons within whom somebody is apart are gone through pair by pair.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mutuals.people.decision import APART, SAME

Ids = NDArray[np.int64]
OWN: Final = "you said that both are yours"
SAID: Final = "you said that they are one person"
SPLIT: Final = "you said that they are two people"
_ENDS: Final = ("address_id", "other_id")


@dataclass(frozen=True, slots=True)
class Refused:
    """A pair that could not be kept as something said it is, and what said so."""

    address_id: int
    other_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two addresses, whether they are apart, and what says so."""

    one: int
    other: int
    reason: str
    is_apart: bool = False


def united(
    handle: pa.Table, *, joined: pa.Table, decision: pa.Table, mine: pa.Table
) -> tuple[Ids, Ids, list[Refused]]:
    """Return all addresses, the smallest of each one's person, and what was refused."""
    named = [(handle, "address_id"), *((joined, end) for end in _ENDS), (mine, "address_id")]
    addresses = np.unique(np.concatenate([ids(*one) for one in named]))
    said = decision.filter(
        pc.and_(*(pc.is_in(decision[end], pa.array(addresses)) for end in _ENDS))
    )
    own = np.unique(ids(mine, "address_id"))
    persons = _together(addresses, joined=joined, said=said, own=own)
    torn = _torn(addresses, persons, said)
    refused: list[Refused] = []
    if torn.any():
        listed = addresses[torn].tolist()
        edges = _edges(set(listed), joined=joined, said=said, own=own)
        persons[torn], refused = kept_apart(listed, edges)
    return addresses, persons, refused


def _together(addresses: Ids, *, joined: pa.Table, said: pa.Table, own: Ids) -> Ids:
    """Return everybody's person as if nobody were apart."""
    same = said.filter(pc.equal(said["word"], SAME))
    left, right = (np.concatenate([ids(joined, end), ids(same, end)]) for end in _ENDS)
    return smallest_of_each(
        addresses,
        left=np.concatenate([left, own[:-1]]),
        right=np.concatenate([right, own[1:]]),
    )


def _torn(addresses: Ids, persons: Ids, said: pa.Table) -> NDArray[np.bool_]:
    """Return which addresses belong to somebody within whom two are apart."""
    apart = said.filter(pc.equal(said["word"], APART))
    one, other = (persons[np.searchsorted(addresses, ids(apart, end))] for end in _ENDS)
    found: NDArray[np.bool_] = np.isin(persons, one[one == other])
    return found


def _edges(inside: set[int], *, joined: pa.Table, said: pa.Table, own: Ids) -> Iterator[Edge]:
    """Yield what says something of these addresses, what counts first first."""
    for row in said.sort_by("place").to_pylist():
        if inside.issuperset((row["address_id"], row["other_id"])):
            is_apart = row["word"] == APART
            reason = SPLIT if is_apart else SAID
            yield Edge(row["address_id"], row["other_id"], reason, is_apart)
    mine = [one for one in own.tolist() if one in inside]
    yield from (Edge(one, other, OWN) for one, other in pairwise(mine))
    order = [(name, "ascending") for name in ("place", "address_id", "other_id")]
    kept = joined.filter(pc.is_in(joined["address_id"], pa.array(sorted(inside), pa.int64())))
    for row in kept.sort_by(order).to_pylist():
        yield Edge(row["address_id"], row["other_id"], row["reason"])


def kept_apart(addresses: Iterable[int], edges: Iterable[Edge]) -> tuple[list[int], list[Refused]]:
    """Unite what the edges unite, in their order, never what they keep apart.

    Returns the smallest address each belongs with, and the edges that were refused: by
    an earlier one that said otherwise.

    >>> kept_apart([1, 2, 3], [Edge(1, 3, "", True), Edge(1, 2, "a"), Edge(2, 3, "b")])
    ([1, 1, 3], [Refused(address_id=2, other_id=3, reason='b')])
    """
    listed = list(addresses)
    root = {one: one for one in listed}
    members = {one: [one] for one in listed}
    foes: dict[int, set[int]] = {one: set() for one in listed}
    refused = []
    for edge in edges:
        one, other = root[edge.one], root[edge.other]
        is_foe = other in foes[one]
        if edge.is_apart and one != other:
            foes[one].add(other)
            foes[other].add(one)
        elif edge.is_apart or is_foe:
            refused.append(Refused(edge.one, edge.other, edge.reason))
        elif one != other:
            _merge(one, other, (root, members, foes))
    return [min(members[root[one]]) for one in listed], refused


def _merge(
    one: int,
    other: int,
    kept: tuple[dict[int, int], dict[int, list[int]], dict[int, set[int]]],
) -> None:
    root, members, foes = kept
    small, large = sorted((one, other), key=lambda at: (len(members[at]), at))
    for each in members[small]:
        root[each] = large
    members[large] += members.pop(small)
    for foe in foes.pop(small):
        foes[foe].discard(small)
        foes[foe].add(large)
        foes[large].add(foe)


def smallest_of_each(addresses: Ids, *, left: Ids, right: Ids) -> Ids:
    """Return, for each address, the smallest address it is joined with.

    ``addresses`` is sorted without repeats; ``left`` and ``right`` are pairs of them.

    >>> ids = np.array([3, 5, 8, 9])
    >>> smallest_of_each(ids, left=np.array([9]), right=np.array([5])).tolist()
    [3, 5, 8, 5]
    """
    if not addresses.size:
        return addresses
    ends = (np.searchsorted(addresses, left), np.searchsorted(addresses, right))
    pairs = coo_array(
        (np.ones(left.size, dtype=np.int8), ends), shape=(addresses.size, addresses.size)
    )
    _, component = connected_components(pairs, directed=False)
    _, first = np.unique(component, return_index=True)
    smallest: Ids = addresses[first[component]]
    return smallest


def ids(table: pa.Table, column: str) -> Ids:
    """Return a column of ids as an array."""
    found: Ids = table.column(column).combine_chunks().to_numpy(zero_copy_only=False)
    return found.astype(np.int64)
