"""Keys of columns are the keys of ``mutuals.keys``, whatever file the rows came in."""

import io

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from tests.readers.community.reading import arrow_of, csv_of, found_in

from mutuals.keys import content_key, number_key
from mutuals.readers.community.hashing import content_keys, number_keys

TEXTS = st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=8)


@settings(deadline=None)
@given(TEXTS)
def test_keys_of_columns_are_the_keys_of_their_rows(rows: list[tuple[str, str]]) -> None:
    first, second = (pa.array(one, pa.string()) for one in zip(*rows, strict=True))
    keys = content_keys(["é", first, second])
    assert keys.to_pylist() == [content_key(["é", a, b]) for a, b in rows]
    assert number_keys([first, second]).tolist() == [number_key(row) for row in rows]


def test_part_of_an_array_is_hashed_like_the_whole() -> None:
    array = pa.array(["a", "bb", None, "ccc"])
    assert number_keys([array.slice(1)]).tolist() == [
        number_key([one]) for one in ("bb", "", "ccc")
    ]


def test_an_interaction_without_identifier_has_the_key_of_its_whole_content() -> None:
    found = found_in(
        csv_of(
            "started_at,sender,recipients,cc,thread_id,text",
            "2024-01-02T03:04:05+01:00,ann,cy;bo,dee,t,Hello",
        )
    )
    others = sorted(
        [("to", "bo"), ("to", "cy"), ("cc", "dee")], key=lambda one: number_key(["id", one[1]])
    )
    what = ["message", "community", "online", "t", "", "Hello"]
    when = ["1704161045000000", "60", "second", "", "second"]
    fields = ["interaction", *when, "ann", *what, *(word for one in others for word in one)]
    assert found.values("interaction", "interaction_id") == [content_key(fields)]
    assert found.values("interaction", "variant") == [0]
    assert found.values("interaction", "thread_id") == [number_key(["thread", "community", "t"])]
    assert found.values("interaction", "sender_id") == [number_key(["id", "ann"])]


def test_order_of_recipients_and_columns_does_not_matter() -> None:
    one = found_in(csv_of("started_at,sender,recipients", "2024,ann,bo;cy;bo"))
    other = found_in(csv_of("Recipients,SENDER,started_at", " cy ;bo,ann ,2024"))
    assert one.tables == other.tables


def test_given_identifier_is_the_key_and_with_other_content_taken() -> None:
    header = "interaction_id,started_at,sender,recipients"
    rows = ["m1,soon,ann,dee", "m1,2024,ann,bo", "m0,2024,ann,bo", "m1,2024,ann,bo"]
    found = found_in(csv_of(header, *rows, "m1,2024,ann,cy", ",2024,ann,cy"))
    m1, m0 = content_key(["id", "m1"]), content_key(["id", "m0"])
    assert found.values("interaction", "interaction_id")[:3] == [m1, m0, m1]
    first, second, third, fourth = found.values("interaction", "variant")
    assert first == second == third != fourth == 0
    assert found.reasons == [(1, "bad_date"), (5, "id_taken")]
    # Who took part in what is rejected took part in nothing.
    assert len(found.tables["participation"]) == 4


def test_an_outcome_with_a_taken_identifier_is_another_outcome() -> None:
    header = "person,thing,happened_at,outcome_id"
    found = found_in(csv_of(header, "ann,loom,2024,1", "ann,loom,2024,1", "bo,kiln,2024,1"))
    first, second, third = found.values("outcome", "outcome_id")
    assert first == second != third
    (bare,) = found_in(csv_of(header, "ann,loom,2024,")).values("outcome", "outcome_id")
    assert bare not in {first, third}


def test_reaction_points_at_the_interaction_of_that_identifier() -> None:
    found = found_in(csv_of("actor,interaction_id,reacted_at", "ann,m1,2024"))
    assert found.values("reaction", "interaction_id") == [content_key(["id", "m1"])]


@pytest.fixture(scope="module")
def table() -> pa.Table:
    rng = np.random.default_rng(1)
    rows = 500
    return pa.table(
        {
            "started_at": pa.array(rng.integers(1_600_000_000, 1_700_000_000, rows)),
            "sender": pa.array([f"p{k % 7}" for k in range(rows)]).dictionary_encode(),
            "recipients": pa.array([[f"q{k % 5}", "z", None] for k in range(rows)]),
            "text": pa.array(["Hello", None] * (rows // 2), pa.large_string()),
        }
    )


def test_csv_parquet_and_arrow_give_the_same_rows(table: pa.Table) -> None:
    sink = io.BytesIO()
    parquet.write_table(table, sink)
    lines = [
        f"{row['started_at']},{row['sender']},{';'.join(row['recipients'][:2])},{row['text'] or ''}"
        for row in table.to_pylist()
    ]
    text = "\n".join(["started_at,sender,recipients,text", *lines])
    wanted = found_in(sink.getvalue())
    assert wanted.seen == 500
    assert not wanted.rejects
    forms = [text.encode(), text.encode("utf-16"), arrow_of(table), arrow_of(table, "file")]
    for form in forms:
        assert found_in(form).tables == wanted.tables
        assert found_in(form, is_seekable=False).tables == wanted.tables
    assert found_in(sink.getvalue(), is_seekable=False).tables == wanted.tables
