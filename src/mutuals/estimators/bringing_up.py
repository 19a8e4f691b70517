"""How likely something new is brought up on a tie, by how much contact there is.

A thing is brought up at most once on a tie, and each contact may be the one in which it
is: over a window the probability is 1 - exp(-rate x contact). The one rate is such that
as many words are expected as there were. Rates of each person's own were tried: those
who told much told less of later things than their contact let expect.
"""

import numpy as np

from mutuals.estimators.study import Floats

# Until anything is known, a thing is brought up in one of five contacts: a guess worth
# one word.
GUESS, _WORTH = 0.2, 1.0
_LEAST, _MOST, _HALVINGS = 1e-9, 1e3, 60


def rate_of_bringing_up(words: float, contact: Floats, often: Floats) -> float:
    """Return the rate per contact by which things are brought up.

    ``words`` is how many were, over all ties and things; ``contact`` how much contact
    each tie has, and ``often`` how many things there were to bring up on it.

    >>> round(rate_of_bringing_up(0.0, np.zeros(1), np.zeros(1)), 2)
    0.2
    >>> round(rate_of_bringing_up(1e6, np.full(1, 2.0), np.full(1, 2e6)), 2)
    0.35
    """
    low, high = np.log(_LEAST), np.log(_MOST)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        rate = float(np.exp(middle))
        hoped = float(often @ -np.expm1(-rate * contact)) + _WORTH * rate / GUESS
        low, high = (middle, high) if hoped < words + _WORTH else (low, middle)
    return float(np.exp(low))
