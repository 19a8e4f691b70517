"""What choices go by is found where it was planted, and what must not pass for it."""

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.truth.contact_graphs import Met
from benchmarks.truth.independence import ACTIVITY, ALIKE, HALVES, NOISE, PLACEBO, Run, run
from benchmarks.truth.planted_choices import NAMES, Plan

from mutuals.estimators.choice import CROWD, FRIENDS, TASTE, Menus, slopes, told_apart
from mutuals.estimators.independence import ENOUGH_CHOICES, KINDS, always_same, by_rule
from mutuals.estimators.menu import Taken, Told, menu, shuffled
from mutuals.estimators.study import Floats

PEOPLE, CONTACTS = 300, 12_000


def met(seed: int) -> Met:
    """Return made-up contacts: a few groups, mostly among themselves."""
    rng = np.random.default_rng(seed)
    group = np.sort(rng.integers(0, 5, PEOPLE))
    source = rng.integers(0, PEOPLE, CONTACTS)
    near = np.array([rng.choice(np.flatnonzero(group == one)) for one in group[source]])
    target = np.where(rng.random(CONTACTS) < 0.8, near, rng.integers(0, PEOPLE, CONTACTS))
    apart = source != target
    at = np.sort(rng.uniform(0, 1000, CONTACTS))[apart]
    return Met(source[apart], target[apart], at, np.ones(at.size), group)


@pytest.fixture(scope="module")
def planted() -> Run:
    return run(met(1), Plan(), 3)


def correlation(one: Floats, two: Floats) -> float:
    return float(np.corrcoef(one, two)[0, 1])


def test_the_crowds_slope_is_found(planted: Run) -> None:
    here = planted.told
    true, found = planted.chosen.slope[here, CROWD], planted.found.slope[here, CROWD]
    assert correlation(true, found) > 0.8
    assert abs(float(np.mean(found - true))) < 0.12
    held = (planted.said.lower[here, CROWD] <= true) & (true <= planted.said.upper[here, CROWD])
    assert held.mean() > 0.8


def test_doing_much_is_not_independence(planted: Run) -> None:
    here = planted.told
    often = planted.found.choices[here].astype(np.float64)
    assert abs(correlation(planted.said.chance[here, 0], often)) < ACTIVITY


def test_who_chooses_at_random_is_noise(planted: Run) -> None:
    here = planted.told & (planted.chosen.kind == NAMES.index("noise"))
    kind = planted.said.chance[here].argmax(axis=1)
    assert np.mean(kind == KINDS.index("noise")) >= NOISE


def test_programs_are_found_and_people_are_not(planted: Run) -> None:
    programs = planted.chosen.kind > NAMES.index("noise")
    enough = planted.found.choices >= ENOUGH_CHOICES
    assert planted.apart[programs & enough].all()
    assert planted.apart[~programs].mean() < 0.03
    assert not planted.said.is_told[planted.apart].any()


def test_every_other_choice_says_the_same(planted: Run) -> None:
    menus = planted.menu.weighed(PEOPLE)
    number = np.arange(menus.person.size) - menus.start()[menus.person]
    halves = [told_apart(menus.some(number % 2 == half), planted.apart).slope for half in (0, 1)]
    half = correlation(*(one[planted.told, CROWD] for one in halves))
    assert 2 * half / (1 + half) >= HALVES


def test_shuffled_times_have_no_crowd(planted: Run) -> None:
    other = replace(planted.menu, lately=shuffled(planted.menu, np.random.default_rng(1)))
    placebo = told_apart(other.weighed(PEOPLE), planted.apart)
    assert abs(placebo.middle[CROWD]) < PLACEBO
    assert planted.found.middle[CROWD] > 2 * PLACEBO


def test_friends_of_one_taste_do_not_pass_for_friends_who_move() -> None:
    one = run(met(1001), Plan(alike=2.0, friends=0.0), 1004)
    assert one.found.middle[FRIENDS] < ALIKE
    assert one.found.middle[TASTE] > ALIKE


def test_few_choices_and_unsure_slopes_are_not_told(planted: Run) -> None:
    few = planted.found.choices < ENOUGH_CHOICES
    assert few.any()
    assert not planted.said.is_told[few].any()
    unsure = planted.found.deviation[:, CROWD] > 0.25
    assert not planted.said.is_told[unsure].any()


def test_slopes_are_those_of_a_plain_logit_where_there_is_much() -> None:
    rng = np.random.default_rng(8)
    true = np.array([1.0, -0.5, 0.5, 0.0])
    pull = rng.normal(size=(6000, 4, 4))
    taken = np.argmax(pull @ true + rng.gumbel(size=(6000, 4)), axis=1)
    first = np.take_along_axis(pull, taken[:, None, None], axis=1)
    rest = pull[np.arange(4) != taken[:, None]].reshape(6000, 3, 4)
    person = np.repeat(np.arange(3), 2000)
    menus = Menus(3, person, np.concatenate([first, rest], axis=1), np.ones((6000, 4), np.bool_))
    assert slopes(menus).slope == pytest.approx(np.tile(true, (3, 1)), abs=0.12)


def test_without_choices_there_are_no_slopes() -> None:
    none = Menus(2, np.zeros(0, np.int64), np.zeros((0, 1, 4)), np.ones((0, 1), np.bool_))
    assert slopes(none).slope == pytest.approx(np.zeros((2, 4)))


def test_one_sort_is_always_the_same_only_where_there_was_another() -> None:
    person = np.repeat([0, 1, 2], 40)
    sort = np.tile([0, 1], (120, 1))
    sort[40:80] = 0
    sort[80:120:2] = [1, 0]
    assert always_same(person, sort, 3).tolist() == [True, False, False]


def test_many_people_and_many_words_need_no_table_of_both() -> None:
    person = np.repeat([0, 999_999], 40)
    sort = np.tile([500_000, 3], (80, 1))
    sort[40::2] = [3, 500_000]
    told = always_same(person, sort, 1_000_000)
    assert np.flatnonzero(told).tolist() == [0]


def test_always_the_most_taken_is_a_rule() -> None:
    rng = np.random.default_rng(2)
    pull = rng.normal(size=(80, 5, 4))
    best = (pull[:, :, CROWD] + pull[:, :, 3]).argmax(axis=1)
    pull[:40, 0], pull[np.arange(40), best[:40]] = pull[np.arange(40), best[:40]], pull[:40, 0]
    menus = Menus(2, np.repeat([0, 1], 40), pull, np.ones((80, 5), np.bool_))
    assert by_rule(menus)[1].tolist() is False


def test_a_menu_holds_what_others_took_lately_and_the_person_had_not() -> None:
    rows = [(0, 0, 10), (0, 1, 20), (1, 2, 25), (2, 0, 30), (2, 1, 200), (1, 0, 210)]
    person, thing, at = np.array(rows).T
    taken = Taken.of((person, thing), at, (3, 3))
    told = Told(np.array([2, 2, 1]), np.array([0, 0, 0]), np.array([15, 40, 15]))
    found = menu(taken, told, window=100, rng=np.random.default_rng(1))
    # only at 30 had somebody else taken up, in the hundred before, what was taken
    assert found.person.tolist() == [2]
    assert found.thing[0, 0] == 0
    assert sorted(found.thing[0, 1:].tolist())[-2:] == [1, 2]
    assert found.lately[found.thing >= 0].tolist() == [1, 1, 1]
    assert found.friends[0, 0] == 1
