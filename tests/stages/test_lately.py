"""What became of ties between two moments: the rule, against a plain telling of it."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutuals.stages.lately import lately
from mutuals.stages.moving import SCHEMA, moved
from mutuals.stages.standing import STAGES

BEGIN = datetime(2024, 1, 1)  # noqa: DTZ001  tables hold UTC without a zone
Change = tuple[int, int, str]  # alter, day, stage


def changes(*given: Change) -> pa.Table:
    rows = [
        {"ego_id": 1, "alter_id": alter, "happened_at": BEGIN + timedelta(days=day),
         "number": number, "to_stage": stage}
        for number, (alter, day, stage) in enumerate(given, start=1)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows)


@pytest.mark.parametrize(
    ("course", "move"),
    [
        ([(0, "acquaintance"), (50, "friend")], "closer"),
        ([(0, "friend"), (50, "acquaintance")], "farther"),
        ([(0, "friend"), (50, "dormant")], "silent"),
        ([(0, "friend"), (5, "dormant"), (50, "friend")], "back"),
        ([(0, "friend"), (5, "dormant")], "stayed"),
        ([(50, "friend")], "new"),
        ([(50, "acquaintance"), (60, "dormant")], "passed"),
        ([(0, "avatar"), (50, "dormant")], "stayed"),
        ([(0, "acquaintance"), (50, "friend"), (70, "dormant")], "silent"),
    ],
)
def test_one_word_says_what_became_of_a_tie(course: list[tuple[int, str]], move: str) -> None:
    rows = changes(*((2, day, stage) for day, stage in course))
    found = moved(rows, BEGIN + timedelta(days=10), BEGIN + timedelta(days=100))
    assert found["move"].to_pylist() == [move]


def test_a_year_is_365_days_before_now_and_the_owners_later_word_counts() -> None:
    now = BEGIN + timedelta(days=400)
    clock = pa.table({"as_of_at": [now]})
    rows = changes((2, 35, "acquaintance"), (3, 36, "acquaintance"), (4, 401, "avatar"))
    found = {row["alter_id"]: row["move"] for row in lately(rows, clock).to_pylist()}
    # after the last record only a correction changes a stage
    assert found == {2: "stayed", 3: "new", 4: "new"}
    assert lately(changes(), clock) == SCHEMA.empty_table()


def plainly(course: list[tuple[int, str]], moment: int) -> tuple[str, bool] | None:
    """Tell where a tie stands at a moment, one change after the other."""
    stands: tuple[str, bool] | None = None
    for day, stage in course:
        if day <= moment:
            held = stands[0] if stands else "avatar"
            stands = (held, held != "avatar") if stage == "dormant" else (stage, False)
    return stands


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(0, 30), st.sampled_from([*STAGES, "dormant"])),
        max_size=20,
    ),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_it_is_what_a_plain_telling_comes_to(given: list[Change], one: int, other: int) -> None:
    first, last = sorted((one, other))
    given.sort(key=lambda change: change[1])
    rows = changes(*given) if given else SCHEMA.empty_table()
    found = moved(
        rows,
        (BEGIN + timedelta(days=first)).replace(tzinfo=UTC),
        BEGIN + timedelta(days=last),
    )
    told = {
        row["alter_id"]: (
            (row["from_stage"], row["was_dormant"]) if row["from_stage"] else None,
            (row["to_stage"], row["is_dormant"]),
        )
        for row in found.to_pylist()
    }
    courses = {who: [(day, stage) for alter, day, stage in given if alter == who]
               for who, _, _ in given}  # fmt: skip
    expected = {who: (plainly(course, first), plainly(course, last))
                for who, course in courses.items() if plainly(course, last)}  # fmt: skip
    assert told == expected
