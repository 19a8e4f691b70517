"""Who takes up what: of those tied to somebody who had, who did in what is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from scipy import sparse

from mutuals.estimators.logistic import fit
from mutuals.records import Tables
from mutuals.validation.cases import MOST, OURS, Cases, Flags, Hidden, Ids, Lack, Numbers
from mutuals.validation.standings import NAMED, Met, column

ASKED = "Who takes up what"
DAY = 86_400
RULE = (
    "how many of those met have it, how strong these ties are, how lately and how often it was "
    "taken up, and how much the person takes up, learned from the time before"
)
# The things somebody took up last are looked at, so many at most.
THINGS = 500
BOTH_WAYS = NAMED["both_ways"]
_FEWEST = 20
_NOTHING = "no record says that anybody took anything up"
_NOBODY = "nobody met anybody who had taken up what they had not"


@dataclass(frozen=True, slots=True)
class Taken:
    """Who took up what, and on which day; people and things are numbered from 0."""

    person: Ids
    thing: Ids
    day: Ids

    def where(self, kept: Flags) -> "Taken":
        """Return a part of it."""
        return Taken(self.person[kept], self.thing[kept], self.day[kept])

    def table(self, shape: tuple[int, int]) -> "sparse.csr_array":
        """Return who has taken up what, things x people: entries of one."""
        found = sparse.coo_array((np.ones(self.thing.size), (self.thing, self.person)), shape)
        found = found.tocsr()
        found.data[:] = 1.0
        return found


def cases(hidden: Hidden, rng: np.random.Generator) -> Cases | Lack:
    """Return people and things somebody they met had taken up, and whether they did.

    Ours is learned at the moment as long before as time is hidden.
    """
    taken = taken_by(hidden.now, hidden.seen.person)
    start, shape = hidden.day - hidden.window, (_size(taken.thing), hidden.seen.people)
    if not taken.thing.size:
        return Lack(_NOTHING)
    known = taken.where(taken.day < hidden.day)
    earlier = known.where(known.day < start)
    before = _Moment(start, earlier, hidden.seen.before(start), shape)
    lesson = Asked.of(before, known, rng)
    now = Asked.of(_Moment(hidden.day, known, hidden.seen, shape), taken, rng)
    if lack := Lack.of("what was taken up before, to learn from", lesson.came, _FEWEST):
        return lack
    if not now.came.size:
        return Lack(_NOBODY)
    often = np.where(lesson.came, 1.0, lesson.weight)
    model = fit(lesson.features(hidden.window), lesson.came, counted=often)
    told = model.chance(now.features(hidden.window))
    ways = {OURS: told, **now.plainly(hidden)}
    return Cases(now.came, ways, (now.person,), RULE, told=told if now.weight == 1 else None)


def asked(hidden: Hidden, rng: np.random.Generator) -> "Asked | Lack":
    """Return the cases where hiding begins, with what came of them."""
    taken = taken_by(hidden.now, hidden.seen.person)
    if not taken.thing.size:
        return Lack(_NOTHING)
    known = taken.where(taken.day < hidden.day)
    shape = (_size(taken.thing), hidden.seen.people)
    found = Asked.of(_Moment(hidden.day, known, hidden.seen, shape), taken, rng)
    return found if found.came.size else Lack(_NOBODY)


def taken_by(tables: Tables, people: Ids) -> Taken:
    """Return the actions of people, the first of each person and thing."""
    rows = tables.table("adoption")
    rows = rows.filter(pc.equal(rows["sort"], "action"))
    person = column(rows, "person_id")
    thing = np.unique(np.asarray(rows["thing"].to_pylist(), object), return_inverse=True)[1]
    order = np.argsort(column(rows, "happened"), kind="stable")
    order = order[np.isin(person[order], people)]
    place = np.searchsorted(people, person[order])
    thing = thing.reshape(-1)[order].astype(np.int64)
    first = np.sort(np.unique(thing * people.size + place, return_index=True)[1])
    day = column(rows, "happened")[order] // DAY
    return Taken(place[first], thing[first], day[first])


@dataclass(frozen=True, slots=True)
class _Moment:
    """What is known at a day, of so many things and people."""

    day: int
    known: Taken
    seen: Met
    shape: tuple[int, int]

    def lately(self) -> Ids:
        """Return the things somebody took up last, in order of their numbers."""
        last = np.full(self.shape[0], -1)
        np.maximum.at(last, self.known.thing, self.known.day)
        return np.sort(np.argsort(-last, kind="stable")[:THINGS])

    def near(self, taken: Taken) -> Iterator["_Near"]:
        """Yield, thing by thing, who is tied to somebody who has it and has it not.

        So that no table of people by things is ever whole.
        """
        have, ties = self.known.table(self.shape), self.seen.ties()
        later = taken.table(self.shape)
        for thing in self.lately():
            row = have[[thing]]
            tied = (row @ ties).tocsr()
            free = ~np.isin(tied.indices, row.indices)
            person = tied.indices[free].astype(np.int64)
            came = np.isin(person, later[[thing]].indices)
            yield _Near(int(thing), person, tied.data[free], came)


@dataclass(frozen=True, slots=True)
class _Near:
    """One thing's cases: people, how many tied to them have it, and what they did."""

    thing: int
    person: Ids
    tied: Numbers
    came: Flags

    def where(self, kept: Ids) -> "_Near":
        """Return some of the cases."""
        return _Near(self.thing, self.person[kept], self.tied[kept], self.came[kept])


