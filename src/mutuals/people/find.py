"""Find the person somebody means: strictly, by name or address."""

from mutuals.errors import AmbiguousPersonError, NobodyIsMeError, UnknownPersonError
from mutuals.records import Tables

_MYSELF = {"me", "you"}


def find_person(tables: Tables, who: str) -> int:
    """Return the id of the person with that name, address or id.

    A whole name or address counts first, then a word of a name if only one person has
    it; never a part of a word. Raises UnknownPersonError or AmbiguousPersonError.
    """
    wanted = who.strip().casefold()
    people = [row for row in tables.table("person").to_pylist() if not row["is_automaton"]]
    addresses = tables.table("address").to_pylist()
    whole = {row["person_id"] for row in people if wanted in _names(row["name"], row["person_id"])}
    whole |= {row["person_id"] for row in addresses if row["value"].casefold() == wanted}
    if wanted in _MYSELF:
        whole |= {row["person_id"] for row in people if row["is_me"]}
    found = whole or {
        row["person_id"] for row in people if wanted in row["name"].casefold().split()
    }
    if not found:
        raise NobodyIsMeError if wanted in _MYSELF else UnknownPersonError(who)
    if len(found) > 1:
        values = [f"{row['value']}" for row in addresses if row["person_id"] in found]
        raise AmbiguousPersonError(who, values)
    return int(found.pop())


def me(tables: Tables) -> int | None:
    """Return the owner's person id, or ``None`` in a community without a "me"."""
    mine = [row["person_id"] for row in tables.table("person").to_pylist() if row["is_me"]]
    return min(mine) if mine else None


def names(tables: Tables) -> dict[int, str]:
    """Return everybody's name by person id."""
    person = tables.table("person")
    ids, called = person.column("person_id").to_pylist(), person.column("name").to_pylist()
    return dict(zip(ids, called, strict=True))


def _names(name: str, person_id: int) -> set[str]:
    return {name.casefold(), str(person_id)}
