"""What else comes as an address book: cut, endless, nested, misleading."""

import os
import tracemalloc
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pytest

import mutuals
from mutuals.readers.contacts import read, recognizes
from mutuals.records import Notice, Record, Reject, SamePerson, Source

DATA = Path(os.environ.get("MUTUALS_DATA", Path(__file__).parents[4] / "shared" / "data"))
CARDS = sorted((DATA / "exports" / "vcards_ezvcard").glob("*.vcf"))


def records(text: str | bytes, name: str = "x.vcf") -> list[Record]:
    content = text if isinstance(text, bytes) else text.encode()
    return list(read(Source(name=name, open=lambda: BytesIO(content))))


def card(*lines: str) -> str:
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


def reasons(found: list[Record]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Reject | SamePerson)]


def test_numbers_of_two_names_join_nobody() -> None:
    found = records(
        card("FN:Ann Lee", "TEL:030 123456", "EMAIL:ann@example.org")
        + card("FN:Ben Lee", "TEL:030 123456", "EMAIL:ben@example.org")
        + card("FN:ann lee", "EMAIL:ann@example.org", "EMAIL:al@example.org")
    )
    pairs = {(one.address.value, one.other.value) for one in found if isinstance(one, SamePerson)}
    assert pairs == {
        ("ann@example.org", "ann@example.org"),
        ("030123456", "030123456"),
        ("ben@example.org", "ben@example.org"),
        ("ann@example.org", "al@example.org"),
    }


def test_a_card_without_its_end_is_kept_and_a_card_within_a_card_is_its_own() -> None:
    found = records(
        "BEGIN:VCARD\nFN:A\nEMAIL:a@example.org\n"
        "BEGIN:VCARD\nFN:B\nAGENT:\nBEGIN:VCARD\nFN:C\nEMAIL:c@example.org\nEND:VCARD\n"
        "EMAIL:b@example.org\nEND:VCARD\n"
    )
    assert [
        (one.record_no, one.address.name, one.address.value)
        for one in found
        if isinstance(one, SamePerson)
    ] == [(1, "A", "a@example.org"), (2, "C", "c@example.org"), (3, "B", "b@example.org")]


def test_what_stands_outside_is_one_reject_each_time() -> None:
    found = records("hello\nthere\n" + card("EMAIL:a@example.org") + "END:VCARD\nx\n")
    assert reasons(found) == ["stray_text", "contact card", "stray_text"]
    assert recognizes("a.vcf", b"hello\n" + card().encode()) == 0.75
    assert recognizes("a.txt", b"hello\n" + card().encode()) == 0.3


def test_nested_without_end() -> None:
    found = records("BEGIN:VCARD\nAGENT:\n" * 1_000)
    assert reasons(found).count("cut_off") == 20
    assert reasons(found).count("too_deep") == 980


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO:" + "A" * 3_000_000,
        "NOTE;ENCODING=QUOTED-PRINTABLE:" + "a=\n" * 40_000,
        "NOTE:" + "\n x" * 40_000,
        "EMAIL;" + '"' * 60_000 + ":a@example.org",
        "TEL" + ';A="' * 15_000 + ":1",
        "N:" + "\\;" * 200_000,
    ],
    ids=["photo", "soft", "folded", "quotes", "parameters", "escapes"],
)
def test_long_values_cost_little(line: str) -> None:
    content = card("FN:A", line, "EMAIL:b@example.org").encode()
    tracemalloc.start()
    begun = perf_counter()
    found = records(content)
    seconds, peak = perf_counter() - begun, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.address.value for one in found if isinstance(one, SamePerson)] == ["b@example.org"]
    assert seconds < 5
    assert peak < 8_000_000


