"""Who stands with whom at a gathering, and when the records do not tell."""

from tests.circles.test_gathering import HOUR, START, chat, event, near
from tests.stepping import Row, made_from

Given = dict[str, list[Row]]


def contact(
    pair: tuple[int, int], days_before: int, weight: float = 1.0, **more: object
) -> list[Row]:
    row = {
        "interaction_id": b"contact",
        "started": START - days_before * 24 * HOUR,
        "weight": weight,
        "minutes": 1.0,
        "audience_size": 1,
        "kind": "message",
        "medium": "online",
        **more,
    }
    return [{"ego_id": a, "alter_id": b, **row} for a, b in (pair, pair[::-1])]


def groups(given: Given, basis: str) -> list[set[int]]:
    found: dict[object, set[int]] = {}
    for row in made_from("subgroup", given):
        assert row["basis"] == basis
        found.setdefault(row["subgroup"], set()).add(int(str(row["person_id"])))
    return [found[number] for number in sorted(found, key=str)]


def test_those_in_contact_before_stand_together() -> None:
    given = event(7, (2, 3, 4, 5, 6, 7))
    given["contact"] = [
        *contact((1, 2), 10, 8.0),
        *contact((2, 3), 12, 6.0),
        *contact((1, 3), 12, 6.0),
        *contact((4, 5), 30, 3.0),
        *contact((1, 4), 5, 0.2),
        *contact((6, 7), 300, 50.0),
        *contact((6, 7), -3, 50.0),
        *contact((5, 6), 3, 50.0, audience_size=5),
    ]
    assert groups(given, "earlier contact") == [{1, 2, 3}, {4, 5}, {6}, {7}]


def test_somebody_without_any_contact_stands_alone() -> None:
    given = event(7, (2, 3)) | {"contact": contact((1, 2), 10)}
    assert groups(given, "earlier contact") == [{1, 2}, {3}]


def test_guests_of_whom_most_would_stand_alone_are_not_told_apart() -> None:
    given = event(7, (2, 3, 4, 5)) | {"contact": contact((1, 2), 10)}
    assert groups(given, "") == []
    (row,) = made_from("division", given)
    assert (row["people"], row["groups"], row["basis"]) == (5, None, "not enough records")


def test_ten_guests_are_usually_four_groups_three_to_five() -> None:
    given = event(7, (2, 3, 4, 5, 6, 7, 8, 9, 11))
    given["person"] = [*given["person"], {"person_id": 11, "is_automaton": False}]
    given["address"] = [*given["address"], {"address_id": 11, "person_id": 11}]
    given["contact"] = [
        row for one in range(1, 9) for row in contact((one, one + 1), 10, float(one))
    ]
    (row,) = made_from("division", given)
    assert [row[name] for name in ("people", "expected", "lower", "upper")] == [10, 4, 3, 5]
    assert row["basis"] == "earlier contact"


def test_who_was_seen_together_comes_before_who_knew_whom() -> None:
    given = near(
        ((1, 2), 0, 30), ((3, 4), 0, 30), ((2, 3), 10, 11), ((5, 1), 2, 3), ((5, 4), 4, 20)
    )
    during = [
        *contact((1, 2), 0, minutes=30.0),
        *contact((3, 4), 0, minutes=30.0),
        *contact((2, 3), 0, minutes=1.0),
        *contact((1, 5), 0, minutes=1.0),
        *contact((4, 5), 0, minutes=16.0),
    ]
    spells = [{**row, "kind": "proximity", "medium": "in_person"} for row in during]
    given["contact"] = [*spells, *contact((1, 4), 10, 50.0)]
    assert groups(given, "seen together") == [{1, 2}, {3, 4, 5}]


def test_in_a_chat_those_who_answer_each_other_stand_together() -> None:
    turns = [1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4]
    given = chat(*[(who, place / 20) for place, who in enumerate(turns)])
    assert groups(given, "turns taken") == [{1, 2}, {3, 4}]


def test_a_chat_without_answers_falls_back_on_earlier_contact() -> None:
    turns = [1, 2, 3, 1, 2, 3, 1, 2, 3, 1]
    given = chat(*[(who, place / 2) for place, who in enumerate(turns)])
    given["contact"] = contact((1, 2), 10)
    assert groups(given, "earlier contact") == [{1, 2}, {3}]
