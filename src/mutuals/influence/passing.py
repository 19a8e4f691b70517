"""One row per tie and direction: how likely a thing is brought up, and leads to a deed.

Only ties on which both have spoken, and only talks that are sixty days old (younger
ones may yet lead to deeds). How far the chance grows with the strength of the tie is
learned. Each person's factor is pulled towards the usual person's (not the usual
talk's: one who talks most of all says little of the others), and each tie's towards its
person's, all the way where nothing is known, so that nobody's chance is 0; the bounds
grow with what is not known. What the earlier talks let expect is held against the later
ones, and all chances are moved by what was missed there.

Whether ego brings something new up at all goes by how much contact ego sought lately:
as often per contact as things of the last half year were brought up, by everybody.

ego_id: who would speak.
alter_id: who would hear it.
chance: the probability that alter does it within sixty days.
lower: lower bound of its 90 % interval.
upper: upper bound.
exposed: pairs of a person and a thing that ego's factor is learned from.
told: the probability that ego brings up with alter, within sixty days, what ego has
    just taken up.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.estimators.bringing_up import rate_of_bringing_up
from mutuals.estimators.chances import Ties, Words, chances
from mutuals.graph.csr import Ids, Numbers
from mutuals.influence.potential import FULL_STRENGTH

SCHEMA = pa.schema(
    [
        *((name, pa.int64()) for name in ("ego_id", "alter_id")),
        *((name, pa.float64()) for name in ("chance", "lower", "upper")),
        ("exposed", pa.int64()),
        ("told", pa.float64()),
    ]
)
# Sixty days, as in the window of every influence step.
WINDOW = 60 * 86_400
# A tie's strength is of this half-life: older things were brought up on other ties.
LATELY = 180 * 86_400


def passing(
    exposure: pa.Table, tie: pa.Table, person: pa.Table, *, origin: pa.Table, clock: pa.Table
) -> pa.Table:
    """Work out every tie's chance from what talks led to."""
    until = int(clock["as_of"][0].as_py()) - WINDOW
    real = person.filter(pc.invert(person["is_automaton"]))
    persons = np.sort(_whole(real["person_id"]))
    mutual = _two_way(tie, persons)
    old = exposure.filter(pc.less_equal(exposure["exposed"], until))
    words = _words(old, mutual)
    ego = np.searchsorted(persons, _whole(mutual["ego_id"]))
    found = chances(words, Ties(ego, _much(mutual), persons.size))
    often = np.bincount(ego[words.tie], minlength=persons.size)[ego]
    lately = origin.filter(pc.less_equal(origin["started"], until))
    lately = lately.filter(pc.greater(lately["started"], until - LATELY))
    columns = [mutual["ego_id"], mutual["alter_id"], found.middle, found.lower, found.upper, often]
    columns.append(_told(mutual, lately, exposure))
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


def _told(mutual: pa.Table, origin: pa.Table, exposure: pa.Table) -> Numbers:
    """Return how likely each ego brings up with alter what ego has just taken up."""
    ego, sent, received = (_whole(mutual[name]) for name in ("ego_id", "sent", "received"))
    strength = np.asarray(mutual["strength"].cast(pa.float64()).to_numpy())
    contact = strength * (sent + 1) / (sent + received + 2)
    person, begun = np.unique(_whole(origin["person_id"]), return_counts=True)
    place = np.minimum(np.searchsorted(person, ego), max(person.size - 1, 0))
    often = np.where(person[place] == ego, begun[place], 0) if person.size else np.zeros(ego.size)
    words = _on(mutual, exposure).join(
        origin.select(["person_id", "thing", "started"]),
        keys=["source_id", "thing"],
        right_keys=["person_id", "thing"],
        join_type="inner",
    )
    soon = pc.less_equal(pc.subtract(words["exposed"], words["started"]), WINDOW)
    rate = rate_of_bringing_up(float(pc.sum(soon).as_py() or 0), contact, often.astype(np.float64))
    return np.asarray(-np.expm1(-rate * contact))


def _on(mutual: pa.Table, exposure: pa.Table) -> pa.Table:
    """Return the talks on two-way ties, each with its tie's number."""
    talks = exposure.filter(pc.equal(exposure["way"], "personal"))
    known = mutual.select(["ego_id", "alter_id", "number"])
    keys = ["source_id", "person_id"]
    return talks.join(known, keys=keys, right_keys=["ego_id", "alter_id"], join_type="inner")


def _words(exposure: pa.Table, mutual: pa.Table) -> Words:
    talks = _on(mutual, exposure)
    # a join has no order, and sums of fractions depend on it
    talks = talks.sort_by([(one, "ascending") for one in ("number", "exposed", "took_up")])
    at, done = (_whole(talks[name]).astype(np.float64) for name in ("exposed", "took_up"))
    return Words(_whole(talks["number"]), at, done, float(WINDOW))


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)
