"""What a file holds, told before anything of it is kept: how much, when and who.

A file is read as it would be for keeps, its rows are not made, and reading stops after
so many records or so much time: then what is told is told of its beginning.
"""

import time
from collections import Counter
from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from mutuals.records import (
    Address,
    Follow,
    Interaction,
    Notice,
    Outcome,
    Question,
    Reaction,
    Record,
    Rows,
    SamePerson,
)
from mutuals.sandbox.tally import Tally

MOST_RECORDS = 20_000
MOST_SECONDS = 3.0
_NAMED = 5
_MOST_PEOPLE = 20_000
# What columns of moments are called in the base tables.
_MOMENTS = ("started_at", "reacted_at", "happened_at", "since_at", "exposed_at")


class Found(NamedTuple):
    """What a file came to; moments are seconds since 1970.

    ``people`` are those who are met most, ``others`` how many more there are.
    ``is_whole`` is false where only the beginning was looked at.
    """

    seen: int = 0
    rejected: int = 0
    first: int | None = None
    last: int | None = None
    people: tuple[str, ...] = ()
    others: int = 0
    is_whole: bool = True
    asks: str = ""
    notices: tuple[str, ...] = ()


class Preview:
    """Takes a file's records and remembers what is worth saying of them."""

    def __init__(self) -> None:
        self.tally = Tally()
        self._people: Counter[tuple[str, str]] = Counter()
        self._names: dict[tuple[str, str], str] = {}
        self._moments: list[float] = []
        self._notices: list[str] = []
        self._asks = ""
        self._until = time.monotonic() + MOST_SECONDS

    def take(self, record: Record) -> bool:
        """Take a record; tell whether there is room for another."""
        if isinstance(record, Notice):
            self._notices.append(record.sentence)
        elif isinstance(record, Question):
            self._asks = record.sentence
        else:
            self.tally.count(record)
            if isinstance(record, Rows):
                self._rows(record)
            else:
                self._record(record)
        return self.tally.seen < MOST_RECORDS and time.monotonic() < self._until

    def found(self, *, is_whole: bool) -> Found:
        """Return what has come together."""
        counted = sorted(self._people.items(), key=lambda one: (-one[1], one[0]))
        met = [key for key, _ in counted if not key[0].endswith("owner")]
        names = list(dict.fromkeys(self._names.get(key) or key[1] for key in met))
        return Found(
            seen=self.tally.seen,
            rejected=self.tally.rejected,
            first=int(min(self._moments)) if self._moments else None,
            last=int(max(self._moments)) if self._moments else None,
            people=tuple(names[:_NAMED]),
            others=max(0, len(names) - _NAMED),
            is_whole=is_whole,
            asks=self._asks,
            notices=tuple(dict.fromkeys(self._notices)),
        )

    def _record(self, record: Record) -> None:
        if isinstance(record, Interaction):
            self._moment(record.started_at)
            self._met(record.sender, *(part.address for part in record.participations))
        elif isinstance(record, Follow):
            self._moment(record.since_at)
            self._met(record.follower, record.followed)
        elif isinstance(record, Reaction):
            self._moment(record.reacted_at)
            self._met(record.actor)
        elif isinstance(record, SamePerson):
            self._met(record.address)
        elif isinstance(record, Outcome):
            self._moment(record.happened_at)
            self._met(record.person)

    def _rows(self, given: Rows) -> None:
        from pyarrow import compute  # noqa: PLC0415  # heavy, and for columnar readers only

        names = given.batch.schema.names
        if given.table == "handle":
            for value in given.batch.column("value").to_pylist()[:_MOST_PEOPLE]:
                self._met(Address("id", value))
        for column in _MOMENTS:
            if column in names:
                spread = compute.min_max(given.batch.column(column).cast(pa.int64()))
                for moment in spread.as_py().values():
                    self._at(None if moment is None else moment / 1e6)

    def _met(self, *people: Address | None) -> None:
        for one in people:
            key = ("", "") if one is None else (one.scheme, one.value)
            if one is None or (key not in self._people and len(self._people) >= _MOST_PEOPLE):
                continue
            self._people[key] += 1
            if one.name:
                self._names[key] = one.name

    def _moment(self, moment: datetime | None) -> None:
        self._at(None if moment is None else moment.timestamp())

    def _at(self, seconds: float | None) -> None:
        if seconds is not None:
            bounds = (*self._moments, seconds)
            self._moments = [min(bounds), max(bounds)]
