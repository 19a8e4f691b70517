"""The same records in any order, over any files, are the same content."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutuals.engine.append import append_tables, content_sum
from mutuals.engine.duckdb import DuckDB
from mutuals.engine.schema import INTERNAL, keyed_tables
from mutuals.records import (
    Address,
    Follow,
    Interaction,
    Outcome,
    Participation,
    Reaction,
    Record,
    SamePerson,
)
from mutuals.sandbox.rows import RowBuffer
from mutuals.schemas import SCHEMAS

ANN, BOB = Address("mail", "ann@example.org"), Address("mail", "bob@example.org", "Bob")
WHEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = WHEN + timedelta(microseconds=7)
TO_BOB = (Participation(BOB, "to"),)

# Of each sort, records with the same key and other content.
RECORDS: list[Record] = [
    Follow(1, ANN, BOB),
    Follow(2, ANN, BOB, since_at=WHEN),
    Follow(3, ANN, BOB, since_at=LATER),
    SamePerson(4, ANN, BOB, "people file"),
    SamePerson(5, BOB, ANN, "vouched for"),
    Outcome(6, BOB, "bread", WHEN, key=("o", "1")),
    Outcome(7, BOB, "bread", WHEN, key=("o", "1"), value=2.5),
    Outcome(8, ANN, "salt", None, key=("o", "1"), value=-0.0),
    Reaction(9, BOB, ("mail", "1"), WHEN),
    Reaction(10, BOB, ("mail", "1"), LATER),
    Interaction(11, WHEN, "mail", ANN, TO_BOB, key=("mail", "1"), text="short"),
    Interaction(12, WHEN, "mail", ANN, TO_BOB, key=("mail", "1"), title="a", text="a longer one"),
    Interaction(13, WHEN, "mail", ANN, (), key=("mail", "1"), title="b"),
    Interaction(14, WHEN, "mail", ANN, TO_BOB, text="kept"),
    Interaction(15, WHEN, "mail", ANN, TO_BOB, text="other"),
]


def _kept(*files: Sequence[tuple[Record, bool]]) -> tuple[dict[str, str], list[object]]:
    """Return the sums and the texts of files of records, each with its text or not."""
    with closing(DuckDB()) as engine:
        for table, schema in {**SCHEMAS, **INTERNAL}.items():
            engine.register(table, schema.empty_table())
        for number, file in enumerate(files):
            append_tables(engine, _batches(number, file))
        texts = engine.rows("SELECT text FROM interaction ORDER BY interaction_id")
        return {table: content_sum(engine, table) for table in keyed_tables()}, [
            t for (t,) in texts
        ]


def _batches(number: int, file: Sequence[tuple[Record, bool]]) -> dict[str, pa.Table]:
    batches: dict[str, list[pa.RecordBatch]] = {}
    for record, keep_text in file:
        buffer = RowBuffer(keep_text=keep_text)
        buffer.add(number, record)
        for one in buffer.flush():
            batches.setdefault(one.table, []).append(one.batch)
    return {table: pa.Table.from_batches(parts) for table, parts in batches.items()}


EVERYTHING = _kept([(record, True) for record in RECORDS])


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(RECORDS), cuts=st.sets(st.integers(1, len(RECORDS)), max_size=4))
def test_the_order_and_the_files_change_nothing(order: list[Record], cuts: set[int]) -> None:
    ends = [0, *sorted(cuts), len(order)]
    files = [[(record, True) for record in order[start:end]] for start, end in pairwise(ends)]
    assert _kept(*files) == EVERYTHING


@settings(max_examples=3, deadline=None)
@given(told=st.lists(st.booleans(), min_size=len(RECORDS), max_size=len(RECORDS)))
def test_texts_are_no_part_of_the_content_and_are_not_lost(told: list[bool]) -> None:
    first = list(zip(RECORDS, told, strict=True))
    sums, texts = _kept(first)
    assert sums == EVERYTHING[0]
    assert _kept(first, [(one, False) for one in reversed(RECORDS)]) == (sums, texts)
    assert _kept(first, [(one, True) for one in reversed(RECORDS)]) == EVERYTHING


def test_what_is_kept_is_chosen_by_content() -> None:
    assert sorted(map(str, EVERYTHING[1])) == ["a longer one", "other"]


@pytest.mark.parametrize("table", ["follow", "same_person", "outcome"])
def test_one_row_a_key(table: str) -> None:
    assert EVERYTHING[0][table].startswith("1/")
