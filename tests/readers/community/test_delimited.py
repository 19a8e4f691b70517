"""CSV however it is quoted, ended and encoded; a bad line costs one record."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.community.reading import csv_of, found_in

from mutuals.readers.community.boundaries import Broken, blocks, boundary
from mutuals.readers.community.header import Dialect, header

COMMA = Dialect(b",")


def test_quoted_cell_may_hold_line_breaks_quotes_and_delimiters() -> None:
    found = found_in(csv_of("ego,alter,relation", '"a\nb","c ""d"", e",friend', "x,y,"))
    handles = set(found.values("handle", "value"))
    assert handles == {"a\nb", 'c "d", e', "x", "y"}
    assert found.values("nomination", "record_no") == [1, 2]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_ends_delimiters_and_encodings(end: str, delimiter: str, encoding: str) -> None:
    rows = [["", ""], ["follower", "Followed"], ["zoë", "bo"], [], ["bo"], ["bo", "zoë"]]
    lines = [delimiter.join(one) for one in rows[1:]]
    found = found_in(end.join(lines).encode(encoding))
    assert sorted(found.values("handle", "value")) == ["bo", "zoë"]
    assert found.reasons == [(2, "bad_line")]
    assert found.values("follow", "record_no") == [1, 3]


def test_of_two_columns_of_one_name_the_first_counts_and_the_other_is_named() -> None:
    found = found_in(csv_of("ego,alter,ego,colour", "a,b,c,red"))
    assert sorted(found.values("handle", "value")) == ["a", "b"]
    assert found.notices == ["Not read, because no such column is known: ego, colour."]


def test_name_in_the_header_may_hold_a_line_break() -> None:
    found = found_in(csv_of('follower,"my\nnotes",followed', "a,,b"))
    assert (found.seen, len(found.tables["follow"])) == (1, 1)


@pytest.mark.parametrize("content", [b"ego,alter", b"ego,alter\n", b"ego,alter\r\n\r\n\r\n"])
def test_header_alone_is_no_record(content: bytes) -> None:
    assert found_in(content).seen == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "A file of interactions also needs started_at, sender, recipients."),
        (b"\n\n", "A file of interactions also needs started_at, sender, recipients."),
        (b"a,b\n1,2\n", "A file of interactions also needs started_at, sender, recipients."),
        (b"started_at,sender\n", "A file of interactions also needs recipients."),
        (b"follower,since\n", "A file of follows also needs followed."),
        (
            b'"' + b"x" * 200_000,
            "A file of interactions also needs started_at, sender, recipients.",
        ),
    ],
)
def test_missing_columns_are_named(content: bytes, message: str) -> None:
    found = found_in(content)
    assert [(one.record_no, one.reason, one.message) for one in found.rejects] == [
        (0, "missing_columns", message)
    ]
    assert not found.tables


def test_quote_never_closed_costs_one_line() -> None:
    found = found_in(csv_of("ego,alter", "a,b", '"c,d', "e,f", "g,h"))
    assert found.reasons == [(2, "bad_line")]
    assert found.values("nomination", "record_no") == [1, 3, 4]


def test_many_columns_are_read_and_the_first_thousand_kept() -> None:
    names = [f"c{k}" for k in range(3_000)]
    found = found_in(csv_of(",".join(["person", *names]), ",".join(["p", *(["1"] * 3_000)])))
    (covariates,) = found.values("profile", "covariates")
    assert covariates.count(":") == 1_000
    assert found.notices[0].endswith(
        "c1000, c1001, c1002, c1003, c1004, c1005, c1006, c1007, c1008, c1009 and 1990 more."
    )


CELL = st.text(alphabet='ab,"\n ;', max_size=6)


@settings(deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=3), max_size=12), st.integers(1, 40))
def test_blocks_hold_whole_records(rows: list[list[str]], size: int) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    data = text.getvalue().encode()
    found = list(blocks(io.BytesIO(data), COMMA, block=size))
    assert all(isinstance(one, bytes) for one in found)
    assert b"".join(one for one in found if isinstance(one, bytes)) == data
    parts = [one.decode() for one in found if isinstance(one, bytes)]
    again = [row for part in parts for row in csv.reader(io.StringIO(part, newline=""))]
    assert again == rows


@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=12))
def test_another_reader_counts_the_same_records(rows: list[tuple[str, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([("ego", "alter"), *rows])
    content = text.getvalue()
    counted = sum(1 for row in csv.reader(io.StringIO(content, newline="")) if row) - 1
    found = found_in(content.encode())
    assert found.seen == counted
    numbers = [*found.values("nomination", "record_no"), *(no for no, _ in found.reasons)]
    assert sorted(numbers) == list(range(1, counted + 1))


@pytest.mark.parametrize(
    ("data", "end", "is_open"),
    [
        (b"a,b\nc", 4, False),
        (b'a,5" pipe\nc,"d\ne"\nf', 18, False),
        (b'a,"b\nc', 0, True),
        (b'x\n5",a,"b\nc', 2, True),
        (b'x,"a ""b"" c\n', 0, True),
        (b'"a"b"\nc,d\n', 10, False),
        (b"no line", 0, False),
    ],
)
def test_boundary_follows_the_quotes_that_count(data: bytes, end: int, is_open: bool) -> None:  # noqa: FBT001 - a parameter of the table above
    assert boundary(data, COMMA) == (end, is_open)


def test_record_longer_than_the_limit_costs_its_first_line() -> None:
    endless = b"a,b\n" + b'c,"' + b"x" * 50 + b"\nd,e\n" + b"y" * 100 + b"\nf,g\n"
    found = list(blocks(io.BytesIO(endless), COMMA, block=16, limit=40))
    reasons = [one.reason for one in found if isinstance(one, Broken)]
    kept = b"".join(one for one in found if isinstance(one, bytes))
    assert reasons == ["line_too_long", "line_too_long"]
    assert kept == b"a,b\nd,e\nf,g\n"
    unclosed = b'a,"b\n' + b"c,d\n" * 20
    found = list(blocks(io.BytesIO(unclosed), COMMA, block=16, limit=40))
    assert [one.reason for one in found if isinstance(one, Broken)] == ["bad_line"]
    assert b"".join(one for one in found if isinstance(one, bytes)) == b"c,d\n" * 20


def test_line_too_long_at_the_end_is_one_reject() -> None:
    found = list(blocks(io.BytesIO(b"x" * 100), COMMA, block=16, limit=40))
    assert [one.reason for one in found if isinstance(one, Broken)] == ["line_too_long"]


def test_header_is_read_by_the_delimiter_that_makes_known_names() -> None:
    assert header(b"follower,a;followed;x\n").names == ["follower,a", "followed", "x"]
    assert header(b"follower;followed,x;y;z\n").dialect.delimiter == b";"
