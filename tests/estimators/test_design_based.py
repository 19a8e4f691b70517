"""What a lot did is found again, in those drawn and in whoever their ties are."""

import numpy as np
import pytest

from mutuals.estimators import design_based
from mutuals.estimators.design_based import Effect, Lot, Observed, direct_effect, network_effect
from mutuals.estimators.study import Floats, Ids

PEOPLE, STRATA, TIES = 600, 30, 5
DRAWS = 199


class World:
    """People in villages that differ, some drawn; who has many ties is no accident."""

    def __init__(self, seed: int, *, direct: float, network: float) -> None:
        rng = np.random.default_rng(seed)
        self.stratum: Ids = np.arange(PEOPLE) % STRATA
        keen = rng.normal(0.0, 1.0, PEOPLE) + rng.normal(0.0, 1.0, STRATA)[self.stratum]
        many = np.clip(np.round(TIES + 2.0 * keen), 1, None).astype(np.int64)
        self.ego: Ids = np.repeat(np.arange(PEOPLE), many)
        inside = rng.integers(0, PEOPLE // STRATA, self.ego.size) * STRATA
        self.alter: Ids = (inside + self.stratum[self.ego]) % PEOPLE
        self.lot = Lot.of(rng.random(PEOPLE) < 0.2 + 0.4 * (self.stratum % 2), self.stratum)
        apart = self.ego != self.alter
        pairs = np.unique(np.stack([self.ego[apart], self.alter[apart]]), axis=1)
        got = np.bincount(pairs[0], self.lot.drawn[pairs[1]], PEOPLE)
        self.share: Floats = got / np.maximum(np.bincount(pairs[0], minlength=PEOPLE), 1)
        self.keen: Floats = keen
        self.outcome: Floats = keen + direct * self.lot.drawn + network * self.share
        self.rng = np.random.default_rng(seed + 1000)

    def network(self, draws: int = DRAWS) -> Effect:
        seen = Observed(self.outcome)
        found = network_effect(self.lot, seen, (self.ego, self.alter), draws=draws, rng=self.rng)
        assert found is not None
        return found

    def direct(self) -> Effect:
        found = direct_effect(self.lot, Observed(self.outcome), draws=DRAWS, rng=self.rng)
        assert found is not None
        return found


def test_planted_effects_are_found_and_held() -> None:
    worlds = [World(seed, direct=1.0, network=2.0) for seed in range(20)]
    for found, truth in (
        ([one.direct() for one in worlds], 1.0),
        ([one.network() for one in worlds], 2.0),
    ):
        assert np.mean([one.value for one in found]) == pytest.approx(truth, abs=0.15)
        assert 15 <= sum(one.lower <= truth <= one.upper for one in found) <= 20
        assert sum(one.p_value < 0.05 for one in found) >= 18
        assert {one.grade for one in found} == {"A"}


def test_without_effects_one_test_in_ten_rejects() -> None:
    worlds = [World(seed, direct=0.0, network=0.0) for seed in range(40)]
    for found in ([one.direct() for one in worlds], [one.network() for one in worlds]):
        assert sum(one.p_value <= 0.10 for one in found) <= 9
        assert abs(np.mean([one.value for one in found])) < 0.1


def test_the_effect_on_oneself_is_not_taken_for_that_of_ties() -> None:
    found = [World(seed, direct=3.0, network=0.0).network() for seed in range(40)]
    assert sum(one.p_value <= 0.10 for one in found) <= 8
    assert abs(np.mean([one.value for one in found])) < 0.15


def test_a_plain_slope_falls_for_who_has_more_drawn_around_them() -> None:
    """Strata with more drawn are keener too: that misleads a slope, and not the lot."""
    off, plain = [], []
    for seed in range(20):
        world = World(seed, direct=0.0, network=0.0)
        world.outcome = world.outcome + 3.0 * (world.stratum % 2)
        off.append(world.network().value)
        plain.append(float(np.polyfit(world.share, world.outcome, 1)[0]))
    assert np.mean(plain) > 1.0
    assert abs(np.mean(off)) < 0.15


def test_what_is_known_beforehand_narrows_the_interval() -> None:
    world = World(3, direct=1.0, network=0.0)
    wide = world.direct()
    seen = Observed(world.outcome, beside=world.keen)
    narrow = direct_effect(world.lot, seen, rng=world.rng, draws=DRAWS)
    assert narrow is not None
    assert narrow.upper - narrow.lower < 0.2 * (wide.upper - wide.lower)


def test_a_small_lot_is_told_exactly() -> None:
    """Ten drawn at 1, ten not at 0: but one other draw of 184,756 is as far off."""
    drawn = np.arange(20) < 10
    found = direct_effect(
        Lot.of(drawn, np.zeros(20)), Observed(drawn), draws=DRAWS, rng=np.random.default_rng(1)
    )
    assert found is not None
    assert (found.value, found.people) == (1.0, 20)
    assert found.p_value == pytest.approx(0.005)
    assert found.caused == pytest.approx(10.0)


def test_too_few_are_not_enough() -> None:
    drawn = np.arange(19) < 9
    lot, rng = Lot.of(drawn, np.zeros(19)), np.random.default_rng(1)
    assert direct_effect(lot, Observed(drawn), rng=rng) is None
    assert network_effect(lot, Observed(drawn), ([0, 1], [1, 0]), rng=rng) is None


def test_where_all_or_none_were_drawn_nothing_is_said() -> None:
    drawn = np.arange(40) < 30
    lot = Lot.of(drawn, drawn)
    assert direct_effect(lot, Observed(drawn), rng=np.random.default_rng(1)) is None


def test_fixed_lots_stay_and_strata_keep_their_number() -> None:
    rng = np.random.default_rng(4)
    lot = Lot.of(rng.random(200) < 0.4, np.arange(200) % 7, moved=np.arange(200) >= 50)
    again = lot.again(rng, 30)
    assert (again[:, :50] == lot.drawn[:50]).all()
    for stratum in range(7):
        inside = lot.stratum == stratum
        assert set(again[:, inside].sum(axis=1)) == {lot.drawn[inside].sum()}
    assert np.abs(lot.again(rng, 2000).mean(axis=0) - lot.mean()).max() < 0.06


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="lots of 3 people, strata of 2"):
        Lot.of([1, 0, 1], [0, 0])


def test_how_many_draws_are_held_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    lot, outcome = Lot.of(rng.random(90) < 0.4, np.arange(90) % 3), rng.normal(size=90)

    def found() -> list[float]:
        told = direct_effect(lot, Observed(outcome), rng=np.random.default_rng(1), draws=499)
        assert told is not None
        return [told.value, told.lower, told.upper, told.error, told.p_value]

    whole = found()
    monkeypatch.setattr(design_based, "_AT_ONCE", 630)
    assert found() == pytest.approx(whole, rel=1e-9)
