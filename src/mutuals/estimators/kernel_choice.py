"""How long contact works, and how much an audience takes of it: learned."""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.contact_kernel import Kernel, Meetings, exposure_grid
from mutuals.estimators.hazard import meetings
from mutuals.estimators.study import Contacts, Floats, Study

# The gain in log-likelihood for which a guess is left: chance hardly gives it.
_WORTH = 3.0
DECAYS = (0.2, 0.35, 0.6, 1.0, 1.75, 3.0)
SINCES = (0.3, 1.0, 3.0)
# Powers of the share each of an audience can claim; 1 is the guess, 0 no difference.
SIZES = (1.0, 0.0, 0.5, 2.0)
# Grids laid one after the other, while the best lies on the edge.
_GRIDS = 3
# Longer means would need stretches of time as long as the study.
_LONGEST = 3 / 40


@dataclass(frozen=True, slots=True)
class Chosen:
    """The kernel that fits best, and whether it sits on the edge of what was tried.

    ``size`` is the power of the personal share by which contacts count.
    """

    kernel: Kernel
    on_edge: bool
    size: float = 1.0

    @property
    def half_life(self) -> float:
        """Return after how long half of a contact's effect is gone."""
        return float(self.kernel.decay * np.log(2.0))


def choose_kernel(study: Study, anyway: Floats, around: Kernel) -> Chosen:
    """Return the kernel that explains adoptions best, near a guess if it can."""
    seen, longest = meetings(study, study.personal), max(study.end * _LONGEST, around.decay * 3)
    chosen = _on_grid(seen, anyway, around)
    for _ in range(_GRIDS - 1):
        if not chosen.on_edge or chosen.kernel.decay >= longest:
            break
        chosen = _on_grid(seen, anyway, chosen.kernel)
    return Chosen(chosen.kernel, chosen.on_edge, _size(study, anyway, chosen.kernel))


def _on_grid(seen: Meetings, anyway: Floats, around: Kernel) -> Chosen:
    grid = (around.decay * np.array(DECAYS), around.since * np.array(SINCES))
    at, over = exposure_grid(seen, grid)
    gain = np.array(
        [
            [
                _explained(anyway, at[:, slow, old], float(over[slow, old]))
                for old in range(len(SINCES))
            ]
            for slow in range(len(DECAYS))
        ]
    )
    gain[DECAYS.index(1.0), SINCES.index(1.0)] += _WORTH
    slow, old = np.unravel_index(int(np.argmax(gain)), gain.shape)
    edge = slow in (0, len(DECAYS) - 1)
    return Chosen(Kernel(float(grid[0][slow]), float(grid[1][old])), bool(edge))


def _size(study: Study, anyway: Floats, kernel: Kernel) -> float:
    weight = study.personal.weight
    if weight.size == 0 or np.ptp(weight) <= 0:
        return SIZES[0]
    grid = np.array([kernel.decay]), np.array([kernel.since])
    gain = np.zeros(len(SIZES))
    for place, power in enumerate(SIZES):
        at, over = exposure_grid(meetings(study, sized(study.personal, power)), grid)
        gain[place] = _explained(anyway, at[:, 0, 0], float(over[0, 0]))
    gain[0] += _WORTH
    return SIZES[int(np.argmax(gain))]


def sized(contacts: Contacts, power: float) -> Contacts:
    """Return contacts by another power of the personal share."""
    return contacts if power == SIZES[0] else contacts.weighed(contacts.weight**power)


def _explained(anyway: Floats, at: Floats, over: float) -> float:
    pooled = pooled_rate(anyway, at, over)
    return float(np.log(anyway + pooled * at).sum() - pooled * over)


def pooled_rate(anyway: Floats, at: Floats, over: float) -> float:
    """Return the one rate at which exposure explains adoptions best."""
    rate = 0.2 * at.size / max(over, 1e-9)
    told = at > 0
    rest, hazard = anyway[told] / at[told], np.empty(int(told.sum()))
    for _ in range(60):
        np.divide(1.0, np.add(rest, rate, out=hazard), out=hazard)
        rate *= max(float(hazard.sum()) / max(over, 1e-9), 1e-6)
    return rate
