"""Ordered classes: known cut-points are found again, and a prior holds few records."""

import numpy as np
import pytest

from mutuals.estimators.ordinal import Ordinal, blank, ordinal, probabilities


def planted(cuts: list[float], weights: list[float], rows: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    features = rng.normal(size=(rows, len(weights)))
    latent = features @ np.array(weights) + rng.logistic(size=rows)
    return features, np.searchsorted(cuts, latent)


def test_planted_cuts_and_weights_are_found() -> None:
    features, classes = planted([-1.0, 0.5, 2.0], [1.5, -0.7], 4000)
    found = ordinal(features, classes, prior=blank(4, 2))
    assert found.cuts == pytest.approx([-1.0, 0.5, 2.0], abs=0.15)
    assert found.weights == pytest.approx([1.5, -0.7], abs=0.12)
    assert np.sqrt(np.diag(found.covariance)).max() < 0.1


def test_chances_are_as_often_true_as_told() -> None:
    features, classes = planted([-1.0, 0.5], [1.0], 4000)
    told = probabilities(ordinal(features, classes, prior=blank(3, 1)), features)
    assert told.sum(axis=1) == pytest.approx(np.ones(4000))
    assert told.mean(axis=0) == pytest.approx(np.bincount(classes) / 4000, abs=0.005)


def test_few_records_stay_near_the_prior() -> None:
    prior = Ordinal(np.array([0.0]), np.array([2.0]), np.zeros((2, 2)))
    features, classes = np.array([[1.0], [-1.0], [1.0]]), np.array([0, 1, 0])
    assert ordinal(features, classes, prior=prior, strength=100.0).weights > 1.9
    assert ordinal(features, classes, prior=prior, strength=0.1).weights < 0.0


def test_classes_that_never_occur_keep_their_order() -> None:
    found = ordinal(np.zeros((20, 1)), np.full(20, 1), prior=blank(4, 1))
    assert (np.diff(found.cuts) > 0).all()
    assert probabilities(found, np.zeros((1, 1))).argmax() == 1
