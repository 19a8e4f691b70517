"""Sources' strengths learned from other things than those they are used for."""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.hazard import Hazard
from mutuals.estimators.shrinkage import shrunk
from mutuals.estimators.study import Floats, Ids, Study, counted

_SUSCEPTIBLE = 3.0
_FEWEST = 5.0


@dataclass(frozen=True, slots=True)
class Strengths:
    """By fold of things: how strong each source is, how easily each target is moved."""

    rate: Floats
    easily: Floats


def strengths(study: Study, fitted: Hazard, fold: Ids) -> Strengths:
    """Return both by fold, each from the adoptions of the other folds' things."""
    found, people = fitted.exposures.personal, study.adoptions.people
    folds = found.integral.shape[1]
    rate, easily = np.ones((folds, people)), np.ones((folds, people))
    used = fold[study.adoptions.thing[found.event]]
    for one in range(folds):
        credit = fitted.credit * (used != one)
        left = found.integral.sum(axis=1) - found.integral[:, one]
        if credit.sum() >= _FEWEST:
            rate[one], easily[one] = _learned(study, fitted, credit=credit, left=left)
    return Strengths(rate, easily)


def _learned(
    study: Study, fitted: Hazard, *, credit: Floats, left: Floats
) -> tuple[Floats, Floats]:
    found, people = fitted.exposures.personal, study.adoptions.people
    spent = left * fitted.personal.easily[found.pair_target]
    pooled = float(credit.sum()) / max(float(spent.sum()), 1e-12)
    hoped = pooled * counted(found.pair_source, spent, people)
    rate = shrunk(counted(found.source, credit, people), hoped, fitted.personal.shape)
    felt = pooled * counted(found.pair_target, left * rate[found.pair_source], people)
    target = study.adoptions.person[found.event]
    moved = shrunk(counted(target, credit, people), felt, _SUSCEPTIBLE)
    return rate, moved / np.average(moved, weights=np.maximum(felt, 1e-9))


def pooled_error(study: Study, fitted: Hazard, fold: Ids) -> float:
    """Return the total's standard error from the pooled rate, by target and things.

    It does not depend on how small the rate is: where nothing was found, it says how
    much could have been missed.
    """
    found, source = fitted.exposures.personal, fitted.personal
    people, folds = study.adoptions.people, found.integral.shape[1]
    share = counted(found.event, fitted.credit, study.adoptions.person.size)
    most = float(share.max(initial=0.0))
    if most <= 0:
        return 0.0
    share = share / most
    strong = source.rate[found.pair_source] * source.easily[found.pair_target]
    hoped = found.integral * (strong / most)[:, None]
    by_target = np.bincount(study.adoptions.person, share, people)
    by_target = by_target - np.bincount(found.pair_target, hoped.sum(axis=1), people)
    by_fold = np.bincount(fold[study.adoptions.thing], share, folds) - hoped.sum(axis=0)
    known = float((share**2).sum())
    spread = max(float((by_target**2).sum() + (by_fold**2).sum()) - known, known)
    return float((share * (1.0 - most * share)).sum() * np.sqrt(spread) / known)
