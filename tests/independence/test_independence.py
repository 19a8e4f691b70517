"""From things taken up to what choices go by, and who began them."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from mutuals.independence.choice import WINDOW, choice
from mutuals.independence.independence import GRADE, SCHEMA, independence
from mutuals.independence.leaning import leaning
from mutuals.independence.menus import read
from mutuals.independence.originator import originator

PEOPLE, THINGS = 60, 90
BOT, ME = 7, 3


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    """Return choices of people who go with the crowd; one of them always says yes."""
    rng = np.random.default_rng(4)
    had = np.zeros((PEOPLE, THINGS), np.bool_)
    rows = [(person, person % THINGS, 0) for person in range(PEOPLE)]
    had[np.arange(PEOPLE), np.arange(PEOPLE) % THINGS] = True
    for moment in range(2600):
        person = int(rng.integers(PEOPLE)) if moment % 9 else BOT
        lately = np.bincount([one[1] for one in rows[-400:]], minlength=THINGS)
        reach = np.log1p(lately) * 0.8 + rng.gumbel(size=THINGS)
        reach[had[person]] = -np.inf
        if person == BOT:
            reach[1::2] = -np.inf
        if not np.isfinite(reach.max()):
            continue
        thing = int(np.argmax(reach))
        had[person, thing] = True
        rows.append((person, thing, 100 + moment * WINDOW // 400))
    names = [f"q{thing}:{'yes' if thing % 2 == 0 else 'no'}" for thing in range(THINGS)]
    adoption = pa.table(
        {
            "person_id": [10 * one[0] for one in rows],
            "thing": [names[one[1]] for one in rows],
            "happened": [one[2] for one in rows],
        }
    )
    exposure = pa.table(
        {"person_id": [10, 9], "thing": [names[4], "?"], "exposed": [1, 1], "way": ["personal"] * 2}
    )
    made = choice(adoption, exposure)
    return {"adoption": adoption, "choice": made}


def person(me: int | None = None) -> pa.Table:
    ids = [10 * one for one in range(PEOPLE)]
    return pa.table({"person_id": ids, "is_me": [one == me for one in ids]})


def test_a_choice_has_one_thing_taken_and_others_that_were_not(
    tables: dict[str, pa.Table],
) -> None:
    rows = tables["choice"].group_by("choice").aggregate([("is_taken", "sum"), ("thing", "count")])
    assert set(rows["is_taken_sum"].to_pylist()) == {1}
    assert min(rows["thing_count"].to_pylist()) >= 2
    assert max(rows["thing_count"].to_pylist()) <= 15
    assert min(tables["choice"]["lately"].to_pylist()) >= 1


def test_menus_come_back_as_they_were(tables: dict[str, pa.Table]) -> None:
    found = read(tables["choice"])
    taken = tables["choice"].filter(tables["choice"]["is_taken"])
    assert found.menu.row.tolist() == taken["choice"].to_pylist()
    assert found.menu.lately[:, 0].tolist() == taken["lately"].to_pylist()
    turned = tables["choice"].take(list(range(tables["choice"].num_rows))[::-1])
    assert read(turned).menu.thing.tolist() == found.menu.thing.tolist()


def test_who_always_says_yes_is_not_told(tables: dict[str, pa.Table]) -> None:
    rows = {row["person_id"]: row for row in _independence(tables)}
    bot = rows.pop(10 * BOT)
    assert (bot["untold"], bot["independent"], bot["crowd"]) == ("rule", None, None)
    assert all(row["untold"] != "rule" for row in rows.values())


def test_the_crowd_is_found_and_gone_at_other_times(tables: dict[str, pa.Table]) -> None:
    found = {row["leaning"]: row for row in leaning(tables["choice"]).to_pylist()}
    crowd = found["crowd"]
    assert crowd["lower"] > 0.2
    assert abs(crowd["placebo"]) < crowd["lower"] / 2
    assert crowd["people"] == len({row["person_id"] for row in _independence(tables)}) - 1


def test_chances_have_bounds_and_a_grade(tables: dict[str, pa.Table]) -> None:
    told = [row for row in _independence(tables) if not row["untold"]]
    for row in told:
        assert row["lower"] <= row["independent"] <= row["upper"]
        poles = ("independent", "contrarian", "conformist", "noise")
        assert sum(row[name] for name in poles) <= 1.001
        assert row["choices"] >= 30
        assert row["grade"] == GRADE


def test_with_an_owner_nobody_else_is_told_of(tables: dict[str, pa.Table]) -> None:
    rows = independence(tables["choice"], person(10 * ME)).to_pylist()
    assert [row["person_id"] for row in rows] == [10 * ME]


def test_without_choices_nothing_is_said() -> None:
    nothing = choice(
        pa.table({name: pa.array([], pa.int64()) for name in ("person_id", "thing", "happened")}),
        pa.table({}),
    )
    assert nothing.num_rows == 0
    assert independence(nothing, person()).schema == SCHEMA
    assert leaning(nothing).num_rows == 0


def test_who_begins_things_is_held_against_chance() -> None:
    rows = [(1, f"t{one}", 0) for one in range(20)]
    rows += [(2, f"t{one}", 5) for one in range(20)]
    rows += [(3, f"t{one}", 5 + 61 * 86_400) for one in range(20)]
    rows += [(4, "alone", 0), (4, "t0", 0)]
    table = pa.table(
        {
            "person_id": [one[0] for one in rows],
            "thing": [one[1] for one in rows],
            "started": [one[2] for one in rows],
        }
    )
    found = {row["person_id"]: row for row in originator(table).to_pylist()}
    first, second, late, together = (found[one] for one in (1, 2, 3, 4))
    assert (first["started"], first["followed"]) == (19.5, 20)
    assert (together["started"], together["things"]) == (0.5, 1)
    assert first["expected"] == pytest.approx(19 / 3 + 1 / 4)
    assert first["lower"] > 1 > second["upper"] == late["upper"]


def _independence(tables: dict[str, pa.Table]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = independence(tables["choice"], person()).to_pylist()
    return rows
