"""Surveys: whether people take a thing up together with those they name."""

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import pytest
from tests.influence.rows import key
from tests.stepping import Row, at, made_from

from mutuals.influence.named_words import named_lines

PEOPLE, NAMED, YEARS = 200, 4, range(1950, 1960)
Given = dict[str, list[Row]]


def _known(numbers: Iterable[int]) -> Given:
    """Return people, and the address of each under the same number."""
    return {
        "person": [
            {"person_id": one, "name": "", "is_me": False, "is_automaton": False} for one in numbers
        ],
        "address": [{"address_id": one, "person_id": one} for one in numbers],
    }


def asked(*, moves: float, seed: int = 3) -> Given:
    """Let everybody name four of their village; the more have it, the likelier."""
    rng = np.random.default_rng(seed)
    village = np.arange(PEOPLE) % 5
    near = [np.flatnonzero(village == one) for one in range(5)]
    named = [rng.choice(near[village[one]], NAMED, replace=False) for one in range(PEOPLE)]
    took: dict[int, int] = {}
    for year in YEARS:
        share = np.array([np.mean([other in took for other in row]) for row in named])
        now = rng.random(PEOPLE) < 1 / (1 + np.exp(3.2 - 0.4 * (village == 0) - moves * share))
        took = {one: year for one in np.flatnonzero(now).tolist() if one not in took} | took
    ties = [(one, int(other)) for one in range(PEOPLE) for other in named[one] if other != one]
    return {
        **_known(range(PEOPLE)),
        "profile": [
            {"profile_id": key(one), "address_id": one, "group_name": f"village {village[one]}"}
            for one in range(PEOPLE)
        ],
        "nomination": [
            {"nomination_id": key(number), "ego_address_id": ego, "alter_address_id": alter}
            for number, (ego, alter) in enumerate(ties)
        ],
        "outcome": [_taken(person, year) for person, year in took.items()],
    }


def _taken(person: int, year: int | None) -> Row:
    return {
        "outcome_id": key(person),
        "address_id": person,
        "thing": "loom",
        "happened": None if year is None else at(f"{year}-01-01"),
        "precision": "year",
        "sort": "action",
    }


def test_contagion_along_namings_is_found_and_worded_as_together() -> None:
    (row,) = made_from("named_effect", asked(moves=2.5))
    assert (row["thing"], row["grade"], row["is_null"]) == ("loom", "C", False)
    assert 0 < row["lower"] < 2.5 < row["upper"]  # type: ignore[operator]  # a row's values
    assert row["placebo_z"] > 2  # type: ignore[operator]  # as above
    lines = named_lines([row])
    assert lines[0].startswith("People took loom up together with those they name")
    assert "moved them is not shown" in lines[1]


def test_without_contagion_nothing_is_found_for_all_that_villages_differ() -> None:
    found = [made_from("named_effect", asked(moves=0.0, seed=seed))[0] for seed in range(3)]
    assert sum(not row["is_null"] for row in found) <= 1
    assert "no sign" in named_lines([found[0]])[0]


def test_whoever_took_it_up_nobody_knows_when_is_left_out_and_counted() -> None:
    given = asked(moves=2.5)
    (whole,) = made_from("named_effect", given)
    first, *others = given["outcome"]
    given["outcome"] = [_taken(int(str(first["address_id"])), None), *others]
    (row,) = made_from("named_effect", given)
    assert row["undated"] == 1
    assert row["adoptions"] == int(str(whole["adoptions"])) - 1
    assert row["ties"] < whole["ties"]  # type: ignore[operator]  # a row's values


@pytest.mark.parametrize(("missing", "why"), [("nomination", "namings"), ("outcome", "took it up")])
def test_too_little_says_so(missing: str, why: str) -> None:
    given = asked(moves=2.5)
    (row,) = made_from("named_effect", given | {missing: given[missing][:20]})
    assert row["value"] is None
    assert why in str(row["untold"])
    assert named_lines([row])[0].startswith("We cannot say whether people took loom up")


def test_ties_made_after_the_thing_came_up_do_not_count() -> None:
    given = asked(moves=2.5)
    late = [{**row, "from_at": datetime(1955, 1, 1)} for row in given["nomination"]]  # noqa: DTZ001  # as the table has it
    (row,) = made_from("named_effect", given | {"nomination": late})
    assert "older than it" in str(row["untold"])


def test_all_on_one_date_tells_nothing_and_says_so() -> None:
    given = asked(moves=2.5)
    once = [row | {"happened": at("1950-01-01")} for row in given["outcome"]]  # type: ignore[operator]  # rows are dicts
    (row,) = made_from("named_effect", given | {"outcome": once})
    assert "on 1 of the 3 dates" in str(row["untold"])


def test_whoever_was_only_named_is_nobody_who_never_took_it_up() -> None:
    given = asked(moves=2.5)
    (before,) = made_from("named_effect", given)
    far = range(1000, 1400)
    for table, rows in _known(far).items():
        given[table] += rows
    given["nomination"] += [
        {"nomination_id": key(one), "ego_address_id": one % PEOPLE, "alter_address_id": one}
        for one in far
    ]
    (row,) = made_from("named_effect", given)
    assert row["unasked"] == len(far)
    assert row | {"unasked": 0} == before | {"unasked": 0}


def test_a_date_told_roughly_makes_all_as_rough() -> None:
    given = asked(moves=2.5)
    (years,) = made_from("named_effect", given)
    for number, row in enumerate(given["outcome"]):
        if number % 2:
            row |= {"happened": int(str(row["happened"])) + 86_400 * 200, "precision": "day"}  # type: ignore[operator]  # a dict
    (mixed,) = made_from("named_effect", given)
    assert (mixed["periods"], mixed["adjusted"]) == (years["periods"], years["adjusted"])


def test_each_of_many_villages_is_shuffled_within_itself() -> None:
    """Villages differ twentyfold, ties stay inside, and nobody moves anybody."""
    rng = np.random.default_rng(1)
    people, villages = 600, 75
    given = asked(moves=0.0) | {
        **_known(range(people)),
        "profile": [
            {"profile_id": key(one), "address_id": one, "group_name": f"v{one % villages}"}
            for one in range(people)
        ],
    }
    hazard = np.where(np.arange(people) % villages % 2, 0.02, 0.35)
    took = rng.geometric(hazard)
    given["outcome"] = [_taken(one, 1949 + int(year)) for one, year in enumerate(took) if year < 9]
    ends = [(one, (one + villages * step) % people) for one in range(people) for step in (1, 2, 4)]
    given["nomination"] = [
        {"nomination_id": key(number), "ego_address_id": ego, "alter_address_id": alter}
        for number, (ego, alter) in enumerate(ends)
    ]
    (row,) = made_from("named_effect", given)
    assert row["is_null"]


def test_where_everybody_follows_whom_they_name_it_is_at_least_so_many_times() -> None:
    chains, long = 40, 8
    people = chains * long
    given: Given = {
        **_known(range(people)),
        "outcome": [_taken(one, 1950 + one % long + one // long % 4) for one in range(people)],
        "nomination": [
            {"nomination_id": key(one), "ego_address_id": one, "alter_address_id": one - 1}
            for one in range(people)
            if one % long
        ],
    }
    (row,) = made_from("named_effect", given)
    assert not row["is_null"]
    line = named_lines([row])[0]
    assert line.startswith("People took loom up together")
    assert "at least" in line
