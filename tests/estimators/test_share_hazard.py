"""Ties that move people are told from groups and calendars that only seem to."""

from dataclasses import replace

import numpy as np
import pytest

from mutuals.estimators.diffusion import Diffusion, shares
from mutuals.estimators.share_hazard import ShareHazard, share_hazard
from mutuals.estimators.study import Floats

PEOPLE, GROUPS, LAST, TIES = 400, 10, 8, 5


def drawn(seed: int, moved: float) -> Diffusion:
    """Let people in groups that differ take something up, their ties moving them."""
    rng = np.random.default_rng(seed)
    group = np.arange(PEOPLE) % GROUPS
    ego = np.repeat(np.arange(PEOPLE), TIES)
    alter = (rng.integers(1, PEOPLE // GROUPS, ego.size) * GROUPS + ego) % PEOPLE
    base = rng.normal(-3.2, 1.0, GROUPS)[group]
    seen = Diffusion(
        np.zeros(PEOPLE, np.int64), LAST, group, rng.normal(size=(PEOPLE, 1)), ego, alter
    )
    for now in range(1, LAST + 1):
        share = shares(seen)[:, now]
        odds = base + 0.15 * now + 0.5 * seen.known[:, 0] + moved * share
        takes = (seen.period == 0) & (rng.random(PEOPLE) < 1 / (1 + np.exp(-odds)))
        seen = replace(seen, period=np.where(takes, now, seen.period))
    return seen


def found(seen: Diffusion) -> ShareHazard:
    return share_hazard(seen, rng=np.random.default_rng(7), rewired=60)


def test_what_ties_moved_is_found() -> None:
    every = [found(drawn(seed, 2.0)) for seed in range(6)]
    assert np.mean([one.adjusted.value for one in every]) == pytest.approx(2.0, abs=0.4)
    assert sum(not one.is_null for one in every) >= 5
    assert all(one.e_value > 1 for one in every if not one.is_null)
    assert {one.grade for one in every} == {"C"}


def test_groups_alone_look_like_ties_and_are_not() -> None:
    every = [found(drawn(seed, 0.0)) for seed in range(8)]
    assert np.mean([one.naive.value for one in every]) > 1.0
    assert abs(np.mean([one.centred.value for one in every])) < 0.25
    assert sum(one.is_null for one in every) >= 7


def test_shares_look_back_and_never_at_the_period_itself() -> None:
    seen = Diffusion(
        np.array([0, 1, 2, 0]),
        3,
        np.zeros(4, np.int64),
        np.zeros((4, 0)),
        np.array([0, 0, 0]),
        np.array([1, 2, 3]),
    )
    third = 1 / 3
    expected: list[tuple[int | None, list[float]]] = [
        (None, [0, third, 2 * third]),
        (1, [0, third, third]),
        (-1, [third, 0, 0]),
    ]
    for since, row in expected:
        assert shares(seen, since=since)[0, 1:].round(9).tolist() == np.round(row, 9).tolist()
    only: Floats = shares(seen, np.array([False, True, False]))
    assert only[0].round(3).tolist() == [0, 0, 0, 0.333]


def test_rewiring_keeps_everybodys_ties_and_namings() -> None:
    seen = drawn(1, 0.0)
    again = seen.rewired(np.random.default_rng(2))
    assert (np.bincount(again.alter) == np.bincount(seen.alter)).all()
    assert (seen.group[again.alter] == seen.group[again.ego]).all()
    assert not (again.alter == again.ego).any()
    assert (again.alter != seen.alter).mean() > 0.8


def test_few_adoptions_are_grade_d_and_none_are_refused() -> None:
    few = drawn(1, 0.0)
    few = replace(few, period=np.where(np.arange(PEOPLE) % 5 == 0, few.period, 0))
    assert found(few).grade == "D"
    with pytest.raises(ValueError, match="no tie"):
        found(replace(few, ego=few.ego[:0], alter=few.alter[:0]))
