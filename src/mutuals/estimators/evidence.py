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
    return int(np.unique(fitted.exposures.personal.event).size)


def e_value(fitted: Hazard, lower: float) -> float:
    """Return how strong a hidden cause must be to explain the lower bound away.

    VanderWeele and Ding (2017), of the exposed adoptions' risk ratio.
    """
    share = min(max(lower, 0.0) / max(exposed(fitted), 1), 0.999)
    ratio = 1.0 / (1.0 - share)
    return float(ratio + np.sqrt(ratio * (ratio - 1.0)))
