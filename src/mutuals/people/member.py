"""One row per address, with the person it belongs to.

address_id: the address.
person_id: the smallest address_id among the person's addresses.

Rule. Addresses are joined only where the records say so: the archive names both as
one person (``same_person``), or the user said of both that they are theirs (``mine``).
Equal names join nobody: two namesakes stay two.
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

SCHEMA = pa.schema([("address_id", pa.int64()), ("person_id", pa.int64())])

Ids = NDArray[np.int64]


def member(handle: pa.Table, same_person: pa.Table, mine: pa.Table) -> pa.Table:
    """Join addresses into persons: connected components of what the records say."""
    left, right = _ids(same_person, "address_id"), _ids(same_person, "other_id")
    own = np.sort(_ids(mine, "address_id"))
    addresses = np.unique(np.concatenate([_ids(handle, "address_id"), left, right, own]))
    left = np.concatenate([left, own[:-1]])
    right = np.concatenate([right, own[1:]])
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


def _ids(table: pa.Table, column: str) -> Ids:
    ids: Ids = table.column(column).combine_chunks().to_numpy(zero_copy_only=False)
    return ids.astype(np.int64)
