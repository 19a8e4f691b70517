"""People at one place fall into groups of those who know each other."""

import numpy as np

from mutuals.graph.merging import LARGEST, merged


def closeness(size: int, *pairs: tuple[int, int, float]) -> np.ndarray[tuple[int, int]]:
    found = np.zeros((size, size))
    for one, other, value in pairs:
        found[one, other] = found[other, one] = value
    return found


def test_ten_people_in_pairs_are_five_groups() -> None:
    pairs = [(one, one + 1, 1.0) for one in range(0, 10, 2)]
    assert merged(closeness(10, *pairs)).tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_ten_close_friends_are_four_groups_of_at_most_five() -> None:
    found = np.bincount(merged(np.ones((10, 10))))
    assert found.size == 4
    assert found.max() <= LARGEST


def test_no_group_grows_beyond_five_even_if_more_are_left() -> None:
    two_sixes = closeness(
        12, *((a, b, 1.0) for a in range(12) for b in range(a) if a // 6 == b // 6)
    )
    found = np.bincount(merged(two_sixes))
    assert found.sum() == 12
    assert found.max() <= LARGEST


def test_strangers_stay_alone() -> None:
    assert merged(np.zeros((4, 4))).tolist() == [0, 1, 2, 3]
