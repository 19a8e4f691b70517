"""One row per tie and direction: how likely a word about something new leads to a deed.

Only ties on which both have spoken. How far the chance grows with the strength of the
tie is learned, and it is calibrated: over the talks on record that are sixty days old
it comes to as many deeds as there were (younger ones may yet lead to some). Each
person's own factor is pulled towards everybody's, all the way where nothing is known of
them, so that nobody's chance is 0; the bounds grow with what is not known.

ego_id: who would speak.
alter_id: who would hear it.
chance: the probability that alter does it within sixty days.
lower: lower bound of its 90 % interval.
upper: upper bound.
exposed: pairs of a person and a thing that ego's own factor is learned from.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.special import gammaincinv

from mutuals.estimators.shrinkage import gamma_shape
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


class Learned(NamedTuple):
    """Persons' talks on record: how many, deeds after them, strength behind them.

    ``power`` is how far strength counts: 0 not at all, 1 in full.
    """

    talks: Numbers
    deeds: Numbers
    strength: Numbers
    power: float


def passing(exposure: pa.Table, tie: pa.Table, person: pa.Table, *, clock: pa.Table) -> pa.Table:
    """Work out every tie's chance from what talks led to."""
    until = int(clock["as_of"][0].as_py()) - WINDOW
    real = person.filter(pc.invert(person["is_automaton"]))
    persons = np.sort(_whole(real["person_id"]))
    mutual = _two_way(tie, persons)
    ego = np.searchsorted(persons, _whole(mutual["ego_id"]))
    old = exposure.filter(pc.less_equal(exposure["exposed"], until))
    seen = _learned(old, mutual, persons)
    middle, bounds = _factors(seen)
    much = _much(mutual) ** seen.power
    chances = [np.minimum(one[ego] * much, MOST) for one in (middle, *bounds)]
    columns = [mutual["ego_id"], mutual["alter_id"], *chances, seen.talks[ego].astype(np.int64)]
    return pa.table(dict(zip(SCHEMA.names, columns, strict=True))).cast(SCHEMA)


def _two_way(tie: pa.Table, persons: Ids) -> pa.Table:
    mutual = tie.filter(pc.greater(tie["reciprocity"], 0.0))
    for end in ("ego_id", "alter_id"):
        mutual = mutual.filter(pc.is_in(mutual[end], value_set=pa.array(persons)))
    return mutual


def _much(ties: pa.Table) -> Numbers:
    """Return how much of a tie each is, 0 to 1."""
    strength = np.asarray(ties["strength"].cast(pa.float64()).to_numpy())
    return np.asarray(1.0 - np.exp(-np.maximum(strength, 1e-3) / FULL_STRENGTH))


def _learned(exposure: pa.Table, mutual: pa.Table, persons: Ids) -> Learned:
    """Sum, per source, talks on two-way ties, deeds within the window, strengths."""
    talks = exposure.filter(pc.equal(exposure["way"], "personal"))
    known = mutual.select(["ego_id", "alter_id", "strength"])
    keys = ["source_id", "person_id"]
    talks = talks.join(known, keys=keys, right_keys=["ego_id", "alter_id"], join_type="inner")
    place = np.searchsorted(persons, _whole(talks["source_id"]))
    much, done = _much(talks), _whole(talks["took_up"])
    power = _power(much, done)
    talks_, deeds, strength = (
        np.bincount(place, one, persons.size).astype(np.float64)
        for one in (np.ones(place.size), done, much**power)
    )
    return Learned(talks_, deeds, strength, power)


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


def _factors(seen: Learned) -> tuple[Numbers, list[Numbers]]:
    """Return each person's chance over a whole tie, and the bounds of it."""
    deeds, strength = seen.deeds.sum() + PRIOR[0], seen.strength.sum() + PRIOR[0] / _GUESS
    pooled = deeds / strength
    hoped = pooled * seen.strength
    shape = gamma_shape(seen.deeds, hoped, _SHAPE)
    own, known = seen.deeds + shape, hoped + shape
    # what is not known of everybody together comes on top
    common = [float(gammaincinv(deeds, end)) / deeds for end in _ENDS]
    bounds = [
        pooled * one * np.asarray(gammaincinv(own, end)) / known
        for end, one in zip(_ENDS, common, strict=True)
    ]
    return pooled * own / known, bounds


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)
