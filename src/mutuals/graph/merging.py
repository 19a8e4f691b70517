"""Which of the people at one place stand together: pairs first, then the closest."""

from itertools import combinations

import numpy as np

from mutuals.graph.csr import Ids, Numbers

# Groups seen at conferences, in a hospital and at a school average 2.2 to 2.6 people.
MEAN_SIZE = 2.3
# Beyond about four, talk falls apart into two.
LARGEST = 5
# One bridge between two groups does not make them one: half of them must have met.
ACQUAINTED = 0.5

Pair = tuple[int, int]


def merged(closeness: Numbers, mean_size: float = MEAN_SIZE) -> Ids:
    """Return each person's group number (0, 1, ...), in order of first member.

    ``closeness`` is symmetric, and 0 where two people have never been in contact.
    People are paired first so that the pairs together are as close as can be; then the
    two groups of the highest mean closeness merge, until one is left for every
    ``mean_size`` people, none can merge within five, or the rest are mostly strangers
    to each other.
    """
    size = closeness.shape[0]
    pairs = matched(closeness)
    paired = {one for pair in pairs for one in pair}
    groups = [list(pair) for pair in pairs] + [[one] for one in range(size) if one not in paired]
    groups.sort()
    wanted = max(1, round(size / mean_size))
    while len(groups) > wanted:
        found = _closest(closeness, groups)
        if found is None:
            break
        groups[found[0]] += groups.pop(found[1])
    number = np.zeros(size, np.int64)
    for place, group in enumerate(sorted(groups, key=min)):
        number[group] = place
    return number


def matched(closeness: Numbers) -> list[Pair]:
    """Return pairs of people, nobody in two, that are close in total.

    The closest two pair first; then two pairs swap partners as long as that brings the
    four closer. Strangers are not paired.

    >>> matched(np.array([[0, 2, 2, 0], [2, 0, 3, 0], [2, 3, 0, 2], [0, 0, 2, 0]]))
    [(0, 1), (2, 3)]
    """
    worth = np.round(closeness, 9).tolist()
    order = sorted(combinations(range(len(worth)), 2), key=lambda pair: -worth[pair[0]][pair[1]])
    free, pairs = set(range(len(worth))), []
    for one, other in order:
        if one in free and other in free:
            pairs.append((one, other))
            free -= {one, other}
    while _swapped(worth, pairs):
        pass
    return sorted(pair for pair in pairs if worth[pair[0]][pair[1]] > 0)


def _swapped(worth: list[list[float]], pairs: list[Pair]) -> bool:
    """Exchange partners once wherever that is better; tell whether it was anywhere."""
    better = False
    for first, second in combinations(range(len(pairs)), 2):
        (a, b), (c, d) = pairs[first], pairs[second]
        held = worth[a][b] + worth[c][d]
        straight, crossed = worth[a][c] + worth[b][d], worth[a][d] + worth[b][c]
        if round(max(straight, crossed) - held, 9) > 0:
            changed = ((a, c), (b, d)) if straight >= crossed else ((a, d), (b, c))
            pairs[first], pairs[second] = (_in_order(pair) for pair in changed)
            better = True
    return better


def _in_order(pair: Pair) -> Pair:
    return min(pair), max(pair)


def _closest(closeness: Numbers, groups: list[list[int]]) -> Pair | None:
    best, found = 0.0, None
    for one, other in combinations(range(len(groups)), 2):
        if len(groups[one]) + len(groups[other]) > LARGEST:
            continue
        across = closeness[np.ix_(groups[one], groups[other])]
        mean = float(across.mean().round(9))
        if mean > best and (across > 0).mean() >= ACQUAINTED:
            best, found = mean, (one, other)
    return found


def gathered(seen: Numbers) -> Ids:
    """Return group numbers from how long every two people were seen together.

    The two groups merge whose merging adds most to modularity, until none adds any: as
    many groups as there were, of whatever size.
    """
    size = seen.shape[0]
    total = float(seen.sum())
    number = np.arange(size)
    if not total:
        return number
    # between groups: what is seen beyond what everybody's total would give by chance
    beyond = seen / total - np.outer(seen.sum(axis=1), seen.sum(axis=1)) / total**2
    while True:
        gain = np.triu(beyond.round(9), 1)
        one, other = np.unravel_index(int(gain.argmax()), gain.shape)
        if gain[one, other] <= 0:
            return np.unique(number, return_inverse=True)[1].astype(np.int64)
        number[number == other] = one
        beyond[one] += beyond[other]
        beyond[:, one] += beyond[:, other]
        beyond[other] = beyond[:, other] = -1.0
