"""The whole fit again with persons drawn again, on as many cores as there are.

Each draw has a generator of its own, so that it does not matter how many work at once.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from mutuals.estimators.hazard import Exposures, fit
from mutuals.estimators.own_setting import Parts
from mutuals.estimators.study import Floats, Study


@dataclass(frozen=True, slots=True)
class Refits:
    """Totals by draw, and each person's (draws x persons).

    Both are of the records as they are: what is drawn again is what rates are learned
    from, not whose adoptions are looked at.
    """

    total: Floats
    person: Floats

    @property
    def error(self) -> float:
        """Return the standard error of the total."""
        return float(self.total.std())


def refits(
    study: Study, found: Exposures, *, draws: int, rng: np.random.Generator, threads: int = 0
) -> Refits:
    """Fit ``draws`` times, each person counting as often as drawn (Poisson).

    ``threads``: on so many at once; 0: on as many as there are cores.
    """

    def again(own: np.random.Generator) -> tuple[float, Floats]:
        counts = own.poisson(1.0, study.adoptions.people).astype(np.float64)
        fitted = fit(replace(study, counts=counts), found, Parts(), rng=own)
        return float(fitted.credit.sum()), fitted.by_source()

    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        drawn = list(pool.map(again, rng.spawn(draws)))
    return Refits(np.array([one[0] for one in drawn]), np.stack([one[1] for one in drawn]))
