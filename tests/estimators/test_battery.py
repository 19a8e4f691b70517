"""What an estimate of influence is held against, and what is learned along with it."""

from dataclasses import replace

import numpy as np
import pytest
from tests.estimators.moving import (
    END,
    KERNEL,
    PEOPLE,
    STRONG,
    THINGS,
    by_hand,
    drawn,
    estimated,
    planted,
)

from mutuals.estimators.attributions import Labels
from mutuals.estimators.contact_kernel import Kernel
from mutuals.estimators.contrast import within_source
from mutuals.estimators.dose import Dose, dose
from mutuals.estimators.fits import WHOLE
from mutuals.estimators.grading import grade
from mutuals.estimators.hazard import Exposures, Hazard, fit
from mutuals.estimators.kernel_choice import choose_kernel
from mutuals.estimators.label_swap import AFTERWARDS, LATER, Look, pairing
from mutuals.estimators.moderators import moderators
from mutuals.estimators.peer_effect import peer_effect
from mutuals.estimators.placebo import inert_things
from mutuals.estimators.refits import refits
from mutuals.estimators.study import Adoptions, Attributions, Contacts, Ids, Study

GUESS = Kernel(0.5, 5.0)
FOLD = np.zeros(THINGS, np.int64)


def fitted(study: Study) -> Hazard:
    found = Exposures.of(study, GUESS, FOLD)
    return fit(study, found, WHOLE, rng=np.random.default_rng(1))


def test_mirrored_contact_is_what_the_formula_says() -> None:
    study, fold = by_hand(), np.zeros(2, np.int64)
    look, alike = Look(KERNEL, 10.0), np.ones((1, 3))
    after = pairing(study, look._replace(which=AFTERWARDS), rates=alike, fold=fold)
    # 1 took the thing of 0 up at 4 and met 0 again at 6
    assert after.met[1] == pytest.approx(np.exp(-2 / 2 - 5 / 5))
    assert pairing(study, look._replace(which=LATER), rates=alike, fold=fold).met[1] == 0.0


def test_people_who_only_follow_change_nothing() -> None:
    study = planted(STRONG)[0]
    bought, broadcast = 300, study.broadcast
    ends = (
        np.concatenate([broadcast.source, np.zeros(bought, np.int64)]),
        np.concatenate([broadcast.target, PEOPLE + np.arange(bought)]),
    )
    at = np.concatenate([broadcast.at, np.full(bought, 1.0)])
    weight = np.concatenate([broadcast.weight, np.ones(bought)])
    taken = study.adoptions
    more = replace(
        study,
        broadcast=Contacts.of(ends, at, weight=weight),
        adoptions=Adoptions.of(
            (taken.person, taken.thing), taken.at, (PEOPLE + bought, taken.things)
        ),
        group=np.concatenate([study.group, np.full(bought, 5)]),
        priors=np.concatenate([study.priors, np.zeros((bought, study.priors.shape[1]))]),
    )
    before = estimated(STRONG)[0]
    after = peer_effect(more, rng=np.random.default_rng(1), around=GUESS)
    assert after.total == before.total
    assert (after.person.total[:PEOPLE] == before.person.total).all()
    assert (after.person.most[1][PEOPLE:] == 0).all()
    assert after.hazard.by_source().size == PEOPLE + bought
    assert after.hazard.by_source()[:PEOPLE].sum() == pytest.approx(after.hazard.total)


def test_kernel_is_found_from_a_guess_that_is_far_off() -> None:
    study = planted(STRONG)[0]
    anyway = fitted(study).anyway
    near, far = (choose_kernel(study, anyway, Kernel(one, 5.0)) for one in (0.5, 12.0))
    assert near.kernel.decay == pytest.approx(far.kernel.decay, rel=0.8)
    assert not near.on_edge
    assert near.half_life == pytest.approx(near.kernel.decay * np.log(2))


def test_what_is_named_sharpens_who_gets_credit() -> None:
    study, cause = drawn(STRONG)
    taken = study.adoptions
    truth = cause[taken.person, taken.thing]
    asked = np.random.default_rng(2).random(taken.at.size) < 0.7
    named = Attributions(taken.person[asked], taken.thing[asked], truth[asked])
    plain, told = fitted(study), fitted(replace(study, named=named))
    assert told.naming.asked == asked.sum()
    assert told.naming.named == (truth[asked] >= 0).sum()
    assert not told.naming.helps
    evidence = replace(estimated(STRONG)[0].evidence, naming=told.naming)
    assert any("too few to help" in one for one in evidence.notes)
    assert told.naming.recall > 0.8
    assert told.naming.false < 0.1
    found = told.exposures.personal
    right = truth[found.event] == found.source
    assert told.credit[right].sum() > plain.credit[right].sum()
    assert abs(told.total - (truth >= 0).sum()) < 0.1 * (truth >= 0).sum()
    everything = np.bincount(found.event, told.credit, truth.size) + told.nobody
    assert everything.max() <= 1 + 1e-9


