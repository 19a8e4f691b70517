"""How much of what people did was because of personal contact, with interval and grade.

Two estimates of one total: a hazard that shares every adoption out, and the label swap
among adopters. They are weighed by precision, and widened where they disagree.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtri

from mutuals.estimators.contact_kernel import Kernel
from mutuals.estimators.cross_fit import pooled_error
from mutuals.estimators.evidence import e_value, gathered
from mutuals.estimators.fits import Fits, fitted_to
from mutuals.estimators.grading import Evidence, Totals, Verdict, grade
from mutuals.estimators.hazard import Hazard
from mutuals.estimators.participants import numbered, taking_part
from mutuals.estimators.person_credit import Person, Pooled, anything, persons
from mutuals.estimators.refits import refits
from mutuals.estimators.study import Study

# With more exposures, fitting it again and again takes minutes.
MOST_REDRAWN = 300_000
# Below this part of all adoptions, who caused them is noise.
_LEAST_SHARE = 0.1
_LEAST_END = 1e-6
# All the rest is learned from the same records. Planted, totals of histories drawn anew
# spread two to three times as much as they would if only the pooled rate were.
_JOINT = 2.5


@dataclass(frozen=True, slots=True)
class Doubt:
    """What models may be off by beyond chance, chosen on planted worlds.

    Parts of: what the taste moved the total by; what half of the earlier behaviours
    moved it by; the adoptions that contact is not found behind, by the hazard and by
    the swap (where all was contact, nothing can be taken for it); what all that is held
    against a naive estimate took from one person's part; and the total, as no kernel
    has the shape of how contact works, which both ways go by.
    """

    taste: float = 0.1
    half: float = 0.25
    rest: float = 0.03
    swapped: float = 0.06
    person: float = 0.4
    shape: float = 0.01


@dataclass(frozen=True, slots=True)
class Band:
    """Bounds that hold the truth in 50, 90 and 95 of 100 cases, if the grade is B.

    They begin at 0 where the swap's test, which assumes least, does not rule it out,
    and where nothing parts it from what people like: all may be shared taste then.
    """

    half: tuple[float, float]
    most: tuple[float, float]
    nearly_all: tuple[float, float]

    def open_below(self) -> "Band":
        """Return the same where none of it may be because of contact."""
        return Band(*((0.0, one[1]) for one in (self.half, self.most, self.nearly_all)))


@dataclass(frozen=True, slots=True)
class PeerEffect:
    """The estimate: how many adoptions personal contact caused, and how good it is.

    ``broadcast`` is a range (with and without taste): no better than grade C.
    ``redrawn`` is the standard error of the hazard's total where its rates are learned
    from persons weighed anew, if that was asked for: a check of that part of ``error``,
    which goes by a formula, and holds chance and what models may be off by as well.
    """

    total: float
    error: float
    band: Band
    totals: Totals
    evidence: Evidence
    person: Person
    broadcast: tuple[float, float]
    verdict: Verdict
    hazard: Hazard
    redrawn: float | None = None

    @property
    def grade(self) -> str:
        """Return the grade of the evidence, B at best."""
        return self.verdict.grade

    @property
    def is_enough(self) -> bool:
        """Return whether there are enough records to say anything."""
        return self.evidence.is_enough


def peer_effect(
    study: Study,
    *,
    rng: np.random.Generator,
    around: Kernel | None = None,
    doubt: Doubt | None = None,
    draws: int = 0,
) -> PeerEffect:
    """Estimate the total; ``around`` is a guess of how long contact works.

    With ``draws`` the hazard is fitted that often again, each time with persons weighed
    anew, on all cores; not where there are more than 300,000 exposures.

    Raises ``ValueError`` where the study's parts do not fit together.
    """
    study.check()
    part, who = taking_part(replace(study, end=max(study.end, _LEAST_END)))
    found = fitted_to(part, rng=rng, around=around)
    told = _told(found, gathered(found, rng=rng), doubt or Doubt())
    told = replace(told, redrawn=_redrawn(found, draws, rng))
    people = study.adoptions.people
    person, hazard = told.person.spread_over(who, people), numbered(told.hazard, who, people)
    return replace(told, person=person, hazard=hazard)


def _redrawn(found: Fits, draws: int, rng: np.random.Generator) -> float | None:
    exposures = found.whole.exposures
    if not draws or exposures.personal.event.size > MOST_REDRAWN:
        return None
    return refits(found.study, exposures, draws=draws, rng=rng).error


def _told(found: Fits, evidence: Evidence, doubt: Doubt) -> PeerEffect:
    totals = _totals(found, doubt=doubt)
    total, error = _combined(totals)
    error = float(np.hypot(error, doubt.shape * total))
    verdict = grade(totals, evidence)
    apart = doubt.person * (found.naive.by_source() - found.whole.by_source())
    broadcast = [float(one.broadcast_credit.sum()) for one in (found.plain, found.whole)]
    band = _band(total, error, evidence.zero) if evidence.is_enough else _anything(found.study)
    return PeerEffect(
        total=total,
        error=error,
        band=band if evidence.is_bounded_below else band.open_below(),
        totals=totals,
        evidence=replace(evidence, e_value=e_value(found.whole, band.most[0])),
        person=_persons(found, Pooled(total, error, apart), (verdict, evidence)),
        broadcast=(min(broadcast), max(broadcast)),
        verdict=verdict,
        hazard=found.whole,
    )


def _persons(found: Fits, pooled: Pooled, said: tuple[Verdict, Evidence]) -> Person:
    verdict, evidence = said
    if not evidence.is_enough:
        return anything(found.whole, found.plain)
    ranked = verdict.grade <= "B" and pooled.total >= _LEAST_SHARE * evidence.adoptions
    told = persons(found.whole, found.plain, pooled, are_ranked=ranked)
    return told if evidence.is_bounded_below else told.open_below()


def _totals(found: Fits, *, doubt: Doubt) -> Totals:
    ways = (found.naive, found.plain, found.half, found.whole)
    naive, plain, half, whole = (one.total for one in ways)
    swaps, chance = found.swaps, found.whole.chance
    model = max(doubt.taste * abs(plain - whole), doubt.half * abs(half - whole))
    rest = max(found.study.adoptions.person.size - whole, 0.0)
    undivided = _undivided(found.whole)
    parts = [_JOINT * pooled_error(found.study, found.whole, found.fold), model]
    parts += [doubt.rest * rest, undivided]
    return Totals(
        naive=naive,
        without_taste=plain,
        half_priors=half,
        hazard=whole,
        extrapolated=2.0 * whole - half,
        swap=swaps[0].total,
        swap_wide=swaps[1].total,
        hazard_error=float(np.sqrt(chance + sum(one**2 for one in parts))),
        swap_error=float(np.hypot(swaps[0].error, doubt.swapped * rest)),
        chance=float(np.sqrt(chance + parts[0] ** 2 + swaps[0].error ** 2)),
        undivided=undivided,
    )


def _undivided(fitted: Hazard) -> float:
    """Return half of what words to several moved, as far as contact moves anything."""
    both = fitted.undivided
    rest = float(fitted.broadcast_credit.sum()) - both
    return 0.5 * both * fitted.total / max(fitted.total + rest, 1e-9)


def _combined(totals: Totals) -> tuple[float, float]:
    """Weigh both by precision; widen where they are further apart than chance."""
    spread = np.array([totals.hazard_error, totals.swap_error]) ** 2
    weight = 1.0 / np.maximum(spread, 1e-12)
    found = np.array([totals.hazard + totals.undivided, totals.swap])
    total = float((weight * found).sum() / weight.sum())
    apart = float(found[0] - found[1]) ** 2 / max(float(spread.sum()), 1e-12)
    return total, float(np.sqrt(max(1.0, apart) / weight.sum()))


def _band(total: float, error: float, zero: float) -> Band:
    return Band(
        *(
            (max(total - wide * error, 0.0) if zero >= wide else 0.0, total + wide * error)
            for wide in ndtri(np.array([0.75, 0.95, 0.975])).tolist()
        )
    )


def _anything(study: Study) -> Band:
    whole = (0.0, float(study.adoptions.person.size))
    return Band(whole, whole, whole)
