"""Hide names: a stable "Person 12" in place of every word that could name somebody.

It works on tables before any page sees them, so that titles, labels, pictures and JSON
cannot forget it. Words are hidden unless their column is known to hold none.
"""

from collections.abc import Mapping
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

# Columns whose words Mutuals itself chose; every other word is hidden.
OWN_WORDS: Final = frozenset(
    {
        "act", "broadcast_grade", "channel", "claim", "derivation", "doubt", "edge", "effect",
        "evidence_sort", "format", "from_stage", "grade", "kind", "layer", "leaning", "medium",
        "mode", "month", "move", "named_by", "option", "outcome", "preceded_by", "precision",
        "reason", "reasons", "relation", "role", "rule", "scale", "scheme", "signals", "sort",
        "stage", "sure", "to_stage", "trigger", "untold", "verdict", "view", "way", "weather",
        "word",
    }
)  # fmt: skip
CALLED: Final = {
    "title": "Gathering",
    "label": "Circle",
    "thing": "thing",
    "value": "address",
    "path": "file",
}


def masked(rows: pa.Table, people: Mapping[int, int]) -> pa.Table:
    """Return rows with every word that could name somebody replaced."""
    for place, field in enumerate(rows.schema):
        if field.name in OWN_WORDS:
            continue
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            rows = rows.set_column(place, field.name, _hidden(rows, field.name, people))
        elif pa.types.is_list(field.type):
            rows = rows.set_column(place, field.name, pa.nulls(rows.num_rows, field.type))
    return rows


def _hidden(rows: pa.Table, name: str, people: Mapping[int, int]) -> pa.Array:
    if name == "name" and "person_id" in rows.column_names:
        ids = rows.column("person_id").to_pylist()
        return pa.array([f"Person {people.get(one, 0)}" for one in ids], pa.string())
    words = rows.column(name)
    distinct = sorted(word for word in pc.unique(words).to_pylist() if word)
    called = CALLED.get(name, name.replace("_", " "))
    stand_in = {word: f"{called} {place}" for place, word in enumerate(distinct, start=1)}
    return pa.array([stand_in.get(word, word) for word in words.to_pylist()], pa.string())
