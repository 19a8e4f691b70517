"""One row per pair of addresses of which two things were said that cannot both be.

address_id: an address.
other_id: the other one.
reason: what was said of them and could not be kept, because something that counts
before it says otherwise.

Rule. See ``member``: newer words of the user count before older ones, and these before
what is joined of itself.
"""

import pyarrow as pa

from mutuals.people.union import united

SCHEMA = pa.schema([("address_id", pa.int64()), ("other_id", pa.int64()), ("reason", pa.string())])


def contradiction(
    handle: pa.Table, *, joined: pa.Table, decision: pa.Table, mine: pa.Table
) -> pa.Table:
    """Return what could not be kept of what was said."""
    _, _, refused = united(handle, joined=joined, decision=decision, mine=mine)
    rows = [
        {"address_id": one.address_id, "other_id": one.other_id, "reason": one.reason}
        for one in refused
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)
