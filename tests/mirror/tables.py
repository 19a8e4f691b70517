"""Small tables for the mirror's sentences."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa

from mutuals.claims.verdict import Given

NOW = datetime(2025, 7, 1)  # noqa: DTZ001  tables hold UTC without a zone
SECOND = int(NOW.replace(tzinfo=UTC).timestamp())
ME, ANN, BOB = 1, 2, 3
NAMES = {ME: "Me", ANN: "Ann Ash", BOB: "Bob Birch"}
Rows = list[dict[str, object]]


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def tables(*, is_community: bool = False, **rows: Rows) -> Given:
    """Return tables of the given rows; the others are empty and have their columns."""
    person: Rows = [
        {"person_id": one, "name": name, "is_me": one == ME and not is_community}
        for one, name in NAMES.items()
    ]
    found = {name: pa.table({column: [] for column in columns}) for name, columns in _EMPTY.items()}
    found["namesake"] = pa.table({"person_id": pa.array([], pa.int64())})
    found["person"] = pa.Table.from_pylist(person)
    found["clock"] = pa.Table.from_pylist([{"as_of": SECOND, "as_of_at": NOW}])
    return Given(
        found | {name: pa.Table.from_pylist(given) for name, given in rows.items() if given}
    )


_EMPTY = {
    "conversion": ("source_id", "way"),
    "credit": ("source_id", "sort", "credit"),
    "influence": ("person_id", "personal"),
    "status": ("person_id", "followers"),
    "introduction": ("introducer_id", "person_a_id", "person_b_id"),
    "own_lately": ("ego_id", "alter_id", "from_stage", "to_stage", "move"),
    "own_hours": ("ego_id", "month", "minutes"),
    "own_weather": ("ego_id", "alter_id", "is_fading", "recent", "usual"),
    "independence": ("person_id", "independent", "untold"),
    "leaning": ("leaning", "middle"),
    "contact_half": ("person_id", "contacts", "place", "total", "people"),
    "named_effect": ("thing", "value", "untold"),
}
