"""Parquet and Arrow: typed columns, damaged files, and files that cannot seek."""

import io
import random

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.readers.community import reading
from tests.readers.community.reading import Found, arrow_of, found_in

from mutuals.readers.community import columnar, recognizes


def of(**columns: pa.Array | list[object]) -> Found:
    return found_in(arrow_of(pa.table(columns)))


def parquet_of(table: pa.Table, **options: object) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(table, sink, **options)
    return sink.getvalue()


PAIRS = pa.table({"ego": ["a", "b"], "alter": ["c", "d"], "note": ["x", "y"]})


@pytest.mark.parametrize(
    "array",
    [
        pa.array([1, 2]),
        pa.array(["1", "2"], pa.large_string()),
        pa.array(["1", "2"], pa.string_view()),
        pa.array([b" 1", b"2 "], pa.binary()),
        pa.array(["1", "2"]).dictionary_encode(),
        pa.RunEndEncodedArray.from_arrays([1, 2], ["1", "2"]),
        pa.ExtensionArray.from_storage(pa.uuid(), pa.array([b"1" * 16, b"2" * 16], pa.binary(16))),
    ],
)
def test_person_may_have_any_type_that_is_text(array: pa.Array) -> None:
    found = of(follower=array, followed=["x", "y"])
    assert [value[0] for value in found.values("handle", "value") if value not in {"x", "y"}] in (
        ["1", "2"],
        ["2", "1"],
    )
    assert len(found.tables["follow"]) == 2


@pytest.mark.parametrize(
    "kind",
    [
        pa.list_(pa.string()),
        pa.large_list(pa.large_string()),
        pa.list_view(pa.string()),
        pa.large_list_view(pa.string()),
        pa.list_(pa.string(), 2),
    ],
)
def test_recipients_may_be_any_kind_of_list(kind: pa.DataType) -> None:
    found = of(
        started_at=[2024, 2024, 2024],
        sender=["ann", "bo", "bo"],
        recipients=pa.array([["p", "q"], ["x", "y;z"], ["x", None], None], kind).slice(1),
    )
    assert sorted(found.values("handle", "value")) == ["ann", "bo", "x", "y;z"]
    assert found.values("interaction", "audience_size") == [2, 1, 0]


def test_numbers_and_flags_keep_their_types() -> None:
    found = of(person=["a", "b"], thing=["t", "t"], happened_at=[2024, None], value=[1.5, None])
    assert found.values("outcome", "value") == [1.5, None]
    found = of(
        person=["a", "b"], thing=["t", "t"], exposed_at=[2024, 2024], randomised=[True, None]
    )
    assert found.values("exposure_given", "is_randomised") == [True, False]


def test_covariates_are_numbers_where_they_read_as_numbers() -> None:
    found = of(person=["a", "b"], age=[31, None], weight=[7.5, 0.0], town=["007", ""])
    assert found.values("profile", "covariates") == [
        '{"x_age":31,"x_town":"007","x_weight":7.5}',
        '{"x_weight":0}',
    ]


def test_parquet_reads_only_known_columns_and_names_the_others() -> None:
    found = found_in(parquet_of(PAIRS.select(["note", "alter", "ego"])))
    assert found.notices == ["Not read, because no such column is known: note."]
    assert sorted(found.values("handle", "value")) == ["a", "b", "c", "d"]
    assert found.values("nomination", "record_no") == [1, 2]


def test_parquet_of_people_keeps_covariates_whatever_their_names() -> None:
    table = pa.table([["a"], ["n"], ["1"], ["2"]], names=["person", "name", "a.b", 'x_"c'])
    found = found_in(parquet_of(table))
    assert found.values("profile", "covariates") == ['{"x_\\"c":2,"x_a.b":1}']


