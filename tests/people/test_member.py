"""Who is joined into one person, and who is not."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from tests.stepping import Row, work_out
from tests.ties.rows import NOW

from mutuals.people.decision import SCHEMA as DECISION
from mutuals.people.joined import SCHEMA as JOINED
from mutuals.people.member import SCHEMA, member
from mutuals.schemas import SCHEMAS


def handles(*numbers: int) -> list[Row]:
    return [{"address_id": one, "scheme": "id", "value": f"p{one}"} for one in numbers]


def same(*pairs: tuple[int, int]) -> list[Row]:
    return [{"address_id": one, "other_id": other, "reason": "vcard"} for one, other in pairs]


def me(address: int, value: str = "yes", day: int = 1) -> Row:
    return {
        "answer_id": bytes([day] * 16),
        "question": "me",
        "address_id": address,
        "value": value,
        "said_at": datetime(2025, 1, day),  # noqa: DTZ001 # UTC, as tables hold it
    }


@pytest.mark.parametrize(
    ("given", "persons"),
    [
        pytest.param({}, {1: 1, 2: 2, 3: 3, 4: 4}, id="nobody is joined unasked"),
        pytest.param({"same_person": same((4, 2), (2, 3))}, {1: 1, 2: 2, 3: 2, 4: 2}, id="a chain"),
        pytest.param({"same_person": same((1, 9))}, {1: 1, 9: 1, 2: 2, 3: 3, 4: 4}, id="a new one"),
        pytest.param({"same_person": same((3, 3))}, {1: 1, 2: 2, 3: 3, 4: 4}, id="with itself"),
        pytest.param(
            {"answer": [me(4), me(2)]}, {1: 1, 2: 2, 3: 3, 4: 2}, id="both are the owner's"
        ),
        pytest.param(
            {"answer": [me(4), me(2), me(2, "no", day=2)]},
            {1: 1, 2: 2, 3: 3, 4: 4},
            id="the owner took it back",
        ),
        pytest.param(
            {"answer": [me(2, "no"), me(2, day=3), me(4), {**me(4, "no"), "answer_id": b"z" * 16}]},
            {1: 1, 2: 2, 3: 3, 4: 2},
            id="the later answer counts, and of two at once the smaller id",
        ),
        pytest.param(
            {"answer": [me(2), {**me(4), "question": "order"}]},
            {1: 1, 2: 2, 3: 3, 4: 4},
            id="an answer to something else",
        ),
    ],
)
def test_joining(given: dict[str, Sequence[Row]], persons: dict[int, int]) -> None:
    rows = work_out("member", NOW, handle=handles(4, 2, 1, 3), **given)
    assert {row["address_id"]: row["person_id"] for row in rows} == persons


def test_an_answer_about_no_address_joins_nobody() -> None:
    rows = work_out("member", handle=handles(1), answer=[{**me(1), "address_id": None}])
    assert rows == [{"address_id": 1, "person_id": 1}]


def test_no_handles_make_an_empty_table_of_the_same_columns() -> None:
    made = member(
        SCHEMAS["handle"].empty_table(),
        joined=JOINED.empty_table(),
        decision=DECISION.empty_table(),
        mine=SCHEMAS["answer"].empty_table(),
    )
    assert made.schema == SCHEMA
    assert made.num_rows == 0
