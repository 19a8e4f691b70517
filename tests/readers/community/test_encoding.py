"""How text is written is decided or said; no character is replaced without a word."""

import pyarrow as pa
import pytest
from tests.readers.community.reading import arrow_of, found_in

HEADER = b"follower,followed\n"
NAMES = "José,Zoë\nØrjan,Bjørn “Bo” Strauß\n"
GUESS = "It is no UTF-8 and was read as Windows-1252"


@pytest.mark.parametrize("before", ["", "ann,bo\n" * 200, "ann,bo\n" * 900_000], ids=len)
def test_western_names_are_read_and_the_guess_is_said(before: str) -> None:
    found = found_in(HEADER + (before + NAMES).encode("cp1252"))
    named = set(found.values("handle", "value")) - {"ann", "bo"}
    assert named == {"José", "Zoë", "Ørjan", "Bjørn “Bo” Strauß"}
    assert [one.startswith(GUESS) for one in found.notices] == [True]
    assert found.rejects == []


def test_utf8_and_marked_utf16_are_no_guess_and_bare_utf16_is() -> None:
    text = HEADER.decode() + NAMES
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert found_in(text.encode(encoding)).notices == []
    (said,) = found_in(f"{HEADER.decode()}José,Zoë\n".encode("utf-16-be")).notices
    assert said.endswith("was read as UTF-16.")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Привет,Бо", "cp1251"),
        ("Γιώργος,Bo", "cp1253"),
        ("Michał,Bo", "cp1250"),
        ("山田,Bo", "gbk"),
    ],
)
def test_other_alphabets_are_not_taken_for_western(text: str, encoding: str) -> None:
    found = found_in(HEADER + b"ann,bo\n" + text.encode(encoding) + b"\ncy,dee\n")
    assert set(found.values("handle", "value")) == {"ann", "bo", "cy", "dee"}
    (reject,) = found.rejects
    assert (reject.record_no, reject.reason) == (2, "bad_encoding")
    assert reject.message.startswith("Line 3 is no UTF-8 at byte ")


def test_a_broken_character_names_line_and_byte() -> None:
    rows = '"Zo\xc3\xab\nLong",bo\n"open,cy\ndee,f\xc3y\n,\xc3\ne,\xc3\xab\n'.encode("latin-1")
    for mark in (b"", b"\xef\xbb\xbf"):
        content = mark + HEADER + rows
        found = found_in(content)
        assert found.reasons == [(2, "bad_line"), (3, "bad_encoding"), (4, "bad_encoding")]
        first, second = found.rejects[1:]
        assert first.byte_offset == content.index(b"\xc3y")
        assert first.message.startswith(f"Line 5 is no UTF-8 at byte {first.byte_offset};")
        assert second.byte_offset == content.index(b"\xc3\n")
        assert set(found.values("handle", "value")) == {"Zoë\nLong", "bo", "e", "ë"}


def test_what_is_not_read_spoils_nothing_and_a_header_spoils_all() -> None:
    kept = found_in(b"follower,followed,colour\nann,bo,gr\xc3n \xc3\xab\n")
    assert (kept.reasons, len(kept.tables["follow"])) == ([], 1)
    lost = found_in(b"person,town\xc3,z\xc3\xab\nann,bo,cy\n")
    assert (lost.reasons, lost.tables) == ([(0, "bad_encoding")], {})


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_half_a_character_of_utf16_costs_its_line(end: str) -> None:
    text = end.join(["follower,followed", "ann,bo", "c\ud800y,dee", "e,f", ""])
    found = found_in(b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass"))
    assert found.reasons == [(2, "bad_encoding")]
    assert found.rejects[0].message == "Line 3 holds bytes that are no UTF-16-LE."
    assert set(found.values("handle", "value")) == {"ann", "bo", "e", "f"}


def test_columns_of_bytes_that_are_no_text_cost_their_rows() -> None:
    table = pa.table(
        {
            "started_at": [2024] * 3,
            "sender": pa.array([b"ann", b"b\xff", b"cy"]),
            "recipients": pa.array([[b"z"], [b"z"], [b"y", b"\xff"]]),
        }
    )
    found = found_in(arrow_of(table))
    assert set(found.values("handle", "value")) == {"ann", "z"}
    assert [(one.record_no, one.message) for one in found.rejects] == [
        (2, "The column sender holds bytes that are no UTF-8."),
        (3, "The column recipients holds bytes that are no UTF-8."),
    ]


@pytest.mark.parametrize("marks", ["\ufdd0", "".join(map(chr, range(0xFDD0, 0xFDF0)))])
def test_characters_that_are_none_beside_a_bad_byte_cost_no_other_row(marks: str) -> None:
    rows = [b"ego,alter", f"a{marks},b".encode(), b"c\xff,d", b"e,f"]
    found = found_in(b"\n".join([*rows, b""]) + "\u4f60\u597d,g\n".encode())
    assert (2, "bad_encoding") in found.reasons
    assert {"f", "g"} <= set(found.values("handle", "value"))
    assert found.seen == 4
    assert len(marks) > 1 or f"a{marks}" in found.values("handle", "value")
