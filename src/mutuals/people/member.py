"""One row per address, with the person it belongs to.

address_id: the address.
person_id: the smallest address_id among the person's addresses.

Rule. Addresses are joined only where the records say so: the archive names both as
one person (``same_person``), or the user said of both that they are theirs (an
``answer`` to the question ``me`` whose latest value is not ``no``). Equal names join
nobody: two namesakes stay two.
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

SCHEMA = pa.schema([("address_id", pa.int64()), ("person_id", pa.int64())])

Ids = NDArray[np.int64]


def member(handle: pa.Table, same_person: pa.Table, answer: pa.Table) -> pa.Table:
    """Join addresses into persons: connected components of what the records say."""
    left, right = _ids(same_person, "address_id"), _ids(same_person, "other_id")
    mine = _own_addresses(answer)
    addresses = np.unique(np.concatenate([_ids(handle, "address_id"), left, right, mine]))
    left = np.concatenate([left, mine[:-1]])
    right = np.concatenate([right, mine[1:]])
    persons = smallest_of_each(addresses, left=left, right=right)
    return pa.table({"address_id": addresses, "person_id": persons}, schema=SCHEMA)


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


def _own_addresses(answer: pa.Table) -> Ids:
    latest: dict[int, tuple[tuple[object, bytes], str]] = {}
    for row in answer.to_pylist():
        if row["question"] != "me" or row["address_id"] is None:
            continue
        # The same order as people/person.sql: the latest, then the smallest answer_id.
        when = (row["said_at"], bytes(255 - byte for byte in row["answer_id"]))
        if row["address_id"] not in latest or when > latest[row["address_id"]][0]:
            latest[row["address_id"]] = (when, row["value"] or "")
    mine = sorted(address for address, (_, value) in latest.items() if value != "no")
    return np.array(mine, dtype=np.int64)


def _ids(table: pa.Table, column: str) -> Ids:
    ids: Ids = table.column(column).combine_chunks().to_numpy(zero_copy_only=False)
    return ids.astype(np.int64)
