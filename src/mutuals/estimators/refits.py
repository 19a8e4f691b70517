"""The whole fit again with persons weighed anew, on as many cores as there are.

Persons are not drawn: whoever is left out is one nobody learns from, and where there is
little to learn from the total falls (planted: by a quarter, and its spread comes out
three times too wide). They count a little more or less, and the spread is scaled up
(the infinitesimal jackknife, Jaeckel 1972): planted, .8 of what totals of histories
drawn anew spread by.

Each draw has a generator of its own, so that it does not matter how many work at once.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from mutuals.estimators.hazard import Exposures, fit
from mutuals.estimators.own_setting import Parts
from mutuals.estimators.study import Floats, Study

# Standard deviation of how much a person counts.
_WIDTH = 0.35


@dataclass(frozen=True, slots=True)
class Refits:
    """Totals by draw, and each person's (draws x persons).

    Both are of the records as they are: weighed anew is what rates are learned from,
    not whose adoptions are looked at.
    """

    total: Floats
    person: Floats

    @property
    def error(self) -> float:
        """Return the standard error of the total, but for chance in who caused what."""
        return float(self.total.std(ddof=1)) / _WIDTH


def refits(
    study: Study, found: Exposures, *, draws: int, rng: np.random.Generator, threads: int = 0
) -> Refits:
    """Fit ``draws`` times, at least twice, each person counting by a gamma around one.

    ``threads``: on so many at once; 0: on as many as there are cores.
    """

    def again(own: np.random.Generator) -> tuple[float, Floats]:
        counts = own.gamma(_WIDTH**-2, _WIDTH**2, study.adoptions.people)
        fitted = fit(replace(study, counts=counts), found, Parts(), rng=own)
        return float(fitted.credit.sum()), fitted.by_source()

    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        drawn = list(pool.map(again, rng.spawn(draws)))
    return Refits(np.array([one[0] for one in drawn]), np.stack([one[1] for one in drawn]))
