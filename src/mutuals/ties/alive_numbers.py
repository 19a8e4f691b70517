"""What contact again depends on in archives others left; where few records begin.

Written with ``python -m benchmarks.truth.fit_alive``; change that, not this. A constant
to be reached, and a weight for each of ``persistence.COLUMNS``.
"""

import numpy as np

from mutuals.estimators.ordinal import Ordinal

CUT = -0.5805
WEIGHTS = {
    "bg_nbd": 0.5932,
    "memory_7": 0.0195,
    "memory_30": -0.3946,
    "memory_120": 0.2944,
    "memory_365": 0.5754,
    "activity_30_less": 0.4531,
    "activity_30_more": -0.3701,
    "activity_120_less": -0.3781,
    "activity_120_more": 0.0729,
    "silence": -0.0962,
    "started_less": -0.4606,
    "started_more": 0.0186,
}
_SIZE = len(WEIGHTS) + 1
SHIPPED = Ordinal(np.array([CUT]), np.array(list(WEIGHTS.values())), np.zeros((_SIZE, _SIZE)))
