"""What contact again depends on in archives others left; where few records begin.

Written with ``python -m benchmarks.truth.fit_alive``; change that, not this. A constant
to be reached, and a weight for each of ``persistence.COLUMNS``.
"""

import numpy as np

from mutuals.estimators.ordinal import Ordinal

CUT = -0.4122
WEIGHTS = {
    "bg_nbd": 0.5009,
    "memory_7": -0.0357,
    "memory_30": -0.4041,
    "memory_120": 0.0718,
    "memory_365": 0.3061,
    "activity_30_less": 0.5325,
    "activity_30_more": -0.1355,
    "activity_120_less": -0.4673,
    "activity_120_more": -0.0576,
    "silence": -0.2459,
    "started_less": -0.4666,
    "started_more": 0.0245,
    "silence_before": -0.1219,
    "company_alike": 3.0346,
    "company_common": 0.1173,
}
_SIZE = len(WEIGHTS) + 1
SHIPPED = Ordinal(np.array([CUT]), np.array(list(WEIGHTS.values())), np.zeros((_SIZE, _SIZE)))
