"""A stable number in place of a name, the same on every page and in every command."""

import pyarrow as pa

from mutuals.people.find import me, names
from mutuals.records import Tables

PERSON = "Person"


def by_name(name: str) -> tuple[int, str]:
    """Return what puts names in order, and numbered people by their numbers.

    >>> sorted(["Person 10", "Person 9", "ann"], key=by_name)
    ['ann', 'Person 9', 'Person 10']
    """
    start, _, place = name.rpartition(" ")
    is_number = start == PERSON and place.isdecimal()
    return (int(place) if is_number else 0, name.casefold())


def numbers(person: pa.Table) -> dict[int, int]:
    """Return each person's number: 1 for whoever came first."""
    ordered = person.select(["person_id", "first_at"]).sort_by(
        [("first_at", "ascending"), ("person_id", "ascending")]
    )
    ids = ordered.column("person_id").to_pylist()
    return {person_id: place for place, person_id in enumerate(ids, start=1)}


def called(tables: Tables, *, named: bool = False) -> dict[int, str]:
    """Return what people are called where everybody is set side by side.

    The owner sees names. A community has none, so that nobody is shown up: there it is
    "Person 12", unless names are asked for (``named``).
    """
    if named or me(tables) is not None:
        return names(tables)
    return {one: f"{PERSON} {place}" for one, place in numbers(tables.table("person")).items()}
