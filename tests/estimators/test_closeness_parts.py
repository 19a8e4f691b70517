"""Fitting a chance, telling apart, and time given: values worked out by hand."""

import numpy as np
import pytest

from mutuals.estimators import company
from mutuals.estimators.company import Given, likeness, reach
from mutuals.estimators.logistic import Logistic, chance, fit, spread_of
from mutuals.estimators.skill import apart, between, calibration, precision, ranking


def triangle() -> Given:
    """Return 0 giving 1 and 2 alike, 1 giving all to 0, 2 half to 0 and half to 3."""
    giver, receiver = np.array([0, 0, 1, 2, 2]), np.array([1, 2, 0, 0, 3])
    return Given(4, giver, receiver, np.array([5.0, 5.0, 2.0, 1.0, 1.0]))


def test_reach_is_the_smaller_share_and_what_comes_by_one_other() -> None:
    pairs = np.array([0, 1, 0]), np.array([1, 2, 3])
    # 0 and 1: .5 and 1, nothing by another; 1 and 2: by way of 0, .5 there, .25 back;
    # 0 and 3: by way of 2 there, never back.
    found = reach(triangle(), pairs)
    assert found == pytest.approx([0.7 * 0.5, 0.7 * 0.3 * 0.25, 0.0])


def test_reach_is_the_same_both_ways_round() -> None:
    pairs = np.array([0, 1]), np.array([2, 2])
    assert reach(triangle(), pairs) == pytest.approx(reach(triangle(), pairs[::-1]))


def test_company_is_alike_for_whoever_gives_to_the_same_and_each_other() -> None:
    pairs = np.array([0, 1, 1, 3]), np.array([1, 2, 1, 0])
    # Directions of 0: self, 1, 2 = 1/sqrt 2, 1/2, 1/2; of 1: self, 0 = 1/sqrt 2 each.
    apart_by_one = 0.5 + 0.5 / np.sqrt(2)
    assert likeness(triangle(), pairs) == pytest.approx([apart_by_one, 0.5 / np.sqrt(2), 1.0, 0.0])


def test_whoever_knows_very_many_keeps_the_largest(monkeypatch: pytest.MonkeyPatch) -> None:
    giver = np.array([0, 0, 0, 1, 2, 3])
    receiver = np.array([1, 2, 3, 0, 3, 0])
    given = Given(4, giver, receiver, np.array([1.0, 2.0, 3.0, 1.0, 1.0, 1.0]))
    pair = np.array([1]), np.array([2])
    whole = reach(given, (np.array([0]), np.array([3])))
    monkeypatch.setattr(company, "MOST", 1)
    monkeypatch.setattr(company, "_AT_ONCE", 1)
    # Only 0 -> 3 is kept: by way of 0 nothing comes to 2 any more.
    assert reach(given, pair) == pytest.approx([0.0])
    assert reach(given, (np.array([0]), np.array([3]))) <= whole


def test_nobody_gives_nothing() -> None:
    none = np.zeros(0, np.int64)
    given = Given(2, none, none, np.zeros(0))
    assert reach(given, (np.array([0]), np.array([1]))) == [0.0]
    assert likeness(given, (np.array([0]), np.array([1]))) == [0.0]
    assert reach(given, (none, none)).size == 0


def test_a_chance_finds_planted_weights() -> None:
    rng = np.random.default_rng(5)
    columns = rng.normal(size=(20_000, 2))
    yes = rng.random(20_000) < chance(columns @ [1.0, -0.5] - 1.0)
    found = fit(columns, yes, ridge=1e-6)
    assert [found.constant, *found.weights] == pytest.approx([-1.0, 1.0, -0.5], abs=0.06)


def test_counting_a_row_twice_is_having_it_twice() -> None:
    columns, yes = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 1, 0, 1])
    again = np.array([0, 1, 1, 2, 3, 3, 3])
    one = fit(columns, yes, counted=[1, 2, 1, 3])
    two = fit(columns[again], yes[again])
    assert one.weights == pytest.approx(two.weights)
    assert one.constant == pytest.approx(two.constant)


def test_rows_told_apart_fully_stay_finite_and_a_constant_column_weighs_nothing() -> None:
    found = fit([[0, 1], [0, 1], [9, 1], [9, 1]], [0, 0, 1, 1])
    assert np.isfinite(found.weights).all()
    assert found.weights[1] == 0.0
    assert found.chance([[9, 1]])[0] > 0.9


def test_uncertain_weights_leave_log_odds_uncertain() -> None:
    fits = [Logistic(c, np.array([w]), np.zeros((2, 2))) for c, w in ((0, 1), (2, 1), (1, 1))]
    model = Logistic(1.0, np.array([1.0]), spread_of(fits))
    assert model.variance([[7.0]]) == pytest.approx([1.0])
    assert fits[0].variance([[7.0]]) == [0.0]


def test_rows_of_one_value_share_a_place() -> None:
    assert precision([1, 0], [2, 2]) == 0.5
    assert ranking([1, 0], [2, 2]) == 0.5
    assert ranking([1, 0, 0], [2, 1, 3], [1, 3, 1]) == 0.75
    assert np.isnan(ranking([1, 1], [1, 2]))
    assert np.isnan(precision([0, 0], [1, 2]))


def test_calibration_is_the_gap_of_told_and_found() -> None:
    told = np.repeat([0.2, 0.8], 50)
    assert calibration(told > 0.5, told) == pytest.approx(0.2)
    assert calibration([1, 0], [1.0, 0.0]) == 0.0


def test_between_is_nine_tenths() -> None:
    found = between([*range(101), np.nan], 50)
    assert (found.value, found.lower, found.upper) == (50, 5, 95)


def test_nobody_is_fitted_on_and_tested() -> None:
    first, second = np.triu_indices(12, 1)
    tested = np.zeros(first.size)
    for fitted_on, test in apart((first, second), 3, np.random.default_rng(1)):
        people = [set(first[one]) | set(second[one]) for one in (fitted_on, test)]
        assert not people[0] & people[1]
        tested += test
    assert (tested == 1).all()
