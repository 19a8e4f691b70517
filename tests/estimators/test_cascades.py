"""Credit for joinings goes where it is due, and to nobody where nobody brought them."""

import numpy as np
import pytest
from benchmarks.published.planted_parents import Planted, plant, recalls
from scipy import sparse

from mutuals.estimators.cascades import Cascades, Followed, followed, pull

PEOPLE = 300


@pytest.fixture(scope="module")
def planted() -> Planted:
    rng = np.random.default_rng(3)
    ends = rng.integers(0, PEOPLE, (2, 6000))
    ends = ends[:, ends[0] != ends[1]]
    both = np.unique(np.concatenate([ends, ends[::-1]], axis=1), axis=1)
    ties = sparse.csr_array((np.ones(both.shape[1]), tuple(both)), shape=(PEOPLE, PEOPLE))
    first = (np.arange(150), rng.integers(0, PEOPLE, 150))
    return plant(Cascades.of(first, np.zeros(150), ties=ties), rng)


@pytest.fixture(scope="module")
def model(planted: Planted) -> Followed:
    return followed(planted.seen)


def test_credit_sums_to_one_by_joining(planted: Planted, model: Followed) -> None:
    whole = model.nobody + np.bincount(model.later, model.credit, planted.seen.person.size)
    assert np.abs(whole - 1.0).max() < 1e-9


def test_the_total_credited_is_about_the_total_brought_in(
    planted: Planted, model: Followed
) -> None:
    brought = (planted.parent >= 0).sum()
    assert brought > 100
    assert model.credit.sum() == pytest.approx(brought, rel=0.3)


def test_parents_are_named_more_often_than_by_plain_ways(planted: Planted, model: Followed) -> None:
    found, asked = recalls(planted, model)
    assert asked > 30
    assert found["ours"] > max(value for way, value in found.items() if way != "ours")


def test_without_ties_nobody_brought_anybody_in() -> None:
    ties = sparse.csr_array((3, 3))
    seen = Cascades.of(([0, 0, 1], [1, 2, 0]), [1.0, 5.0, 2.0], ties=ties)
    found = followed(seen)
    assert found.nobody.tolist() == [1.0, 1.0, 1.0]
    assert found.later.size == 0
    assert pull(found, seen, np.array([0]), now=6.0).tolist() == [0.0, 0.0, 0.0]


def test_who_joined_at_the_same_moment_brought_nobody_in() -> None:
    ties = sparse.csr_array(np.ones((2, 2)) - np.eye(2))
    seen = Cascades.of(([0, 0], [0, 1]), [4.0, 4.0], ties=ties)
    assert seen.exposures()[0].size == 0
