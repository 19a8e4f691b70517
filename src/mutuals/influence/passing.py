"""One row per tie and direction: how likely a word about something new leads to a deed.

Only ties on which both have spoken. How far the chance grows with the strength of the
tie is learned, and it is calibrated: over the talks on record that are sixty days old
it comes to as many deeds as there were (younger ones may yet lead to some). Each
person's factor is pulled towards everybody's, and each tie's towards its person's, all
the way where nothing is known, so that nobody's chance is 0; the bounds grow with what
is not known.

ego_id: who would speak.
alter_id: who would hear it.
chance: the probability that alter does it within sixty days.
lower: lower bound of its 90 % interval.
upper: upper bound.
exposed: pairs of a person and a thing that ego's factor is learned from.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.special import gammaincinv

from mutuals.estimators.shrinkage import gamma_shape, shrunk
from mutuals.graph.csr import Ids, Numbers
from mutuals.influence.potential import FULL_STRENGTH, PRIOR

SCHEMA = pa.schema(
    [
        *((name, pa.int64()) for name in ("ego_id", "alter_id")),
        *((name, pa.float64()) for name in ("chance", "lower", "upper")),
        ("exposed", pa.int64()),
    ]
)
# Before anything is known of persons they are taken to differ this much.
_SHAPE, MOST = 2.0, 0.95
_ENDS = (0.05, 0.95)
_GUESS = PRIOR[0] / sum(PRIOR)
# Sixty days, as in the window of every influence step.
WINDOW = 60 * 86_400
FEWEST_DEEDS, _POWERS = 30, np.linspace(0.0, 1.0, 11)


class Talks(NamedTuple):
    """Talks on two-way ties, old enough: of which tie, by whom, and the deeds."""

    tie: Ids
    source: Ids
    done: Ids


def passing(exposure: pa.Table, tie: pa.Table, person: pa.Table, *, clock: pa.Table) -> pa.Table:
    """Work out every tie's chance from what talks led to."""
    until = int(clock["as_of"][0].as_py()) - WINDOW
    real = person.filter(pc.invert(person["is_automaton"]))
    persons = np.sort(_whole(real["person_id"]))
    mutual = _two_way(tie, persons)
    old = exposure.filter(pc.less_equal(exposure["exposed"], until))
    talks = _talks(old, mutual, persons)
    ego = np.searchsorted(persons, _whole(mutual["ego_id"]))
    chances = _chances(talks, _much(mutual), (ego, persons.size))
    often = np.bincount(talks.source, minlength=persons.size)[ego]
    columns = [mutual["ego_id"], mutual["alter_id"], *chances, often]
    return pa.table(dict(zip(SCHEMA.names, columns, strict=True))).cast(SCHEMA)


def _two_way(tie: pa.Table, persons: Ids) -> pa.Table:
    mutual = tie.filter(pc.greater(tie["reciprocity"], 0.0))
    for end in ("ego_id", "alter_id"):
        mutual = mutual.filter(pc.is_in(mutual[end], value_set=pa.array(persons)))
    return mutual.append_column("number", pa.array(np.arange(mutual.num_rows)))


def _much(ties: pa.Table) -> Numbers:
    """Return how much of a tie each is, 0 to 1."""
    strength = np.asarray(ties["strength"].cast(pa.float64()).to_numpy())
    return np.asarray(1.0 - np.exp(-np.maximum(strength, 1e-3) / FULL_STRENGTH))


def _talks(exposure: pa.Table, mutual: pa.Table, persons: Ids) -> Talks:
    talks = exposure.filter(pc.equal(exposure["way"], "personal"))
    known = mutual.select(["ego_id", "alter_id", "number"])
    keys = ["source_id", "person_id"]
    talks = talks.join(known, keys=keys, right_keys=["ego_id", "alter_id"], join_type="inner")
    # a join has no order, and sums of fractions depend on it
    talks = talks.sort_by([(one, "ascending") for one in ("number", "exposed", "took_up")])
    source = np.searchsorted(persons, _whole(talks["source_id"]))
    return Talks(_whole(talks["number"]), source, _whole(talks["took_up"]))


def _chances(talks: Talks, much: Numbers, of: tuple[Ids, int]) -> list[Numbers]:
    """Return every tie's chance and its bounds: pooled, by person and by tie."""
    ego, people = of
    much = much ** _power(much[talks.tie], talks.done)
    deeds, strength = talks.done.sum() + PRIOR[0], much[talks.tie].sum() + PRIOR[0] / _GUESS
    pooled = float(deeds / strength)
    by_person = _pulled(talks.source, talks.done, pooled * much[talks.tie], size=people)
    own = pooled * much * by_person.factor[ego]
    by_tie = _pulled(talks.tie, talks.done, own[talks.tie], size=much.size)
    middle = own * by_tie.factor
    # what is not known of everybody, of the person and of the tie comes together
    spread = 1.0 / deeds + 1.0 / by_person.known[ego] + 1.0 / by_tie.known
    bounds = [np.asarray(gammaincinv(1.0 / spread, end)) * spread for end in _ENDS]
    return [np.minimum(one * middle, MOST) for one in (np.ones(much.size), *bounds)]


class _Pulled(NamedTuple):
    """Factors pulled towards one, and how many deeds' worth is known of each."""

    factor: Numbers
    known: Numbers


def _pulled(row: Ids, done: Ids, hoped: Numbers, *, size: int) -> _Pulled:
    count = np.asarray(np.bincount(row, done, size), np.float64)
    expected = np.asarray(np.bincount(row, hoped, size), np.float64)
    shape = gamma_shape(count, expected, _SHAPE)
    return _Pulled(shrunk(count, expected, shape), count + shape)


def _power(much: Numbers, done: Ids) -> float:
    """Return how far strength counts, by the deeds; half where they are too few."""
    if done.sum() < FEWEST_DEEDS:
        return 0.5
    fits = []
    for power in _POWERS:
        weight = much**power
        chance = np.clip(done.sum() * weight / weight.sum(), 1e-6, MOST)
        fits.append(np.where(done > 0, np.log(chance), np.log1p(-chance)).sum())
    return float(_POWERS[int(np.argmax(fits))])


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)
