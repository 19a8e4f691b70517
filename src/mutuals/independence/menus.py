"""Rows of ``choice`` as menus again."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mutuals.estimators.choice import Flags, Menus
from mutuals.estimators.independence import always_same, by_rule
from mutuals.estimators.menu import Menu
from mutuals.estimators.study import Ids


@dataclass(frozen=True, slots=True)
class Read:
    """Menus, whose they are, and who chooses by a rule."""

    persons: Ids
    menu: Menu
    menus: Menus
    apart: Flags


@dataclass(frozen=True, slots=True)
class Cells:
    """Where each row stands: its choice, its place on the menu, how many of both."""

    row: Ids
    place: Ids
    shape: tuple[int, int]

    @classmethod
    def of(cls, row: Ids, place: Ids) -> "Cells":
        """Count choices and the places of the longest menu."""
        size = (int(row.max(initial=-1)) + 1, int(place.max(initial=0)) + 1)
        return cls(row, place, size)

    def spread(self, values: NDArray[Any], empty: float) -> NDArray[Any]:
        """Return values by choice and place."""
        found = np.full(self.shape, empty, values.dtype)
        found[self.row, self.place] = values
        return found


def read(choice: pa.Table) -> Read:
    """Return the menus of table ``choice``, the thing taken first.

    A thing's sort is what follows the colon of its name, as in q7:yes.
    """
    rows = choice.sort_by(_ORDER)
    taken = _whole(rows["is_taken"].cast(pa.int64()))
    start, row = np.flatnonzero(taken), np.cumsum(taken) - 1
    cells = Cells.of(row, np.arange(row.size) - start[row])
    persons, person = np.unique(_whole(rows["person_id"])[start], return_inverse=True)
    names = rows["thing"].combine_chunks().dictionary_encode()
    told = Menu(
        row=_whole(rows["choice"])[start],
        person=np.asarray(person.reshape(-1), np.int64),
        thing=cells.spread(_whole(names.indices), -1),
        taste=cells.spread(np.asarray(rows["taste"].to_numpy(), np.float64), 0.0),
        lately=cells.spread(_whole(rows["lately"]), 0),
        friends=cells.spread(_whole(rows["friends"]), 0),
        passed=cells.spread(_whole(rows["passed"]), 0),
    )
    menus = told.weighed(persons.size)
    same = always_same(told.person, _sorts(names.dictionary)[told.thing], persons.size)
    return Read(persons, told, menus, by_rule(menus) | same)


_ORDER = [
    ("person_id", "ascending"),
    ("choice", "ascending"),
    ("is_taken", "descending"),
    ("thing", "ascending"),
]


def _sorts(names: pa.Array) -> Ids:
    """Return a number for what follows a name's colon, -1 for nothing and no name."""
    has = pc.match_substring(names, ":")
    after = pc.replace_substring_regex(names.cast(pa.string()), "^.*:", "")
    codes = _whole(after.dictionary_encode().indices)
    return np.append(np.where(np.asarray(has.to_numpy(zero_copy_only=False)), codes, -1), -1)


def _whole(column: pa.ChunkedArray | pa.Array) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(zero_copy_only=False), np.int64)
