"""One row per pair of addresses of which the user said whether they are one person.

address_id: an address.
other_id: the other one, always the larger.
word: same or apart.
said_at: when they said so.
place: 1 for the newest word, then 2, 3, ...

Rule. The latest answer about a pair counts, and one that says neither takes it back.
Answers are records: they outlive every rebuild, and stand for addresses, so that
reading the same files again finds them.
"""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

QUESTION, SAME, APART, NEITHER = "one_person", "same", "apart", "neither"
SCHEMA = pa.schema(
    [
        ("address_id", pa.int64()),
        ("other_id", pa.int64()),
        ("word", pa.string()),
        ("said_at", pa.timestamp("us")),
        ("place", pa.int64()),
    ]
)


def decision(answer: pa.Table) -> pa.Table:
    """Return what the user said of pairs and has not taken back."""
    said = answer.filter(pc.equal(answer["question"], QUESTION)).to_pylist()
    said.sort(key=lambda row: (row["said_at"], row["answer_id"]))
    latest: dict[tuple[int, int], dict[str, Any]] = {}
    for row in said:
        if (read := read_word(row)) is not None:
            pair, word = read
            latest.pop(pair, None)
            latest[pair] = {"word": word, "said_at": row["said_at"]}
    kept = [(pair, said) for pair, said in reversed(latest.items()) if said["word"] != NEITHER]
    rows = [
        {"address_id": pair[0], "other_id": pair[1], "place": place, **said}
        for place, (pair, said) in enumerate(kept, start=1)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def read_word(row: dict[str, Any]) -> tuple[tuple[int, int], str] | None:
    """Return the pair an answer is about, and the word on it."""
    word, _, number = str(row["value"] or "").partition(" ")
    if row["address_id"] is None or not number.isdecimal() or word not in {SAME, APART, NEITHER}:
        return None
    one, other = row["address_id"], int(number)
    return ((min(one, other), max(one, other)), word) if one != other else None
