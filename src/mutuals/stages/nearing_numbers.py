"""What stages depend on; fitted on made-up villages, whose truth alone is known.

Written with ``python -m benchmarks.truth.fit_stages``; change that, not this. Two
cut-points (acquaintance, budding friend, friend), and a weight for each of
``nearing.COLUMNS``.
"""

import numpy as np

from mutuals.estimators.ordinal import Ordinal

CUTS = (-4.139, -0.618)
WEIGHTS = {
    "alone_30": 0.076,
    "alone_90": 0.401,
    "alone_365": -0.228,
    "alone_90_to_pace": -0.941,
    "alone_365_to_pace": 2.279,
    "alone_ever_to_pace": 0.773,
    "company_90": -0.138,
    "company_ever": 0.207,
    "own_pace": -0.462,
    "other_pace": 0.310,
    "rarer_side": 1.565,
    "known_for": -0.973,
}
_SIZE = len(CUTS) + len(WEIGHTS)
SHIPPED = Ordinal(np.array(CUTS), np.array(list(WEIGHTS.values())), np.zeros((_SIZE, _SIZE)))
