"""What counts as said to somebody in person, and what as said to everybody."""

import pytest
from tests.influence.rows import key, people, post, talk, talks
from tests.stepping import Row, made_from

TWELVE = range(1, 13)


def told(medium: str, *, audience: int = 1) -> set[tuple[int, int]]:
    """Return openness and audience of twelve talks in an hour, each with another."""
    spoken = [
        talk(10 + other, (1, 20 + other), 3 + other / 1000, audience=audience, medium=medium)
        for other in TWELVE
    ]
    found = made_from("telling", people() | talks(*spoken))
    return {(row["is_open"], row["audience_size"]) for row in found}  # type: ignore[misc]  # a row's values


def test_who_writes_to_twelve_within_an_hour_writes_to_all() -> None:
    assert told("online") == {(1, 12)}


def test_whoever_meets_twelve_within_an_hour_meets_each_of_them() -> None:
    assert told("in_person") == {(0, 1)}
    assert told("in_person", audience=11) == {(0, 11)}


@pytest.mark.parametrize(("audience", "rows"), [(40, 0), (60, 1)])
def test_a_speech_before_very_many_is_a_broadcast(audience: int, rows: int) -> None:
    speech = post(9, 1, 30, kind="message", audience_size=audience, medium="in_person")
    heard: list[Row] = [{"interaction_id": key(9), "address_id": 2, "role": "to"}]
    given = people() | {"interaction": [speech], "participation": heard}
    assert len(made_from("broadcast", given)) == rows
