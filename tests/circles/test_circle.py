"""Two circles that hardly touch are told apart; their names are their centres'."""

from itertools import combinations

from tests.stepping import Row, made_from

CHOIR, MILL, OWNER, LONER = (1, 2, 3, 4), (5, 6, 7), 8, 9
NAMES = dict(enumerate(["", *["Ann", "Bob", "Cas", "Dee", "Eve", "Fay", "Gus", "Me", "Lou"]]))


def ties(pairs: list[tuple[int, int, float]], reciprocity: float = 0.5) -> list[Row]:
    return [
        {"ego_id": a, "alter_id": b, "strength": strength, "reciprocity": reciprocity}
        for one, other, strength in pairs
        for a, b in ((one, other), (other, one))
    ]


def given(extra: list[Row]) -> dict[str, list[Row]]:
    inside = [(a, b, 1.0) for a, b in combinations(CHOIR, 2)]
    inside += [(a, b, 2.0) for a, b in combinations(MILL, 2)]
    inside += [(2, 3, 4.0), (4, 5, 0.1)]
    owner = [(OWNER, one, 9.0) for one in (*CHOIR, *MILL)]
    return {
        "person": [
            {"person_id": one, "name": name, "is_me": one == OWNER, "is_automaton": False}
            for one, name in NAMES.items()
        ],
        "tie": ties(inside + owner) + extra,
    }


def test_circles_are_found_and_named_after_their_centres() -> None:
    rows = made_from("circle", given([]))
    assert {row["person_id"]: (row["circle_id"], row["label"]) for row in rows} == {
        **dict.fromkeys(CHOIR, (1, "Bob and Cas")),
        **dict.fromkeys(MILL, (5, "Eve and Fay")),
    }
    assert {row["stability"] for row in rows} == {1.0}


def test_one_way_ties_and_pairs_make_no_circle() -> None:
    one_way = ties([(LONER, 1, 5.0), (LONER, 2, 5.0)], reciprocity=0.0)
    assert LONER not in {row["person_id"] for row in made_from("circle", given(one_way))}
    pair = {"tie": ties([(1, 2, 3.0)])}
    assert made_from("circle", (given([]) | pair)) == []


def test_without_ties_there_are_no_circles() -> None:
    nothing = {"tie": ties([(1, 2, 3.0)], reciprocity=0.0)}
    assert made_from("circle", (given([]) | nothing)) == []
