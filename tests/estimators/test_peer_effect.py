"""Influence from contacts and adoptions: exposures by hand, planted totals."""

from dataclasses import replace

import numpy as np
import pytest
from tests.estimators.moving import END, KERNEL, STRONG, by_hand, estimated, planted

from mutuals.estimators.contact_kernel import exposure, exposure_grid, volume
from mutuals.estimators.hazard import Exposures, fit, meetings
from mutuals.estimators.label_swap import Look, pairing, swap, zero_of
from mutuals.estimators.own_setting import Parts
from mutuals.estimators.peer_effect import peer_effect
from mutuals.estimators.shrinkage import gamma_shape, shrunk
from mutuals.estimators.study import Adoptions, Contacts, Study
from mutuals.estimators.taste import taste_of


def test_exposure_is_what_the_formula_says() -> None:
    study = by_hand()
    found = exposure(meetings(study, study.personal), KERNEL, np.zeros(2, np.int64))
    assert found.event.tolist() == [1]
    assert found.source.tolist() == [0]
    told = 0.5 * np.exp(-2 / 5)
    assert found.amount[0] == pytest.approx(told * np.exp(-1 / 2))
    # 0 tells of thing 0 until 1 takes it up; 2 tells of thing 1 until the end
    by_zero, by_two = found.integral[:, 0]
    assert by_zero == pytest.approx(told * 2 * (1 - np.exp(-1 / 2)))
    assert by_two == pytest.approx(np.exp(-1.5 / 5) * 2 * (1 - np.exp(-16.5 / 2)))


def test_grid_agrees_with_single_kernels_and_volume_counts_everybody() -> None:
    study = by_hand()
    seen = meetings(study, study.personal)
    at, over = exposure_grid(seen, (np.array([1.0, 2.0]), np.array([5.0])))
    found = exposure(seen, KERNEL, np.zeros(2, np.int64))
    assert at[1, 1, 0] == pytest.approx(found.amount[0])
    assert over[1, 0] == pytest.approx(found.integral.sum())
    assert volume(seen, 2.0)[1] == pytest.approx(0.5 * np.exp(-0.5) + np.exp(-0.25))


def test_stratum_shares_stand_in_for_whom_one_met() -> None:
    study, fold = by_hand(), np.zeros(2, np.int64)
    found = pairing(study, Look(KERNEL, 10.0), rates=np.ones((1, 3)), fold=fold)
    first, second = 0.5 * np.exp(-1 / 2 - 2 / 5), np.exp(-0.5 / 2 - 2.5 / 5)
    assert found.met[1] == pytest.approx(first)
    # two of three contacts in the block were with 0
    assert found.expected[1] == pytest.approx(2 / 3 * (first + second))
    assert swap(found, study.adoptions.person, rng=np.random.default_rng(1)).total == 0.0


def test_a_contact_about_one_thing_passes_on_nothing_else() -> None:
    study, fold = by_hand(), np.zeros(2, np.int64)
    named = Contacts.of(
        ([0, 0], [1, 1]), [3.0, 3.0], weight=np.array([0.5, 1.0]), about=np.array([0, 1])
    )
    told = Adoptions.of(([0, 0], [0, 1]), [-1.0, 1.0], (3, 2))
    seen = replace(study, personal=named, told=told)
    found = exposure(meetings(seen, named), KERNEL, fold)
    # 0 had the thing before time 0; what was said of thing 1 does not count for it
    assert found.amount.tolist() == [pytest.approx(0.5 * np.exp(-4 / 5 - 1 / 2))]
    at, _ = exposure_grid(meetings(seen, named), (np.array([2.0]), np.array([5.0])))
    assert at[1, 0, 0] == pytest.approx(found.amount[0])
    assert pairing(seen, Look(KERNEL, 10.0), rates=np.ones((1, 3)), fold=fold).met[
        1
    ] == pytest.approx(found.amount[0])


def test_persons_are_pulled_together_when_they_differ_by_chance() -> None:
    rng = np.random.default_rng(1)
    same = rng.poisson(10.0, 200).astype(float)
    apart = rng.poisson(10.0 * rng.gamma(0.5, 2.0, 200)).astype(float)
    expected = np.full(200, 10.0)
    assert gamma_shape(same, expected, 2.0) > 20
    assert gamma_shape(apart, expected, 2.0) == pytest.approx(0.5, abs=0.2)
    assert gamma_shape(same[:3], expected[:3], 2.0) == 2.0
    assert shrunk(np.array([0.0]), np.array([0.0]), 2.0)[0] == 1.0


def test_taste_takes_from_contacts_what_chance_took_from_ones_own() -> None:
    rng = np.random.default_rng(2)
    kind = np.repeat([1.0, -1.0], 20)
    priors = (rng.random((40, 12)) < 0.5 + 0.25 * kind[:, None]).astype(float)
    ends = np.array([(i, j) for i in range(40) for j in range(40) if i != j and kind[i] == kind[j]])
    contacts = Contacts.of(
        (ends[:, 0], ends[:, 1]), np.arange(len(ends)), weight=np.ones(len(ends))
    )
    found = taste_of(priors, contacts)
    best = max(abs(np.corrcoef(found[:, one], kind)[0, 1]) for one in range(found.shape[1]))
    assert best > 0.95
    assert taste_of(np.zeros((40, 0)), contacts).shape == (40, 0)


