"""Rates of rows: one unlike all others changes none; little is made of few words."""

import numpy as np
import pytest

from mutuals.estimators import mixture
from mutuals.estimators.mixture import rates

GUESS = (0.5, 10.0)


def drawn(rows: int, rate: float, words: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    said = rng.integers(1, words, rows).astype(np.float64)
    return rng.poisson(rate * said).astype(np.float64), said


def test_one_who_is_always_heard_says_little_of_the_others() -> None:
    deeds, words = drawn(60, 0.07, 10)
    alone = rates(deeds, words, GUESS)
    joined = rates(np.append(deeds, 80.0), np.append(words, 150.0), GUESS)
    assert joined.rate[-1] == pytest.approx(80 / 150, rel=0.1)
    assert joined.rate[:-1].mean() == pytest.approx(alone.rate.mean(), rel=0.15)
    assert joined.usual == pytest.approx(alone.usual, rel=0.3)


def test_rows_that_are_alike_are_pulled_together() -> None:
    deeds, words = drawn(400, 0.07, 10)
    found = rates(deeds, words, GUESS)
    plain = deeds / words
    assert np.abs(found.rate - 0.07).mean() < np.abs(plain - 0.07).mean() / 3
    assert found.usual == pytest.approx(0.07, rel=0.15)
    assert (found.variance > 0).all()


def test_rows_seen_often_keep_what_they_are() -> None:
    deeds, words = np.array([40.0, 400.0, 100.0]), np.full(3, 1000.0)
    assert rates(deeds, words, GUESS).rate == pytest.approx(deeds / words, rel=0.15)


def test_with_nothing_known_there_is_the_guess() -> None:
    found = rates(np.zeros(0), np.zeros(0), GUESS)
    assert found.rate.size == 0
    assert found.usual == pytest.approx(0.05, rel=0.1)


def test_in_parts_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    deeds, words = drawn(50, 0.2, 10)
    whole = rates(deeds, words, GUESS)
    monkeypatch.setattr(mixture, "_AT_ONCE", 7)
    assert (rates(deeds, words, GUESS).rate == whole.rate).all()
