"""How much of what people did was because of personal contact, with interval and grade.

Two estimates of one total: a hazard that shares every adoption out, and the label swap
among adopters. They are weighed by precision, and widened where they disagree.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtri

from mutuals.estimators.contact_kernel import Kernel
from mutuals.estimators.cross_fit import pooled_error, strengths
from mutuals.estimators.grading import Evidence, Totals, Verdict, grade
from mutuals.estimators.hazard import Chosen, Exposures, Hazard, choose_kernel, fit
from mutuals.estimators.label_swap import KERNEL_MEANS, Swap, pairing, swap, zero_of
from mutuals.estimators.own_hazard import Parts
from mutuals.estimators.person_credit import Person, persons
from mutuals.estimators.placebo import permuted_adoptions, rewired_ties
from mutuals.estimators.study import Ids, Study

NAIVE = Parts(*[False] * 5)
WITHOUT_TASTE, WHOLE = Parts(taste=False), Parts()
THING_FOLDS = 5
# A kernel's mean as a part of the time seen, before one is chosen.
_DECAY, _SINCE = 1 / 40, 1 / 4
# Below this part of all adoptions, who caused them is noise.
_LEAST_SHARE = 0.1
_WIDE = 1.645
_LEAST_END = 1e-6
_NEVER = 1e-300


@dataclass(frozen=True, slots=True)
class Doubt:
    """What models may be off by beyond chance, chosen on planted worlds.

    Parts of: what the taste moved the total by; the total by swap; all adoptions (in
    both); the total by the hazard.
    """

    taste: float = 0.25
    swap: float = 0.15
    adoptions: float = 0.01
    least: float = 0.02


@dataclass(frozen=True, slots=True)
class Band:
    """Bounds that hold the truth in 50, 90 and 95 of 100 cases, if the grade is B."""

    half: tuple[float, float]
    most: tuple[float, float]
    nearly_all: tuple[float, float]


@dataclass(frozen=True, slots=True)
class PeerEffect:
    """The estimate: how many adoptions personal contact caused, and how good it is.

    ``broadcast`` is a range (with and without taste): no better than grade C.
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
) -> PeerEffect:
    """Estimate the total; ``around`` is a guess of how long contact works.

    Raises ``ValueError`` where the study's parts do not fit together.
    """
    study.check()
    study = replace(study, end=max(study.end, _LEAST_END))
    guess = around or Kernel(study.end * _DECAY, study.end * _SINCE)
    fold = rng.permutation(study.adoptions.things) % THING_FOLDS
    first = fit(study, Exposures.of(study, guess, fold), WHOLE, rng=rng)
    chosen = choose_kernel(study, first.anyway, guess)
    fits = _fits(study, Exposures.of(study, chosen.kernel, fold), rng)
    block = KERNEL_MEANS * chosen.kernel.decay
    swaps = [_swapped(study, fits[-1], fold, block=one * block, rng=rng) for one in (1.0, 2.0)]
    totals = _totals(study, fits, swaps, fold=fold, doubt=doubt or Doubt())
    evidence = _evidence(study, fits[-1], swaps[0], chosen=chosen, rng=rng)
    return _told(totals, evidence, fits)


def _told(totals: Totals, evidence: Evidence, fits: list[Hazard]) -> PeerEffect:
    total, error = _combined(totals)
    verdict = grade(totals, evidence)
    ranked = verdict.grade <= "B" and total >= _LEAST_SHARE * evidence.adoptions
    e_value = _e_value(fits[-1], total - _WIDE * error)
    broadcast = [float(one.broadcast_credit.sum()) for one in fits[1:]]
    return PeerEffect(
        total=total,
        error=error,
        band=_band(total, error) if evidence.is_enough else _anything(evidence.adoptions),
        totals=totals,
        evidence=replace(evidence, e_value=e_value),
        person=persons(fits[-1], total, error, told=(evidence.is_enough, ranked)),
        broadcast=(min(broadcast), max(broadcast)),
        verdict=verdict,
        hazard=fits[-1],
    )


