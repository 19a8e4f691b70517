"""Who the owner is: the answers to "is this you?"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa

from mutuals.errors import UnknownPersonError
from mutuals.keys import content_key
from mutuals.schemas import SCHEMAS

QUESTION = "me"
_HALF = 0.5
_DELIVERED = 5


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


@dataclass(frozen=True, slots=True)
class Likely:
    """An address that is probably the owner's own, and why."""

    value: str
    evidence: str


def unanswered(answer: pa.Table) -> bool:
    """Tell whether nobody has said yet who the owner is."""
    return QUESTION not in answer.column("question").to_pylist()


def likely(owner: pa.Table) -> list[Likely]:
    """Return the addresses that are probably the owner's own, by a stated rule.

    In one channel: the likeliest address if it takes part in at least half of
    everything, and any other that sends and has mail delivered to it. A community
    seen as a whole has nobody like that.
    """
    found: dict[str, Likely] = {}
    for row in sorted(owner.to_pylist(), key=lambda one: (one["channel"], one["place"])):
        is_first = row["place"] == 1 and row["share"] >= _HALF and row["sent"] > 0
        is_mailbox = row["delivered"] >= _DELIVERED and row["sent"] > 0
        if is_first or is_mailbox:
            found.setdefault(row["value"], Likely(row["value"], row["evidence"]))
    return list(found.values())
