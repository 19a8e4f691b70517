"""Everything fitted to a study: with and without what people like, and by the swap."""

from dataclasses import dataclass, replace

import numpy as np

from mutuals.estimators.contact_kernel import Kernel
from mutuals.estimators.cross_fit import strengths
from mutuals.estimators.hazard import Exposures, Hazard, fit
from mutuals.estimators.kernel_choice import Chosen, choose_kernel, sized
from mutuals.estimators.label_swap import KERNEL_MEANS, Look, Swap, pairing, swap, zero_of
from mutuals.estimators.mass_lines import without_masses
from mutuals.estimators.own_setting import Parts
from mutuals.estimators.study import Floats, Ids, Study

NAIVE = Parts(*[False] * 5)
WITHOUT_TASTE, WHOLE = Parts(taste=False), Parts()
THING_FOLDS = 5
# A kernel's mean as a part of the time seen, before one is chosen.
_DECAY, _SINCE = 1 / 40, 1 / 4
_RARE, _NEVER = 0.02, 1e-300


@dataclass(frozen=True, slots=True)
class Fits:
    """Hazards and swaps of a study whose contacts count as was learned.

    ``half`` knows half of the earlier behaviours, ``shuffled`` those of another person
    instead of each one's own.
    """

    study: Study
    fold: Ids
    chosen: Chosen
    naive: Hazard
    plain: Hazard
    half: Hazard
    whole: Hazard
    shuffled: Hazard
    swaps: tuple[Swap, Swap]


def fitted_to(study: Study, *, rng: np.random.Generator, around: Kernel | None) -> Fits:
    """Choose the kernel, near a guess if there is one, and fit everything."""
    guess = around or Kernel(study.end * _DECAY, study.end * _SINCE)
    study = without_masses(study, guess.decay)
    fold = rng.permutation(study.adoptions.things) % THING_FOLDS
    first = fit(study, Exposures.of(study, guess, fold), WHOLE, rng=rng)
    chosen = choose_kernel(study, first.anyway, guess)
    study = replace(study, personal=sized(study.personal, chosen.size))
    exposures = Exposures.of(study, chosen.kernel, fold)
    columns = rng.permutation(study.priors.shape[1])[: study.priors.shape[1] // 2]
    half, shuffled = study.priors[:, columns], rng.permutation(study.priors)

    def fit_with(priors: Floats, parts: Parts) -> Hazard:
        return fit(replace(study, priors=priors), exposures, parts, rng=rng)

    whole = fit_with(study.priors, WHOLE)
    look = Look(chosen.kernel, KERNEL_MEANS * chosen.kernel.decay)
    wide = look._replace(block=2.0 * look.block)
    return Fits(
        study=study,
        fold=fold,
        chosen=chosen,
        naive=fit_with(study.priors, NAIVE),
        plain=fit_with(study.priors, WITHOUT_TASTE),
        half=fit_with(half, WHOLE),
        whole=whole,
        shuffled=fit_with(shuffled, WHOLE),
        swaps=(
            _swapped(study, whole, look, fold=fold, rng=rng),
            _swapped(study, whole, wide, fold=fold, rng=rng),
        ),
    )


def _swapped(
    study: Study, fitted: Hazard, look: Look, *, fold: Ids, rng: np.random.Generator
) -> Swap:
    taken, strong = study.adoptions, strengths(study, fitted, fold)
    plain = pairing(study, look, rates=np.ones_like(strong.rate), fold=fold)
    found = pairing(study, look, rates=strong.rate, fold=fold)
    rare = np.quantile(fitted.anyway, _RARE) if fitted.anyway.size else _NEVER
    anyway = np.maximum(fitted.anyway, max(float(rare), _NEVER))
    weight = strong.easily[fold[taken.thing], taken.person] / anyway
    weighed = replace(found, met=found.met * weight, expected=found.expected * weight)
    return replace(swap(weighed, taken.person, rng=rng), zero=zero_of(plain, taken.person))