def _fits(study: Study, found: Exposures, rng: np.random.Generator) -> list[Hazard]:
    """Fit naively, without taste, with half of the priors, and with everything."""
    columns = rng.permutation(study.priors.shape[1])[: study.priors.shape[1] // 2]
    thinned = replace(study, priors=study.priors[:, columns])
    asked = [(study, NAIVE), (study, WITHOUT_TASTE), (thinned, WHOLE), (study, WHOLE)]
    return [fit(one, found, parts, rng=rng) for one, parts in asked]


def _swapped(
    study: Study, fitted: Hazard, fold: Ids, *, block: float, rng: np.random.Generator
) -> Swap:
    kernel, taken = fitted.exposures.kernel, study.adoptions
    strong = strengths(study, fitted, fold)
    plain = pairing(study, kernel, rates=np.ones_like(strong.rate), fold=fold, block=block)
    found = pairing(study, kernel, rates=strong.rate, fold=fold, block=block)
    rare = np.quantile(fitted.anyway, 0.02) if fitted.anyway.size else _NEVER
    anyway = np.maximum(fitted.anyway, max(float(rare), _NEVER))
    weight = strong.easily[fold[taken.thing], taken.person] / anyway
    weighed = replace(found, met=found.met * weight, expected=found.expected * weight)
    return replace(swap(weighed, taken.person, rng=rng), zero=zero_of(plain, taken.person))


def _totals(
    study: Study, fits: list[Hazard], swaps: list[Swap], *, fold: Ids, doubt: Doubt
) -> Totals:
    naive, plain, half, whole = (one.total for one in fits)
    credit = fits[-1].credit
    model = max(doubt.taste * abs(plain - whole), abs(half - whole))
    chance = float((credit * (1.0 - credit)).sum())
    any_way = doubt.adoptions * _size(study)
    parts = [pooled_error(study, fits[-1], fold), model, doubt.least * whole, any_way]
    by_swap = [swaps[0].error, doubt.swap * swaps[0].total, any_way]
    return Totals(
        naive=naive,
        without_taste=plain,
        half_priors=half,
        hazard=whole,
        extrapolated=2.0 * whole - half,
        swap=swaps[0].total,
        swap_wide=swaps[1].total,
        hazard_error=float(np.sqrt(chance + sum(one**2 for one in parts))),
        swap_error=float(np.sqrt(sum(one**2 for one in by_swap))),
    )


def _size(study: Study) -> int:
    """Return how many adoptions there are."""
    return int(study.adoptions.person.size)


def _combined(totals: Totals) -> tuple[float, float]:
    """Weigh both by precision; widen where they are further apart than chance."""
    spread = np.array([totals.hazard_error, totals.swap_error]) ** 2
    weight = 1.0 / np.maximum(spread, 1e-12)
    total = float((weight * [totals.hazard, totals.swap]).sum() / weight.sum())
    apart = (totals.hazard - totals.swap) ** 2 / max(float(spread.sum()), 1e-12)
    return total, float(np.sqrt(max(1.0, apart) / weight.sum()))


def _band(total: float, error: float) -> Band:
    return Band(
        *(
            (max(total - wide * error, 0.0), total + wide * error)
            for wide in ndtri(np.array([0.75, 0.95, 0.975])).tolist()
        )
    )


def _anything(adoptions: int) -> Band:
    whole = (0.0, float(adoptions))
    return Band(whole, whole, whole)


def _evidence(
    study: Study, fitted: Hazard, swapped: Swap, *, chosen: Chosen, rng: np.random.Generator
) -> Evidence:
    block = KERNEL_MEANS * chosen.kernel.decay
    exposed = int(np.unique(fitted.exposures.personal.event).size)
    return Evidence(
        adoptions=_size(study),
        exposed=exposed,
        priors=study.priors.shape[1],
        gain=fitted.gain,
        zero=swapped.zero,
        identified=swapped.identified,
        kernel=chosen,
        permuted=permuted_adoptions(study, fitted.whole, chosen.kernel, rng=rng),
        rewired=rewired_ties(study, fitted.whole, chosen.kernel, block=block, rng=rng),
        e_value=1.0,
    )


def _e_value(fitted: Hazard, lower: float) -> float:
    """Return how strong a hidden cause must be to explain the lower bound away."""
    exposed = np.unique(fitted.exposures.personal.event).size
    share = min(max(lower, 0.0) / max(exposed, 1), 0.999)
    ratio = 1.0 / (1.0 - share)
    return float(ratio + np.sqrt(ratio * (ratio - 1.0)))
