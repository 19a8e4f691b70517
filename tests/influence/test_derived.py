"""Things that no file states: read off the records, who was told, and who was not."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pytest
from tests.influence.rows import DAY, START, key, people, talk, talks
from tests.stepping import Row, made_from, tables_from

from mutuals.influence.begun_words import (
    _AFTER,
    _CALLED,
    _FIRST,
    begun_lines,
    begun_missing,
    begun_said,
    first_said,
)
from mutuals.influence.beside import beside
from mutuals.influence.derived_effect import derived_effect
from mutuals.steps import steps

SIGNS = " lang:en question link:loom.example tag:loom topic:weaving "


def said(number: int, who: tuple[int, int], day: float, **more: object) -> tuple[Row, Row]:
    spoken, seen = talk(number, who, day, **{"signals": SIGNS, **more})
    return spoken, {**seen, "kind": "message"}


def table(name: str, *rows: tuple[Row, Row]) -> list[dict[str, object]]:
    given: dict[str, Sequence[Row]] = {**people(), **talks(*rows)}
    given["member"] = [{"address_id": one, "person_id": one} for one in range(1, 6)]
    return made_from(name, given)


def of(rows: Sequence[Mapping[str, object]], sort: str) -> list[Mapping[str, object]]:
    return [row for row in rows if row["derivation"] == sort]


def test_what_is_first_used_is_named_after_what_it_is_derived_from() -> None:
    rows = table("derived", said(1, (1, 2), 0), said(2, (1, 3), 5), said(3, (3, 2), 7))
    found = {(row["person_id"], row["thing"], row["started"]) for row in rows}
    for thing in ("link:loom.example", "tag:loom", "topic:weaving"):
        assert (1, thing, START) in found
        assert (3, thing, START + 7 * DAY) in found
    assert len(found) == 6  # three marks of two people


@pytest.mark.parametrize(
    ("answer", "begun"),
    [
        pytest.param({"day": 9, "who": (2, 3), "thread_id": 8}, 9, id="elsewhere"),
        pytest.param({"day": 9, "who": (2, 1), "thread_id": 7}, None, id="an answer"),
        pytest.param({"day": 9, "who": (2, 1), "thread_id": 8}, 9, id="another conversation"),
        pytest.param({"day": 9, "who": (2, 1)}, None, id="back, in no known conversation"),
        pytest.param({"day": 9, "who": (2, 3)}, 9, id="to others, in no known conversation"),
        pytest.param({"day": 70, "who": (2, 3), "thread_id": 8}, None, id="too late"),
    ],
)
def test_begun_is_what_is_used_elsewhere_within_sixty_days(
    answer: dict[str, object], begun: float | None
) -> None:
    more = dict(answer)
    who, day = more.pop("who"), more.pop("day")
    told = table("told", said(1, (1, 2), 2, thread_id=7), said(2, who, day, **more))  # type: ignore[arg-type]
    (row,) = [row for row in of(told, "link") if (row["source_id"], row["person_id"]) == (1, 2)]
    assert row["exposed"] == START + 2 * DAY
    assert row["begun"] == (None if begun is None else START + begun * DAY)
    assert row["begun_id"] == (None if begun is None else key(2))


def test_an_answer_begins_nothing_whoever_was_told() -> None:
    # 1 tells 2; 3, whom 1 did not tell, answers 4; 5 begins a conversation with it
    rows = [
        said(1, (1, 2), 0, thread_id=7),
        said(2, (4, 3), 1, thread_id=8),
        said(3, (3, 4), 2, thread_id=8),
        said(4, (2, 1), 3, thread_id=7),
        said(5, (5, 4), 4, thread_id=9),
    ]
    begun = {row["person_id"] for row in table("unprompted", *rows)}
    assert begun == {1, 4, 5}


def test_who_had_begun_before_is_not_told() -> None:
    rows = table("told", said(1, (2, 3), 0), said(2, (1, 2), 2))
    assert {(row["source_id"], row["person_id"]) for row in rows} == {(2, 3)}


def planted(told_share: float, other_share: float, rng: np.random.Generator) -> dict[str, pa.Table]:
    """Let forty sources tell ten of forty people they talk with of a thing each."""
    tell: list[Row] = []
    spoken: list[Row] = []
    first: list[Row] = []
    for source in range(40):
        thing, at = f"link:{source}", START + source * DAY
        for person in rng.permutation(40) + 100 * (source + 1):
            is_told = len([row for row in tell if row["source_id"] == source]) < 10
            begins = rng.random() < (told_share if is_told else other_share)
            begun = at + 5 * DAY if begins else None
            spoken.append({"ego_id": source, "alter_id": int(person), "started": at})
            if begins:
                first.append({"person_id": int(person), "thing": thing, "started": begun})
            if is_told:
                tell.append(
                    {
                        "source_id": source,
                        "person_id": int(person),
                        "thing": thing,
                        "derivation": "link",
                        "exposed": at,
                        "begun": begun,
                    }
                )
    names = ("told", "talk", "derived", "unprompted")
    return dict(zip(names, map(pa.Table.from_pylist, (tell, spoken, first, first)), strict=True))


@pytest.mark.parametrize(("told", "other"), [(0.4, 0.1), (0.2, 0.2)])
def test_those_told_are_held_against_others_the_source_talked_with(
    told: float, other: float
) -> None:
    gaps = []
    for seed in range(5):
        tables = planted(told, other, np.random.default_rng(seed))
        others = beside(**tables)
        (row,) = derived_effect(
            tables["told"], others, clock=pa.table({"as_of": [START + 900 * DAY]})
        ).to_pylist()
        assert row["grade"] == "C"
        gaps.append((row["gap"], row["lower"] <= told - other <= row["upper"]))
    assert np.mean([gap for gap, _ in gaps]) == pytest.approx(told - other, abs=0.03)
    assert sum(holds for _, holds in gaps) >= 4  # of five


def popular(rng: np.random.Generator) -> list[pa.Table]:
    """Let half of the things be popular: most of those not told began them before."""
    rows: tuple[list[Row], list[Row], list[Row]] = ([], [], [])
    for source in range(200):
        at, chance = START + source * DAY, 0.02 if source % 2 else 0.5
        for number, person in enumerate((np.arange(40) + 100 * (source + 1)).tolist()):
            begun = at + 5 * DAY if rng.random() < chance else None
            who = {"person_id": person, "thing": f"link:{source}", "derivation": "link"}
            if number < 10:
                rows[0].append(who | {"source_id": source, "exposed": at, "begun": begun})
            elif not source % 2 and rng.random() < 0.9:
                begun = at - 5 * DAY
            rows[1].append({"ego_id": source, "alter_id": person, "started": at})
            if begun is not None:
                rows[2].append(who | {"started": begun})
    return [pa.Table.from_pylist(one) for one in rows]


def test_what_everybody_begins_weighs_the_same_on_both_sides() -> None:
    told, talked, derived = popular(np.random.default_rng(4))
    clock = pa.table({"as_of": [START + 900 * DAY]})
    others = beside(told, talked, derived, unprompted=derived)
    (row,) = derived_effect(told, others, clock=clock).to_pylist()
    # as many begin it, told or not
    assert row["lower"] <= 0 <= row["upper"]
    assert row["upper"] - row["lower"] < 0.12
    assert row["begun"] / row["told"] > row["share"]


def test_few_tellings_are_no_more_than_what_came_before() -> None:
    tables = planted(0.4, 0.1, np.random.default_rng(1))
    few = tables["told"].slice(0, 20)
    clock = pa.table({"as_of": [START + 900 * DAY]})
    others = beside(**tables | {"told": few})
    assert derived_effect(few, others, clock=clock)["grade"].to_pylist() == ["D"]
    # what was told yesterday may yet be begun
    young = pa.table({"as_of": [START + 10 * DAY]})
    assert derived_effect(few, others, clock=young).num_rows == 0


def test_the_order_of_rows_changes_nothing() -> None:
    tables = planted(0.4, 0.1, np.random.default_rng(1))
    again = {
        name: rows.take(np.random.default_rng(2).permutation(rows.num_rows))
        for name, rows in tables.items()
    }
    assert beside(**again).equals(beside(**tables))


def test_groups_and_events_have_nobody_beside_and_grade_d() -> None:
    given = {**people(), **talks(talk(9, (1, 2), 3))}
    given["derived"] = [
        {"person_id": one, "thing": "group:7", "derivation": "group", "started": START + day * DAY}
        for one, day in ((1, 1), (2, 8), (3, 50))
    ]
    given["mark"] = [
        {
            "interaction_id": key(1),
            "person_id": 5,
            "thing": "tag:x",
            "derivation": "hashtag",
            "started": START,
            "thread_id": 1,
        }
    ]
    found = tables_from(("told", "derived_effect"), given)
    (row,) = found["told"].to_pylist()
    assert (row["source_id"], row["person_id"], row["begun"]) == (1, 2, START + 8 * DAY)
    (row,) = found["derived_effect"].to_pylist()
    assert (row["grade"], row["matched"], row["gap"]) == ("D", 0, None)
    assert "nobody to hold them against" in begun_said(row)[1]


def test_words_name_the_derivation_and_say_how_weak_it_is() -> None:
    row = {"derivation": "link", "told": 200, "begun": 20, "people": 9, "grade": "C"}
    row |= {"matched": 150, "share": 0.1, "beside_share": 0.04}
    row |= {"gap": 0.06, "lower": 0.02, "upper": 0.1}
    first, line = begun_lines([row])
    assert "weaker evidence" in first
    assert "told of a link, 10 gave it themselves" in line
    assert "4 (2 to 10 fewer). Evidence grade C: moved together with." in line
    assert "no difference" in begun_said(row | {"lower": -0.02})[0]
    assert "1 to 2 more" in begun_said(row | {"lower": -0.02, "upper": -0.01})[0]
    assert begun_lines([]) == []


def test_a_share_of_a_few_tellings_is_not_said() -> None:
    row = {"derivation": "link", "told": 4, "begun": 0, "people": 2, "grade": "D", "gap": None}
    (_, line) = begun_lines([row])
    assert line == begun_missing(row)
    assert line.startswith("We cannot say yet how many give a link themselves")
    assert "4 tellings of 2 people; around 30 of 5 people" in line
    held = row | {"told": 459, "people": 10, "gap": 0.3, "matched": 3}
    assert "459 tellings of 10 people, 3 of them with others beside" in begun_missing(held)
    assert not begun_missing(held | {"matched": 30})
    assert first_said("hashtag", "tag:loom", "post") == "first used #loom, in a post"
    assert first_said("group", "group:7", "") == "first spoke in a group"


def test_files_are_first_touched_by_whoever_made_the_commit() -> None:
    given: dict[str, Sequence[Row]] = {**people(), **talks(talk(9, (1, 2), 3))}
    given["member"] = [{"address_id": one, "person_id": one} for one in range(1, 6)]
    alone, together = (
        {**talk(number, (1, 2), day, signals=signs)[0], "kind": "commit"}
        for number, day, signs in ((1, 2, " file:a%20b.py topic:loom "), (2, 1, " file:c.py "))
    )
    given["interaction"] = [alone, together]
    given["participation"] = [
        {"interaction_id": key(2), "address_id": 3, "role": "to"},
        {"interaction_id": key(1), "address_id": 4, "role": "mention"},
    ]
    found = made_from("first_file", given)
    assert sorted((row["person_id"], row["thing"], row["started"]) for row in found) == [
        (1, "file:a%20b.py", START + 2 * DAY),
        (1, "file:c.py", START + DAY),
        (3, "file:c.py", START + DAY),
    ]
    assert first_said("file", "file:1f2e3d4c5b6a:a%20b.py", "") == "first worked on a b.py"


def columns_told(meaning: str) -> list[str]:
    """Return the columns that a table's first lines tell of."""
    return re.findall(r"^([a-z_]+): ", meaning, re.MULTILINE)


def test_every_first_time_is_among_the_derived() -> None:
    found = steps()
    first = {step.table for step in found.values() if step.folder == "influence"}
    first = {table for table in first if table.startswith("first_")}
    assert set(found["derived"].needs) == first
    assert all(f"FROM {table}\n" in f"{found['derived'].sql}\n" for table in first)
    columns = {tuple(columns_told(found[table].meaning)) for table in first}
    assert columns == {tuple(columns_told(found["derived"].meaning))}
    assert {table.removeprefix("first_") for table in first} == set(_CALLED) == set(_FIRST)
    assert set(_AFTER) == set(_CALLED)
