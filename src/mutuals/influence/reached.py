"""Who was reached with what, and who did it within the window: counted over arrays."""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mutuals.graph.csr import Ids

# Sixty days, as in the window of every influence step.
WINDOW = 60 * 86_400
# Wider than any epoch second: thing x _SPAN + second keeps order within a thing.
_SPAN = 1 << 40


class Counts(NamedTuple):
    """Per row: distinct people, pairs of person and thing, pairs that took it up."""

    people: Ids
    exposed: Ids
    took_up: Ids


@dataclass(frozen=True, slots=True)
class Reached:
    """Exposures, first take-ups and origins; persons and things as positions from 0.

    A pair is thing x persons + person. ``done`` holds the pairs of first take-ups (in
    ascending order) and ``done_at`` their seconds.
    """

    persons: Ids
    things: int
    source: Ids
    pair: Ids
    way: Ids
    took_up: Ids
    done: Ids
    done_at: Ids
    origin_person: Ids
    origin_thing: Ids
    origin_at: Ids

    @classmethod
    def of(
        cls, exposure: pa.Table, adoption: pa.Table, origin: pa.Table, *, person: pa.Table
    ) -> Self:
        """Read the tables of the same names."""
        real = person.filter(pc.invert(person["is_automaton"]))
        persons = np.sort(_whole(real["person_id"]))
        named = pc.unique(origin["thing"].combine_chunks().cast(pa.string()))
        acts = adoption.filter(pc.equal(adoption["sort"], "action"))
        happened = _whole(acts["happened"])
        pairs = _pairs(acts, persons, named)
        order = np.lexsort((happened, pairs))
        done, first = np.unique(pairs[order], return_index=True)
        return cls(
            persons,
            len(named),
            np.searchsorted(persons, _whole(exposure["source_id"])),
            _pairs(exposure, persons, named),
            _whole(pc.not_equal(exposure["way"], "personal").cast(pa.int64())),
            _whole(exposure["took_up"]),
            done,
            happened[order][first],
            np.searchsorted(persons, _whole(origin["person_id"])),
            _place(origin["thing"], named),
            _whole(origin["started"]),
        )

    def sources(self) -> Ids:
        """Return the ids of those who reached anybody, in ascending order."""
        return self.persons[np.unique(self.source)]

    def together(self) -> Counts:
        """Count the ways over everybody: a pair is personal if anybody made it so."""
        order = np.lexsort((-self.took_up, self.way, self.pair))
        pair, first = np.unique(self.pair[order], return_index=True)
        way, took_up = self.way[order][first], self.took_up[order][first]
        person = pair % self.persons.size
        ways = [
            (np.unique(person[way == one]).size, (way == one).sum(), took_up[way == one].sum())
            for one in (0, 1)
        ]
        columns = np.array([*ways, self._untouched(pair)], np.int64).T
        return Counts(columns[0], columns[1], columns[2])

    def by_source(self) -> Counts:
        """Count the three ways for each of ``sources``, one after the other."""
        source, row = np.unique(self.source, return_inverse=True)
        size = source.size
        counts = np.zeros((3, size, 3), np.int64)
        for way in (0, 1):
            here = self.way == way
            people = np.unique(row[here] * self.persons.size + self.pair[here] % self.persons.size)
            counts[0, :, way] = np.bincount(people // self.persons.size, minlength=size)
            counts[1, :, way] = np.bincount(row[here], minlength=size)
            counts[2, :, way] = np.bincount(row[here], self.took_up[here], minlength=size)
        counts[1, :, 2], counts[2, :, 2] = self._others(source)
        counts[0, :, 2] = np.minimum(counts[1, :, 2], self.persons.size - 1)
        return Counts(*(one.ravel() for one in counts))

    def _untouched(self, exposed: Ids) -> tuple[int, int, int]:
        """Count the pairs nobody touched, from the thing's first day on."""
        start = np.full(self.things, _SPAN)
        np.minimum.at(start, self.origin_thing, self.origin_at)
        size = self.persons.size
        began = self.origin_at == start[self.origin_thing]
        beginner = self.origin_thing[began] * size + self.origin_person[began]
        since = self.done_at - start[self.done // size]
        left_out = np.unique(np.concatenate([exposed, beginner, self.done[since <= 0]]))
        soon = (since > 0) & (since <= WINDOW)
        took_up = int((soon & ~np.isin(self.done, left_out)).sum())
        pairs = self.things * size - left_out.size
        full = np.bincount(left_out % size, minlength=size) == self.things
        return int((~full).sum()), pairs, took_up

    def _others(self, source: Ids) -> tuple[Ids, Ids]:
        """Count, per source, pairs it did not touch, and those that took up."""
        mine = np.isin(self.origin_person, source)
        person, thing = self.origin_person[mine], self.origin_thing[mine]
        start = self.origin_at[mine]
        before, soon = self._taken_up(thing, start)
        own = self._done_at(thing * self.persons.size + person)
        soon -= (own > start) & (own <= start + WINDOW)
        rest = self.persons.size - before - (own > start)
        row = np.searchsorted(source, person)
        touched = self._touched(source, (person, thing, start))
        return (
            np.bincount(row, rest, minlength=source.size).astype(np.int64) - touched[0],
            np.bincount(row, soon, minlength=source.size).astype(np.int64) - touched[1],
        )

    def _taken_up(self, thing: Ids, start: Ids) -> tuple[Ids, Ids]:
        """Count those who had a thing by a time, and those in the window after."""
        clock = np.sort(self.done // self.persons.size * _SPAN + self.done_at)
        begun = np.searchsorted(clock, thing * _SPAN + start, side="right")
        ended = np.searchsorted(clock, thing * _SPAN + start + WINDOW, side="right")
        return begun - np.searchsorted(clock, thing * _SPAN), ended - begun

    def _touched(self, source: Ids, origins: tuple[Ids, Ids, Ids]) -> tuple[Ids, Ids]:
        """Count, per source, the pairs it touched, and their take-ups in the window."""
        person, thing, start = origins
        key = person * self.things + thing
        order = np.argsort(key)
        wanted = self.source * self.things + self.pair // self.persons.size
        begun = start[order][np.searchsorted(key[order], wanted)]
        since = self._done_at(self.pair) - begun
        row = np.searchsorted(source, self.source)
        touched = np.bincount(row, minlength=source.size)
        took_up = np.bincount(row, (since > 0) & (since <= WINDOW), minlength=source.size)
        return touched, took_up.astype(np.int64)

    def _done_at(self, pair: Ids) -> Ids:
        """Return when pairs first took up; past all time where they did not."""
        if not self.done.size:
            return np.full(pair.size, _SPAN)
        place = np.minimum(np.searchsorted(self.done, pair), self.done.size - 1)
        return np.where(self.done[place] == pair, self.done_at[place], _SPAN)


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)


def _place(column: pa.ChunkedArray, named: pa.Array) -> NDArray[np.int64]:
    return _whole(pc.index_in(column.cast(pa.string()), value_set=named))


def _pairs(rows: pa.Table, persons: Ids, named: pa.Array) -> Ids:
    person = np.searchsorted(persons, _whole(rows["person_id"]))
    return _place(rows["thing"], named) * persons.size + person
