"""Everything an estimate is held against, gathered."""

import numpy as np

from mutuals.estimators.contrast import within_source
from mutuals.estimators.dose import dose
from mutuals.estimators.fits import Fits
from mutuals.estimators.grading import Evidence
from mutuals.estimators.hazard import Hazard, summed_z
from mutuals.estimators.label_swap import KERNEL_MEANS, Look
from mutuals.estimators.moderators import moderators
from mutuals.estimators.placebo import inert_things, mirrored, permuted_adoptions, rewired_ties
from mutuals.estimators.risk_ratio import e_value_of

_RARE = 0.15


def gathered(found: Fits, *, rng: np.random.Generator) -> Evidence:
    """Run every check on what was fitted."""
    study = found.study
    fitted, kernel = found.whole, found.chosen.kernel
    block = KERNEL_MEANS * kernel.decay
    return Evidence(
        adoptions=int(study.seen.sum()),
        exposed=exposed(fitted),
        priors=study.priors.shape[1],
        gain=fitted.gain,
        own_gain=summed_z(fitted.learned - found.shuffled.learned),
        zero=found.swaps[0].zero,
        identified=found.swaps[0].identified,
        kernel=found.chosen,
        permuted=permuted_adoptions(study, fitted.whole, kernel, rng=rng),
        rewired=rewired_ties(study, fitted.whole, kernel, block=block, rng=rng),
        mirrored=mirrored(study, Look(kernel, block)),
        inert=inert_things(study, fitted),
        dose=dose(study, fitted, rng=rng),
        contrast=within_source(fitted, rng=rng),
        moderators=tuple(moderators(study, fitted)),
        naming=fitted.naming,
        e_value=1.0,
    )


def exposed(fitted: Hazard) -> int:
    """Return how many adoptions came after contact with somebody ahead."""
    event = fitted.exposures.personal.event
    return int((np.bincount(event, minlength=1) > 0).sum())


def e_value(fitted: Hazard, lower: float) -> float:
    """Return how strong a hidden cause must be to explain the lower bound away.

    It would have to make both contact with somebody ahead and the adoption at least so
    many times as likely. 1 where the bound is 0.
    """
    taken = fitted.own.setting.study.adoptions
    share = min(max(lower, 0.0) / max(exposed(fitted), 1), 0.999)
    seen = int(fitted.own.setting.study.seen.sum())
    return explained_away(1.0 / (1.0 - share), seen / max(taken.people * taken.things, 1))


def explained_away(hazard: float, common: float) -> float:
    """Return the E-value of a ratio of hazards (VanderWeele and Ding 2017).

    ``common`` is the share of whoever could take things up that did. Above 15 % hazards
    exaggerate risks, whose ratio is then approximated as they do.

    >>> round(explained_away(2.0, 0.05), 2), round(explained_away(2.0, 0.3), 2)
    (3.41, 2.61)
    """
    ratio = hazard
    if common > _RARE:
        root = np.sqrt(hazard)
        ratio = float((1.0 - 0.5**root) / (1.0 - 0.5 ** (1.0 / root)))
    return e_value_of(ratio)
