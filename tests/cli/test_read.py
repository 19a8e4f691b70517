"""``mutuals read``: what it says of files, and how it ends."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Answer, Run

from mutuals.intake import FileReport, ReadReport
from mutuals.network import Network

MAIL = """From ann@example.org Mon Jan  1 10:00:00 2024
From: Ann <ann@example.org>
To: Bo <bo@example.org>
Date: Mon, {day} Jan 2024 10:00:00 +0000
Message-ID: <{day}@example.org>
Subject: hello

Hi.

"""
COMMUNITY = "started_at,sender,recipients\n2024-01-01T10:00:00Z,ann,bo\nyesterday,ann,bo\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    mails = "".join(MAIL.format(day=day) for day in (1, 2, 3, 2))
    (folder / "mail.mbox").write_text(mails, encoding="utf-8")
    (folder / "community.csv").write_text(COMMUNITY, encoding="utf-8")
    (folder / "holiday.jpg").write_bytes(b"\xff\xd8\xff\xe0 not really a picture")
    return folder


def counts(answer: Answer) -> dict[str, tuple[int, ...]]:
    names = ("seen", "stored", "known", "rejected")
    return {
        f"{row['format']} {Path(row['path']).name}": tuple(row[name] for name in names)
        for row in answer.json["files"]
    }


def test_every_record_is_accounted_for(run: Run, empty: Path, archive: Path) -> None:
    answer = run("read", archive, "--yes", "--json", "--store", empty)
    assert answer.code == 0
    assert counts(answer) == {
        "community community.csv": (2, 1, 0, 1),
        "mail mail.mbox": (4, 3, 1, 0),
    }
    (unread,) = answer.json["unread"]
    assert (Path(unread["path"]).name, unread["reason"]) == ("holiday.jpg", "no_records")
    rejected = run("rejects", "--json", "--store", empty).json
    assert [(Path(row["path"]).name, row["record_no"]) for row in rejected] == [
        ("community.csv", 2)
    ]


def test_in_words(run: Run, empty: Path, archive: Path) -> None:
    said = run("read", archive, "--yes", "--store", empty).out
    assert said.startswith(
        "6 records in 2 files: 4 stored, 1 already known, 1 could not be read; "
        "`mutuals rejects` says why.\n"
    )
    assert "holiday.jpg was not read: it is a picture, which holds no records" in said


def test_again_adds_nothing_and_any_order_is_the_same(run: Run, empty: Path, archive: Path) -> None:
    first, second = archive / "mail.mbox", archive / "community.csv"
    run("read", first, second, "--me", "ann", "--store", empty)
    before = run("content-hash", "--store", empty).out
    again = counts(run("read", first, second, "--yes", "--json", "--store", empty))
    assert {name: stored for name, (_, stored, _, _) in again.items()} == dict.fromkeys(again, 0)
    assert run("content-hash", "--store", empty).out == before
    other = empty.with_name("other.mutuals")
    run("read", second, "--me", "ann", "--store", other)
    run("read", first, "--community", "--store", other)
    assert run("content-hash", "--store", other).out == before


def test_me_is_remembered(run: Run, empty: Path, archive: Path) -> None:
    run("read", archive, "--me", "BO@example.org", "--store", empty)
    people = run("people", "--json", "--store", empty).json
    assert [row["name"] for row in people if row["is_me"]] == ["Bo"]


def test_who_is_me_is_asked_unless_told(run: Run, empty: Path, village: Path) -> None:
    chat = village / "owner" / "WhatsApp Chat with Bram Fontaine.txt"
    assert " you? It " in run("read", chat, "--store", empty).err
    assert run("read", chat, "--community", "--store", empty).err == ""
    assert run("read", chat, "--quiet", "--store", empty).err == ""
    # Not to be told of oneself as of a stranger, and not know why.
    assert " you? It " in run("mirror", "--store", empty).err
    # Of two in one chat nothing tells which is the owner: here it would be the other.
    said = run("read", chat, "--yes", "--store", empty).err
    assert "others take part in about as much" in said
    assert "mutuals correct me " in said
    assert not any(row["is_me"] for row in run("people", "--json", "--store", empty).json)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["gone.mbox"], 65, "gone.mbox cannot be read: it is not there"),
        (["archive/holiday.jpg"], 65, ""),
        (["archive/mail.mbox", "--as", "letters"], 2, "there is no format 'letters'; there are: "),
        (["archive/mail.mbox", "--me", "cy@example.org"], 0, "holds the address cy@example.org"),
        ([], 2, "Missing argument"),
        (["archive", "--no-such-option"], 2, "No such option"),
    ],
)
def test_how_it_ends(  # noqa: PLR0913  # three of them are the case
    run: Run,
    archive: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(archive.parent)
    answer = run("read", *arguments, "--yes", "--store", "x.mutuals")
    assert answer.code == code, answer.err
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_a_wrong_format_is_said_and_ends_with_65(run: Run, empty: Path, archive: Path) -> None:
    picture = archive / "holiday.jpg"
    answer = run("read", picture, "--as", "calendar", "--yes", "--json", "--store", empty)
    assert answer.code == 65
    assert counts(answer) == {"calendar holiday.jpg": (1, 0, 0, 1)}
    assert answer.json["files"][0]["notices"] == ["Nothing in it reads as calendar."]
    (reject,) = run("rejects", "--json", "--store", empty).json
    assert (reject["record_no"], reject["reason"]) == (0, "nothing_found")
    said = run("read", picture, "--as", "calendar", "--yes", "--store", empty)
    assert said.code == 65
    assert "holiday.jpg: Nothing in it reads as calendar.\n" in said.out


def test_a_file_without_records_is_no_fault(run: Run, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("ego,alter\n", encoding="utf-8")
    answer = run("read", tmp_path / "ties.csv", "--community", "--store", empty)
    assert answer.code == 0
    assert "ties.csv: It holds no records.\n" in answer.out


def test_who_is_not_me_is_in_the_answer(run: Run, empty: Path, archive: Path) -> None:
    known, strange = "ann@example.org", "cy@example.org"
    answer = run("read", archive, "--me", known, "--me", strange, "--json", "--store", empty)
    assert answer.json["unknown_me"] == [strange]


@pytest.mark.parametrize("wrong", ["day_first", "day_first=", "day_first=maybe", "colour=red"])
def test_an_answer_to_no_question(run: Run, archive: Path, wrong: str) -> None:
    empty = archive.with_name("x.mutuals")
    answer = run("read", archive, "--answer", wrong, "--store", empty)
    assert (answer.code, answer.out) == (2, "")
    said = " ".join(answer.err.replace("│", " ").split())
    assert f"--answer {wrong.removesuffix('=')}: there is day_first=day|month" in said
    assert not empty.exists()


def test_names_of_files_cannot_steer_the_terminal(run: Run, empty: Path, archive: Path) -> None:
    shutil.move(archive / "mail.mbox", archive / "mail\x1b[2J\n.mbox")
    said = run("read", archive, "--yes", "--store", empty).out
    assert "mail\\u001b[2J\\u000a.mbox" in said
    assert "\x1b" not in said


def test_text_is_kept_only_when_asked(run: Run, empty: Path, archive: Path) -> None:
    mail = archive / "mail.mbox"
    run("read", mail, "--yes", "--store", empty)
    texts = {row["text"] for row in run("table", "interaction", "--json", "--store", empty).json}
    assert texts == {None}
    other = empty.with_name("other.mutuals")
    run("read", mail, "--yes", "--keep-text", "--store", other)
    texts = {row["text"] for row in run("table", "interaction", "--json", "--store", other).json}
    assert [str(one).strip().endswith("Hi.") for one in texts] == [True]


def test_somebody_at_a_terminal_is_asked(run: Run, empty: Path, village: Path) -> None:
    chat = village / "owner" / "WhatsApp Chat with Bram Fontaine.txt"
    refused = run("read", chat, "--store", empty, typed="n\n")
    assert (refused.code, refused.out.strip()) == (1, "")
    assert "A WhatsApp chat, surely; 175 records; 2023-12-06 to " in refused.err
    assert run("people", "--json", "--store", empty).json == []
    assert run("read", chat, "--store", empty, typed="y\ny\ny\n").code == 0
    assert any(row["is_me"] for row in run("people", "--json", "--store", empty).json)


def test_a_question_a_file_asks_is_put_and_answered(run: Run, empty: Path, tmp_path: Path) -> None:
    chat = tmp_path / "WhatsApp Chat with Bo.txt"
    lines = [f"0{month}/02/2024, 10:0{month} - Bo: hello\n" for month in (1, 2, 3)]
    chat.write_text("".join(lines), encoding="utf-8")
    waiting = run("read", chat, "--yes", "--store", empty)
    assert waiting.code == 65
    assert f"{chat} waits for an answer: " in waiting.out
    assert f"mutuals read '{chat}' --answer day_first=day\n" in waiting.out
    other = tmp_path / "mail.mbox"
    other.write_text(MAIL.format(day=1), encoding="utf-8")
    files = (chat, other, "--community", "--store", empty)
    asked = run("read", *files, typed="y\nperhaps\nday\n")
    assert asked.code == 0
    assert asked.out.lstrip().startswith("4 records in 2 files: 4 stored, 0 already known, ")
    assert "waits" not in asked.out
    # What asked nothing is read once, and all of it is one import.
    sources = run("table", "source", "--json", "--store", empty).json
    assert [(Path(row["path"]).name, row["import_no"]) for row in sources] == [
        ("mail.mbox", 1),
        (chat.name, 1),
    ]
    rows = run("table", "interaction", "--json", "--store", empty).json
    rows = [row for row in rows if row["channel"] == "whatsapp"]
    assert min(row["started_at"] for row in rows) == "2024-02-01T10:01:00Z"
    assert max(row["started_at"] for row in rows) == "2024-02-03T10:03:00Z"


def test_what_is_not_there_leaves_no_store_behind(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "new.mutuals"
    missing = run("read", tmp_path / "nothere.csv", "--store", store)
    assert (missing.code, "it is not there" in missing.err) == (65, True)
    strange = tmp_path / "strange.xyz"
    strange.write_bytes(b"nothing anybody knows")
    assert run("read", strange, "--store", store).code == 65
    assert [one.name for one in tmp_path.iterdir()] == ["strange.xyz"]


def test_many_files_are_told_of_by_kind_unless_each_is_asked_for(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "cur"
    folder.mkdir()
    for number in range(25):
        text = (
            MAIL.format(day=1 + number % 9).partition("\n")[2].replace("ID: <", f"ID: <{number}.")
        )
        (folder / f"{number}.eml").write_text(text, encoding="utf-8")
        (folder / f"{number}.jpg").write_bytes(b"\xff\xd8\xff" + bytes([number]) * 40)
    said = run("read", folder, "--yes", "--store", empty).out.splitlines()
    assert [line.split() for line in said if line.startswith("mail ")] == [
        ["mail", "25", "25", "25", "0", "0", "0"]
    ]
    assert sum(".jpg" in line for line in said) == 1
    each = run("read", folder, "--yes", "--files", "--store", empty).out
    assert sum(".eml" in line for line in each.splitlines()) == 25
    assert run("doctor", "--store", empty).out.count(".eml") == 0
    assert run("doctor", "--files", "--store", empty).out.count(".eml") == 25
    assert len(run("preview", folder).out.splitlines()) == 3


EVENT = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20250102T100000Z
STATUS:CANCELLED
ORGANIZER:mailto:ann@example.org
ATTENDEE:mailto:cy@example.org
END:VEVENT
END:VCALENDAR
"""


def test_a_cancelled_meeting_is_left_out_and_not_unreadable(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    calendar = tmp_path / "calendar.ics"
    calendar.write_text(EVENT, encoding="utf-8")
    answer = run("read", calendar, "--yes", "--store", empty)
    assert answer.code == 0
    assert "1 left out for a reason, 0 could not be read" in answer.out
    (file,) = run("read", calendar, "--yes", "--json", "--store", empty).json["files"]
    counts = [file[name] for name in ("seen", "stored", "known", "rejected", "left_out")]
    assert counts == [1, 0, 0, 1, 1]
    listed = run("rejects", "--store", empty).out
    assert "0 records could not be read.\n1 record was read, and left out for a reason." in listed


def test_whoever_stops_reading_is_told_what_is_kept(  # noqa: PLR0917  # fixtures
    run: Run, empty: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, progress: Callable[[ReadReport], None], **__: object) -> ReadReport:
        progress(ReadReport([FileReport("mail.mbox", "mail", seen=9, stored=7)]))
        raise KeyboardInterrupt

    monkeypatch.setattr(Network, "read", stopped)
    answer = run("read", archive, "--store", empty)
    assert answer.code == 130
    assert answer.err.startswith("Stopped. 7 records are kept, of 1 file begun. The same command")
