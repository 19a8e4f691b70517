"""Weights on others are found where planted; staying is no virtue by itself."""

import numpy as np
import pytest
from numpy.typing import NDArray

from mutuals.estimators.judgement import Judgements, Weights, weights
from mutuals.estimators.study import Floats

PEOPLE, EACH, NOISE = 200, 16, 1.0


def said(seed: int, *, skill: float = 8.0) -> tuple[Judgements, Floats]:
    """Return judgements in which a number said twice lies NOISE apart; and weights."""
    rng = np.random.default_rng(seed)
    true = rng.beta(2.0, 4.0, PEOPLE)
    person = np.repeat(np.arange(PEOPLE), EACH)
    truth = rng.normal(0, 10, person.size)
    before = truth + skill * rng.normal(size=person.size)
    heard = truth + 3.0 * rng.normal(size=person.size)
    after = before + true[person] * (heard - before) + NOISE * rng.normal(size=person.size)
    return Judgements(person, before, heard, after, truth, PEOPLE), true


def some(given: Judgements, kept: NDArray[np.bool_]) -> Judgements:
    return Judgements(
        given.person[kept],
        given.before[kept],
        given.heard[kept],
        given.after[kept],
        given.truth[kept],
        given.people,
    )


@pytest.fixture(scope="module")
def found() -> tuple[Weights, Floats]:
    given, true = said(1)
    return weights(given, 2 * NOISE), true


def test_planted_weights_are_found(found: tuple[Weights, Floats]) -> None:
    one, true = found
    assert np.corrcoef(one.weight, true)[0, 1] > 0.85
    assert abs(one.middle - true.mean()) < 0.02
    held = np.mean((one.lower <= true) & (true <= one.upper))
    assert 0.8 < held < 0.99
    assert one.independent == pytest.approx(1.0 - one.weight)


def test_own_weights_foretell_more_than_everybodys_or_none() -> None:
    given, _ = said(1)
    half = np.arange(given.person.size) % 2 == 0
    learned = weights(some(given, half), 2 * NOISE)
    rest = some(given, ~half)
    apart = rest.heard - rest.before

    def off(weight: Floats | float) -> float:
        return float(np.sqrt(np.mean((rest.before + weight * apart - rest.after) ** 2)))

    assert off(learned.weight[rest.person]) < off(learned.middle) < off(0.0)


def test_small_distances_and_nobody_tell_nothing() -> None:
    near = Judgements(
        np.array([0]), np.array([5.0]), np.array([5.5]), np.array([9.0]), np.array([np.nan]), 2
    )
    one = weights(near, NOISE)
    assert one.judgements.tolist() == [0, 0]
    assert one.weight.tolist() == [0.5, 0.5]
    assert np.isnan(one.gain).all()


def test_who_stays_and_is_wrong_is_told_from_who_stays_and_is_right() -> None:
    given, _ = said(2)
    person, after = given.person, given.after.copy()
    before = given.before.copy()
    stays = person < 2
    right = person == 0
    before[right] = given.truth[right]
    after[stays] = before[stays]
    one = weights(Judgements(person, before, given.heard, after, given.truth, PEOPLE), 2 * NOISE)
    assert (one.upper[:2] < one.middle).all()
    assert one.gain[0] > 0 > one.gain[1]
    assert one.is_stubborn[:2].tolist() == [False, True]
