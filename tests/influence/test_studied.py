"""What the estimator is given: who was told of what, who did it, what came before."""

from datetime import UTC, datetime

import pytest
from tests.influence.rows import DAY, START, key, outcome, people, post, talk, talks
from tests.stepping import Row, tables_from

from mutuals.estimators.study import ANYTHING
from mutuals.influence.studied import Records, studied

Given = dict[str, list[Row]]


def records(given: Given) -> Records:
    return Records(**tables_from(Records._fields, given))


def told(*more: Row) -> Given:
    """Ann (1) names the loom to Bob and Cas; Bob does it, and Dee long before."""
    given = people() | talks(
        talk(1, (1, 2), 0, thing="loom"), talk(2, (1, 3), 5, thing="loom", audience=3)
    )
    given["outcome"] = [outcome(1, 2, 20), outcome(2, 4, -30), *more]
    return given


def test_talks_adoptions_and_history_are_in_days_since_the_first_word() -> None:
    found = studied(records(told()))
    assert found is not None
    study = found.study
    assert found.things == ["loom"]
    # Eve (5) neither talks nor does anything
    assert found.persons.tolist() == [1, 2, 3, 4]
    assert (study.personal.source.tolist(), study.personal.target.tolist()) == ([0, 0], [1, 2])
    assert study.personal.at.tolist() == [0.0, 5.0]
    # of a talk among three, half is personal and half goes to everybody
    assert study.personal.weight.tolist() == [1.0, 0.5]
    assert (study.broadcast.target.tolist(), study.broadcast.weight.tolist()) == ([2], [0.5])
    assert study.personal.about.tolist() == [0, 0]
    # Dee's was there from the beginning, and can be told of since it was
    assert (study.adoptions.person.tolist(), study.adoptions.at.tolist()) == ([1, 3], [20.0, 0.0])
    at = dict(zip(study.sources.person.tolist(), study.sources.at.tolist(), strict=True))
    assert at == pytest.approx({0: -1 / DAY, 1: 20 - 1 / DAY, 3: -30 - 1 / DAY})
    assert found.outcome.to_pylist() == [key(1), key(2)]
    # no day without records is added at the end: of a conference it would be a third
    assert study.end == pytest.approx(20 + 1 / DAY)


def test_where_no_talk_names_a_thing_every_talk_counts() -> None:
    given = people() | talks(talk(1, (1, 2), 5), talk(2, (3, 2), 6))
    found = studied(records(given | {"outcome": [outcome(1, 1, 0), outcome(2, 2, 20)]}))
    assert found is not None
    assert found.study.personal.about.tolist() == [ANYTHING, ANYTHING]


def test_looks_repeats_and_rare_things_are_not_studied() -> None:
    more = [
        outcome(3, 2, 30),
        outcome(4, 3, 25, sort="attention"),
        outcome(5, 3, 25, thing="oven"),
    ]
    found = studied(records(told(*more)))
    assert found is not None
    assert found.study.adoptions.person.tolist() == [1, 3]
    # again, a look, and what Dee did before anybody was told of anything
    assert found.left_out == 3
    assert found.study.seen.tolist() == [True, False]


def test_posts_reach_those_who_follow_and_are_no_talks() -> None:
    given = told()
    given["interaction"].append(post(9, 1, 10, thing="loom", audience_size=0))
    given["follow"] = [{"follower_id": one, "followed_id": 1} for one in (4, 5)]
    found = studied(records(given))
    assert found is not None
    assert found.study.personal.target.tolist() == [1, 2]
    assert (found.study.broadcast.target.tolist(), found.study.broadcast.weight.tolist()) == (
        [2, 3],
        [0.5, 1.0],
    )


def test_who_cannot_be_seen_is_not_told_and_does_nothing() -> None:
    until = datetime.fromtimestamp(START + 3 * DAY, tz=UTC).replace(tzinfo=None)
    given = told()
    given["profile"] = [
        {"profile_id": key(one), "address_id": one, "observed_to_at": until, "group_name": "a"}
        for one in (2, 3)
    ]
    found = studied(
        records(given | {"outcome": [outcome(1, 2, 20), outcome(2, 4, 30), outcome(3, 5, 1)]})
    )
    assert found is not None
    assert found.study.personal.target.tolist() == [1]
    assert found.study.adoptions.person.tolist() == [3, 4]
    assert found.study.group.tolist() == [0, 1, 1, 0, 0]


def test_earlier_behaviour_is_what_was_done_before_being_told() -> None:
    given = told()
    for number, (person, day) in enumerate([(1, -9), (2, -8), (3, -7), (4, -6), (5, -5)]):
        given["outcome"].append(outcome(20 + number, person, day, thing="hat", sort="attention"))
    given["outcome"] += [
        outcome(30 + one, one, 9, thing="cap", sort="attention") for one in range(1, 6)
    ]
    given["profile"] = [
        {"profile_id": key(one), "address_id": one, "covariates": '{"age":4,"prior_1":1}'}
        for one in (1, 2)
    ]
    found = studied(records(given))
    assert found is not None
    assert found.study.priors.tolist() == [[1, 1], [1, 1], [1, 0], [1, 0], [1, 0]]


def test_without_anything_told_there_is_no_study() -> None:
    assert studied(records(people() | talks(talk(1, (1, 2), 0)))) is None
    assert studied(records(told() | {"outcome": []})) is None
