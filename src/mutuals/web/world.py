"""What pages see of the network: its tables, kept for as long as nothing changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import RLock
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.errors import UnknownTableError
from mutuals.records import Tables
from mutuals.sentence import Who
from mutuals.web.mask import masked, numbers

Row = dict[str, Any]
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
    """Tables read so far; one request at a time asks the store for more."""

    source: Tables
    lock: RLock = field(default_factory=RLock)
    kept: dict[tuple[str, bool], pa.Table] = field(default_factory=dict)
    noted: dict[str, Any] = field(default_factory=dict)

    def forget(self) -> None:
        """Read everything anew: the store has changed."""
        with self.lock:
            self.kept.clear()
            self.noted.clear()

    def get(self, name: str, *, hidden: bool) -> pa.Table:
        """Return a table's rows, with names hidden if asked for."""
        with self.lock:
            if (name, hidden) not in self.kept:
                rows = self.source.table(name) if not hidden else self._masked(name)
                self.kept[name, hidden] = rows
            return self.kept[name, hidden]

    def _masked(self, name: str) -> pa.Table:
        if "numbers" not in self.noted:
            self.noted["numbers"] = numbers(self.get("person", hidden=False))
        return masked(self.get(name, hidden=False), self.noted["numbers"])


@dataclass(frozen=True, slots=True)
class World:
    """The tables as one request may see them. Names are hidden here or nowhere."""

    shelf: Shelf
    hidden: bool = False

    def table(self, name: str) -> pa.Table:
        """Return a table's rows. Raises UnknownTableError."""
        return self.shelf.get(name, hidden=self.hidden)

    def has(self, name: str) -> bool:
        """Return whether there is such a table and it has rows."""
        try:
            return bool(self.table(name).num_rows)
        except UnknownTableError:
            return False

    def rows(self, name: str, **equal: object) -> list[Row]:
        """Return rows with the given values as dictionaries; none if no table."""
        try:
            found = self.table(name)
        except UnknownTableError:
            return []
        for column, value in equal.items():
            found = found.filter(pc.equal(found.column(column), value))
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
        mine = self.rows("person", is_me=True)
        return int(mine[0]["person_id"]) if mine else None

    @property
    def now(self) -> datetime:
        """Return the moment everything is worked out for."""
        clock = self.rows("clock")
        moment = clock[0]["as_of_at"] if clock else None
        return moment if isinstance(moment, datetime) else datetime.fromtimestamp(0, tz=UTC)

    def names(self) -> dict[int, str]:
        """Return everybody's name by person id."""
        found: dict[int, str] = self.note("names", _names)
        return found

    def name(self, person_id: int) -> str:
        """Return somebody's name."""
        return self.names().get(person_id, "somebody")

    def who(self, person_id: int) -> Who:
        """Return somebody as a part of a sentence."""
        return Who(person_id, self.name(person_id))


class Make(Protocol):
    """Works something out from the tables."""

    def __call__(self, world: World, /) -> Any:  # noqa: ANN401  # whatever is noted
        """Return it."""
        ...


def _names(world: World) -> dict[int, str]:
    if not world.has("person"):
        return {}
    rows = world.table("person").select(["person_id", "name"]).to_pylist()
    return {row["person_id"]: row["name"] or "somebody without a name" for row in rows}


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


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["mail", "chat", "calendar"])
    'mail, chat and calendar'
    """
    found = list(words)
    if len(found) < 2:  # noqa: PLR2004  # nothing to join
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"
