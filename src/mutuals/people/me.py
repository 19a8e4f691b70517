"""Who the owner is: the answers to "is this you?"."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pyarrow as pa

from mutuals.errors import UnknownPersonError
from mutuals.keys import content_key
from mutuals.records import SCHEMAS

QUESTION = "me"


def answers(handle: pa.Table, addresses: Iterable[str], source_id: int) -> pa.Table:
    """Return rows of ``answer`` that say these addresses are the owner's own.

    An address is matched with handles of every scheme, whatever its case. Raises
    UnknownPersonError for one that no record holds.
    """
    known: dict[str, list[int]] = {}
    for row in handle.select(["value", "address_id"]).to_pylist():
        known.setdefault(row["value"].casefold(), []).append(row["address_id"])
    said = datetime.now(tz=UTC).replace(tzinfo=None)
    rows = []
    for address in addresses:
        found = known.get(address.strip().casefold())
        if found is None:
            raise UnknownPersonError(address)
        rows += [
            {
                "answer_id": content_key((QUESTION, str(address_id))),
                "question": QUESTION,
                "address_id": address_id,
                "value": "yes",
                "said_at": said,
                "source_id": source_id,
                "record_no": number,
            }
            for number, address_id in enumerate(found, 1)
        ]
    return pa.Table.from_pylist(rows, schema=SCHEMAS["answer"])
