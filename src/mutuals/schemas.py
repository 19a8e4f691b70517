"""The base tables: what records become, and what makes two rows the same row."""

import pyarrow as pa

_KEY = pa.binary(16)
_AT = pa.timestamp("us")
_PROVENANCE = [("source_id", pa.int32()), ("record_no", pa.int64())]

# One entry per base table.
SCHEMAS: dict[str, pa.Schema] = {
    "interaction": pa.schema(
        [
            ("interaction_id", _KEY),
            ("variant", pa.int64()),
            ("started_at", _AT),
            ("ended_at", _AT),
            ("utc_offset", pa.int32()),
            ("precision", pa.string()),
            ("started", pa.int64()),
            ("seconds", pa.int64()),
            ("local_hour", pa.int32()),
            ("local_weekday", pa.int32()),
            ("kind", pa.string()),
            ("channel", pa.string()),
            ("medium", pa.string()),
            ("sender_id", pa.int64()),
            ("thread_id", pa.int64()),
            ("audience_size", pa.int32()),
            ("length", pa.int32()),
            ("signals", pa.string()),
            ("title", pa.string()),
            ("thing", pa.string()),
            ("text", pa.string()),
            *_PROVENANCE,
        ]
    ),
    "participation": pa.schema(
        [
            ("interaction_id", _KEY),
            ("address_id", pa.int64()),
            ("role", pa.string()),
            ("source_id", pa.int32()),
        ]
    ),
    "attendance": pa.schema(
        [
            ("interaction_id", _KEY),
            ("address_id", pa.int64()),
            ("role", pa.string()),
            ("stated", pa.int64()),
            ("source_id", pa.int32()),
        ]
    ),
    "handle": pa.schema(
        [
            ("address_id", pa.int64()),
            ("scheme", pa.string()),
            ("value", pa.string()),
            ("source_id", pa.int32()),
        ]
    ),
    "alias": pa.schema(
        [("address_id", pa.int64()), ("name", pa.string()), ("source_id", pa.int32())]
    ),
    "same_person": pa.schema(
        [
            ("address_id", pa.int64()),
            ("other_id", pa.int64()),
            ("reason", pa.string()),
            *_PROVENANCE,
        ]
    ),
    "follow": pa.schema(
        [
            ("follow_id", _KEY),
            ("follower_id", pa.int64()),
            ("followed_id", pa.int64()),
            ("since_at", _AT),
            *_PROVENANCE,
        ]
    ),
    "reaction": pa.schema(
        [
            ("reaction_id", _KEY),
            ("actor_id", pa.int64()),
            ("interaction_id", _KEY),
            ("reacted_at", _AT),
            ("reacted", pa.int64()),
            ("sort", pa.string()),
            *_PROVENANCE,
        ]
    ),
    "outcome": pa.schema(
        [
            ("outcome_id", _KEY),
            ("address_id", pa.int64()),
            ("thing", pa.string()),
            ("happened_at", _AT),
            ("happened", pa.int64()),
            ("precision", pa.string()),
            ("sort", pa.string()),
            ("attributed_id", pa.int64()),
            ("value", pa.float64()),
            *_PROVENANCE,
        ]
    ),
    "nomination": pa.schema(
        [
            ("nomination_id", _KEY),
            ("ego_address_id", pa.int64()),
            ("alter_address_id", pa.int64()),
            ("relation", pa.string()),
            ("strength", pa.float64()),
            ("from_at", _AT),
            ("to_at", _AT),
            *_PROVENANCE,
        ]
    ),
    "profile": pa.schema(
        [
            ("profile_id", _KEY),
            ("address_id", pa.int64()),
            ("name", pa.string()),
            ("group_name", pa.string()),
            ("role", pa.string()),
            ("observed_from_at", _AT),
            ("observed_to_at", _AT),
            ("covariates", pa.string()),
            *_PROVENANCE,
        ]
    ),
    "exposure_given": pa.schema(
        [
            ("exposure_id", _KEY),
            ("address_id", pa.int64()),
            ("thing", pa.string()),
            ("exposed_at", _AT),
            ("exposed", pa.int64()),
            ("giver_id", pa.int64()),
            ("sort", pa.string()),
            ("is_randomised", pa.bool_()),
            *_PROVENANCE,
        ]
    ),
    "answer": pa.schema(
        [
            ("answer_id", _KEY),
            ("question", pa.string()),
            ("address_id", pa.int64()),
            ("value", pa.string()),
            ("said_at", _AT),
            *_PROVENANCE,
        ]
    ),
    "reject": pa.schema(
        [
            ("source_id", pa.int32()),
            ("record_no", pa.int64()),
            ("byte_offset", pa.int64()),
            ("reason", pa.string()),
            ("message", pa.string()),
        ]
    ),
}

# What makes two rows of a base table the same row.
KEYS: dict[str, tuple[str, ...]] = {
    "interaction": ("interaction_id",),
    "participation": ("interaction_id", "address_id", "role"),
    "attendance": ("interaction_id", "address_id", "role", "stated"),
    "handle": ("address_id",),
    "alias": ("address_id", "name"),
    "same_person": ("address_id", "other_id"),
    "follow": ("follow_id",),
    "reaction": ("reaction_id",),
    "outcome": ("outcome_id",),
    "nomination": ("nomination_id",),
    "profile": ("profile_id",),
    "exposure_given": ("exposure_id",),
    "answer": ("answer_id",),
}

# The tables whose rows are a file's records; the others only describe these.
RECORD_TABLES = (
    "interaction",
    "follow",
    "reaction",
    "outcome",
    "same_person",
    "nomination",
    "profile",
    "exposure_given",
)
