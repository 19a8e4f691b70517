"""What is a gathering, who was there, and who stood with whom."""

import pytest
from tests.stepping import Row, at, made_from

HOUR = 3600
START = at("2025-06-01T18:00:00")
EVERYBODY = range(1, 11)


def key(number: int) -> bytes:
    return number.to_bytes(16, "big")


def people() -> dict[str, list[Row]]:
    return {
        "person": [{"person_id": one, "is_automaton": one == 10} for one in EVERYBODY],
        "address": [{"address_id": one, "person_id": one} for one in EVERYBODY],
    }


def event(number: int, attendees: tuple[int, ...], **more: object) -> dict[str, list[Row]]:
    held = {"interaction_id": key(number), "started": START, "kind": "meeting", "seconds": 7200}
    return people() | {
        "interaction": [held | {"title": "Lunch", "sender_id": 1} | more],
        "participation": [
            {"interaction_id": key(number), "address_id": one, "role": "attendee"}
            for one in attendees
        ],
    }


@pytest.mark.parametrize(
    ("attendees", "more", "size"),
    [
        pytest.param((2, 3), {}, 3, id="the organizer is there too"),
        pytest.param((1, 2, 3, 4), {}, 4, id="and counts once"),
        pytest.param((2,), {}, None, id="two are no gathering"),
        pytest.param((2, 10), {}, None, id="a room booking is nobody"),
        pytest.param((2, 3), {"signals": " planned "}, None, id="only planned"),
        pytest.param((2, 3), {"kind": "message"}, None, id="a message"),
    ],
)
def test_an_event_with_three_people_is_a_gathering(
    attendees: tuple[int, ...], more: dict[str, object], size: int | None
) -> None:
    rows = made_from("gathering", event(7, attendees, **more))
    assert [row["size"] for row in rows] == ([] if size is None else [size])


def test_a_gathering_says_when_and_what() -> None:
    (row,) = made_from("gathering", event(7, (2, 3)))
    assert (row["gathering_id"], row["title"], row["sort"]) == (key(7), "Lunch", "calendar")
    assert (row["started"], row["ended"], row["thread_id"]) == (START, START + 7200, None)


def chat(*spoken: tuple[int, float]) -> dict[str, list[Row]]:
    return people() | {
        "interaction": [
            {
                "interaction_id": key(100 + number),
                "started": START + int(hour * HOUR),
                "kind": "message",
                "sender_id": sender,
                "audience_size": 4,
                "thread_id": 5,
                "title": "Choir",
            }
            for number, (sender, hour) in enumerate(spoken)
        ]
    }


def test_a_lively_spell_of_a_chat_is_a_gathering_until_it_pauses() -> None:
    lively = [(1 + turn % 3, turn / 4) for turn in range(12)]
    later = [(4, 20.0), (5, 20.1), (6, 20.2)]
    given = chat(*lively, *later)
    (row,) = made_from("gathering", given)
    assert (row["gathering_id"], row["size"], row["sort"]) == (key(100), 3, "chat")
    assert (row["started"], row["ended"], row["thread_id"]) == (START, START + 11 * 900, 5)
    there = made_from("presence", given)
    assert sorted(str(one["person_id"]) for one in there) == ["1", "2", "3"]


@pytest.mark.parametrize("turns", [[1, 2] * 8, [1, 2, 3] * 3])
def test_two_people_or_nine_messages_are_not_lively(turns: list[int]) -> None:
    assert made_from("gathering", chat(*[(one, 0.1 * n) for n, one in enumerate(turns)])) == []


def near(*spells: tuple[tuple[int, int], float, float]) -> dict[str, list[Row]]:
    """Return spells of two people: who, from which minute, to which."""
    return people() | {
        "interaction": [
            {
                "interaction_id": key(200 + place),
                "started": START + int(begins * 60),
                "seconds": int((ends - begins) * 60),
                "kind": "proximity",
                "medium": "in_person",
                "sender_id": pair[0],
            }
            for place, (pair, begins, ends) in enumerate(spells)
        ],
        "participation": [
            {"interaction_id": key(200 + place), "address_id": pair[1], "role": "to"}
            for place, (pair, _, _) in enumerate(spells)
        ],
    }


def test_spells_that_share_somebody_without_a_pause_are_one_gathering() -> None:
    given = near(((1, 2), 0, 5), ((2, 3), 6, 9), ((3, 4), 11, 12), ((1, 2), 15, 20))
    (row,) = made_from("gathering", given)
    assert (row["gathering_id"], row["size"], row["sort"]) == (key(200), 4, "proximity")
    assert (row["started"], row["ended"]) == (START, START + 12 * 60)
    there = made_from("presence", given)
    assert sorted(str(one["person_id"]) for one in there) == ["1", "2", "3", "4"]


def test_a_long_spell_holds_a_gathering_together_over_shorter_ones() -> None:
    given = near(((1, 2), 0, 60), ((1, 3), 1, 2), ((1, 4), 50, 55))
    (row,) = made_from("gathering", given)
    assert row["size"] == 4


@pytest.mark.parametrize(
    "spells",
    [
        pytest.param([((1, 2), 0, 5), ((3, 4), 0, 5)], id="two pairs apart"),
        pytest.param([((1, 2), 0, 5), ((2, 3), 8, 9)], id="after a pause"),
        pytest.param([((1, 2), 0, 5), ((2, 10), 4, 9)], id="the third is no person"),
        pytest.param([], id="nobody"),
    ],
)
def test_two_people_near_each_other_are_no_gathering(
    spells: list[tuple[tuple[int, int], float, float]],
) -> None:
    assert made_from("gathering", near(*spells)) == []
