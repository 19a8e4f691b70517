"""The owner's word: it wins, the newest first, and whatever contradicts it is told."""

from datetime import datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people.test_joined import card
from tests.people.test_member import handles
from tests.stepping import Row, work_out

from mutuals.people.union import Edge, kept_apart


def word(one: int, what: str, day: int, *, question: str = "one_person") -> Row:
    return {
        "answer_id": day.to_bytes(16, "big"),
        "question": question,
        "address_id": one,
        "value": what,
        "said_at": datetime(2025, 1, day),  # noqa: DTZ001  # UTC, as tables hold it
    }


def persons(*said: Row, joined: tuple[Row, ...] = ()) -> list[object]:
    rows = work_out("member", handle=handles(1, 2, 3), answer=said, same_person=joined)
    return [row["person_id"] for row in rows]


@pytest.mark.parametrize(
    ("said", "joined", "expected"),
    [
        ([word(1, "same 2", 1)], (), [1, 1, 3]),
        ([word(2, "same 1", 1)], (), [1, 1, 3]),
        ([word(1, "same 2", 1), word(2, "apart 1", 2)], (), [1, 2, 3]),
        ([word(1, "same 2", 1), word(1, "neither 2", 2)], (), [1, 2, 3]),
        ([word(1, "apart 2", 1)], (card(1, 2),), [1, 2, 3]),
        ([word(1, "apart 2", 1), word(1, "neither 2", 2)], (card(1, 2),), [1, 1, 3]),
        ([word(1, "apart 3", 3)], (card(1, 2), card(2, 3)), [1, 1, 3]),
        ([word(1, "apart 3", 1), word(1, "same 2", 2), word(2, "same 3", 3)], (), [1, 1, 1]),
        ([word(1, "same 2", 1), word(2, "same 3", 2), word(1, "apart 3", 3)], (), [1, 2, 2]),
        ([word(1, "same 1", 1), word(1, "same x", 2), word(1, "eh 2", 3)], (), [1, 2, 3]),
        ([word(1, "same 99", 1)], (), [1, 2, 3]),
        ([word(1, "same 2", 1, question="me ")], (), [1, 2, 3]),
    ],
)
def test_whose_word_wins(said: list[Row], joined: tuple[Row, ...], expected: list[int]) -> None:
    assert persons(*said, joined=joined) == expected


def test_the_order_rows_come_in_never_matters() -> None:
    said = [word(1, "same 2", 1), word(2, "same 3", 2), word(1, "apart 3", 3)]
    assert {tuple(persons(*order)) for order in permutations(said)} == {(1, 2, 2)}


def test_what_cannot_be_kept_is_told() -> None:
    rows = work_out(
        "contradiction",
        handle=handles(1, 2, 3),
        answer=[word(1, "apart 2", 1)],
        same_person=[card(1, 3), card(2, 3)],
    )
    assert [(row["address_id"], row["other_id"]) for row in rows] == [(2, 3)]
    assert "one archive names both" in str(rows[0]["reason"])
    assert work_out("contradiction", handle=handles(1, 2), answer=[word(1, "apart 2", 1)]) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()).filter(
            lambda e: e[0] != e[1]
        ),
        max_size=25,
    )
)
def test_nobody_apart_is_ever_together_and_every_edge_is_kept_or_told(
    drawn: list[tuple[int, int, bool]],
) -> None:
    edges = [Edge(*one[:2], "", is_apart=one[2]) for one in drawn]
    found, refused = kept_apart(range(8), edges)
    told = {(one.address_id, one.other_id) for one in refused}
    for edge in edges:
        if (edge.one, edge.other) not in told:
            assert (found[edge.one] == found[edge.other]) != edge.is_apart
    assert all(found[found[one]] == found[one] <= one for one in range(8))
