"""Will there be contact again? Fader, Hardie and Lee's model of buying until death.

Everybody has a rate of their own (gamma over persons), and after each contact the tie
may end for good (beta over ties). Both are integrated out in closed form.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import betaln, expit, gammaln

Floats = NDArray[np.float64]

# Parameters far outside what data can tell apart only stall the search.
_BOUND = 6.0
# A weak pull of the logarithms towards 0: a few ties alone cannot settle four numbers.
_PULL = 0.05
_HALVINGS = 24


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Shape and scale of the rates, and the two shapes of the chance to end."""

    r: float
    alpha: float
    a: float
    b: float


@dataclass(frozen=True, slots=True)
class Past:
    """Contacts after the first, time from first to last, time since the first."""

    repeats: Floats
    last: Floats
    age: Floats


def bg_nbd(past: Past) -> Rhythm:
    """Fit the four numbers by maximum likelihood."""
    found = minimize(
        lambda logs: _PULL * (logs @ logs) - _likelihood(Rhythm(*np.exp(logs)), past).sum(),
        np.zeros(4),
        method="L-BFGS-B",
        bounds=[(-_BOUND, _BOUND)] * 4,
    )
    return Rhythm(*(float(one) for one in np.exp(found.x)))


def chance_within(rhythm: Rhythm, past: Past, window: float) -> Floats:
    """Return each tie's chance of contact within a window from now."""
    shape = rhythm.r + past.repeats
    scale = rhythm.alpha + past.age
    none = np.exp(shape * (np.log(scale) - np.log(scale + window)))
    return np.asarray(not_over(rhythm, past) * (1.0 - none))


def silence_until(rhythm: Rhythm, past: Past, chance: float, *, longest: Floats) -> Floats:
    """Return after what silence contact within one unit of time becomes unlikely.

    The silence follows ``past.last``, whatever the age. Infinite where contact is still
    as likely as ``chance`` after the longest silence.
    """

    def is_unlikely(silence: Floats) -> NDArray[np.bool_]:
        then = Past(past.repeats, past.last, past.last + silence)
        return np.asarray(chance_within(rhythm, then, 1.0) < chance)

    least, most = np.zeros_like(longest), np.array(longest)
    for _ in range(_HALVINGS):
        middle = (least + most) / 2.0
        unlikely = is_unlikely(middle)
        least, most = np.where(unlikely, least, middle), np.where(unlikely, middle, most)
    return np.where(is_unlikely(longest), most, np.inf)


def not_over(rhythm: Rhythm, past: Past) -> Floats:
    """Return each tie's chance that it has not ended for good."""
    return np.asarray(expit(-_log_odds_over(rhythm, past)))


def _log_odds_over(rhythm: Rhythm, past: Past) -> Floats:
    shape = rhythm.r + past.repeats
    waited = np.log(rhythm.alpha + past.age) - np.log(rhythm.alpha + past.last)
    ends = np.log(rhythm.a) - np.log(rhythm.b + np.maximum(past.repeats, 1.0) - 1.0)
    return np.where(past.repeats > 0, ends + shape * waited, -np.inf)


def _likelihood(rhythm: Rhythm, past: Past) -> Floats:
    shape = rhythm.r + past.repeats
    ended = np.logaddexp(0.0, _log_odds_over(rhythm, past))
    return np.asarray(
        betaln(rhythm.a, rhythm.b + past.repeats)
        - betaln(rhythm.a, rhythm.b)
        + gammaln(shape)
        - gammaln(rhythm.r)
        + rhythm.r * np.log(rhythm.alpha)
        - shape * np.log(rhythm.alpha + past.age)
        + ended
    )
