"""Who takes up what: of those tied to somebody who had, who did in what is hidden."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow.compute as pc
from scipy import sparse

from mutuals.estimators.logistic import fit
from mutuals.records import Tables
from mutuals.validation.cases import OURS, Cases, Flags, Hidden, Ids, Numbers, fewer
from mutuals.validation.standings import Met, column

ASKED = "Who takes up what"
DAY = 86_400
RULE = (
    "how many of those met have it, how strong these ties are, how lately and how often it was "
    "taken up, and how much the person takes up, learned from the time before"
)
# The things somebody took up last are looked at, so many at most.
THINGS = 500
_FEWEST = 20


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


def cases(hidden: Hidden, rng: np.random.Generator) -> Cases | None:
    """Return people and things somebody they met had taken up, and whether they did.

    Ours is learned at the moment as long before as time is hidden.
    """
    taken = taken_by(hidden.now, hidden.seen.person)
    start, shape = hidden.day - hidden.window, (_size(taken.thing), hidden.seen.people)
    if not taken.thing.size:
        return None
    known = taken.where(taken.day < hidden.day)
    earlier = known.where(known.day < start)
    lesson = _Asked.at(start, earlier, hidden.seen.before(start), shape=shape).fewer(known, rng)
    now = _Asked.at(hidden.day, known, hidden.seen, shape=shape).fewer(taken, rng)
    if min(lesson.came.sum(), (~lesson.came).sum()) < _FEWEST or not now.came.size:
        return None
    often = np.where(lesson.came, 1.0, lesson.weight)
    model = fit(lesson.features(hidden.window), lesson.came, counted=often)
    told = model.chance(now.features(hidden.window))
    ways = {OURS: told, **now.plainly(hidden)}
    return Cases(now.came, ways, (now.person,), RULE, told=told if now.weight == 1 else None)


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
class _Asked:
    """Cases at one day: a thing and a person who met somebody who had taken it up."""

    thing: Ids
    person: Ids
    tied: Numbers
    known: Taken
    seen: Met
    day: int
    shape: tuple[int, int]
    came: Flags
    weight: float = 1.0

    @classmethod
    def at(cls, day: int, known: Taken, seen: Met, *, shape: tuple[int, int]) -> "_Asked":
        last = np.full(shape[0], -1)
        np.maximum.at(last, known.thing, known.day)
        lately = np.argsort(-last, kind="stable")[:THINGS]
        kept = known.where(np.isin(known.thing, lately))
        have = kept.table(shape)
        tied = (have @ seen.ties()).tocoo()
        free = np.asarray(have[tied.row, tied.col]).reshape(-1) == 0
        thing, person = tied.row[free].astype(np.int64), tied.col[free].astype(np.int64)
        none = np.zeros(thing.size, np.bool_)
        return cls(thing, person, tied.data[free], known, seen, day, shape, none)

    def fewer(self, taken: Taken, rng: np.random.Generator) -> "_Asked":
        """Look who took it up in the end, and leave some of the others out."""
        people = self.shape[1]
        key = taken.thing * people + taken.person
        came = np.isin(self.thing * people + self.person, key)
        kept, weight = fewer(came, rng)
        return replace(
            self,
            thing=self.thing[kept],
            person=self.person[kept],
            tied=self.tied[kept],
            came=came[kept],
            weight=weight,
        )

    def features(self, window: int) -> Numbers:
        half_life = max(window / 2.0, 1.0)
        have = self.known.table(self.shape)
        strong = have @ self.seen.decayed(self.day, half_life)
        lately = 0.5 ** ((self.day - self.known.day) / half_life)
        things, people = self.shape
        return np.column_stack(
            [
                np.log1p(self.tied),
                np.log1p(np.asarray(strong[self.thing, self.person]).reshape(-1)),
                np.log1p(np.bincount(self.known.thing, lately, things))[self.thing],
                np.log1p(np.bincount(self.known.thing, minlength=things))[self.thing],
                np.log1p(np.bincount(self.known.person, lately, people))[self.person],
                np.log1p(np.bincount(self.known.person, minlength=people))[self.person],
            ]
        )

    def plainly(self, hidden: Hidden) -> dict[str, Numbers]:
        things, people = self.shape
        standing = hidden.standings
        popular = np.bincount(self.known.thing, minlength=things).astype(np.float64)
        busy = np.bincount(self.known.person, minlength=people).astype(np.float64)
        return {
            "how many of those met": self.tied,
            "most recent of those met": self._most(self.known.day.astype(np.float64)),
            "most followed of those met": self._most(standing.followers[self.known.person]),
            "how popular it is": popular[self.thing],
            "how much the person takes up": busy[self.person],
            "most contacts": standing.contacts[self.person],
            "PageRank": standing.pagerank[self.person],
        }

    def _most(self, value: Numbers) -> Numbers:
        """Return the largest value among those met who have it, for each case."""
        ties, found = self.seen.ties(), np.zeros(self.thing.size)
        for thing in np.unique(self.thing):
            rows, have = self.thing == thing, self.known.thing == thing
            around = ties[self.known.person[have]][:, self.person[rows]].tocsr()
            around.data *= np.repeat(value[have], np.diff(around.indptr))
            found[rows] = around.max(axis=0).toarray().reshape(-1)
        return found


def _size(numbers: Ids) -> int:
    return int(numbers.max(initial=-1)) + 1
