"""The store's own tables: version, commits, sources and what it has built."""

import pyarrow as pa

from mutuals.schemas import KEYS, RECORD_TABLES, SCHEMAS

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
_MENDED = SCHEMAS["reject"].append(pa.field("mended_by", pa.int32()))
# Kept apart from users: rows that a later copy replaced (undo brings them back, as it
# does what was mended), and what every table was built from.
_AGAIN = pa.schema([("source_id", pa.int32()), ("record_no", pa.int64()), ("reason", pa.string())])
_BUILT = pa.schema(
    [
        ("step", pa.string()),
        ("fingerprint", pa.string()),
        ("content", pa.string()),
    ]
)
# What the owner said to nobody but themselves: no step reads it, nothing exports it.
_PRIVATE = pa.schema(
    [("question", pa.string()), ("value", pa.string()), ("said_at", pa.timestamp("us"))]
)
_META = pa.schema([("name", pa.string()), ("value", pa.string())])


def superseded(table: str) -> str:
    """Return the name of the table that keeps a base table's replaced rows."""
    return f"superseded_{table}"


INTERNAL = {
    "source": SOURCE,
    "ledger": LEDGER,
    "reject_mended": _MENDED,
    "reject_again": _AGAIN,
    "built": _BUILT,
    "meta": _META,
    "private_answer": _PRIVATE,
    **{
        superseded(table): SCHEMAS[table].append(pa.field("superseded_by", pa.int32()))
        for table in (*RECORD_TABLES, "participation")
    },
}

MEANINGS = {
    "interaction": "One row per interaction: a message, call, meeting, proximity spell or post.",
    "participation": "One row per address and role in an interaction.",
    "attendance": "One row per dated statement that a guest comes to a meeting or does not.",
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
    "reject_mended": "One row per reject that did not occur again when its file was read again.",
    "source": "One row per file read: records seen = stored + already known + rejected.",
    "clock": "One row per store: the moment everything is worked out for.",
}


def provenance_free(table: str) -> list[str]:
    """Return a base table's columns without those that say where a row came from, when.

    Texts are left out, too: a record is the same whether its text was kept or not.

    >>> provenance_free("alias")
    ['address_id', 'name']
    """
    left_out = {"source_id", "record_no", "said_at", "text"}
    return [name for name in SCHEMAS[table].names if name not in left_out]


def keyed_tables() -> list[str]:
    """Return the base tables whose rows have a key, in a fixed order."""
    return [table for table in SCHEMAS if table in KEYS]
