"""Contact that cannot have moved anybody, and whether the hazard credits it.

What groups differ by is fitted from the same adoptions, which pulls a placebo below
zero, as with any fixed effects of small groups; above zero it tells of credit too many.
"""

from dataclasses import dataclass, replace

import numpy as np

from mutuals.estimators.contact_kernel import Kernel, Meetings, exposure, summed
from mutuals.estimators.hazard import Hazard, meetings
from mutuals.estimators.label_swap import AFTERWARDS, LATER, Look, excess_of, pairing, zero_of
from mutuals.estimators.study import Floats, Ids, Study, counted

REPEATS = 3
_SMALL = 1 << 16


@dataclass(frozen=True, slots=True)
class Placebo:
    """Adoptions one step of the fit would credit, below zero too, and their z."""

    total: float
    z: float


@dataclass(frozen=True, slots=True)
class Excess:
    """How much more people met of those looked at than by chance, and its z."""

    part: float
    z: float


@dataclass(frozen=True, slots=True)
class Mirrored:
    """Contact around adoptions: before them, and where it cannot have moved anybody.

    ``afterwards`` is contact with those ahead once the thing was taken up (ties made by
    what two have in common show there), ``later`` is contact with those who took it up
    only after (time reversed).
    """

    before: Excess
    afterwards: Excess
    later: Excess


def mirrored(study: Study, look: Look) -> Mirrored:
    """Compare all three with the shares of each stratum."""
    fold = np.zeros(study.adoptions.things, np.int64)
    alike = np.ones((1, study.adoptions.people))
    found = [
        pairing(study, look._replace(which=which), rates=alike, fold=fold)
        for which in (look.which, AFTERWARDS, LATER)
    ]
    return Mirrored(
        *(Excess(excess_of(one), zero_of(one, study.adoptions.person)) for one in found)
    )


def inert_things(study: Study, fitted: Hazard) -> Placebo | None:
    """Credit contact with what nobody can pass on, if anything on record is such."""
    if study.inert is None or not study.inert.any():
        return None
    seen = meetings(study, study.personal)
    found = exposure(seen, fitted.exposures.kernel, study.inert.astype(np.int64))
    taken, people = study.adoptions, study.adoptions.people
    at = np.bincount(found.event, found.amount, taken.person.size) / fitted.anyway
    at = at * study.inert[taken.thing]
    gap = counted(taken.person, at, people)
    return _placebo(at, gap - np.bincount(found.pair_target, found.integral[:, 1], people))


def permuted_adoptions(
    study: Study, hazard: Floats, kernel: Kernel, *, rng: np.random.Generator
) -> Placebo:
    """Give everybody, as a source, the history of another of the group."""
    seen = meetings(study, study.personal)
    people = np.arange(study.adoptions.people)
    drawn = (
        replace(seen, sources=study.sources.swapped(_within(study.group, people, rng)))
        for _ in range(REPEATS)
    )
    return _mean([_explains(one, hazard, kernel) for one in drawn])


def rewired_ties(
    study: Study, hazard: Floats, kernel: Kernel, *, block: float, rng: np.random.Generator
) -> Placebo:
    """Let contacts have been with another of the same group, at about the same time."""
    contacts = study.personal
    # whom a pair was does not matter here: sums go by adoption and person
    stretch = (contacts.at / block).astype(np.int64)
    cell = study.group[contacts.source] * (int(stretch.max(initial=0)) + 1) + stretch
    drawn = (
        meetings(study, replace(contacts, source=_within(cell, contacts.source, rng)))
        for _ in range(REPEATS)
    )
    return _mean([_explains(one, hazard, kernel) for one in drawn])


def _within(cell: Ids, values: Ids, rng: np.random.Generator) -> Ids:
    """Return the values shuffled within their cells."""
    # numbers this small are sorted in a time that grows no faster than they do
    near = cell.astype(np.uint16) if cell.max(initial=0) < _SMALL else cell
    drawn = np.argsort(rng.random(cell.size))
    order = drawn[np.argsort(near[drawn], kind="stable")]
    found = np.empty_like(values)
    found[np.argsort(near, kind="stable")] = values[order]
    return found


def _explains(seen: Meetings, hazard: Floats, kernel: Kernel) -> Placebo:
    at, over = summed(seen, kernel)
    at = at / hazard
    return _placebo(at, counted(seen.adoptions.person, at, seen.adoptions.people) - over)


def _placebo(at: Floats, gap: Floats) -> Placebo:
    known = max(float((at**2).sum()), 1e-300)
    spread = max(float(np.sqrt((gap**2).sum())), 1e-300)
    return Placebo(float(gap.sum() * at.sum() / known), float(gap.sum() / spread))


def _mean(found: list[Placebo]) -> Placebo:
    return Placebo(
        float(np.mean([one.total for one in found])), float(np.mean([one.z for one in found]))
    )
