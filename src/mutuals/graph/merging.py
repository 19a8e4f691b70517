"""Which of the people at one place stand together: merging the closest first."""

from itertools import combinations

import numpy as np

from mutuals.graph.csr import Ids, Numbers

# Group sizes seen at conferences and schools average 2.2 to 2.6.
MEAN_SIZE = 2.4
# Beyond about four, talk falls apart into two.
LARGEST = 5
# One bridge between two groups does not make them one: half of them must have met.
ACQUAINTED = 0.5


def merged(closeness: Numbers) -> Ids:
    """Return each person's group number (0, 1, ...), in order of first member.

    ``closeness`` is symmetric, and 0 where two people have never been in contact. The
    two groups of the highest mean closeness merge, until one is left for every 2.4
    people, none can merge within five, or the rest are mostly strangers to each other.
    """
    size = closeness.shape[0]
    groups = [[one] for one in range(size)]
    wanted = max(1, round(size / MEAN_SIZE))
    while len(groups) > wanted:
        pair = _closest(closeness, groups)
        if pair is None:
            break
        groups[pair[0]] += groups.pop(pair[1])
    number = np.zeros(size, np.int64)
    for place, group in enumerate(groups):
        number[group] = place
    return number


def _closest(closeness: Numbers, groups: list[list[int]]) -> tuple[int, int] | None:
    best, found = 0.0, None
    for one, other in combinations(range(len(groups)), 2):
        if len(groups[one]) + len(groups[other]) > LARGEST:
            continue
        across = closeness[np.ix_(groups[one], groups[other])]
        mean = float(across.mean().round(9))
        if mean > best and (across > 0).mean() >= ACQUAINTED:
            best, found = mean, (one, other)
    return found
