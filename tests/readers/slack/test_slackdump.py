"""slackdump's recording and database: the same people and messages, in two forms."""

import gzip
import json
import sqlite3
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest

from mutuals.readers import slack
from mutuals.records import (
    Beside,
    Interaction,
    Notice,
    Reaction,
    Record,
    Reject,
    SamePerson,
    Source,
)

USERS: list[dict[str, object]] = [
    {"id": "U1", "team_id": "T1", "profile": {"real_name": "Ann", "email": "ann@example.org"}},
    {"id": "U2", "team_id": "T1", "profile": {"real_name": "Ben"}},
]
GARDEN: dict[str, object] = {
    "id": "C12345678",
    "name": "garden",
    "created": 1,
    "members": ["U1", "U2", "U3"],
}
DIRECT: dict[str, object] = {"id": "D12345678", "is_im": True, "user": "U2", "created": 1}
SAID: dict[str, object] = {
    "type": "message",
    "user": "U1",
    "text": "Hi <@U2>",
    "ts": "1705140000.000100",
}
REPLY = SAID | {"user": "U2", "ts": "1705140060.000100", "thread_ts": SAID["ts"], "text": "Yes"}
LIKED = SAID | {"ts": "1705140120.000100", "reactions": [{"name": "x", "users": ["U2"]}]}


def line(sort: int, **more: object) -> str:
    return json.dumps({"t": sort, "ts": 1705140000000000000, **more}, separators=(",", ":"))


def recording() -> bytes:
    lines = (
        line(0, id="C12345678", m=[SAID, LIKED]),
        line(1, id="C12345678", p=SAID, m=[REPLY]),
        line(0, id="D12345678", m=[SAID, "odd"]),
        "{broken",
        line(3, u=USERS),
        line(5, id="C12345678", ci=GARDEN | {"members": None}),
        line(7, id="C12345678", cu=GARDEN["members"]),
        line(4, ch=[DIRECT]),
        line(6, w={"team": "x", "user_id": "U1"}),
    )
    return "\n".join(lines).encode()


def database(place: Path, *, is_logged: bool = False) -> bytes:
    with sqlite3.connect(place) as opened:
        opened.execute("PRAGMA journal_mode = " + ("WAL" if is_logged else "DELETE"))
        opened.executescript(
            "CREATE TABLE S_USER (ID TEXT, CHUNK_ID INTEGER, IDX INTEGER, DATA BLOB);"
            "CREATE TABLE CHANNEL (ID TEXT, CHUNK_ID INTEGER, IDX INTEGER, DATA BLOB);"
            "CREATE TABLE CHANNEL_USER (CHANNEL_ID TEXT, USER_ID TEXT);"
            "CREATE TABLE WORKSPACE (ID INTEGER, USER_ID TEXT);"
            "INSERT INTO WORKSPACE VALUES (1, 'U1');"
            "CREATE TABLE MESSAGE (ID INTEGER, CHUNK_ID INTEGER, CHANNEL_ID TEXT, DATA BLOB);"
        )
        for number, one in enumerate(USERS):
            opened.execute("INSERT INTO S_USER VALUES (?, 1, ?, ?)", (one["id"], number, blob(one)))
        for one in (GARDEN | {"members": None}, DIRECT):
            opened.execute("INSERT INTO CHANNEL VALUES (?, 1, 0, ?)", (one["id"], blob(one)))
        for who in ("U1", "U2", "U3"):
            opened.execute("INSERT INTO CHANNEL_USER VALUES ('C12345678', ?)", (who,))
        said = [
            ("C12345678", SAID),
            ("C12345678", REPLY),
            ("C12345678", LIKED),
            ("D12345678", SAID),
        ]
        for number, (where, one) in enumerate(said):
            opened.execute("INSERT INTO MESSAGE VALUES (?, 1, ?, ?)", (number, where, blob(one)))
    opened.close()
    return place.read_bytes()


def blob(one: object) -> bytes:
    return json.dumps(one).encode()


def records(content: bytes, beside: Beside | None = None) -> list[Record]:
    assert slack.recognizes("x", content[:65_536]) > 0.9
    return list(slack.read(Source("x", lambda: BytesIO(content), beside=beside or Beside())))


def told(found: list[Record]) -> list[tuple[str, str, tuple[str, ...], int | None]]:
    return [
        (one.thread, one.sender.name, tuple(p.address.value for p in one.participations), size)
        for one in found
        if isinstance(one, Interaction) and one.sender and (size := one.audience_size)
    ]


