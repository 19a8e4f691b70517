"""The records as an estimator of influence takes them: arrays, and what they stand for.

Only actions are studied, each person's first of a thing. Where talks name things, a
talk counts for what it names; where none does, every talk counts for all that its
sender had. Nobody is looked at before the first word that could have passed anything
on: what was done before that makes a person's taste, or is history to be told of.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mutuals.estimators.study import (
    ANYTHING,
    NOBODY,
    NOTHING,
    Adoptions,
    Attributions,
    Contacts,
    Floats,
    Ids,
    Study,
    personal_share,
)
from mutuals.influence.earlier import done_before, said_before

DAY = 86_400.0
# The largest groups keep shocks of their own; what one person did tells of nobody.
MOST_GROUPS, FEWEST_TAKEN = 50, 2
# The most people times things a hazard is fitted to in a minute.
MOST_CELLS = 30_000_000
_ALWAYS = 1 << 60


class Records(NamedTuple):
    """The tables of the same names."""

    adoption: pa.Table
    origin: pa.Table
    telling: pa.Table
    belonging: pa.Table
    behaviour: pa.Table


@dataclass(frozen=True, slots=True)
class Studied:
    """A study, the ids of its persons and things, and the outcome of each adoption.

    ``left_out`` counts actions that are not studied: a thing taken up again, out of
    sight, of things that are too rare or too many. What was done before anybody was
    told of anything is among it; the study has it at time 0, where it ends the risk.
    """

    study: Study
    persons: Ids
    things: list[str]
    outcome: pa.Array
    left_out: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """Persons and things as numbers, and time in days since ``start``."""

    persons: Ids
    since: Ids
    until: Ids
    things: pa.Array
    start: int

    @classmethod
    def of(cls, belonging: pa.Table, things: list[str], start: int) -> "_Frame":
        known = belonging.sort_by("person_id")
        return cls(
            persons=whole(known["person_id"]),
            since=whole(known["observed_from"], instead=-_ALWAYS),
            until=whole(known["observed_to"], instead=_ALWAYS),
            things=pa.array(things, pa.string()),
            start=start,
        )

    @property
    def size(self) -> tuple[int, int]:
        return self.persons.size, len(self.things)

    def person(self, column: pa.ChunkedArray) -> Ids:
        return np.searchsorted(self.persons, whole(column))

    def thing(self, column: pa.ChunkedArray) -> Ids:
        """Return numbers of things, NOTHING for one that is not studied."""
        found = pc.index_in(column.cast(pa.string()), value_set=self.things)
        return np.asarray(pc.fill_null(found, NOTHING).to_numpy(), np.int64)

    def days(self, column: pa.ChunkedArray) -> Floats:
        return np.asarray((whole(column) - self.start) / DAY)

    def known(self, rows: pa.Table, *ends: str) -> pa.Table:
        """Return the rows about persons (no automata)."""
        for end in ends:
            rows = rows.filter(pc.is_in(rows[end], value_set=pa.array(self.persons)))
        return rows

    def in_sight(self, rows: pa.Table, moment: str) -> pa.Table:
        """Return the rows whose person could be seen then."""
        who, at = self.person(rows["person_id"]), whole(rows[moment])
        return rows.filter(pa.array((self.since[who] <= at) & (at <= self.until[who])))

    def among(self, column: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return whether things are studied."""
        return pc.is_in(column.cast(pa.string()), value_set=self.things)


