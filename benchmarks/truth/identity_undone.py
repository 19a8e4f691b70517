"""Whether putting two together and parting them again leaves everything as it was."""

from collections.abc import Mapping
from hashlib import sha256

import pyarrow as pa
from benchmarks.truth.towns import TABLES, Town

from mutuals.people.one_person import say_of_two

MANY = 3
WATCHED = (*TABLES, "address", "namesake", "automaton", "audience", "counterpart", "owner")


def undone(read: Town) -> list[tuple[str, str]]:
    """Return what was tried, and whether every table came out the same to the byte."""
    network = read.network
    rows = network.table("match").sort_by([("chance", "descending")]).slice(0, MANY).to_pylist()
    pairs = [(str(r["person_id"]), str(r["other_id"])) for r in rows]
    before, content = _bytes(read), network.content_hash()
    found = []
    for one, other in pairs:
        _say(read, "same", one=one, other=other)
    merged = _bytes(read)
    found.append(("tables that change when put together", str(_differ(before, merged))))
    network.read([read.files / "owner"], me=[])
    found.append(("after reading all files again", _same(merged, _bytes(read))))
    for one, other in reversed(pairs[::2] + pairs[1::2]):
        _say(read, "neither", one=one, other=other)
    found.append(("parted again in another order", _same(before, _bytes(read))))
    for one, other in pairs:
        _say(read, "same", one=one, other=other)
        _say(read, "apart", one=one, other=other)
    kept = {name: value for name, value in _bytes(read).items() if name != "match"}
    found.append(("put together, then said to be two (but for match)", _same(before, kept)))
    for _ in range(4 * len(pairs) + 1):
        network.undo()
    found.append(("undone one by one, tables", _same(before, _bytes(read))))
    same = "the same" if network.content_hash() == content else "ANOTHER"
    found.append(("undone one by one, content hash", same))
    return found


def _say(read: Town, word: str, *, one: str, other: str) -> None:
    read.network.build(tables=["address", "contradiction"])
    say_of_two(read.network, word, one=one, other=other)


def _bytes(read: Town) -> dict[str, str]:
    read.network.build(tables=WATCHED)
    return {name: _digest(read.network.table(name)) for name in WATCHED}


def _digest(rows: pa.Table) -> str:
    # Values in their order: the bytes behind an empty cell mean nothing, and vary.
    return sha256(repr((rows.schema, rows.to_pylist())).encode()).hexdigest()


def _differ(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    return sum(one[name] != other[name] for name in other)


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> str:
    many = _differ(one, other)
    return f"all {len(other)} the same" if not many else f"{many} OF {len(other)} DIFFER"
