"""How a thing suits what a person chose before: from who else took both up.

Things lie near each other where the same people took them up, beyond what busy people
and popular things come to by chance (correspondence analysis, Greenacre 1984; the
people of one's own fold are left out, so that nobody's choices place the things they
are held against). A person stands in the middle of the own earlier choices. What
everybody takes says little of anybody's taste, and lies near the middle of all; to let
it count less once more was tried, and tells persons apart worse.
"""

from typing import Protocol

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from mutuals.estimators.study import Floats, Ids

RANK = 8
FOLDS = 8
# Take-ups that stand for nothing: rare things and new people stay near the middle.
_FEW_TAKERS, _FEW_CHOICES = 3.0, 1.0
_FEWEST = 3


class Firsts(Protocol):
    """Who took what up, in order of time."""

    @property
    def person(self) -> Ids: ...  # noqa: D102  as the class says

    @property
    def thing(self) -> Ids: ...  # noqa: D102  as the class says

    @property
    def people(self) -> int: ...  # noqa: D102  as the class says

    @property
    def things(self) -> int: ...  # noqa: D102  as the class says


def leaning(taken: Firsts, menus: tuple[Ids, Ids], *, rng: np.random.Generator) -> Floats:
    """Return how each thing on each menu suits its person; of variance one.

    ``menus`` are rows of ``taken`` and the things on offer then (-1 for none).
    """
    row, thing = menus
    fold = rng.integers(0, FOLDS, taken.people)
    found = np.zeros(thing.shape)
    start = rng.normal(size=min(taken.people, taken.things))
    for one in range(FOLDS):
        place = _places(taken, fold != one, start)
        mine = np.flatnonzero(fold[taken.person[row]] == one)
        if not place.shape[1] or not mine.size:
            continue
        stands = _stands(taken, place)[row[mine]]
        found[mine] = np.einsum("ctr,cr->ct", place[thing[mine]], stands)
    found[thing < 0] = 0.0
    spread = float(found[thing >= 0].std()) if (thing >= 0).any() else 0.0
    return found / spread if spread > 0 else found


def _places(taken: Firsts, others: Ids, start: Floats) -> Floats:
    """Return where things lie, from the take-ups of some of the people."""
    kept = others[taken.person]
    rank = min(RANK, min(taken.people, taken.things) - 2)
    if kept.sum() < _FEWEST or rank < 1:
        return np.zeros((taken.things, 0))
    ends = (taken.person[kept], taken.thing[kept])
    plain = (np.ones(ends[0].size), ends)
    table = sparse.coo_array(plain, shape=(taken.people, taken.things)).tocsr()
    by_thing = np.asarray(table.sum(axis=0), np.float64)
    by_person = np.asarray(table.sum(axis=1), np.float64)
    _, sizes, right = svds(_weighed(by_person) @ table @ _weighed(by_thing), rank + 1, v0=start)
    # the first direction is how busy people and how popular things are
    order = np.argsort(-sizes)[1:]
    columns = right[order].T * sizes[order]
    return np.asarray(columns / np.sqrt(by_thing + _FEW_TAKERS)[:, None], np.float64)


def _weighed(often: Floats) -> sparse.dia_array:
    return sparse.diags_array(1.0 / np.sqrt(np.maximum(often, 1.0)))


def _stands(taken: Firsts, place: Floats) -> Floats:
    """Return where the person of each row stood just before it."""
    order = np.argsort(taken.person, kind="stable")
    person = taken.person[order]
    parts = np.column_stack([place[taken.thing], np.ones(order.size)])[order]
    before = np.cumsum(parts, axis=0) - parts
    first = np.searchsorted(person, np.arange(taken.people))
    before -= before[np.minimum(first, person.size - 1)][person]
    found = np.empty((person.size, place.shape[1]))
    found[order] = before[:, :-1] / (before[:, -1:] + _FEW_CHOICES)
    return found
