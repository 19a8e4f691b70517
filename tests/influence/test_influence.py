"""What came after contact with each person, and what anybody could start."""

import pytest
from tests.influence.rows import outcome, people, post, talk, talks
from tests.stepping import Row, made_from


def ties(*pairs: tuple[int, int]) -> list[Row]:
    return [
        {"ego_id": a, "alter_id": b, "strength": 5.0, "reciprocity": 1.0, "sent": 1, "received": 1}
        for one, other in pairs
        for a, b in ((one, other), (other, one))
    ]


def given(*automata: int) -> dict[str, list[Row]]:
    told = talks(
        talk(1, (1, 2), 0, thing="loom"),
        talk(2, (1, 3), 5, thing="loom"),
        talk(3, (5, 4), 6, thing="loom"),
    )
    told["interaction"].append(post(9, 4, 10, thing="loom"))
    return {
        **people(*automata),
        **told,
        "follow": [{"follower_id": 2, "followed_id": 4}],
        "outcome": [outcome(1, 2, 20), outcome(2, 3, 30), outcome(3, 4, 40, sort="attention")],
        "tie": ties((1, 2), (2, 3)),
    }


def by_person(rows: list[dict[str, object]]) -> dict[object, dict[str, object]]:
    return {row["person_id"]: row for row in rows}


def test_everybody_has_a_row_and_no_automaton_has() -> None:
    assert set(by_person(made_from("influence", given()))) == {1, 2, 3, 4, 5}
    assert set(by_person(made_from("influence", given(5)))) == {1, 2, 3, 4}


def test_talks_and_posts_are_kept_apart_and_likes_are_no_actions() -> None:
    found = by_person(made_from("influence", given()))
    ann, dee, eve = found[1], found[4], found[5]
    assert ann["personal"] == pytest.approx(1 / 3 + 1 / 2)
    assert (ann["broadcast"], ann["personal_share"], ann["outcomes"]) == (0.0, 1.0, 2)
    assert dee["broadcast"] == pytest.approx(1 / 3)
    assert (dee["personal"], dee["personal_share"]) == (0.0, 0.0)
    assert (eve["personal"], eve["personal_share"], eve["outcomes"]) == (0.0, None, 0)
    assert (ann["exposures"], eve["exposures"]) == (2, 1)
    assert {row["grade"] for row in found.values()} == {"D"}


def test_intervals_hold_the_total() -> None:
    ann = by_person(made_from("influence", given()))[1]
    assert float(str(ann["personal_lower"])) <= float(str(ann["personal"]))
    assert float(str(ann["personal_upper"])) > float(str(ann["personal"]))


def test_nobodys_potential_is_zero_and_more_ties_mean_more() -> None:
    found = by_person(made_from("influence", given()))
    potential = {one: float(str(row["potential"])) for one, row in found.items()}
    assert min(potential.values()) > 0
    # Bob has two ties; Ann's talks led to more than is known of Cas's; Dee has none
    assert min(potential[1], potential[2]) > potential[3] > potential[4]
    for row in found.values():
        low, middle, high = (float(str(row[f"potential{end}"])) for end in ("_lower", "", "_upper"))
        assert low < middle < high


def test_without_outcomes_the_potential_rests_on_the_prior() -> None:
    alone = by_person(made_from("influence", people() | {"tie": ties((1, 2))}))
    assert alone[1]["personal"] == 0.0
    # one strong tie (root of 1 - 1/e), half of its contact one's own, of which one
    # in five brings a new thing up, at a rate of about one in twenty
    told = 1 - 2.71828 ** (-0.2 * 5.0 / 2)
    assert alone[1]["potential"] == pytest.approx(0.05 * 0.6321**0.5 * told, rel=0.1)
