"""Find the person somebody means: strictly, by name or address."""

from collections.abc import Iterable
from typing import Any

from mutuals.errors import AmbiguousPersonError, NobodyIsMeError, UnknownPersonError
from mutuals.records import Cut, Tables

_MYSELF = {"me", "you"}
_NAMED = ("person_id", "name")


def find_person(tables: Tables, who: str) -> int:
    """Return the id of the person with that name, address or id.

    A whole name or address counts first, also with what tells namesakes apart; then a
    word of a name if only one person has it; never a part of a word. Raises
    UnknownPersonError or AmbiguousPersonError.
    """
    wanted = who.strip()
    found = _whole(tables, wanted) or _by_a_word(tables, wanted)
    if not found:
        raise NobodyIsMeError if wanted.casefold() in _MYSELF else UnknownPersonError(who)
    if len(found) > 1:
        rows = _rows(tables, "address", Cut(equal=(("person_id", tuple(sorted(found))),)))
        raise AmbiguousPersonError(who, [str(row["value"]) for row in rows])
    return found.pop()


def me(tables: Tables) -> int | None:
    """Return the owner's person id, or ``None`` in a community without a "me"."""
    mine = Cut(equal=(("is_me", True),), columns=("person_id",))
    ids = tables.table("person", mine).column("person_id").to_pylist()
    return min(ids) if ids else None


def names(tables: Tables, people: Iterable[int] | None = None) -> dict[int, str]:
    """Return names by person id, of everybody or of some; namesakes are told apart.

    A name that others have too is followed by what tells them apart, in brackets.
    """
    equal = () if people is None else (("person_id", tuple(people)),)
    person = tables.table("person", Cut(equal=equal, columns=_NAMED))
    ids, called = person.column("person_id").to_pylist(), person.column("name").to_pylist()
    found = dict(zip(ids, called, strict=True))
    for row in _rows(tables, "namesake", Cut(equal=equal)):
        if row["person_id"] in found:
            found[row["person_id"]] = _told_apart(row)
    return found


def _told_apart(row: dict[str, Any]) -> str:
    return f"{row['name']} ({row['told_by']})"


def _whole(tables: Tables, wanted: str) -> set[int]:
    found = {row["person_id"] for row in _like(tables, wanted) if _is(row["name"], wanted)}
    address = _rows(tables, "address", Cut(holds=("value", wanted), columns=("person_id", "value")))
    found |= {row["person_id"] for row in address if _is(row["value"], wanted)}
    if wanted.removeprefix("-").isdecimal():
        found |= _of(tables, ("person_id", int(wanted)))
    if wanted.casefold() in _MYSELF:
        found |= _of(tables, ("is_me", True))
    if wanted.endswith(")"):
        alike = _rows(tables, "namesake", Cut(holds=("name", wanted.rpartition(" (")[0])))
        found |= {row["person_id"] for row in alike if _is(_told_apart(row), wanted)}
    return found


def _by_a_word(tables: Tables, wanted: str) -> set[int]:
    like = _like(tables, wanted)
    return {row["person_id"] for row in like if wanted.casefold() in row["name"].casefold().split()}


def _like(tables: Tables, wanted: str) -> list[dict[str, Any]]:
    """Return people, automata apart, whose names hold the words somewhere."""
    cut = Cut(equal=(("is_automaton", False),), holds=("name", wanted), columns=_NAMED)
    return _rows(tables, "person", cut)


def _of(tables: Tables, equal: tuple[str, object]) -> set[int]:
    cut = Cut(equal=(("is_automaton", False), equal), columns=("person_id",))
    return {row["person_id"] for row in _rows(tables, "person", cut)}


def _is(one: str, wanted: str) -> bool:
    return one.casefold() == wanted.casefold()


def _rows(tables: Tables, name: str, cut: Cut) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tables.table(name, cut).to_pylist()
    return found
