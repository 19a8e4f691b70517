"""What pages see of the network: its tables, kept for as long as nothing changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import RLock
from typing import Any, Protocol

import pyarrow as pa

from mutuals.engine.cut import cut_out
from mutuals.errors import UnknownTableError
from mutuals.people.find import me, names
from mutuals.people.pseudonym import numbers
from mutuals.records import Cut, Tables
from mutuals.sentence import Who
from mutuals.web.mask import masked

Row = dict[str, Any]
MOST_KEPT = 2000
MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


class Counted(Protocol):
    """Tables that can also be listed."""

    def tables(self) -> Mapping[str, str]:
        """Return every table's meaning by name."""
        ...


@dataclass(slots=True)
class Shelf:
    """Parts of tables read so far; one request at a time asks the store for more.

    With names hidden a part is cut out of the whole masked table, so that whoever is
    "Person 12" in one part is so in every other.
    """

    source: Tables
    lock: RLock = field(default_factory=RLock)
    kept: dict[tuple[str, bool, Cut | None], pa.Table] = field(default_factory=dict)
    noted: dict[str, Any] = field(default_factory=dict)

    def forget(self) -> None:
        """Read everything anew: the store has changed."""
        with self.lock:
            self.kept.clear()
            self.noted.clear()

    def get(self, name: str, cut: Cut | None = None, *, hidden: bool = False) -> pa.Table:
        """Return a table's rows or a part of them, with names hidden if asked for."""
        key = (name, hidden, cut)
        with self.lock:
            if key not in self.kept:
                rows = self._masked(name, cut) if hidden else self.source.table(name, cut)
                # whoever walks through many people must not fill the memory with them
                while len(self.kept) >= MOST_KEPT:
                    del self.kept[next(iter(self.kept))]
                self.kept[key] = rows
            return self.kept[key]

    def _masked(self, name: str, cut: Cut | None) -> pa.Table:
        if cut is not None:
            return cut_out(self.get(name, hidden=True), cut)
        if "numbers" not in self.noted:
            self.noted["numbers"] = numbers(self.get("person"))
        return masked(self.get(name), self.noted["numbers"])


@dataclass(frozen=True, slots=True)
class World:
    """The tables as one request may see them. Names are hidden here or nowhere."""

    shelf: Shelf
    hidden: bool = False

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a table's rows, or a part of them. Raises UnknownTableError."""
        return self.shelf.get(name, cut, hidden=self.hidden)

    def count(self, name: str, cut: Cut | None = None) -> int:
        """Return how many rows a table or a part of it has; none if no table."""
        try:
            (many,) = self.table(name, replace(cut or Cut(), is_counted=True))["many"].to_pylist()
        except UnknownTableError:
            return 0
        return int(many)

    def has(self, name: str) -> bool:
        """Return whether there is such a table and it has rows."""
        return bool(self.count(name))

    def rows(self, name: str, **equal: object) -> list[Row]:
        """Return rows with the given values as dictionaries; none if no table."""
        return self.cut(name, Cut(equal=tuple(equal.items())))

    def cut(self, name: str, cut: Cut) -> list[Row]:
        """Return a part of a table's rows as dictionaries; none if no table."""
        try:
            found = self.table(name, cut)
        except UnknownTableError:
            return []
        return [dict(row) for row in found.to_pylist()]

    def note(self, key: str, make: "Make") -> Any:  # noqa: ANN401  # whatever was noted
        """Return what was worked out under a key since the last change."""
        with self.shelf.lock:
            full = f"{key}/{self.hidden}"
            if full not in self.shelf.noted:
                self.shelf.noted[full] = make(self)
            return self.shelf.noted[full]

    @property
    def me(self) -> int | None:
        """Return the owner's person id, if the store has an owner."""
        found: int | None = self.note("me", _me)
        return found

    @property
    def now(self) -> datetime:
        """Return the moment everything is worked out for."""
        clock = self.rows("clock")
        moment = clock[0]["as_of_at"] if clock else None
        return moment if isinstance(moment, datetime) else datetime.fromtimestamp(0, tz=UTC)

    def names(self, people: Iterable[int]) -> dict[int, str]:
        """Return names by person id, those of these people among them."""
        known: dict[int, str] = self.note("names", lambda _: {})
        with self.shelf.lock:
            wanted = sorted({*people} - known.keys())
            if wanted:
                known |= _named(self, wanted)
        return known

    def name(self, person_id: int) -> str:
        """Return somebody's name."""
        return self.names([person_id]).get(person_id, "somebody")

    def who(self, person_id: int) -> Who:
        """Return somebody as a part of a sentence."""
        return Who(person_id, self.name(person_id))


class Make(Protocol):
    """Works something out from the tables."""

    def __call__(self, world: World, /) -> Any:  # noqa: ANN401  # whatever is noted
        """Return it."""
        ...


def _me(world: World) -> int | None:
    return me(world) if world.has("person") else None


def _named(world: World, people: Sequence[int]) -> dict[int, str]:
    if world.hidden or not world.has("namesake"):
        rows = world.rows("person", person_id=tuple(people))
        found = {row["person_id"]: row["name"] for row in rows}
    else:
        found = names(world, people)
    return {one: name or "somebody without a name" for one, name in found.items()}


def day(moment: datetime | None) -> str:
    """Return a date as people write it.

    >>> day(datetime(2026, 2, 4, tzinfo=UTC))
    '4 Feb 2026'
    """
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}" if moment else ""


def month(moment: datetime | None) -> str:
    """Return a month as people write it.

    >>> month(datetime(2026, 2, 4, tzinfo=UTC))
    'Feb 2026'
    """
    return f"{MONTHS[moment.month - 1]} {moment.year}" if moment else ""