def test_names_for_what_was_not_taken_up_are_passed_over() -> None:
    study = by_hand()
    found = Exposures.of(study, KERNEL, np.zeros(2, np.int64)).personal
    named = Attributions(np.array([1, 2]), np.array([0, 0]), np.array([0, 0]))
    labels = Labels.of(study.adoptions, named, found)
    assert labels.asked.tolist() == [False, True, False]
    assert labels.right.tolist() == [True]
    assert Labels.of(study.adoptions, None, found).told().asked == 0


def test_things_nobody_passes_on_are_credited_to_nobody() -> None:
    study = planted(STRONG)[0]
    passed, rest = np.zeros((2, THINGS), bool)
    passed[:6] = True
    assert inert_things(replace(study, inert=rest), fitted(study)) is None
    told = inert_things(replace(study, inert=passed), fitted(study))
    assert told is not None
    # these things are passed on: a wrong claim is found out
    assert told.z > 2
    effect = estimated(STRONG)[0]
    verdict = grade(effect.totals, replace(effect.evidence, inert=told))
    assert "what cannot be passed on seems passed on" in verdict.reasons


def test_several_together_are_held_against_one_by_one() -> None:
    study = planted(STRONG)[0]
    found = dose(study, fitted(study), rng=np.random.default_rng(1))
    # too few came after several to tell
    assert found.after_one > 20 > found.after_several
    assert np.isnan(found.ratio)
    assert found.z == 0
    effect = estimated(STRONG)[0]
    more = replace(effect.evidence, dose=Dose(1.6, 3.0, 50, 50))
    assert "several together move more than one by one" in grade(effect.totals, more).reasons
    long = Exposures.of(study, Kernel(10.0, 20.0), FOLD)
    told = dose(
        study, fit(study, long, WHOLE, rng=np.random.default_rng(1)), rng=np.random.default_rng(1)
    )
    # what moves here adds up, by whatever kernel
    assert told.after_several > 20
    assert told.z < 2 or told.ratio < 1.2
    alone = replace(study, personal=Contacts.of(([], []), [], weight=np.zeros(0)))
    assert np.isnan(dose(alone, fitted(alone), rng=np.random.default_rng(1)).ratio)


def test_both_ways_of_speaking_are_compared_within_sources() -> None:
    study = planted(STRONG)[0]
    found = within_source(fitted(study), rng=np.random.default_rng(1))
    assert found.sources > 5
    assert found.lower <= found.ratio <= found.upper
    alone = replace(study, broadcast=Contacts.of(([], []), [], weight=np.zeros(0)))
    assert np.isnan(within_source(fitted(alone), rng=np.random.default_rng(1)).ratio)


def twice_by_ties() -> Study:
    """Contacts of 0 to 4 with the first ten people, ten times as often, move twice."""
    study = planted(STRONG)[0]
    rng = np.random.default_rng(8)
    source: Ids = rng.integers(0, 5, 1500)
    target: Ids = rng.integers(5, 15, 1500)
    ends = (
        np.concatenate([study.personal.source, source]),
        np.concatenate([study.personal.target, target]),
    )
    at = np.concatenate([study.personal.at, rng.random(1500) * END])
    weight = np.concatenate([study.personal.weight, np.full(1500, 1e-6)])
    return replace(study, personal=Contacts.of(ends, at, weight=weight))


def test_kinds_of_ties_are_compared_with_bounds() -> None:
    study = twice_by_ties()
    kinds = {one.kind: one for one in moderators(study, fitted(study))}
    strong = kinds["strength"]
    assert strong.lower < strong.ratio < strong.upper
    # whether a contact was among often repeated ones makes no difference here
    assert strong.lower < 1.5
    assert strong.upper > 0.6


def test_persons_drawn_again_come_out_the_same_by_any_number_of_threads() -> None:
    study = planted(STRONG)[0]
    found = Exposures.of(study, GUESS, FOLD)
    once, again = (
        refits(study, found, draws=3, threads=threads, rng=np.random.default_rng(7))
        for threads in (1, 3)
    )
    assert (again.total == once.total).all()
    assert again.person.sum(axis=1) == pytest.approx(again.total)
    assert again.error > 0


def test_persons_are_drawn_again_only_where_asked_and_change_nothing_else() -> None:
    study = planted(STRONG)[0]
    plain = estimated(STRONG)[0]
    checked = peer_effect(study, rng=np.random.default_rng(1), around=GUESS, draws=3)
    assert plain.redrawn is None
    assert (checked.total, checked.error) == (plain.total, plain.error)
    assert checked.redrawn is not None
    # the error by formulas holds what persons drawn again come to
    assert 0 < checked.redrawn < 2 * plain.totals.hazard_error
