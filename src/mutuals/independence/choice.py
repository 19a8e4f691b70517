"""One row per thing on offer at a choice: what somebody took up, and what they let be.

A choice is a first take-up of something that somebody else had taken up within the
sixty days before; on offer is whatever else had been, and the person had not. Fourteen
others at most are drawn from a long menu. Whoever made fewer than ten choices is left
out, and of each person the latest three hundred are kept.

person_id: who chose.
choice: number of the choice, by person and time.
happened: when, in epoch seconds.
thing: the thing on offer.
is_taken: true for the one thing that was taken up.
taste: how it suits the person's own earlier choices; of variance one over all menus.
lately: how many others took it up in the sixty days before.
friends: how many people told the person of it in talks, having taken it up before.
passed: how many other things the person took up since it was first on offer.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators.menu import Menu, Taken, Told, menu
from mutuals.estimators.study import Ids

# Sixty days, as in the window of every influence step.
WINDOW = 60 * 86_400
FEWEST, MOST = 10, 300
_SEED = 21
SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        ("choice", pa.int64()),
        ("happened", pa.int64()),
        ("thing", pa.string()),
        ("is_taken", pa.bool_()),
        ("taste", pa.float64()),
        ("lately", pa.int64()),
        ("friends", pa.int64()),
        ("passed", pa.int64()),
    ]
)


def choice(adoption: pa.Table, exposure: pa.Table) -> pa.Table:
    """Put together what was on offer whenever somebody took a thing up."""
    if not adoption.num_rows:
        return SCHEMA.empty_table()
    persons = np.unique(_whole(adoption["person_id"]))
    things = pc.unique(adoption["thing"].combine_chunks().cast(pa.string()))
    things = things.take(pc.sort_indices(things))
    pairs = (
        np.searchsorted(persons, _whole(adoption["person_id"])),
        _whole(pc.index_in(adoption["thing"].cast(pa.string()), value_set=things)),
    )
    taken = Taken.of(pairs, _whole(adoption["happened"]), (persons.size, len(things)))
    told = _told(exposure, persons, things)
    found = _kept(menu(taken, told, window=WINDOW, rng=np.random.default_rng(_SEED)), persons.size)
    return _rows(found, taken, persons, things=things)


def _told(exposure: pa.Table, persons: Ids, things: pa.Array) -> Told:
    """Read when friends told somebody of a thing."""
    talks = exposure.filter(pc.equal(exposure["way"], "personal"))
    thing = pc.fill_null(pc.index_in(talks["thing"].cast(pa.string()), value_set=things), -1)
    person = _whole(talks["person_id"])
    place = np.minimum(np.searchsorted(persons, person), persons.size - 1)
    known = (persons[place] == person) & (_whole(thing) >= 0)
    return Told(place[known], _whole(thing)[known], _whole(talks["exposed"])[known])


def _kept(found: Menu, people: int) -> Menu:
    """Leave out who chose too seldom, and the oldest of very many choices."""
    often = np.bincount(found.person, minlength=people)
    left = np.cumsum(often)[found.person] - np.arange(found.person.size)
    kept = (often[found.person] >= FEWEST) & (left <= MOST)
    return found.some(kept)


def _rows(found: Menu, taken: Taken, persons: Ids, *, things: pa.Array) -> pa.Table:
    here = found.thing >= 0
    wide = found.thing.shape
    number = np.broadcast_to(np.arange(wide[0])[:, None], wide)[here]
    is_taken = np.broadcast_to(np.arange(wide[1]) == 0, wide)[here]
    columns = [
        pa.array(persons[found.person][number]),
        pa.array(number),
        pa.array(taken.at[found.row][number]),
        things.take(pa.array(found.thing[here])),
        pa.array(is_taken),
        pa.array(found.taste[here].round(6)),
        pa.array(found.lately[here]),
        pa.array(found.friends[here]),
        pa.array(found.passed[here]),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(zero_copy_only=False), np.int64)
