"""The queue of two names that may be one person, with the evidence beside each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from mutuals.counts import tally
from mutuals.people.find import names
from mutuals.records import Cut, Tables

# How sure, in the words of every page.
_SURE: Final = ((0.97, "clear"), (0.85, "fairly sure"), (0.5, "a fair guess"), (0.0, "a hint"))
_MOST_SHARED = 3
_MOST_ADDRESSES = 6

Pair = tuple[int, int]


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


@dataclass(frozen=True, slots=True)
class Queue:
    """What is to be looked at: some of it, and how much there is.

    If each of the first ``enough`` of all ``many`` is one person, the rest follows.
    """

    shown: tuple[Suggestion, ...]
    many: int
    enough: int

    def said(self) -> str:
        """Return in words how many there are, and how many answers may settle them."""
        if not self.many:
            return "No two names here look like one person."
        pairs = f"There {'is' if self.many == 1 else 'are'} {tally(self.many, 'pair')} to look at"
        if self.enough == self.many:
            return f"{pairs}."
        return f"{pairs}; {tally(self.enough, 'answer')} can settle them all."


def queue(tables: Tables, *, most: int, start: int = 0) -> Queue:
    """Return suggestions, the likeliest first, and how many there are in all.

    What would follow from those before, if each of them were one person, comes last: of
    several names of one person a few answers settle all.
    """
    order = (("chance", "descending"), ("person_id", "ascending"), ("other_id", "ascending"))
    listed = tables.table("match", Cut(order=order, columns=("person_id", "other_id")))
    ends = (listed[name].to_pylist() for name in ("person_id", "other_id"))
    pairs, enough = settling(list(zip(*ends, strict=True)))
    wanted = pairs[start : start + most]
    firsts = Cut(equal=(("person_id", tuple({one for one, _ in wanted})),))
    rows = {
        (row["person_id"], row["other_id"]): row
        for row in tables.table("match", firsts).to_pylist()
    }
    sides = _sides(tables, {one for pair in wanted for one in pair})
    shown = tuple(_suggestion(tables, rows[pair], sides) for pair in wanted)
    return Queue(shown, len(pairs), enough)


def settling(pairs: Sequence[Pair]) -> tuple[list[Pair], int]:
    """Return pairs in their order, but those last that others before them imply.

    And how many the others are.

    >>> settling([(1, 2), (2, 3), (1, 3), (4, 5)])
    ([(1, 2), (2, 3), (4, 5), (1, 3)], 3)
    """
    above: dict[int, int] = {}

    def root(one: int) -> int:
        while (higher := above.get(one, one)) != one:
            above[one] = one = above.get(higher, higher)
        return one

    first: list[Pair] = []
    implied: list[Pair] = []
    for pair in pairs:
        one, other = root(pair[0]), root(pair[1])
        (implied if one == other else first).append(pair)
        above[max(one, other)] = min(one, other)
    return first + implied, len(first)


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