def test_planted_influence_is_found_and_given_to_those_who_had_it() -> None:
    found, moved = estimated(STRONG)
    total = moved.sum()
    assert total > 40
    assert found.total == pytest.approx(total, rel=0.25)
    assert found.evidence.zero > 2
    # earlier behaviours are noise here: nothing says that it was not shared taste
    assert found.evidence.own_gain < 3
    assert found.band.nearly_all[0] == found.band.most[0] == found.band.half[0] == 0
    assert found.band.nearly_all[1] > found.band.most[1] > found.band.half[1] > found.total
    assert found.person.total[:5].sum() > 0.8 * found.total
    assert found.person.total.sum() == pytest.approx(found.total)
    least, most = found.person.most
    assert ((least <= moved) & (moved <= most))[:5].sum() >= 3
    assert not least.any()


def test_where_earlier_behaviours_tell_of_later_ones_the_total_is_bounded_below() -> None:
    study = planted(STRONG)[0]
    often = np.bincount(study.adoptions.person, minlength=study.adoptions.people)
    liked = np.zeros((study.adoptions.people, study.adoptions.things))
    liked[study.adoptions.person, study.adoptions.thing] = 1.0
    assert often.any()
    found = peer_effect(replace(study, priors=liked), rng=np.random.default_rng(1))
    assert found.evidence.is_bounded_below
    assert 0 <= found.band.nearly_all[0] <= found.band.most[0] <= found.band.half[0]
    assert found.band.half[0] > 0
    unknown = peer_effect(replace(study, priors=liked[:, :0]), rng=np.random.default_rng(1))
    assert not unknown.evidence.is_bounded_below
    assert unknown.band.half[0] == 0


def test_several_contacts_before_one_adoption_are_one_chance() -> None:
    study, moved = planted(STRONG)
    fitted = fit(
        study,
        Exposures.of(study, KERNEL, np.zeros(12, np.int64)),
        Parts(),
        rng=np.random.default_rng(1),
    )
    by_row = float((fitted.credit * (1.0 - fitted.credit)).sum())
    assert 0 < fitted.chance < 0.8 * by_row
    assert fitted.chance < moved.sum()


def test_nothing_planted_is_nothing_found() -> None:
    found, moved = estimated(0.0)
    assert moved.sum() == 0
    assert found.band.nearly_all[0] == 0.0
    assert found.total < 0.1 * found.evidence.adoptions
    assert found.evidence.e_value < 1.5 < estimated(STRONG)[0].evidence.e_value
    assert not found.person.are_ranked


def test_credit_of_every_adoption_is_one_over_sources_and_nobody() -> None:
    fitted = estimated(STRONG)[0].hazard
    size = fitted.whole.size
    personal = np.bincount(fitted.exposures.personal.event, fitted.credit, size)
    broadcast = np.bincount(fitted.exposures.broadcast.event, fitted.broadcast_credit, size)
    assert fitted.nobody + personal + broadcast == pytest.approx(np.ones(size))
    assert fitted.by_source().sum() == pytest.approx(fitted.total)


def test_grade_falls_with_few_priors_and_few_adoptions() -> None:
    study = planted(STRONG, priors=3)[0]
    assert peer_effect(study, rng=np.random.default_rng(1)).grade == "C"
    few = study.adoptions.person < 5
    taken = study.adoptions
    size = (taken.people, taken.things)
    small = Adoptions.of((taken.person[few], taken.thing[few]), taken.at[few], size)
    rest = (study.personal, study.broadcast, small, study.group, study.priors[:, :0], END)
    assert peer_effect(Study(*rest), rng=np.random.default_rng(1)).grade == "D"


def test_naive_fit_leaves_out_what_people_differ_by() -> None:
    study = planted(0.0)[0]
    found = Exposures.of(study, KERNEL, np.zeros(12, np.int64))
    bare = fit(study, found, Parts(*[False] * 5), rng=np.random.default_rng(1))
    assert bare.total + bare.broadcast_credit.sum() < study.adoptions.person.size
    assert np.unique(bare.anyway[study.adoptions.thing == 0]).size == 1


def test_swapped_histories_keep_every_history_whole() -> None:
    taken = by_hand().adoptions
    assert taken.swapped(np.array([1, 2, 0])).thing.tolist() == [0, 1, 0]
    assert taken.swapped(np.array([1, 2, 0])).at.tolist() == [4.0, 2.0, 1.0]
    nothing = pairing(by_hand(), Look(KERNEL, 1.0), rates=np.zeros((1, 3)), fold=np.zeros(2, int))
    assert zero_of(nothing, taken.person) == 0.0


@pytest.mark.parametrize("things", [0, 2])
def test_nothing_on_record_is_no_estimate(things: int) -> None:
    nothing = Adoptions.of(([], []), [], (3, things))
    nobody = Contacts.of(([], []), [], weight=np.zeros(0))
    study = replace(by_hand(), adoptions=nothing, personal=nobody, broadcast=nobody)
    found = peer_effect(study, rng=np.random.default_rng(1))
    assert (found.grade, found.total) == ("D", 0.0)
    assert found.person.total.tolist() == [0.0, 0.0, 0.0]