def test_many_addresses_on_one_card() -> None:
    found = records(card(*(f"EMAIL:a{one}@example.org" for one in range(1_000))))
    assert len([one for one in found if isinstance(one, SamePerson)]) == 199
    assert isinstance(found[-1], Notice)
    assert found[-1].sentence.startswith("800 numbers")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_line_ends_and_encodings(ending: str, encoding: str) -> None:
    content = card("FN:Łucja", "EMAIL:a@example.org").replace("\n", ending).encode(encoding)
    (found,) = records(content)
    assert isinstance(found, SamePerson)
    assert found.address.name == "Łucja"
    assert recognizes("x", content) == 0.98


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("FN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=CF=F0=E8", "При"),
        ("FN;CHARSET=no-such;ENCODING=QUOTED-PRINTABLE:=FC", "ü"),
        ("FN;CHARSET=utf-7:+AGE-", "+AGE-"),
        ("FN;CHARSET=iso-8859-2;ENCODING=QUOTED-PRINTABLE:=B3", "ł"),
        ("FN:\nN:Lee;Ann;Bo;Dr.;", "Ann Bo Lee"),
        ("NICKNAME:Annie\u202e\x00", "Annie"),
        ("FN:   \nORG:Bau\\; AG;Dept", "Bau; AG Dept"),
    ],
)
def test_names(name: str, expected: str) -> None:
    (found,) = records(card(name, "EMAIL:a@example.org"))
    assert isinstance(found, SamePerson)
    assert found.address.name == expected


def test_western_bytes_of_another_charset() -> None:
    line = b"FN;CHARSET=windows-1251:" + "Привет".encode("cp1251")
    found = records(b"BEGIN:VCARD\n" + line + b"\nTEL:123456\nEND:VCARD\n")
    assert isinstance(found[0], SamePerson)
    assert found[0].address.name == "Привет"


@pytest.mark.parametrize(
    "content",
    [b'["vcard",[', b'[["vcard",[["fn"', b'["vcard",{}]', b'["vcard",' + b"[" * 100_000],
)
def test_broken_jcards_are_rejects(content: bytes) -> None:
    found = records(content)
    assert reasons(found)
    assert all(isinstance(one, Reject) for one in found)


def test_odd_jcards() -> None:
    odd = '["vcard",[["fn",{},"text",["A","B"]],7,["fn"],["email",{},"text",null],'
    (found,) = records(odd + '["n",{},"text","x"],["tel",{},"text","123456"]]]')
    assert isinstance(found, SamePerson)
    assert found.address.name == "A B"


@pytest.mark.parametrize(
    ("header", "sure"),
    [
        ("Prénom,Nom,Adresse de messagerie", 0.7),
        ("Nome;Cognome;Indirizzo posta elettronica", 0.7),
        ("Nome,Sobrenome,Endereço de email", 0.7),
        ("First Name,Last Name,Email Address,Company,Position,Connected On", 0.0),
        ("started_at,sender,recipients,name,email", 0.0),
        ("Subject,Phone", 0.0),
        ("Name,Colour", 0.0),
    ],
)
def test_which_tables_are_address_books(header: str, sure: float) -> None:
    assert recognizes("x.csv", header.encode()) == sure
    assert reasons(records(f"{header}\nAnn,,\n", "x.csv")) == ["no_address"]


@pytest.mark.skipif(not CARDS, reason="the data folder (MUTUALS_DATA) is not here")
def test_no_card_is_overlooked(tmp_path: Path) -> None:
    network = mutuals.open(tmp_path / "x.mutuals")
    report = network.read(CARDS)
    before = network.content_hash()
    again = network.read(CARDS)
    assert network.content_hash() == before
    persons = network.table("member")
    network.close()
    counted = {str(path): path.read_bytes().upper().count(b"BEGIN:VCARD") for path in CARDS}
    assert {one.path: one.seen for one in report.files} == counted
    assert sum(counted.values()) == 25
    assert all(one.stored + one.known + one.rejected == one.seen for one in report.files)
    assert sum(one.rejected for one in report.files) == 0
    assert [one.path for one in again.files if one.stored] == []
    assert len(persons) > 40