@dataclass(frozen=True, slots=True)
class Asked:
    """Cases at one day: a thing and a person who met somebody who had taken it up."""

    thing: Ids
    person: Ids
    tied: Numbers
    moment: _Moment
    came: Flags
    weight: float = 1.0

    @classmethod
    def of(cls, moment: _Moment, taken: Taken, rng: np.random.Generator) -> "Asked":
        """Look who took what up in the end, and leave some of the others out."""
        size = np.array([[one.came.sum(), (~one.came).sum()] for one in moment.near(taken)])
        yes, no = size.reshape(-1, 2).sum(axis=0).tolist()
        few = max(MOST - yes, 1)
        if no <= few:
            return cls._from(list(moment.near(taken)), moment, 1.0)
        drawn = np.sort(rng.choice(no, few, replace=False, shuffle=False))
        parts, past = [], 0
        for one in moment.near(taken):
            others = np.flatnonzero(~one.came)
            low, high = np.searchsorted(drawn, (past, past + others.size))
            kept = np.append(np.flatnonzero(one.came), others[drawn[low:high] - past])
            parts.append(one.where(kept))
            past += others.size
        return cls._from(parts, moment, no / few)

    @classmethod
    def _from(cls, parts: list[_Near], moment: _Moment, weight: float) -> "Asked":
        thing = [np.full(one.person.size, one.thing) for one in parts]
        nobody, nothing = np.zeros(0, np.int64), np.zeros(0)
        return cls(
            thing=np.concatenate([nobody, *thing]),
            person=np.concatenate([nobody, *(one.person for one in parts)]),
            tied=np.concatenate([nothing, *(one.tied for one in parts)]),
            moment=moment,
            came=np.concatenate([nobody > 0, *(one.came for one in parts)]),
            weight=weight,
        )

    def _strong(self, half_life: float) -> Numbers:
        """Return how strong the ties to those who have it are, for each case."""
        moment, found = self.moment, np.zeros(self.thing.size)
        have = moment.known.table(moment.shape)
        lately = moment.seen.decayed(moment.day, half_life)
        for thing in np.unique(self.thing):
            rows = self.thing == thing
            found[rows] = (have[[thing]] @ lately).toarray()[0, self.person[rows]]
        return found

    def features(self, window: int) -> Numbers:
        """Return what is known of each case: whom they met, popularity, habit."""
        half_life, known = max(window / 2.0, 1.0), self.moment.known
        lately = 0.5 ** ((self.moment.day - known.day) / half_life)
        things, people = self.moment.shape
        return np.column_stack(
            [
                np.log1p(self.tied),
                np.log1p(self._strong(half_life)),
                np.log1p(np.bincount(known.thing, lately, things))[self.thing],
                np.log1p(np.bincount(known.thing, minlength=things))[self.thing],
                np.log1p(np.bincount(known.person, lately, people))[self.person],
                np.log1p(np.bincount(known.person, minlength=people))[self.person],
            ]
        )

    def plainly(self, hidden: Hidden) -> dict[str, Numbers]:
        """Return the plain ways of ranking the cases by name."""
        things, people = self.moment.shape
        known, standing = self.moment.known, hidden.standings
        popular = np.bincount(known.thing, minlength=things).astype(np.float64)
        busy = np.bincount(known.person, minlength=people).astype(np.float64)
        return {
            "how many of those met": self.tied,
            "most recent of those met": self._most(known.day.astype(np.float64)),
            "most followed of those met": self._most(standing.followers[known.person]),
            "vendors' rule of those met": self._most(standing.named[BOTH_WAYS][known.person]),
            "how popular it is": popular[self.thing],
            "how much the person takes up": busy[self.person],
            "most contacts": standing.contacts[self.person],
            "PageRank": standing.pagerank[self.person],
        }

    def _most(self, value: Numbers) -> Numbers:
        """Return the largest value among those met who have it, for each case."""
        known, ties = self.moment.known, self.moment.seen.ties()
        found = np.zeros(self.thing.size)
        for thing in np.unique(self.thing):
            rows, have = self.thing == thing, known.thing == thing
            around = ties[known.person[have]][:, self.person[rows]].tocsr()
            around.data *= np.repeat(value[have], np.diff(around.indptr))
            found[rows] = around.max(axis=0).toarray().reshape(-1)
        return found


def _size(numbers: Ids) -> int:
    return int(numbers.max(initial=-1)) + 1