def test_many_batches_are_numbered_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar, "ROWS", 3)
    table = pa.table({"ego": [f"e{k}" for k in range(10)], "alter": ["z"] * 10})
    for content in (parquet_of(table), arrow_of(table)):
        found = found_in(content)
        assert found.values("nomination", "record_no") == list(range(1, 11))
        assert len(found.tables["handle"]) == 11


def test_file_inside_an_archive_is_held_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    content = parquet_of(PAIRS)
    assert found_in(content, is_seekable=False).seen == 2
    monkeypatch.setattr(columnar, "_HELD", 100)
    assert found_in(content, is_seekable=False).reasons == [(0, "too_large")]


def test_columns_of_no_known_kind_are_named() -> None:
    table = pa.table({"ego": ["a"], "colour": ["red"]})
    for content in (parquet_of(table), arrow_of(table)):
        assert found_in(content).reasons == [(0, "missing_columns")]


@pytest.mark.parametrize(
    "content",
    [b"PAR1", b"PAR1 but no more PAR1", b"ARROW1\0\0", b"\xff\xff\xff\xff\x10\0\0\0broken"],
)
def test_damaged_file_is_one_reject(content: bytes) -> None:
    assert found_in(content).reasons == [(1, "damaged_file")]


def test_column_that_cannot_be_text_is_one_reject() -> None:
    found = of(ego=[{"a": 1}], alter=["b"])
    assert found.reasons == [(1, "damaged_file")]


def test_cut_stream_keeps_what_came_before() -> None:
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, PAIRS.schema) as writer:
        writer.write_table(PAIRS)
        first = len(sink.getvalue())
        writer.write_table(PAIRS)
    found = found_in(sink.getvalue()[: first + 40])
    assert found.values("nomination", "record_no") == [1, 2]
    assert found.reasons == [(3, "damaged_file")]


def test_flipped_bytes_never_raise() -> None:
    rng = random.Random(5)  # noqa: S311 - picks places to damage
    forms = [parquet_of(PAIRS), arrow_of(PAIRS), arrow_of(PAIRS, "file")]
    outcomes = set()
    for _ in range(150):
        content = bytearray(rng.choice(forms))
        content[rng.randrange(len(content))] = rng.randrange(256)
        outcomes.add(bool(found_in(bytes(content)).rejects))
    assert outcomes == {False, True}


def test_alarm_of_the_sandbox_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def stall(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(columnar, "chunks", stall)
    with pytest.raises(TimeoutError):
        reading.found_in(b"PAR1")


@pytest.mark.parametrize(
    ("content", "sure"),
    [
        (b"Started_at ; SENDER;recipients\n", 0.95),
        ("follower\tfollowed".encode("utf-16"), 0.95),
        (b"person\nann\n", 0.95),
        (parquet_of(PAIRS), 0.95),
        (parquet_of(PAIRS.select(["note"])), 0.0),
        (parquet_of(PAIRS)[:-1], 0.8),
        (arrow_of(PAIRS), 0.95),
        (arrow_of(PAIRS, "file"), 0.95),
        (arrow_of(PAIRS.select(["ego", "note"])), 0.0),
        (b"", 0.0),
        (b"1 2 1082040961\n3 4 1082155839\n", 0.0),
        (b"source,target\n1,2\n", 0.0),
        (b"From ann@example.org Sat Jan  1 00:00:00 2000\nFrom: ann\n", 0.0),
        (b"\x00\x01\x02", 0.0),
    ],
)
def test_recognition_is_by_content(content: bytes, sure: float) -> None:
    assert recognizes("anything.bin", content) == pytest.approx(sure)


def test_what_a_survey_asked_about_may_be_older_than_machines() -> None:
    found = of(person=["a", "b"], thing=["t", "t"], happened_at=["1953-11", "1821"])
    assert found.values("outcome", "precision") == ["month"]
    assert [one.reason for one in found.rejects] == ["date_out_of_range"]
    assert not of(ego=["a"], alter=["b"], from_at=["1948"]).rejects
    assert of(started_at=["1953-11-01"], sender=["a"], recipients=["b"]).rejects
