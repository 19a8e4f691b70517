"""What contact again depends on in archives others left; where few records begin.

Written with ``python -m benchmarks.truth.fit_alive``; change that, not this. A constant
to be reached, and a weight for each of ``persistence.COLUMNS``.
"""

import numpy as np

from mutuals.estimators.ordinal import Ordinal

CUT = -0.5195
WEIGHTS = {
    "bg_nbd": 0.5681,
    "memory_7": 0.0822,
    "memory_30": -0.5669,
    "memory_120": 1.0162,
    "activity_30_less": 0.4062,
    "activity_30_more": -0.4499,
    "activity_120_less": -0.3291,
    "activity_120_more": 0.1484,
    "silence": -0.0480,
    "started_less": -0.4679,
    "started_more": 0.0171,
}
_SIZE = len(WEIGHTS) + 1
SHIPPED = Ordinal(np.array([CUT]), np.array(list(WEIGHTS.values())), np.zeros((_SIZE, _SIZE)))