def studied(given: Records) -> Studied | None:
    """Return the study the records make, or None where nobody was told of anything."""
    given = given._replace(belonging=_active(given))
    anybody = _Frame.of(given.belonging, [], 0)
    taken, begun = _taken(given, anybody), pc.min(given.telling["started"]).as_py()
    if begun is None:
        return None
    frame = _Frame.of(given.belonging, _things(given, taken, begun), begun)
    told, taken = _tellings(given, frame), taken.filter(frame.among(taken["thing"]))
    passing = told.filter(pc.greater(told["about"], NOTHING))
    if not passing.num_rows or not taken.num_rows:
        return None
    begun = pc.min(passing["started"]).as_py()
    frame = _Frame.of(given.belonging, frame.things.to_pylist(), begun)
    told = told.filter(pc.greater_equal(told["started"], begun))
    keys = (frame.thing(taken["thing"]), whole(taken["happened"]), frame.person(taken["person_id"]))
    taken = taken.take(pa.array(np.lexsort(keys)))
    done = given.adoption.filter(pc.equal(given.adoption["sort"], "action")).num_rows
    study = _study(given, frame, told, taken=taken)
    return Studied(
        study,
        frame.persons,
        frame.things.to_pylist(),
        _one(taken["outcome_id"]),
        done - int(study.seen.sum()),
    )


def _active(given: Records) -> pa.Table:
    """Return those seen to talk, to be talked with or to do anything.

    Whoever is only followed or only follows is no part of a study: neither bought
    followers nor anybody else's can change what it comes to.
    """
    talks = given.telling.filter(pc.equal(given.telling["is_open"], 0))
    ends = [talks["source_id"], talks["person_id"], given.adoption["person_id"]]
    some = pa.chunked_array([chunk for one in ends for chunk in one.chunks], pa.int64())
    belonging = given.belonging
    return belonging.filter(pc.is_in(belonging["person_id"], value_set=pc.unique(some)))


def whole(column: pa.ChunkedArray, instead: int = 0) -> Ids:
    """Return a column of whole numbers; ``instead`` where it is null."""
    return np.asarray(pc.fill_null(column.cast(pa.int64()), instead).to_numpy(), np.int64)


def _study(given: Records, frame: _Frame, told: pa.Table, *, taken: pa.Table) -> Study:
    latest = max(pc.max(one).as_py() for one in (told["started"], taken["happened"]))
    # what was done before anything was told counts as there from the beginning
    at = np.maximum(frame.days(taken["happened"]), 0.0)
    own = (frame.person(taken["person_id"]), frame.thing(taken["thing"]))
    return Study(
        personal=_contacts(told, frame, is_personal=True),
        broadcast=_contacts(told, frame, is_personal=False),
        adoptions=Adoptions.of(own, at, frame.size),
        group=groups(given.belonging),
        priors=_priors(given, frame, told),
        # nobody was looked at for longer: a day more is a third of a conference
        end=(latest - frame.start + 1) / DAY,
        told=_history(given.origin, frame),
        named=_named(taken, frame, own),
        sight=_sight(frame, latest),
    )


def _sight(frame: _Frame, latest: int) -> Floats | None:
    """Return from when until when everybody could be seen, in days; None: always."""
    if (frame.since <= frame.start).all() and (frame.until >= latest).all():
        return None
    return np.stack([(one - frame.start) / DAY for one in (frame.since, frame.until)], axis=1)


def _named(taken: pa.Table, frame: _Frame, own: tuple[Ids, Ids]) -> Attributions | None:
    """Return whom the record names; where it names anybody, all were asked.

    Who is named and is nobody here moved nobody here.
    """
    who = taken["attributed_id"].cast(pa.int64())
    if who.null_count == len(who):
        return None
    place = pc.index_in(who, value_set=pa.array(frame.persons))
    source = np.asarray(pc.fill_null(place, NOBODY).to_numpy(), np.int64)
    return Attributions(*own, source)


def _one(column: pa.ChunkedArray) -> pa.Array:
    found: pa.Array = column.combine_chunks()
    return found


def _taken(given: Records, frame: _Frame) -> pa.Table:
    """Return everybody's first action of each thing, while they could be seen."""
    acts = given.adoption.filter(pc.equal(given.adoption["sort"], "action"))
    acts = frame.in_sight(frame.known(acts, "person_id"), "happened")
    acts = acts.sort_by([("happened", "ascending"), ("outcome_id", "ascending")])
    who = acts["person_id"].cast(pa.string())
    pair = pc.binary_join_element_wise(who, acts["thing"].cast(pa.string()), " ")
    number = _one(pair).dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return acts.take(pa.array(np.sort(np.unique(number, return_index=True)[1])))


