"""Rows and lines: quotes that never close, long lines, every encoding."""

import tracemalloc
from io import BytesIO

import pytest

from mutuals.archives.lines import Line, encoding_of, lines, text_of
from mutuals.archives.rows import Row, rows, separator_of


def read(content: bytes, separator: str = ",") -> list[Row]:
    return list(rows(lambda: BytesIO(content), separator))


def test_a_quoted_cell_runs_over_lines() -> None:
    assert read(b'a,"b\nc ""d"""\r\n\r\n,\ne,f') == [
        Row(("a", 'b\nc "d"'), 0),
        Row(("", ""), 17),
        Row(("e", "f"), 19),
    ]


def test_an_open_quote_costs_its_own_line_only() -> None:
    found = read(b'a,b\n"c,d\ne,f\n"g,h\ni,j\n"k')
    assert [one.cells or one.fault for one in found] == [
        ("a", "b"),
        ("c,d\ne,f\ng", "h"),
        ("i", "j"),
        "open_quote",
    ]
    found = read(b'"c,d\ne,f\ng,h\n')
    assert [one.cells or one.fault for one in found] == ["open_quote", ("e", "f"), ("g", "h")]


def test_a_quote_within_a_word_is_a_letter() -> None:
    assert read(b'6" pipe,x\ny,z\n')[1].cells == ("y", "z")


@pytest.mark.parametrize("opening", [b"", b'"'])
def test_a_line_without_end_is_one_fault(opening: bytes) -> None:
    content = opening + b"x" * 4_000_000 + b"\na,b\n"
    tracemalloc.start()
    found = [(one.cells or one.fault, one.offset) for one in read(content)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [("too_long", 0), (("a", "b"), len(content) - 4)]
    assert peak < 14_000_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    content = "Näme,Ort\nZoë,Łódź 😀\n".encode(encoding)
    found = read(content)
    assert [one.cells for one in found] == [("Näme", "Ort"), ("Zoë", "Łódź 😀")]
    assert (
        content[found[1].offset :]
        .decode(encoding.removesuffix("-sig"))
        .startswith(("Zoë", "\ufeffZoë"))
        or encoding == "utf-16"
    )


def test_western_bytes_and_a_second_line() -> None:
    assert [one.text for one in lines(lambda: BytesIO(b"Jos\xe9\nZo\xc3\xab\n"))] == [
        "José\n",
        "Zoë\n",
    ]
    assert list(lines(lambda: BytesIO(b"abcdef\ng"), limit=4)) == [
        Line("abcd", 0, is_cut=True),
        Line("g", 7),
    ]
    wide = "abcdef\ng".encode("utf-16-le")
    assert list(lines(lambda: BytesIO(wide), limit=8)) == [
        Line("abcd", 0, is_cut=True),
        Line("g", 14),
    ]


def test_lines_of_old_macs() -> None:
    assert [one.cells for one in read(b"a,b\rc,d\r")] == [("a", "b"), ("c", "d")]


def test_a_mark_of_a_row_that_no_parser_takes() -> None:
    assert [one.fault for one in read(b'"a"' + b"," * 10 + b'"' + b"x" * 3_000_000)] == ["too_long"]


def test_what_is_read() -> None:
    assert (separator_of("a,b;c;d"), separator_of("a\tb"), separator_of("a")) == (";", "\t", ",")
    assert encoding_of(b"") == "utf-8"
    assert text_of("\ufeffAnn".encode("utf-16-le")) == "Ann"
    assert read(b"") == []
