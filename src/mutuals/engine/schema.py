"""The store's own tables: version, commits, sources and what it has built."""

import pyarrow as pa

from mutuals.schemas import KEYS, SCHEMAS

VERSION = 1

# Tables users may look at, beside the base tables.
SOURCE = pa.schema(
    [
        ("source_id", pa.int32()),
        ("import_no", pa.int32()),
        ("path", pa.string()),
        ("format", pa.string()),
        ("seen", pa.int64()),
        ("stored", pa.int64()),
        ("known", pa.int64()),
        ("rejected", pa.int64()),
        ("is_complete", pa.bool_()),
        ("read_at", pa.timestamp("us")),
    ]
)
LEDGER = pa.schema(
    [
        ("batch", pa.int64()),
        ("act", pa.string()),
        ("rows", pa.string()),
        ("sums", pa.string()),
        ("chain", pa.string()),
    ]
)
# Kept apart from users: rows that a later copy replaced (undo brings them back), and
# what every table was built from.
SUPERSEDED = SCHEMAS["interaction"].append(pa.field("superseded_by", pa.int32()))
BUILT = pa.schema(
    [
        ("step", pa.string()),
        ("fingerprint", pa.string()),
        ("content", pa.string()),
    ]
)
META = pa.schema([("name", pa.string()), ("value", pa.string())])

INTERNAL = {
    "source": SOURCE,
    "ledger": LEDGER,
    "superseded": SUPERSEDED,
    "built": BUILT,
    "meta": META,
}

MEANINGS = {
    "interaction": "One row per interaction: a message, call, meeting, proximity spell or post.",
    "participation": "One row per address and role in an interaction.",
    "handle": "One row per address seen in the records.",
    "alias": "One row per name an address was given in the records.",
    "same_person": "One row per pair of addresses that an archive says are one person.",
    "follow": "One row per follower and followed; the status game.",
    "reaction": "One row per like, share or endorsement; the status game.",
    "outcome": "One row per person and thing taken up.",
    "nomination": "One row per tie that was asked for in a survey, not observed.",
    "profile": "One row per person described by a people file.",
    "exposure_given": "One row per recorded or randomised exposure of a person to a thing.",
    "answer": "One row per answer you gave (this is me).",
    "reject": "One row per record that could not be read, and why.",
    "source": "One row per file read: records seen = stored + already known + rejected.",
    "clock": "One row per store: the moment everything is worked out for.",
}


def provenance_free(table: str) -> list[str]:
    """Return a base table's columns without those that say where a row came from, when.

    >>> provenance_free("alias")
    ['address_id', 'name']
    """
    left_out = {"source_id", "record_no", "said_at"}
    return [name for name in SCHEMAS[table].names if name not in left_out]


def keyed_tables() -> list[str]:
    """Return the base tables whose rows have a key, in a fixed order."""
    return [table for table in SCHEMAS if table in KEYS]
