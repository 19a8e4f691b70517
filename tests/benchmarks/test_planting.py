"""Planted influence and the games played with it, on a made-up graph of contacts."""

from functools import cache

import numpy as np
import pytest
from benchmarks.truth import gaming_arrays
from benchmarks.truth.contact_graphs import Met
from benchmarks.truth.naming import named
from benchmarks.truth.planting import PERSONAL, Planted, plant
from benchmarks.truth.stresses import STRESSES
from benchmarks.truth.worlds import Plan

from mutuals.estimators.participants import taking_part

PEOPLE, CONTACTS, END = 40, 1500, 100.0


def met() -> Met:
    rng = np.random.default_rng(4)
    source, step = rng.integers(0, PEOPLE, CONTACTS), rng.integers(1, 6, CONTACTS)
    at = np.sort(rng.uniform(0, END, CONTACTS))
    audience = rng.choice([1.0, 1.0, 3.0], CONTACTS)
    return Met(source, (source + step) % PEOPLE, at, audience, np.arange(PEOPLE) // 20)


@cache
def planted(stress: str = "") -> Planted:
    return plant(met(), Plan(0.5, outcomes=150, things=8, stress=stress), np.random.default_rng(1))


def test_oracle_shares_out_about_what_was_planted() -> None:
    found = planted()
    assert found.total > 30
    assert found.oracle.sum() == pytest.approx(found.total, rel=0.3)
    assert found.by_source().sum() == found.total
    # whoever moved somebody had taken the thing up and met them before
    assert (found.source[found.cause == PERSONAL] >= 0).all()


@pytest.mark.parametrize("stress", STRESSES)
def test_every_stress_leaves_a_study_that_fits_together(stress: str) -> None:
    planted(stress).study.check()


def test_made_up_accounts_of_a_game_are_left_out_again() -> None:
    study = planted().study
    who = int(study.adoptions.person[0])
    for name in ("ten times the followers", "ten times the likes"):
        more = gaming_arrays.GAMES[name](study, who, np.random.default_rng(1))
        left, _ = taking_part(more)
        plain, _ = taking_part(study)
        assert left.broadcast.source.tolist() == plain.broadcast.source.tolist()
        assert left.priors.tolist() == plain.priors.tolist()


def test_games_add_what_they_say() -> None:
    study, rng = planted().study, np.random.default_rng(1)
    who = int(study.adoptions.person[0])
    own = int((study.adoptions.person == who).sum())
    copied = gaming_arrays.copying_ring(study, who, rng).adoptions
    assert copied.person.size == study.adoptions.person.size + own * gaming_arrays.RING
    lines = gaming_arrays.one_by_one(study, who, rng).personal
    rest = (PEOPLE - 1) * gaming_arrays.LINES
    assert lines.source.size == study.personal.source.size + rest
    mails = gaming_arrays.one_mail(study, who, rng).personal
    assert mails.weight.sum() < study.personal.weight.sum() + 0.1 * rest


def test_names_are_mostly_right() -> None:
    found = planted()
    names = named(found, 10_000, np.random.default_rng(1))
    assert names.person.size == found.cause.size
    given = names.source >= 0
    truth = {
        (int(person), int(thing)): int(source)
        for person, thing, source, cause in zip(
            found.study.adoptions.person,
            found.study.adoptions.thing,
            found.source,
            found.cause,
            strict=True,
        )
        if cause == PERSONAL
    }
    rows = zip(names.person[given], names.thing[given], names.source[given], strict=True)
    right = sum(truth.get((int(one), int(thing))) == source for one, thing, source in rows)
    assert right > 0.7 * given.sum()
