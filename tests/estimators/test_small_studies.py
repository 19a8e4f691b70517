"""Influence where there is hardly anything on record: said so, quickly and quietly."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from mutuals.estimators.contact_kernel import Kernel
from mutuals.estimators.hazard import Exposures, fit
from mutuals.estimators.own_setting import Parts
from mutuals.estimators.peer_effect import PeerEffect, peer_effect
from mutuals.estimators.study import Adoptions, Contacts, Ids, Study, personal_share


@dataclass(frozen=True)
class Size:
    """How much of everything a made-up study has."""

    people: int = 40
    things: int = 4
    contacts: int = 300
    adoptions: int = 50
    priors: int = 4
    groups: int = 3
    end: float = 100.0


def drawn(size: Size) -> Study:
    """Everything by chance."""
    rng = np.random.default_rng(5)
    ends: Ids = rng.integers(0, max(size.people, 1), (2, size.contacts))
    ends = ends[:, ends[0] != ends[1]]
    at = np.asarray(rng.random(ends.shape[1]), np.float64) * size.end
    weight = personal_share(np.ones(at.size))
    some = rng.random(at.size) < 0.3
    cells = rng.permutation(size.people * size.things)[: size.adoptions]
    who = cells // max(size.things, 1), cells % max(size.things, 1)
    return Study(
        personal=Contacts.of((ends[0], ends[1]), at, weight=weight),
        broadcast=Contacts.of((ends[0][some], ends[1][some]), at[some], weight=weight[some]),
        adoptions=Adoptions.of(
            who, rng.uniform(0, size.end, cells.size), (size.people, size.things)
        ),
        group=rng.integers(0, size.groups, size.people),
        priors=(rng.random((size.people, size.priors)) < 0.3).astype(np.float64),
        end=size.end,
    )


def estimated(study: Study) -> PeerEffect:
    return peer_effect(study, rng=np.random.default_rng(1))


SIZES = {
    "nobody": Size(people=0, contacts=0, adoptions=0),
    "nothing to take up": Size(things=0, adoptions=0),
    "one person": Size(people=1, contacts=0, adoptions=3),
    "two persons": Size(people=2, contacts=40, adoptions=5),
    "no contacts": Size(contacts=0),
    "no priors": Size(priors=0),
    "one prior": Size(priors=1),
    "one group": Size(groups=1),
    "everybody a group": Size(groups=60),
    "one thing": Size(things=1, adoptions=30),
    "one adoption": Size(adoptions=1),
    "everybody everything": Size(adoptions=160),
    "no time": Size(end=0.0),
    "seconds of years": Size(end=1e9),
}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_hardly_anything_is_no_better_than_c_with_bounds_that_say_so(size: Size) -> None:
    found = estimated(drawn(size))
    assert found.grade in {"C", "D"}
    assert found.verdict.reasons
    assert np.isfinite([found.total, found.error, *found.band.most]).all()
    assert 0 <= found.total <= size.adoptions
    assert found.person.total.shape == found.person.most[1].shape == (size.people,)
    if not found.is_enough:
        assert found.band.most == (0.0, min(size.adoptions, size.people * size.things))


def test_everything_at_one_moment_tells_nothing() -> None:
    study = drawn(Size())
    taken = study.adoptions
    at = np.full(taken.at.size, 50.0)
    same = Adoptions.of((taken.person, taken.thing), at, (taken.people, taken.things))
    found = estimated(replace(study, adoptions=same))
    assert (found.grade, found.verdict.reasons) == ("D", ("not enough records",))


def test_nothing_found_among_few_may_still_have_been_a_lot() -> None:
    found = estimated(drawn(Size(adoptions=120)))
    assert found.is_enough
    assert found.band.most[1] > 0.02 * found.evidence.adoptions


def wrong(study: Study) -> dict[str, Study]:
    nan = np.full(study.adoptions.at.size, np.nan)
    taken = study.adoptions
    return {
        "group has": replace(study, group=study.group[:-1]),
        "from 0": replace(study, group=study.group - 1),
        "priors has": replace(study, priors=study.priors[:-1]),
        "finite": replace(study, priors=np.full(study.priors.shape, np.inf)),
        "more than": replace(study, personal=Contacts.of(([99], [0]), [1.0], weight=np.ones(1))),
        "no numbers": replace(
            study,
            adoptions=Adoptions.of((taken.person, taken.thing), nan, (taken.people, taken.things)),
        ),
    }


@pytest.mark.parametrize(
    "words", ["group has", "from 0", "priors has", "finite", "more than", "no numbers"]
)
def test_parts_that_do_not_fit_are_named(words: str) -> None:
    with pytest.raises(ValueError, match=words):
        estimated(wrong(drawn(Size()))[words])


def test_what_was_there_from_the_beginning_tells_nothing_of_how_likely_it_is() -> None:
    study = drawn(Size(contacts=0))
    taken, size = study.adoptions, (80, 4)
    twice = np.concatenate([taken.person, np.repeat(np.arange(40, 80), 4)])
    things = np.concatenate([taken.thing, np.tile(np.arange(4), 40)])
    at = np.concatenate([taken.at, np.zeros(160)])
    more = replace(
        study,
        adoptions=Adoptions.of((twice, things), at, size),
        group=np.zeros(80, np.int64),
        priors=np.zeros((80, 0)),
    )
    one, other = (_usual(each) for each in (study, more))
    assert other == pytest.approx(one, rel=0.2)


def _usual(study: Study) -> float:
    """Return how likely things were taken up a day, by anybody."""
    found = Exposures.of(study, Kernel(5.0, 20.0), np.zeros(4, np.int64))
    bare = fit(study, found, Parts(*[False] * 5), rng=np.random.default_rng(1))
    seen = bare.anyway[study.seen]
    return float(seen.mean())
