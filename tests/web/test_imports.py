"""A dropped file is recognised, shown, and kept only when somebody says so."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.opened import SENT, let_in, post

import mutuals
from mutuals.intake import ReadReport
from mutuals.network import Network
from mutuals.web.inbox import safe_name

MBOX = b"""From ann@example.org Thu Jan  2 10:00:00 2025
From: Ann Bell <ann@example.org>
To: Cy Dorn <cy@example.org>
Subject: bread
Date: Thu, 2 Jan 2025 10:00:00 +0000
Message-ID: <1@example.org>

Shall we bake?

From cy@example.org Thu Jan  2 11:00:00 2025
From: Cy Dorn <cy@example.org>
To: Ann Bell <ann@example.org>
Subject: Re: bread
Date: Thu, 2 Jan 2025 11:00:00 +0000
Message-ID: <2@example.org>

Gladly.

"""
CHAT = b"03/04/2025, 10:00 - Ann: hello\n05/06/2025, 11:00 - Cy: hello to you\n"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Network]:
    network = mutuals.open(tmp_path / "own.mutuals")
    yield network
    network.close()


@pytest.fixture
def page(own: Network, tmp_path: Path) -> Iterator[TestClient]:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with let_in(own, inbox) as client:
        yield client


def drop(client: TestClient, name: str, content: bytes, **with_it: str) -> Mapping[str, object]:
    headers = {**SENT, "content-type": "application/octet-stream"}
    params = {"name": name, **with_it}
    answer = client.post("/records/drop", params=params, content=content, headers=headers)
    assert answer.status_code == 200, answer.text
    dropped: Mapping[str, object] = answer.json()
    return dropped


def wait(client: TestClient) -> Mapping[str, object]:
    for _ in range(600):
        progress: Mapping[str, object] = client.get("/records/progress").json()
        if progress["state"] not in {"reading", "building"}:
            return progress
        time.sleep(0.1)
    pytest.fail("the import did not end")


def test_files_of_one_safe_name_are_all_taken(page: TestClient) -> None:
    first = drop(page, "mails/a.mbox", MBOX, more="true")
    into = str(first["upload_id"])
    drop(page, "mails/a\x01.mbox", MBOX, into=into, more="true")
    dropped = drop(page, "mails/a\x02.mbox/a\x02.mbox", MBOX, into=into)
    parts = dropped["parts"]
    assert isinstance(parts, list)
    assert sorted(one["name"] for one in parts) == [
        *("mails/a (2).mbox", "mails/a (3).mbox/a.mbox", "mails/a.mbox"),
    ]


def test_from_a_dropped_mailbox_to_people(page: TestClient, tmp_path: Path) -> None:
    dropped = drop(page, "../../my mail.mbox", MBOX)
    assert dropped["name"] == "my mail.mbox"
    assert dropped["parts"] == [
        {
            "name": "my mail.mbox",
            "format": "mail",
            "confidence": 0.98,
            "message": "Mail, surely; 2 records; 2025-01-02; with Ann Bell, Cy Dorn.",
        }
    ]
    assert page.get("/records?format=json").json()["lines"] == [], "nothing is stored yet"
    assert "my mail.mbox" in page.get("/records").text
    post(page, "/records/keep", {"uploads": [dropped["upload_id"]]})
    done = wait(page)
    assert done["state"] == "done"
    assert done["files"] == [
        {
            "name": "my mail.mbox",
            "format": "mail",
            "seen": 2,
            "stored": 2,
            "known": 0,
            "rejected": 0,
        }
    ]
    assert list((tmp_path / "inbox").iterdir()) == [], "the dropped copy is gone"
    records = page.get("/records?format=json").json()
    assert [(line["name"], line["seen"]) for line in records["lines"]] == [("my mail.mbox", "2")]
    assert {one["value"] for one in records["perhaps"]} == {"ann@example.org", "cy@example.org"}
    post(page, "/records/me", {"addresses": ["ann@example.org"]})
    people = page.get("/people?format=json").json()["people"]
    assert [one["name"] for one in people] == ["Cy Dorn"]
    assert post(page, "/undo", {})["said"] != "There is nothing to take back."


def test_with_names_hidden_a_dropped_file_names_nobody(page: TestClient) -> None:
    post(page, "/switch", {"switch": "names", "to": "hidden"})
    for name in ("Ann Bell.mbox", "Ann Bell.bin"):
        content = MBOX if name.endswith("mbox") else b"\x00Ann Bell\x01"
        dropped = drop(page, name, content)
        assert dropped["say"]
        assert not any(word in str(dropped) for word in ("Ann", "Bell", "Dorn"))


def test_a_question_is_asked_and_answered(page: TestClient) -> None:
    upload = drop(page, "WhatsApp Chat with Cy.txt", CHAT)["upload_id"]
    post(page, "/records/keep", {"uploads": [upload]})
    asked = wait(page)["questions"]
    assert isinstance(asked, list)
    assert asked[0]["upload_id"] == upload
    assert len(asked[0]["choices"]) == 2
    answers = {asked[0]["name"]: asked[0]["choices"][0]}
    post(page, "/records/keep", {"uploads": [upload], "answers": answers})
    done = wait(page)
    assert done["questions"] == []
    assert done["files"][0]["stored"] == 2  # type: ignore[index]  # a list of lines


def test_what_nobody_knows_can_be_let_go(page: TestClient, tmp_path: Path) -> None:
    dropped = drop(page, "thing.bin", bytes(range(256)) * 8)
    assert dropped["parts"][0]["format"] == ""  # type: ignore[index]  # a list of parts
    post(page, "/records/let-go", {"upload": dropped["upload_id"]})
    assert list((tmp_path / "inbox").iterdir()) == []
    for path, body in (
        ("/records/let-go", {"upload": dropped["upload_id"]}),
        ("/records/let-go", {"upload": "../own.mutuals"}),
        ("/records/keep", {"uploads": ["nowhere"]}),
    ):
        answer = page.post(path, json=body, headers=SENT)
        assert answer.status_code == 404, body


def test_one_import_at_a_time(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = drop(page, "mail.mbox", MBOX)["upload_id"]
    go = threading.Event()
    monkeypatch.setattr(Network, "read", lambda *_, **__: go.wait(30))
    post(page, "/records/keep", {"uploads": [upload]})
    again = page.post("/records/keep", json={"uploads": [upload]}, headers=SENT)
    assert again.status_code == 404
    assert "still running" in again.json()["message"]
    go.set()
    assert wait(page)["state"] == "failed"


def test_nothing_is_taken_back_while_files_are_read(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload, go = drop(page, "mail.mbox", MBOX)["upload_id"], threading.Event()

    def slowly(*_: object, progress: Callable[[ReadReport], None], **__: object) -> ReadReport:
        # between two reports others get the store
        while not go.wait(0.01):
            progress(ReadReport())
        return ReadReport()

    monkeypatch.setattr(Network, "read", slowly)
    post(page, "/records/keep", {"uploads": [upload]})
    try:
        for path, body in (("/undo", {}), ("/records/me", {"addresses": ["ann@example.org"]})):
            answer = page.post(path, json=body, headers=SENT)
            assert answer.status_code == 404, path
            assert "still running" in answer.json()["message"]
    finally:
        go.set()
    assert wait(page)["state"] == "done"
    post(page, "/undo", {})


def test_a_failure_is_told_in_its_own_words(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise mutuals.errors.StoreFullError(path="store", reason="no room")

    monkeypatch.setattr(Network, "read", full)
    upload = drop(page, "mail.mbox", MBOX)["upload_id"]
    post(page, "/records/keep", {"uploads": [upload]})
    failed = wait(page)
    assert failed["state"] == "failed"
    assert "no room" in str(failed["message"])
    post(page, "/switch", {"switch": "names", "to": "hidden"})
    assert page.get("/records/progress").json()["message"] == ""


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a/b\\c.mbox", "c.mbox"),
        ("\x00\u202etxt.exe", "txt.exe"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".ics", "x" * 116 + ".ics"),
    ],
)
def test_names_of_files_are_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_ones_own_word_on_a_tie_wins_and_is_taken_back(own: Network, page: TestClient) -> None:
    dropped = drop(page, "mail.mbox", MBOX)
    post(page, "/records/keep", {"uploads": [dropped["upload_id"]]})
    wait(page)
    post(page, "/records/me", {"addresses": ["ann@example.org"]})
    rows = own.table("person").to_pylist()
    cy = next(row["person_id"] for row in rows if row["name"] == "Cy Dorn")
    before = page.get(f"/person/{cy}?format=json").json()
    assert before["answer"]["parts"][2]["text"] == "acquaintance"
    said = post(page, f"/person/{cy}/stage/friend", {})["said"]
    assert said == "Cy Dorn: stage is friend, as you say."
    after = page.get(f"/person/{cy}?format=json").json()
    assert after["answer"]["parts"][2]["text"] == "friend"
    assert after["by_records"] == "You say so; the records alone would say acquaintance."
    assert [one["words"] for one in after["choices"] if one["is_said"]] == ["They are a friend"]
    assert after["choices"][-1]["post"] == f"/person/{cy}/stage/none"
    post(page, after["choices"][-1]["post"], {})
    assert page.get(f"/person/{cy}?format=json").json()["by_records"] == ""
    assert page.post(f"/person/{cy}/stage/hero", json={}, headers=SENT).status_code == 404


def test_the_files_of_a_dropped_folder_stay_together(page: TestClient, own: Network) -> None:
    users = b'[{"id": "U1", "name": "ann", "profile": {"email": "ann@example.org"}}]'
    said = b'[{"type": "message", "user": "U1", "text": "hi", "ts": "1735812000.000100"}]'
    first = drop(page, "team/users.json", users, more="true")
    assert list(first) == ["upload_id"]
    into = str(first["upload_id"])
    whole = drop(page, "team/../general/2025-01-02.json", said, into=into)
    assert (whole["upload_id"], whole["name"]) == (into, "team")
    assert whole["size"] == len(users) + len(said)
    parts = whole["parts"]
    assert isinstance(parts, list)
    assert {one["name"] for one in parts} == {
        "team/users.json",
        "team/general/2025-01-02.json",
    }
    gone = page.post(
        "/records/drop",
        params={"name": "x", "into": "0123456789abcdef"},
        content=b"",
        headers={**SENT, "content-type": "application/octet-stream"},
    )
    assert gone.status_code == 404
    assert own.table("source").num_rows == 0
