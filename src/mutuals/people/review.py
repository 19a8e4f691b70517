"""The queue of two names that may be one person, with the evidence beside each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from mutuals.people.find import names
from mutuals.records import Cut, Tables

# How sure, in the words of every page.
_SURE: Final = ((0.97, "clear"), (0.85, "fairly sure"), (0.5, "a fair guess"), (0.0, "a hint"))
_MOST_SHARED = 3
_MOST_ADDRESSES = 6


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: who, what they are reached at, and from when to when."""

    person_id: int
    name: str
    addresses: tuple[tuple[str, str], ...]
    first_at: datetime | None
    last_at: datetime | None
    is_me: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two who may be one: how sure in a word, what speaks for it and what against.

    ``shared`` are some of the people both were in conversations with.
    """

    one: Side
    other: Side
    sure: str
    chance: float
    rule: str
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    shared: tuple[int, ...]
    many_shared: int


def queue(tables: Tables, *, most: int, start: int = 0) -> tuple[list[Suggestion], int]:
    """Return suggestions, the likeliest first, and how many there are in all."""
    order = (("chance", "descending"), ("person_id", "ascending"), ("other_id", "ascending"))
    rows = tables.table("match", Cut(order=order, most=start + most)).to_pylist()[start:]
    counted = tables.table("match", Cut(is_counted=True))
    people = {row[name] for row in rows for name in ("person_id", "other_id")}
    sides = _sides(tables, people)
    found = [_suggestion(tables, row, sides) for row in rows]
    return found, int(counted.column("many")[0].as_py())


def sure_of(chance: float) -> str:
    """Return how sure a chance is, in a word.

    >>> sure_of(0.99), sure_of(0.6), sure_of(0.2)
    ('clear', 'a fair guess', 'a hint')
    """
    return next(word for least, word in _SURE if chance >= least)


def _suggestion(tables: Tables, row: Mapping[str, Any], sides: Mapping[int, Side]) -> Suggestion:
    return Suggestion(
        one=sides[row["person_id"]],
        other=sides[row["other_id"]],
        sure=sure_of(row["chance"]),
        chance=row["chance"],
        rule=row["rule"],
        reasons=_parted(row["reason"]),
        doubts=_parted(row["doubt"]),
        shared=_shared(tables, row) if row["shared"] else (),
        many_shared=row["shared"],
    )


def _parted(words: str) -> tuple[str, ...]:
    return tuple(words.split("; ")) if words else ()


def _shared(tables: Tables, row: Mapping[str, Any]) -> tuple[int, ...]:
    """Return some of the people both know: those who know few others come first."""
    around = [
        _column(tables, "counterpart", Cut(equal=(("person_id", row[end]),)), name="other_id")
        for end in ("person_id", "other_id")
    ]
    both = sorted({*around[0]} & {*around[1]})[: 10 * _MOST_SHARED]
    known = tables.table("counterpart", Cut(equal=(("person_id", tuple(both)),)))
    many: dict[int, int] = {}
    for person_id in known.column("person_id").to_pylist():
        many[person_id] = many.get(person_id, 0) + 1
    return tuple(sorted(both, key=lambda one: (many.get(one, 0), one))[:_MOST_SHARED])


def _column(tables: Tables, table: str, cut: Cut, *, name: str) -> list[int]:
    found: list[int] = tables.table(table, cut).column(name).to_pylist()
    return found


def _sides(tables: Tables, people: Iterable[int]) -> dict[int, Side]:
    wanted = (("person_id", tuple(sorted(people))),)
    called = names(tables, people)
    addresses: dict[int, list[tuple[str, str]]] = {}
    for row in tables.table("address", Cut(equal=wanted)).to_pylist():
        addresses.setdefault(row["person_id"], []).append((row["scheme"], row["value"]))
    return {
        row["person_id"]: Side(
            person_id=row["person_id"],
            name=called.get(row["person_id"], ""),
            addresses=tuple(sorted(addresses.get(row["person_id"], []))[:_MOST_ADDRESSES]),
            first_at=row["first_at"],
            last_at=row["last_at"],
            is_me=row["is_me"],
        )
        for row in tables.table("person", Cut(equal=wanted)).to_pylist()
    }
