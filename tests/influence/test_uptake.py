"""Who came before an outcome, and who did not."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest
from tests.influence.rows import DAY, START, key, outcome, people, post, talk, talks
from tests.stepping import Row, at, made_from

NO_CONTACT = [talk(99, (4, 5), 0)[1]]


def sources(*tables: Mapping[str, Sequence[Row]]) -> dict[int, tuple[float, float]]:
    """Return the sources of outcome 2 with their personal and broadcast exposure."""
    given: dict[str, Sequence[Row]] = {**people(), "contact": NO_CONTACT}
    for table in tables:
        given |= table
    return {
        row["source_id"]: (row["personal"], row["broadcast"])  # type: ignore[misc] # row values
        for row in made_from("uptake", given)
        if row["outcome_id"] == key(2)
    }


BOTH = {"outcome": [outcome(1, 1, 0), outcome(2, 2, 50)]}


@pytest.mark.parametrize(
    ("day", "more", "expected"),
    [
        pytest.param(20, {}, {1: (1.0, 0.0)}, id="a talk in the window"),
        pytest.param(20, {"audience": 8}, {1: (0.5, 0.0)}, id="a small group counts less"),
        pytest.param(20, {"audience": 11}, {}, id="eleven others are no talk"),
        pytest.param(20, {"thing": "loom"}, {1: (1.0, 0.0)}, id="about the thing"),
        pytest.param(20, {"thing": "oven"}, {}, id="about something else"),
        pytest.param(50, {}, {}, id="not before the outcome"),
        pytest.param(-1, {}, {}, id="before the source had it"),
    ],
)
def test_a_talk_before_the_outcome_makes_a_source(
    day: float, more: dict[str, object], expected: dict[int, tuple[float, float]]
) -> None:
    assert sources(BOTH, talks(talk(9, (1, 2), day, **more))) == expected


def test_a_talk_more_than_sixty_days_before_is_too_old() -> None:
    late = {"outcome": [outcome(1, 1, 0), outcome(2, 2, 70)]}
    assert sources(late, talks(talk(9, (1, 2), 9))) == {}
    assert sources(late, talks(talk(9, (1, 2), 11))) == {1: (1.0, 0.0)}


def test_somebody_who_never_had_or_named_the_thing_is_no_source() -> None:
    only = {"outcome": [outcome(2, 2, 50)]}
    assert sources(only, talks(talk(9, (1, 2), 20))) == {}
    assert sources(only, talks(talk(9, (1, 2), 20, thing="loom"))) == {1: (1.0, 0.0)}


def test_what_the_person_wrote_to_the_source_does_not_count() -> None:
    spoken, seen = talk(9, (1, 2), 20)
    received: dict[str, list[Row]] = {
        "interaction": [spoken],
        "contact": [dict(seen) | {"sent": 0}],
    }
    assert sources(BOTH, received) == {}


@pytest.mark.parametrize(
    ("since", "post_day", "expected"),
    [(None, 30, {1: (0.0, 1.0)}), ("2025-01-20", 30, {1: (0.0, 1.0)}), ("2025-02-10", 30, {})],
)
def test_a_post_reaches_those_who_follow(
    since: str | None, post_day: int, expected: dict[int, tuple[float, float]]
) -> None:
    since_at = datetime.fromisoformat(since) if since else None
    follow: Row = {"follower_id": 2, "followed_id": 1, "since_at": since_at}
    given = {"follow": [follow], "interaction": [post(9, 1, post_day)]}
    assert sources(BOTH, given) == expected


def test_a_mass_message_reaches_whom_it_names_and_not_the_followers() -> None:
    mass = post(9, 1, 30, kind="message", audience_size=40)
    named: dict[str, list[Row]] = {
        "participation": [{"interaction_id": key(9), "address_id": 2, "role": "to"}]
    }
    follows: dict[str, list[Row]] = {"follow": [{"follower_id": 2, "followed_id": 1}]}
    assert sources(BOTH, {"interaction": [mass]}, named) == {1: (0.0, 1.0)}
    assert sources(BOTH, {"interaction": [mass]}, follows) == {}


def test_a_post_that_also_names_a_follower_counts_once() -> None:
    given: dict[str, Sequence[Row]] = {
        "interaction": [post(9, 1, 30, thing="loom")],
        "follow": [{"follower_id": 2, "followed_id": 1}],
        "participation": [{"interaction_id": key(9), "address_id": 2, "role": "mention"}],
    }
    assert sources(BOTH, given) == {1: (0.0, 1.0)}


def test_outcomes_dated_to_a_month_or_not_at_all_have_no_sources() -> None:
    for vague in ({"precision": "month"}, {"happened": None, "happened_at": None}):
        given: dict[str, list[Row]] = {
            "outcome": [outcome(1, 1, 0), dict(outcome(2, 2, 50)) | vague]
        }
        assert sources(given, talks(talk(9, (1, 2), 20))) == {}


def test_the_row_says_when_the_last_contact_was() -> None:
    given = people() | BOTH | talks(talk(8, (1, 2), 20), talk(9, (1, 2), 31.5))
    (row,) = made_from("uptake", given)
    assert row == {
        "outcome_id": key(2),
        "person_id": 2,
        "source_id": 1,
        "thing": "loom",
        "happened": START + 50 * DAY,
        "sort": "action",
        "personal": 2.0,
        "broadcast": 0.0,
        "last_contact": at("2025-02-01T12:00:00"),
    }
