"""Who the owner is: the answers to "is this you?"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

import pyarrow as pa

from mutuals.counts import spaced
from mutuals.errors import UnknownPersonError, UsageError
from mutuals.keys import content_key
from mutuals.people.one_person import AddressWord, Hears, address_of, shown, words_on_one
from mutuals.records import Cut, Tables
from mutuals.schemas import SCHEMAS

QUESTION = "me"
# Channels of lists of who follows whom begin so.
LISTED: Final = "follows on "
_HALF, _NEARLY_ALL = 0.5, 0.95
_DELIVERED = 5
# How many times as much as anybody else somebody takes part in who is surely the owner.
_AHEAD = 2.0
_LIKE_OTHERS = "others take part in about as much, so it may be any of them"
_SAID: Final = MappingProxyType({"yes": "is you", "no": "is not you"})


def answers(
    handle: pa.Table, answer: pa.Table, addresses: Iterable[str], *, source_id: int
) -> pa.Table:
    """Return rows of ``answer`` that say these addresses are the owner's own.

    An address is matched with handles of every scheme, whatever its case; what was said
    already (``answer``) is not said again. Raises UnknownPersonError for one that no
    record holds.
    """
    before = {row["address_id"]: row["value"] for row in _said_before(answer)}
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
                "answer_id": content_key(_key(address_id, before, said)),
                "question": QUESTION,
                "address_id": address_id,
                "value": "yes",
                "said_at": said,
                "source_id": source_id,
                "record_no": number,
            }
            for number, address_id in enumerate(found, 1)
            if before.get(address_id) != "yes"
        ]
    return pa.Table.from_pylist(rows, schema=SCHEMAS["answer"])


def _said_before(answer: pa.Table) -> list[dict[str, Any]]:
    rows = [row for row in answer.to_pylist() if row["question"] == QUESTION]
    return sorted(rows, key=lambda row: (row["said_at"], row["answer_id"]))


def _key(address_id: int, before: Mapping[int, str], said: datetime) -> tuple[str, ...]:
    """Return what a word is known by: who takes a no back has said yes twice."""
    first = (QUESTION, str(address_id))
    return (*first, "yes", said.isoformat()) if address_id in before else first


@dataclass(frozen=True, slots=True)
class Likely:
    """An address that may be the owner's own, and why.

    ``is_sure`` where the records tell it from everybody else's; in a chat among few,
    where everybody takes part in everything, they do not.
    """

    value: str
    name: str
    evidence: str
    is_sure: bool

    def called(self) -> str:
        """Return the address, and the name the archive gives with it."""
        named = self.name and self.name.casefold() != self.value.casefold()
        return f"{self.name} ({self.value})" if named else self.value


def unanswered(answer: pa.Table) -> bool:
    """Tell whether nobody has said yet who the owner is."""
    return QUESTION not in answer.column("question").to_pylist()


def likely(owner: pa.Table) -> list[Likely]:
    """Return the addresses that may be the owner's own, by a stated rule.

    In one channel: the likeliest address if it takes part in at least half of
    everything (of lists of who follows whom, in nearly all), and any other that sends
    and has mail delivered to it. A community seen as a whole has nobody like that. Sure
    are those mail is delivered to, and whoever takes part in twice as much as anybody
    else of the channel.
    """
    rows = sorted(owner.to_pylist(), key=lambda one: (one["channel"], one["place"]))
    mailboxes = {row["value"] for row in rows if _is_mailbox(row)}
    found: dict[str, Likely] = {}
    for row in rows:
        least = _NEARLY_ALL if row["channel"].startswith(LISTED) else _HALF
        is_first = row["place"] == 1 and row["share"] >= least and row["sent"] > 0
        if not is_first and not _is_mailbox(row):
            continue
        others = (
            one["share"]
            for one in rows
            if one["channel"] == row["channel"] and one["value"] not in {row["value"], *mailboxes}
        )
        is_sure = row["value"] in mailboxes or _AHEAD * max(others, default=0) <= row["share"]
        evidence = spaced(row["evidence"]) + ("" if is_sure else f"; {_LIKE_OTHERS}")
        known = found.get(row["value"])
        if known is None or (is_sure and not known.is_sure):
            found[row["value"]] = Likely(
                row["value"], str(row.get("name") or ""), evidence, is_sure
            )
    return list(found.values())


def say_me(network: Hears, who: str, word: str) -> str:
    """Remember whether an address is the owner's own; return it in a sentence.

    ``word`` is yes or no; the latest counts, and undo takes it back. No file is read
    again. Raises UsageError for another word, or for no where it is nobody's own.
    """
    said = word.strip().casefold()
    if said not in _SAID:
        msg = f"{word}: say yes or no"
        raise UsageError(msg)
    row = address_of(network, who)
    own = network.table("mine", Cut(equal=(("address_id", row["address_id"]),)))
    if said == "no" and not own.num_rows:
        msg = f"{shown(row)} is not taken for you"
        raise UsageError(msg)
    network.answer(QUESTION, row["address_id"], said)
    return f"{shown(row)} {_SAID[said]}, as you say."


def words_on_me(tables: Tables) -> list[AddressWord]:
    """Return which addresses the owner said are theirs, and which are not, by name."""
    return words_on_one(tables, QUESTION, tuple(_SAID))


def _is_mailbox(row: Mapping[str, Any]) -> bool:
    return bool(row["delivered"] >= _DELIVERED and row["sent"] > 0)
