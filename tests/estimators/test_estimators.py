"""Intervals hold what they promise, on numbers known beforehand."""

import numpy as np
import pytest

from mutuals.estimators import bootstrap
from mutuals.estimators.proportion import proportion
from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.estimators.risk_ratio import risk_ratio


def test_half_of_ten_is_a_half_with_a_wide_interval() -> None:
    found = proportion([5, 0, 10, 0], [10, 10, 10, 0])
    assert found.share.tolist() == [0.5, 0.0, 1.0, 0.5]
    assert found.lower.round(3).tolist() == [0.262, 0.0, 0.829, 0.006]
    assert found.upper.round(3).tolist() == [0.738, 0.171, 1.0, 0.994]


def test_without_trials_the_prior_speaks() -> None:
    found = proportion([0], [0], prior=(0.5, 9.5))
    assert found.share.round(3).tolist() == [0.05]


def test_intervals_of_shares_cover_nine_times_in_ten() -> None:
    done = np.random.default_rng(5).binomial(400, 0.3, 2000)
    found = proportion(done, np.full(2000, 400))
    covered = np.mean((found.lower <= 0.3) & (found.upper >= 0.3))
    assert 0.87 < covered < 0.94


def test_totals_of_many_people_are_surer_than_of_one() -> None:
    drawn = bootstrap.weights(np.random.default_rng(1), 20)
    values = np.concatenate([np.full(20, 0.5), [10.0]])
    group = np.array([0] * 20 + [1])
    cluster = np.array([*range(20), 0])
    found = bootstrap.group_totals(values, group, cluster, groups=3, drawn=drawn)
    assert found.total.tolist() == [10.0, 10.0, 0.0]
    assert found.lower[1] == 0.0
    assert 6.0 < found.lower[0] < 8.5
    assert 11.5 < found.upper[0] < 15.0
    assert (found.lower[2], found.upper[2]) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("second", "expected"),
    [([1, 2, 3, 4, 5], 1.0), ([5, 4, 3, 2, 1], -1.0), ([2, 1, 4, 3, 5], 0.8)],
)
def test_rank_correlation_of_known_rankings(second: list[int], expected: float) -> None:
    found = rank_correlation([1, 2, 3, 4, 5], second, np.random.default_rng(1))
    assert found.value == pytest.approx(expected)
    assert found.lower <= found.value <= found.upper


def test_a_constant_ranking_has_no_correlation() -> None:
    found = rank_correlation([1, 1, 1], [1, 2, 3], np.random.default_rng(1))
    assert np.isnan([found.value, found.lower, found.upper]).all()


def test_twice_as_often_is_a_ratio_of_about_two() -> None:
    rows = np.tile([1.0, 2.0, 1.0, 4.0], (200, 1))
    found = risk_ratio(rows, bootstrap.weights(np.random.default_rng(1), 200))
    assert found.value == pytest.approx(1.998, abs=0.01)
    assert found.lower == pytest.approx(2.0, abs=0.02)


def test_a_ratio_over_nobody_stays_finite() -> None:
    rows = np.array([[0.0, 3.0, 0.0, 3.0]])
    found = risk_ratio(rows, bootstrap.weights(np.random.default_rng(1), 1))
    assert found.value == 1.0
    assert np.isfinite([found.lower, found.upper]).all()
