"""One row per address, with the person it belongs to.

address_id: the address.
person_id: the smallest address_id among the person's addresses.

Rule. Addresses are joined only where nothing else can be meant (``joined``), where the
user said of both that they are theirs (``mine``), or that they are one person
(``decision``). The user's word wins, the newest before older ones, and what it keeps
apart nothing puts together (``contradiction``). Equal names join nobody: two namesakes
stay two.
"""

import pyarrow as pa

from mutuals.people.union import united

SCHEMA = pa.schema([("address_id", pa.int64()), ("person_id", pa.int64())])


def member(handle: pa.Table, *, joined: pa.Table, decision: pa.Table, mine: pa.Table) -> pa.Table:
    """Join addresses into persons."""
    addresses, persons, _ = united(handle, joined=joined, decision=decision, mine=mine)
    return pa.table({"address_id": addresses, "person_id": persons}, schema=SCHEMA)
