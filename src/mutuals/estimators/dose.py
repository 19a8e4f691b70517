"""Whether several who tell of a thing move more together than one by one.

The hazard adds contacts up. What is taken up after contact with one source, and after
contact with several, is held against what the fitted hazard expects of either over the
time at risk, which is sampled: one moment for every person and thing. Where several
count for more than their sum (complex contagion; Centola and Macy, 2007), a sum is not
what happened.
"""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.contact_kernel import Exposure, Meetings, exposure
from mutuals.estimators.hazard import Hazard
from mutuals.estimators.study import Adoptions, Floats, Ids, Study, counted

# The most moments looked at.
MOMENTS = 20_000
# Sources count by how evenly they tell (inverse Simpson): from here on, several.
_SOME, _SEVERAL = 0.5, 1.5
_FEWEST = 20


@dataclass(frozen=True, slots=True)
class Dose:
    """Taken up over expected, after several sources over after one; and its z.

    Without enough adoptions after either there is no ratio (nan, and a z of 0).
    """

    ratio: float
    z: float
    after_one: int
    after_several: int


@dataclass(frozen=True, slots=True)
class _Told:
    """Of adoptions or moments: whose they are, weights, and how many sources told."""

    person: Ids
    weight: Floats
    sources: Floats

    def by_person(self, people: int, *, several: bool) -> Floats:
        some = self.sources > (_SEVERAL if several else _SOME)
        some &= (self.sources > _SEVERAL) == several
        return counted(self.person, self.weight * some, people)


def dose(study: Study, fitted: Hazard, *, rng: np.random.Generator) -> Dose:
    """Compare what was taken up after one source and after several."""
    people, taken = study.adoptions.people, study.adoptions
    if fitted.exposures.personal.event.size == 0:
        return Dose(np.nan, 0.0, 0, 0)
    seen = _Told(
        taken.person,
        np.ones(taken.person.size),
        _sources(fitted.exposures.personal, fitted.personal.added(), taken),
    )
    hoped = _moments(study, fitted, rng)
    one, several = (
        np.stack([told.by_person(people, several=which) for told in (seen, hoped)])
        for which in (False, True)
    )
    counts = int(one[0].sum()), int(several[0].sum())
    if min(counts) < _FEWEST or min(one[1].sum(), several[1].sum()) <= 0:
        return Dose(np.nan, 0.0, *counts)
    rates = [float(part[0].sum() / part[1].sum()) for part in (one, several)]
    gap = (several[0] - rates[1] * several[1]) / counts[1] - (one[0] - rates[0] * one[1]) / counts[
        0
    ]
    ratio = rates[1] / rates[0]
    return Dose(ratio, float(np.log(ratio) / max(np.sqrt((gap**2).sum()), 1e-12)), *counts)


def _sources(found: Exposure, added: Floats, taken: Adoptions) -> Floats:
    """Return by how many sources, evenly, each adoption or moment was told."""
    keys, row = np.unique(found.event * taken.people + found.source, return_inverse=True)
    each = counted(row.reshape(-1), added, keys.size)
    event, size = keys // taken.people, taken.person.size
    whole, squares = (counted(event, each**power, size) for power in (1, 2))
    return np.asarray(whole**2 / np.maximum(squares, 1e-300))


def _moments(study: Study, fitted: Hazard, rng: np.random.Generator) -> _Told:
    """Return moments at risk, weighed by the adoptions expected for each."""
    taken, source = study.adoptions, fitted.personal
    drawn, spread = _drawn(study, rng)
    seen = Meetings(study.personal, drawn, study.sources, study.until)
    found = exposure(seen, fitted.exposures.kernel, np.zeros(taken.things, np.int64))
    added = source.rate[found.source] * source.easily[drawn.person[found.event]] * found.amount
    hazard = fitted.own.at_moments(drawn) + counted(found.event, added, drawn.at.size)
    return _Told(drawn.person, hazard * spread, _sources(found, added, drawn))


def _drawn(study: Study, rng: np.random.Generator) -> tuple[Adoptions, Floats]:
    """Draw a moment of as many persons and things, and the time each stands for."""
    taken = study.adoptions
    cells = taken.people * taken.things
    few = cells <= MOMENTS
    cell = np.arange(cells) if few else np.unique(rng.integers(0, cells, MOMENTS))
    keys = taken.person * taken.things + taken.thing
    order = np.argsort(keys, kind="stable")
    place = np.minimum(np.searchsorted(keys[order], cell), keys.size - 1)
    is_taken = keys[order][place] == cell
    until = np.where(is_taken, np.minimum(taken.at[order][place], study.end), study.end)
    who = cell // taken.things, cell % taken.things
    drawn = Adoptions.of(who, rng.random(cell.size) * until, (taken.people, taken.things))
    row = np.searchsorted(cell, drawn.person * taken.things + drawn.thing)
    return drawn, until[row] * (cells / cell.size)