def _things(given: Records, taken: pa.Table, begun: int) -> list[str]:
    """Return the things studied: those done most often, where there are too many."""
    counted = taken.group_by("thing").aggregate([("thing", "count"), ("happened", "max")])
    enough = pc.and_(
        pc.greater_equal(counted["thing_count"], FEWEST_TAKEN),
        # done only before anybody was told of anything: an earlier behaviour
        pc.greater_equal(counted["happened_max"], begun),
    )
    order = [("thing_count", "descending"), ("thing", "ascending")]
    most = max(MOST_CELLS // max(given.belonging.num_rows, 1), 1)
    return sorted(counted.filter(enough).sort_by(order)["thing"].to_pylist()[:most])


def _tellings(given: Records, frame: _Frame) -> pa.Table:
    """Return contacts and posts in sight, with what each can pass on."""
    told = frame.in_sight(frame.known(given.telling, "person_id", "source_id"), "started")
    names = given.origin.filter(pc.equal(given.origin["is_named"], 1))["thing"]
    names = pc.unique(names.filter(frame.among(names)))
    about = frame.thing(told["thing"])
    if len(names) * 2 < len(frame.things):
        about[pc.equal(told["thing"], "").to_numpy()] = ANYTHING
    return told.append_column("about", pa.array(about))


def _contacts(told: pa.Table, frame: _Frame, *, is_personal: bool) -> Contacts:
    share = personal_share(np.maximum(whole(told["audience_size"]), 1))
    share = np.where(whole(told["is_open"]) == 1, 0.0, share)
    weight = share if is_personal else 1.0 - share
    some = weight > 0
    ends = (frame.person(told["source_id"])[some], frame.person(told["person_id"])[some])
    about = whole(told["about"])[some]
    at = frame.days(told["started"])[some]
    return Contacts.of(ends, at, weight=weight[some], about=about)


def _history(origin: pa.Table, frame: _Frame) -> Adoptions:
    """Return since when people could tell of what: just before they first did."""
    known = frame.known(origin, "person_id")
    known = known.filter(frame.among(known["thing"]))
    who = (frame.person(known["person_id"]), frame.thing(known["thing"]))
    return Adoptions.of(who, frame.days(known["started"]) - 1.0 / DAY, frame.size)


def groups(belonging: pa.Table) -> Ids:
    """Return everybody's group, numbered; small ones are one."""
    known = belonging.sort_by("person_id")["group_name"].to_pylist()
    names, group, size = np.unique(np.array(known), return_inverse=True, return_counts=True)
    kept = np.argsort(-size, kind="stable")[:MOST_GROUPS]
    place = np.full(names.size, MOST_GROUPS)
    place[kept] = np.arange(kept.size)
    found: NDArray[np.int64] = np.unique(place[group.reshape(-1)], return_inverse=True)[1]
    return found.reshape(-1)


def _priors(given: Records, frame: _Frame, told: pa.Table) -> Floats:
    """Return what everybody did before they were told of anything studied.

    Of whoever was told of nothing, what they did before the study began counts: what
    came later may come of what they took up in it.
    """
    first = np.full(frame.persons.size, _ALWAYS)
    told = told.filter(pc.greater(told["about"], NOTHING))
    np.minimum.at(first, frame.person(told["person_id"]), whole(told["started"]))
    first[first == _ALWAYS] = frame.start
    known = frame.known(given.behaviour, "person_id")
    known = known.filter(pc.invert(frame.among(known["thing"])))
    who = frame.person(known["person_id"])
    before = whole(known["started"]) < first[who]
    things = _one(known["thing"].cast(pa.string())).filter(pa.array(before))
    stated = said_before(given.belonging.sort_by("person_id")["covariates"].to_pylist())
    return np.hstack([done_before(things, who[before], first.size), stated])
