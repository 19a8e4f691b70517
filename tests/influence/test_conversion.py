"""How many go on to do a thing: after a talk, after only a post, after neither."""

import pytest
from tests.influence.rows import outcome, people, post, talk, talks
from tests.stepping import Row, made_from

FOLLOWS: list[Row] = [{"follower_id": one, "followed_id": 1} for one in (2, 3, 4)]


def given(*outcomes: Row) -> dict[str, list[Row]]:
    """Ann (1) names the loom to Bob and Cas, then posts; they and Dee follow her."""
    told = talks(talk(1, (1, 2), 0, thing="loom"), talk(2, (1, 3), 5, thing="loom"))
    told["interaction"].append(post(3, 1, 10, thing="loom"))
    return people() | told | {"follow": FOLLOWS, "outcome": list(outcomes)}


def ways(rows: list[dict[str, object]], source: int | None) -> dict[object, tuple[object, ...]]:
    return {
        row["way"]: (row["people"], row["exposed"], row["took_up"])
        for row in rows
        if row["source_id"] == source
    }


def test_each_person_stands_in_one_way() -> None:
    rows = made_from("conversion", given(outcome(1, 2, 40), outcome(2, 5, 30)))
    expected = {"personal": (2, 2, 1), "broadcast": (1, 1, 0), "neither": (1, 1, 1)}
    assert ways(rows, 1) == expected
    assert ways(rows, None) == {**expected, "neither": (1, 1, 1)}
    shares = {row["way"]: row["share"] for row in rows if row["source_id"] == 1}
    assert shares == {"personal": 0.5, "broadcast": 0.0, "neither": 1.0}


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        pytest.param(outcome(1, 3, 64), (2, 2, 1), id="within sixty days of the talk"),
        pytest.param(outcome(1, 3, 66), (2, 2, 0), id="later"),
        pytest.param(outcome(1, 3, 4), (1, 1, 0), id="before the talk"),
        pytest.param(outcome(1, 3, 20, thing="oven"), (2, 2, 0), id="something else"),
        pytest.param(outcome(1, 3, 20, sort="attention"), (2, 2, 0), id="only a look"),
    ],
)
def test_what_counts_as_gone_on_to_do_it(taken: Row, expected: tuple[int, int, int]) -> None:
    rows = made_from("conversion", given(taken))
    assert ways(rows, 1)["personal"] == expected


def test_where_no_talk_names_the_thing_all_talks_count() -> None:
    quiet = people() | talks(talk(1, (1, 2), 5), talk(2, (1, 3), 70), talk(3, (1, 4), -5))
    quiet["outcome"] = [outcome(1, 1, 0), outcome(2, 2, 20)]
    rows = made_from("conversion", quiet)
    assert ways(rows, 1) == {"personal": (1, 1, 1), "broadcast": (0, 0, 0), "neither": (3, 3, 0)}
    empty = next(row for row in rows if row["source_id"] == 1 and row["way"] == "broadcast")
    assert (empty["share"], empty["lower"], empty["upper"]) == (None, None, None)


def test_somebody_told_by_two_counts_once_together() -> None:
    told = people() | talks(talk(1, (1, 2), 0, thing="loom"), talk(2, (3, 2), 5, thing="loom"))
    rows = made_from("conversion", told | {"outcome": [outcome(1, 2, 20)]})
    assert ways(rows, None)["personal"] == (1, 1, 1)
    assert ways(rows, 1)["personal"] == (1, 1, 1)
    assert ways(rows, 3)["personal"] == (1, 1, 1)


def test_without_things_there_is_nothing_to_count() -> None:
    assert made_from("conversion", people() | talks(talk(1, (1, 2), 0))) == []