EXPECTED = [
    ("group:C12345678", "Ann", ("U2", "U3"), 2),
    ("group:C12345678", "Ann", ("U2", "U3"), 2),
    ("group:C12345678/1705140000.000100", "Ben", ("U1", "U3"), 2),
    ("pair:D12345678", "Ann", ("U2",), 1),
]


def test_a_recording() -> None:
    found = records(recording())
    assert sorted(told(found)) == sorted(EXPECTED)
    assert [one.address.value for one in found if isinstance(one, SamePerson)] == ["U1"]
    assert sum(isinstance(one, Reaction) for one in found) == 1
    reasons = [one.reason for one in found if isinstance(one, Reject)]
    assert sorted(reasons) == ["broken", "not_an_object", "nothing_to_join"]
    numbered = (Interaction, SamePerson, Reject)
    numbers = [one.record_no for one in found if isinstance(one, numbered)]
    assert len(set(numbers)) == len(numbers)


def test_a_line_of_no_sort_costs_nothing_else() -> None:
    odd = line(0, id="C12345678", m=[SAID]).replace('"t":0', '"t":[]')
    found = records("\n".join([line(0, id="C12345678", m=[SAID]), odd, line(3, u=USERS)]).encode())
    assert [type(one) for one in found] == [Interaction, SamePerson, Reject]


def test_people_of_a_recording_in_several_files() -> None:
    people = gzip.compress(line(3, u=USERS).encode())

    def opened(name: str) -> BinaryIO | None:
        return BytesIO(people) if name == "users.json.gz" else None

    found = records(line(0, id="C12345678", m=[SAID]).encode(), Beside("archive", opened))
    assert [one.sender.name for one in found if isinstance(one, Interaction) and one.sender] == [
        "Ann"
    ]
    (notice,) = records(line(6, w={"team": "x"}).encode())
    assert isinstance(notice, Notice)


@pytest.mark.parametrize("is_logged", [False, True])
def test_a_database(tmp_path: Path, *, is_logged: bool) -> None:
    found = records(database(tmp_path / "slackdump.sqlite", is_logged=is_logged))
    assert sorted(told(found)) == sorted(EXPECTED)
    recorded = {one.key for one in records(recording()) if isinstance(one, Interaction)}
    assert {one.key for one in found if isinstance(one, Interaction)} == recorded


def test_a_database_that_is_damaged_or_of_another_make(tmp_path: Path) -> None:
    content = database(tmp_path / "slackdump.sqlite")
    for harmed in (content[:6000], content[:4096] + b"\xff" * (len(content) - 4096)):
        found = records(harmed)
        assert any(isinstance(one, Reject) for one in found)
    place = tmp_path / "other.sqlite"
    with sqlite3.connect(place) as opened:
        for name in ("S_USER", "CHANNEL_USER", "MESSAGE"):
            opened.execute(f"CREATE VIEW {name} AS SELECT 1 AS DATA")
    opened.close()
    (refused,) = records(place.read_bytes())
    assert isinstance(refused, Reject)
    assert refused.reason == "damaged"


COLUMNS = "ID INTEGER, CHUNK_ID INTEGER, CHANNEL_ID TEXT, DATA BLOB"


@pytest.mark.parametrize(
    "harm",
    [
        "CREATE VIRTUAL TABLE MESSAGE USING fts5(ID, CHUNK_ID, CHANNEL_ID, DATA)",
        f"CREATE TABLE MESSAGE ({COLUMNS} AS (zeroblob(900000000)))",
        "CREATE VIEW MESSAGE AS SELECT randomblob(1 << 29) AS ID",
    ],
)
def test_a_database_made_to_do_harm(tmp_path: Path, harm: str) -> None:
    place = tmp_path / "slackdump.sqlite"
    database(place)
    with sqlite3.connect(place) as opened:
        opened.executescript(f"DROP TABLE MESSAGE; {harm};")
        if "VIEW" not in harm:
            opened.execute("INSERT INTO MESSAGE (ID, CHANNEL_ID) VALUES (1, 'C12345678')")
    opened.close()
    refused = [one.reason for one in records(place.read_bytes()) if isinstance(one, Reject)]
    assert refused[-1] == "damaged"


def test_a_trigger_is_never_run(tmp_path: Path) -> None:
    place = tmp_path / "slackdump.sqlite"
    database(place)
    with sqlite3.connect(place) as opened:
        opened.execute("CREATE TRIGGER x AFTER INSERT ON MESSAGE BEGIN DELETE FROM S_USER; END")
    opened.close()
    assert sorted(told(records(place.read_bytes()))) == sorted(EXPECTED)
