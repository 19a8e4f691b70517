"""Dates of every form, headings of every year, and what is not to be trusted."""

import os
from io import BytesIO
from pathlib import Path

import pytest

import mutuals
from mutuals.readers.linkedin import read, recognizes
from mutuals.readers.linkedin.dates import moment
from mutuals.readers.linkedin.people import several
from mutuals.records import Follow, Interaction, Record, Reject, Source

DATA = Path(os.environ.get("MUTUALS_DATA", Path(__file__).parents[4] / "shared" / "data"))
REAL = DATA / "exports" / "linkedin_made_up" / "Connections.csv"
HEAD = "First Name,Last Name,Email Address,Company,Position,Connected On\n"


def records(text: str | bytes, name: str = "x.csv") -> list[Record]:
    content = text if isinstance(text, bytes) else text.encode()
    return list(read(Source(name=name, open=lambda: BytesIO(content))))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12 Mar 2019", "2019-03-12 00:00"),
        ("03 févr. 2023", "2023-02-03 00:00"),
        ("3 Mär 2023", "2023-03-03 00:00"),
        ("1. Dez. 2021", "2021-12-01 00:00"),
        ("01 ago 2021", "2021-08-01 00:00"),
        ("01 juil. 2021", "2021-07-01 00:00"),
        ("5/12/19, 12:30 PM", "2019-05-12 12:30"),
        ("5/12/19, 12:30\u202fAM", "2019-05-12 00:30"),
        ("05/12/2019", "2019-05-12 00:00"),
        ("2021-05-12T10:11:12Z", "2021-05-12 10:11"),
        ("2021/05/12 10:11:12 UTC", "2021-05-12 10:11"),
    ],
)
def test_dates(written: str, expected: str) -> None:
    found = moment(written)
    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    "written", ["", "soon", "13/13/19", "31 Feb 2020", "1 Xyz 2020", "0000-00-00", "1" * 100_000]
)
def test_what_is_no_date(written: str) -> None:
    assert moment(written) is None


def test_who_gets_a_message() -> None:
    page = "https://www.linkedin.com/in/"
    assert [one.value for one in several("Lee, Ann", f"{page}ann")] == ["ann"]
    assert [(one.value, one.name) for one in several("A,B,C", f"{page}a,{page}b")] == [
        ("a", ""),
        ("b", ""),
    ]
    assert [one.scheme for one in several("Ann,Ben,Ann", "")] == ["linkedin_name"] * 2
    assert several("", "") == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "header",
    [HEAD, "Vorname;Nachname;URL;E-Mail-Adresse;Unternehmen;Position;Verbunden am\n"],
)
def test_headings_and_encodings(header: str, encoding: str) -> None:
    between = ";" if ";" in header else ","
    row = between.join(["Zoë", "Lee", *[""] * (header.count(between) - 2), "1 Mai 2020"])
    content = (header + row).encode(encoding)
    found = [one for one in records(content) if isinstance(one, Follow)]
    assert [one.followed.value for one in found] == ["Zoë Lee", "owner of the archive"]
    assert found[0].since_at is not None
    assert recognizes("x", content) == 0.98


def test_a_page_is_never_taken_for_the_owner_or_for_a_name() -> None:
    rows = "ann,,https://linkedin.com/in/owner%20of%20the%20archive,,,,\nann,,,,,,\n"
    found = records("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + rows)
    schemes = [one.followed.scheme for one in found if isinstance(one, Follow)]
    assert schemes == ["linkedin", "linkedin_owner", "linkedin_name", "linkedin_owner"]


def test_broken_files() -> None:
    assert records("no\nheadings\nhere\n") == []
    assert recognizes("Connections.csv", b"no\nheadings\n") == 0.0
    found = records(HEAD + 'Ann,"Lee,,,,1 Jan 2020\nBo,Roe,,,,1 Jan 2020\n')
    assert isinstance(found[0], Reject)
    assert (found[0].record_no, found[0].reason) == (1, "open_quote")
    assert [one.record_no for one in found[1:] if isinstance(one, Follow)] == [2, 2]


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    samples = Path(__file__).parent / "samples"
    files = sorted(samples.glob("*.csv")) + ([REAL] if REAL.exists() else [])
    network = mutuals.open(tmp_path / "x.mutuals")
    report = network.read(files)
    again = network.read(files)
    follows = network.table("follow").num_rows
    network.close()
    seen = {Path(one.path).parent.name + "/" + Path(one.path).stem: one for one in report.files}
    counted = [seen[f"samples/{one.stem}"].seen for one in sorted(samples.glob("*.csv"))]
    assert counted == [5, 2, 2, 3, 2, 2, 7]
    assert all(one.stored + one.known + one.rejected == one.seen for one in report.files)
    assert all(one.format == "linkedin" for one in report.files)
    assert [one.path for one in again.files if one.stored] == []
    assert follows == (16 if REAL.exists() else 8)
    if REAL.exists():
        assert (seen["linkedin_made_up/Connections"].seen, REAL.read_bytes().count(b"\n,,")) == (
            5,
            1,
        )


def test_text_is_only_kept_when_asked() -> None:
    head = "CONVERSATION ID,FROM,TO,DATE,CONTENT\n"
    (found,) = records(head + "a,Ann,Bo,2020-01-01 00:00:00 UTC,Hello\n")
    assert isinstance(found, Interaction)
    assert (found.text, found.length) == ("", 5)
