"""Who takes up what in a group that is left out: whether talks tell more than habit.

What talks add is learned from all groups but one, and that one is foretold with it and
without it. Groups are those a file of people states: the estimate of influence takes
out what they have in common, which cannot help in a group never seen.
"""

import numpy as np

from mutuals.estimators.logistic import chance, fit
from mutuals.estimators.skill import Skill, between
from mutuals.records import Tables
from mutuals.validation import taken_up
from mutuals.validation.cases import OURS, Cases, Flags, Hidden, Ids, Lack, Numbers
from mutuals.validation.standings import column

ASKED = "Who takes up what, in a group left out"
RULE = (
    "how many of those met have it and how strong these ties are, beside popularity and habit, "
    "learned from the other groups"
)
WITHOUT = "the same without whom they met"
FEWEST_GROUPS, REPLICATES = 5, 200
_FEWEST = 20
# Of the columns of a case, those that tell of whom somebody met come first.
_MET = 2
_LEAST = 1e-12


def cases(hidden: Hidden, rng: np.random.Generator) -> Cases | Lack:
    """Return the cases of people in groups, each foretold from the other groups."""
    group = _groups(hidden.then, hidden.seen.person)
    many = int(group.max(initial=-1)) + 1
    if many < FEWEST_GROUPS:
        return Lack(f"people are stated to be in {many} groups; it takes {FEWEST_GROUPS}")
    asked = taken_up.asked(hidden, rng)
    if isinstance(asked, Lack):
        return asked
    belongs = group[asked.person]
    kept = belongs >= 0
    came = asked.came[kept]
    if lack := Lack.of("what people in groups took up", came, _FEWEST):
        return lack
    columns, often = asked.features(hidden.window), np.where(asked.came, 1.0, asked.weight)
    told = {
        way: _left_out(some, asked.came, belongs, often=often)[kept]
        for way, some in ((OURS, columns), (WITHOUT, columns[:, _MET:]))
    }
    ways = told | {way: value[kept] for way, value in asked.plainly(hidden).items()}
    less = (_losses(came, told[WITHOUT]), _losses(came, told[OURS]))
    gain = _gain(less, often[kept], asked.person[kept], rng=rng)
    return Cases(came, ways, (asked.person[kept],), RULE, gain=gain)


def _groups(tables: Tables, people: Ids) -> Ids:
    """Return each person's stated group, numbered from 0; -1 for none."""
    rows = tables.table("belonging")
    names = np.array(rows["group_name"].to_pylist(), object)
    stated = names != ""
    number = np.unique(names[stated].astype(str), return_inverse=True)[1].reshape(-1)
    ids = column(rows, "person_id")[stated]
    found = dict(zip(ids.tolist(), number.tolist(), strict=True))
    group = np.array([found.get(one, -1) for one in people.tolist()], np.int64)
    place = np.unique(group[group >= 0])
    return np.where(group >= 0, np.searchsorted(place, group), -1)


def _left_out(columns: Numbers, came: Flags, group: Ids, *, often: Numbers) -> Numbers:
    """Return the log-odds of each case by a fit to the cases of the other groups."""
    found = np.zeros(came.size)
    for one in np.unique(group[group >= 0]):
        out = group == one
        found[out] = fit(columns[~out], came[~out], counted=often[~out]).logit(columns[out])
    return found


def _gain(
    losses: tuple[Numbers, Numbers], often: Numbers, person: Ids, *, rng: np.random.Generator
) -> tuple[float, Skill]:
    """Return the mean log-loss without, and how much less it is with.

    People are drawn again for the interval.
    """
    without, ours = losses
    people = int(person.max(initial=-1)) + 1
    less = np.bincount(person, often * (without - ours), people)
    cases = np.bincount(person, often, people)
    drawn = rng.poisson(1.0, (REPLICATES, people))
    again = (drawn @ less) / np.maximum(drawn @ cases, 1.0)
    mean = float((without * often).sum() / cases.sum())
    return mean, between(again, less.sum() / cases.sum())


def _losses(came: Flags, logit: Numbers) -> Numbers:
    likely = chance(logit)
    return -np.log(np.maximum(np.where(came, likely, 1.0 - likely), _LEAST))
