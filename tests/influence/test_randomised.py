"""What was shown by lot: the lot's effect on whoever got it, and through ties."""

from datetime import datetime

import numpy as np
import pytest
from tests.influence.rows import START, key, outcome
from tests.stepping import Row, made_from

PEOPLE = 160
Given = dict[str, list[Row]]


def shown(*, moves: float, with_controls: bool = False) -> Given:
    """Show half of two villages the loom by lot; having a drawn friend moves, too."""
    rng = np.random.default_rng(4)
    drawn = rng.permutation(PEOPLE) % 2 == 0
    friend = rng.integers(0, PEOPLE, PEOPLE)
    chance = 0.1 + moves * drawn + 0.5 * moves * drawn[friend]
    done = rng.random(PEOPLE) < chance
    given = [one for one in range(PEOPLE) if with_controls or drawn[one]]
    return {
        "person": [
            {"person_id": one, "name": "", "is_me": False, "is_automaton": False}
            for one in range(PEOPLE)
        ],
        "address": [{"address_id": one, "person_id": one} for one in range(PEOPLE)],
        "profile": [
            {
                "profile_id": key(one),
                "address_id": one,
                "group_name": "north" if one % 2 else "south",
            }
            for one in range(PEOPLE)
        ],
        "exposure_given": [
            {
                "exposure_id": key(one),
                "address_id": one,
                "thing": "loom",
                "exposed": START,
                "exposed_at": datetime.fromisoformat("2025-01-01"),
                "sort": "shown" if drawn[one] else "control",
                "is_randomised": True,
            }
            for one in given
        ],
        "nomination": [
            {"nomination_id": key(one), "ego_address_id": one, "alter_address_id": int(friend[one])}
            for one in range(PEOPLE)
            if friend[one] != one
        ],
        "outcome": [outcome(one, one, 30.0) for one in range(PEOPLE) if done[one]],
        "tie": [{"ego_id": 0, "alter_id": 1, "first": START - 1}],
    }


@pytest.mark.parametrize("with_controls", [False, True])
def test_the_lot_tells_what_moved_people(*, with_controls: bool) -> None:
    rows = made_from("randomised", shown(moves=0.4, with_controls=with_controls))
    found = {str(row["effect"]): row for row in rows}
    assert set(found) == {"direct", "network"}
    direct = found["direct"]
    assert direct["value"] == pytest.approx(0.4, abs=0.15)
    assert float(str(direct["lower"])) > 0
    assert (direct["grade"], direct["people"], direct["thing"]) == ("A", PEOPLE, "loom")
    assert float(str(found["network"]["value"])) > 0


def test_where_nothing_moved_nothing_is_found() -> None:
    (direct, _) = made_from("randomised", shown(moves=0.0))
    assert float(str(direct["lower"])) <= 0 <= float(str(direct["upper"]))
    assert made_from("randomised", shown(moves=0.0) | {"exposure_given": []}) == []


def test_who_had_it_before_is_not_looked_at_and_nobody_else_had_a_part() -> None:
    given = shown(moves=0.4, with_controls=True)
    given["outcome"].append(outcome(900, 3, -5))
    given["exposure_given"] = given["exposure_given"][:100]
    rows = made_from("drawn", given)
    assert len(rows) == 100
    assert [row["person_id"] for row in rows if row["had_before"]] == [3]


def test_nobody_is_a_control_of_whom_no_file_tells() -> None:
    given = shown(moves=0.4)
    strangers = range(PEOPLE, 3 * PEOPLE)
    given["person"] += [
        {"person_id": one, "name": "", "is_me": False, "is_automaton": False} for one in strangers
    ]
    given["address"] += [{"address_id": one, "person_id": one} for one in strangers]
    given["profile"] = [{**row, "group_name": None} for row in given["profile"]]
    assert len(made_from("drawn", given)) == PEOPLE
    assert made_from("drawn", given | {"profile": []}) == []
    assert made_from("randomised", given | {"profile": []}) == []


def _network(given: Given) -> list[object]:
    rows = made_from("randomised", given)
    return [row["grade"] for row in rows if row["effect"] == "network"]


def test_ties_that_the_lot_may_have_made_tell_nothing_of_ties() -> None:
    given = shown(moves=0.4, with_controls=True)
    assert _network(given) == ["C"]
    early, late = (datetime.fromisoformat(one) for one in ("2024-12-31", "2025-01-02"))
    for since, grades in ((early, ["A"]), (late, [])):
        dated: list[Row] = [{**row, "from_at": since} for row in given["nomination"]]
        assert _network(given | {"nomination": dated}) == grades
    ends = [(row["ego_address_id"], row["alter_address_id"]) for row in given["nomination"]]
    for first, grades in ((START - 1, ["A"]), (START, [])):
        tie: list[Row] = [{"ego_id": one, "alter_id": other, "first": first} for one, other in ends]
        assert _network(given | {"nomination": [], "tie": tie}) == grades
