"""Each outcome's credit comes to one, for those who came before or for nobody."""

from collections import defaultdict

import numpy as np
import pytest
from tests.influence.rows import key, outcome, people, post, talk, talks
from tests.stepping import Row, made_from


def credits_of(rows: list[dict[str, object]], number: int) -> dict[object, tuple[object, ...]]:
    return {
        row["source_id"]: (row["personal"], row["broadcast"], row["credit"], row["is_recorded"])
        for row in rows
        if row["outcome_id"] == key(number)
    }


def test_credit_is_split_in_equal_parts_with_one_for_nobody() -> None:
    given = people() | talks(talk(8, (1, 2), 20, thing="loom"), talk(9, (3, 2), 30, thing="loom"))
    rows = made_from("credit", given | {"outcome": [outcome(1, 2, 40)]})
    third = pytest.approx(1 / 3)
    assert credits_of(rows, 1) == {
        None: (0.0, 0.0, third, False),
        1: (third, 0.0, third, False),
        3: (third, 0.0, third, False),
    }


def test_a_source_seen_both_ways_is_split_by_exposure() -> None:
    given = people() | talks(talk(8, (1, 2), 20, thing="loom"))
    given["interaction"] += [post(7, 1, day) for day in (21, 22, 23)]
    follow: list[Row] = [{"follower_id": 2, "followed_id": 1}]
    rows = made_from("credit", given | {"outcome": [outcome(1, 2, 40)], "follow": follow})
    assert credits_of(rows, 1)[1] == (0.125, 0.375, 0.5, False)


def test_what_the_record_names_is_marked_and_changes_nothing() -> None:
    given = people() | talks(talk(8, (1, 2), 20, thing="loom"))
    told = [outcome(1, 2, 40, attributed_id=1), outcome(2, 2, 41, attributed_id=3)]
    rows = made_from("credit", given | {"outcome": told})
    assert credits_of(rows, 1) == {None: (0.0, 0.0, 0.5, False), 1: (0.5, 0.0, 0.5, True)}
    assert credits_of(rows, 2) == {
        None: (0.0, 0.0, 0.5, False),
        1: (0.5, 0.0, 0.5, False),
        3: (0.0, 0.0, 0.0, True),
    }


def test_nobody_gets_all_where_nobody_came_before() -> None:
    rows = made_from("credit", people() | {"outcome": [outcome(1, 2, 40)]})
    assert credits_of(rows, 1) == {None: (0.0, 0.0, 1.0, False)}


def random_records(seed: int) -> dict[str, list[Row]]:
    rng = np.random.default_rng(seed)
    pairs = [(int(a), int(b)) for a, b in rng.integers(1, 6, (120, 2)) if a != b]
    spoken = [
        talk(
            100 + number,
            pair,
            float(rng.uniform(0, 200)),
            audience=int(rng.integers(1, 14)),
            thing=str(rng.choice(["", "loom", "oven"])),
        )
        for number, pair in enumerate(pairs)
    ]
    given = people() | talks(*spoken)
    given["interaction"] += [
        post(900 + number, int(rng.integers(1, 6)), float(rng.uniform(0, 200)))
        for number in range(20)
    ]
    given["follow"] = [
        {"follower_id": int(a), "followed_id": int(b)} for a, b in rng.integers(1, 6, (12, 2))
    ]
    given["outcome"] = [
        outcome(
            number,
            int(rng.integers(1, 6)),
            float(rng.uniform(0, 200)),
            thing=str(rng.choice(["loom", "oven"])),
            sort=str(rng.choice(["action", "attention"])),
            attributed_id=int(rng.integers(1, 6)),
        )
        for number in range(1, 40)
    ]
    return given


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_credit_comes_to_one_for_every_outcome(seed: int) -> None:
    total: dict[object, float] = defaultdict(float)
    for row in made_from("credit", random_records(seed)):
        credit, parts = float(str(row["credit"])), [row["personal"], row["broadcast"]]
        total[row["outcome_id"]] += credit
        if row["source_id"] is not None:
            assert sum(float(str(part)) for part in parts) == pytest.approx(credit)
            assert row["source_id"] != row["person_id"]
    assert len(total) == 39
    assert list(total.values()) == pytest.approx([1.0] * 39)
