"""People at one place fall into groups of those who know each other."""

import numpy as np

from mutuals.graph.merging import LARGEST, gathered, matched, merged


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


def test_pairs_swap_partners_when_that_brings_all_closer() -> None:
    # taking the closest two first would leave two strangers over
    found = closeness(4, (0, 1, 5.0), (1, 2, 6.0), (2, 3, 5.0))
    assert matched(found) == [(0, 1), (2, 3)]


def test_pairing_comes_near_the_best_there_is() -> None:
    rng = np.random.default_rng(3)
    for _ in range(20):
        drawn = rng.random((8, 8))
        found = np.triu(drawn, 1) + np.triu(drawn, 1).T
        ours = sum(found[pair] for pair in matched(found))
        assert ours >= 0.89 * best(found, tuple(range(8)))


def best(found: np.ndarray[tuple[int, int]], people: tuple[int, ...]) -> float:
    if not people:
        return 0.0
    first, *rest = people
    return max(
        float(found[first, one]) + best(found, tuple(each for each in rest if each != one))
        for one in rest
    )


def test_those_seen_together_are_as_many_groups_as_there_were() -> None:
    circles = [(0, 1, 60.0), (1, 2, 50.0), (0, 2, 55.0), (3, 4, 40.0), (4, 5, 40.0), (3, 5, 9.0)]
    assert gathered(closeness(7, *circles, (2, 3, 5.0))).tolist() == [0, 0, 0, 1, 1, 1, 2]


def test_seven_in_one_talk_are_one_group_and_nobody_seen_is_alone() -> None:
    assert gathered(np.ones((7, 7)) - np.eye(7)).tolist() == [0] * 7
    assert gathered(np.zeros((3, 3))).tolist() == [0, 1, 2]
