"""Signal: its own export, and chats as the usual exporters write them."""

import json
from io import BytesIO

import pytest
from tests.archives.telling import lines, records, told

from mutuals.readers import signal, whatsapp
from mutuals.records import Beside, Interaction, Source

ANN, SELF = "AAAAAAAAQACAAAAAAAAAAQ==", "AAAAAAAAQACAAAAAAAAAAg=="
ACCOUNT = "00000000-0000-4000-8000-000000000001"
MARKDOWN = """\
[2024-01-31 10:11:12] Ann Lee: Could you come?  \n
[2024-01-31 10:12:00] Me: > Could you come?

Thanks, yes  \n[plan.pdf](./media/plan.pdf)\x20\x20
(- Ann Lee: x, Me: y -)

[2024-01-31 10:13:00] Ann Lee:\x20
(( x ))
[2024-01-31 10:14:00] Me: Outgoing voice call (accepted, 2m 5s)\x20\x20
[2024-01-31 10:20:00] Ann Lee: Missed video call\x20\x20
[2024-01-31 10:30:00] Ann Lee: (This message was deleted)
[2024-02-31 10:30:00] Ann Lee: x
[2024-01-31 10:31:00] No-Sender: x
"""
DATA: list[dict[str, object]] = [
    {"date": "2024-01-31T10:11:12.345000", "sender": "Ann Lee", "body": "Could you come?  "},
    {
        "date": "2024-01-31T10:12:00",
        "sender": "Me",
        "body": "Thanks, yes  ",
        "quote": "\n\n> Could you come?\n\n",
        "reactions": [["Ann Lee", "x"], {"name": "Me"}, 3, []],
        "attachments": [{"name": "plan.pdf", "path": "./media/plan.pdf"}],
    },
    {"date": "2024-01-31T10:13:00", "sender": "Ann Lee", "body": "  ", "sticker": {"emoji": "x"}},
    {
        "date": "2024-01-31T10:14:00",
        "sender": "Me",
        "body": "Outgoing voice call (accepted, 2m 5s)",
    },
    {"date": "2024-01-31T10:20:00", "sender": "Ann Lee", "body": "Missed video call"},
    {"date": "2024-01-31T10:30:00", "sender": "Ann Lee", "body": "", "deleted": True},
    {"date": "soon", "sender": "Ann Lee", "body": "x"},
    {"date": "2024-01-31T10:31:00", "sender": "No-Sender", "body": "x"},
]
AT = 1_700_000_000_000
REACTION = {"emoji": "x", "authorId": "1", "sentTimestamp": str(AT + 60_000)}
CALL = {"callId": "9", "direction": "OUTGOING", "state": "ACCEPTED"}
RING = {"startedCallTimestamp": str(AT), "endedCallTimestamp": str(AT + 60_000)}
EMPTY: dict[str, object] = {"quote": "", "sticker": None, "reactions": [], "attachments": []}
EXPECTED = [
    (
        "1 message 2024-01-31 10:11:12? signal:Ann Lee (Ann Lee) to 1 [to owner of the archive]"
        " asks+question 'Could you come?'"
    ),
    (
        "2 message 2024-01-31 10:12:00? signal_owner:owner of the archive to 1 [to Ann Lee]"
        " media+thanks 'Thanks, yes'"
    ),
    "2 like signal:Ann Lee (Ann Lee)",
    "2 like signal_owner:owner of the archive",
    (
        "3 message 2024-01-31 10:13:00? signal:Ann Lee (Ann Lee) to 1 [to owner of the archive]"
        " media ''"
    ),
    "4 call 2024-01-31 10:14:00? signal_owner:owner of the archive to 1 [to Ann Lee] - ''",
    "5 call 2024-01-31 10:20:00? signal:Ann Lee (Ann Lee) to 1 [to owner of the archive] missed ''",
    "6 system 2024-01-31 10:30:00? signal:Ann Lee (Ann Lee) to 0 [] deleted ''",
    "7 reject no_date",
    "8 reject no_sender",
]


def in_folder(content: str, name: str) -> list[object]:
    beside = Beside("Ann Lee")
    source = Source(name, lambda: BytesIO(content.encode()), keep_text=True, beside=beside)
    return list(signal.read(source))


def short(line: str) -> str:
    return line.split(" [signal", maxsplit=1)[0].split(" @", maxsplit=1)[0]


def test_markdown_and_data_come_to_the_same() -> None:
    data = "\n".join(json.dumps({**EMPTY, **one}) for one in DATA)
    assert signal.recognizes("chat.md", MARKDOWN.encode()) == pytest.approx(0.9)
    assert signal.recognizes("data.json", data.encode()) == pytest.approx(0.9)
    markdown, lines_of_data = in_folder(MARKDOWN, "chat.md"), in_folder(data, "data.json")
    for found in (markdown, lines_of_data):
        assert [short(told(one)) for one in found] == EXPECTED  # type: ignore[arg-type]  # records
    keys = [
        [one.key for one in found if isinstance(one, Interaction)]
        for found in (markdown, lines_of_data)
    ]
    assert keys[0] == keys[1]


def test_old_text_without_seconds_and_a_pair_without_me() -> None:
    content = "\ufeff[2019-12-24, 12:23] Jane: Hi: all\r\n[2020-01-17, 21:49] Jon: See\r\nyou\r\n"
    assert signal.recognizes("x.txt", content.encode()) > whatsapp.recognizes(
        "x.txt", content.encode()
    )
    assert lines(signal, content, "x.txt") == [
        "1 message 2019-12-24 12:23:00? signal:Jane (Jane) to 1 [to Jon] - 'Hi: all'",
        "2 message 2020-01-17 21:49:00? signal:Jon (Jon) to 1 [to Jane] - 'See\\nyou'",
    ]


def test_whatsapp_keeps_its_own() -> None:
    content = (
        "[2024-01-31 10:11:12] Ann: \u200eMessages and calls are end-to-end encrypted.\n"
        "[2024-01-31 10:11:13] Ann: Hello\n"
    )
    name = "_chat.txt"
    assert whatsapp.recognizes(name, content.encode()) > signal.recognizes(name, content.encode())
    assert signal.recognizes("notes.txt", b"[2024-01-31] Ann: Hello\n[todo]\n") == 0.0


def test_text_of_a_phone_s_backup() -> None:
    content = (
        "[Jan 31, 2024 10:11:12] *** Ann added you to the group.\n"
        "[Jan 31, 2024 10:12:00] <Ann> Hello\nthere\n"
        '[Jan 31, 2024 10:13:00] *** <Ben> sent file "a.png"\n'
        "[Jan 31, 2024 10:14:00] <Cas> Hi\n"
    )
    assert signal.recognizes("Walks (_id7).txt", content.encode()) == pytest.approx(0.9)
    assert lines(signal, content, "Walks (_id7).txt") == [
        "1 system 2024-01-31 10:11:12? nobody to 0 [] system ''",
        (
            "2 message 2024-01-31 10:12:00? signal:Ann (Ann) to 2 [member Ben, member Cas]"
            " - 'Hello\\nthere'"
        ),
        "3 message 2024-01-31 10:13:00? signal:Ben (Ben) to 2 [member Ann, member Cas] media ''",
        "4 message 2024-01-31 10:14:00? signal:Cas (Cas) to 2 [member Ann, member Ben] - 'Hi'",
    ]


def item(at: int, author: str, chat: object = "10", **more: object) -> dict[str, object]:
    return {"chatItem": {"chatId": chat, "authorId": author, "dateSent": str(at), **more}}


def said(text: str, **more: object) -> dict[str, object]:
    return {"standardMessage": {"text": {"body": text}, **more}}


def export(*items: dict[str, object]) -> str:
    contact = {"aci": ANN, "e164": "15550001111", "systemGivenName": "Ann"}
    contact |= {"profileFamilyName": "Lee"}
    title = {"title": {"title": "Walks"}, "members": [{"userId": ANN}, {"userId": SELF}, {}]}
    head: list[dict[str, object]] = [
        {"version": 1, "backupTimeMs": "1700000000000"},
        {"account": {"givenName": "Me"}},
        {"recipient": {"id": "1", "self": {"avatarColor": "A130"}}},
        {"recipient": {"id": "2", "contact": contact}},
        {"recipient": {"id": "3", "contact": {"username": "ben.01"}}},
        {"recipient": {"id": "4", "group": {"masterKey": "AA==", "snapshot": title}}},
        {"recipient": {"id": "5", "releaseNotes": {}}},
        {"chat": {"id": "10", "recipientId": "2"}},
        {"chat": {"id": "20", "recipientId": "4"}},
        {"chat": {"id": "30", "recipientId": "1"}},
    ]  # fmt: skip
    return "\n".join(json.dumps(one, separators=(",", ":")) for one in (*head, *items)) + "\n"


def test_its_own_export() -> None:
    at = AT
    content = export(
        item(at, "2", **said("Hello?", reactions=[REACTION, {"authorId": "9"}, 3])),
        item(at, "1", "20", revisions=[1], **said("Hi", attachments=[1])),
        item(at, "1", "30", **said("Milk")),
        item(at, "2", updateMessage={"individualCall": CALL}),
        item(at, "2", "20", updateMessage={"groupCall": RING}),
        item(at, "2", updateMessage={"simpleUpdate": {}}),
        item(at, "2", remoteDeletedMessage={}),
        item(at, "2", stickerMessage={"sticker": {}}),
        item(at, "9", "99", **said("x")),
        {"chatItem": {"chatId": "10", "authorId": "2", **said("x")}},
        {"chatItem": 3},
    )
    content += '{"chatItem":{"chatId"\n'
    assert signal.recognizes("main.jsonl", content.encode()) == pytest.approx(0.97)
    ann = f"signal:{ACCOUNT} (Ann Lee)"
    mine = "signal:00000000-0000-4000-8000-000000000002"
    me = "signal_owner:owner of the archive"
    assert [short(one) for one in lines(signal, content, "main.jsonl")] == [
        f"1 same {me} = {mine}",
        f"2 same {ann} = phone:+15550001111 (Ann Lee)",
        f"3 message 2023-11-14 22:13:20? {ann} to 1 [to owner of the archive] question 'Hello?'",
        f"3 like {me}",
        f"4 message 2023-11-14 22:13:20? {me} to 1 [member {ACCOUNT}] media+edited 'Hi'",
        f"5 entry 2023-11-14 22:13:20? {me} to 0 [] - 'Milk'",
        f"6 call 2023-11-14 22:13:20? {me} to 1 [to {ACCOUNT}] - ''",
        f"7 call 2023-11-14 22:13:20? {ann} to 1 [member owner of the archive] - ''",
        f"8 system 2023-11-14 22:13:20? {ann} to 0 [] system ''",
        f"9 system 2023-11-14 22:13:20? {ann} to 0 [] deleted ''",
        f"10 message 2023-11-14 22:13:20? {ann} to 1 [to owner of the archive] media ''",
        "11 reject no_sender",
        "12 reject no_date",
        "13 reject not_an_object",
        "14 reject broken",
        "notice Some messages are of chats that the export does not tell of.",
    ]
    first = records(signal, content, "main.jsonl")[2]
    assert isinstance(first, Interaction)
    assert first.key[-1] == f"{ACCOUNT} {at}"


def test_groups_of_one_title_are_told_apart_by_their_key() -> None:
    of_two = {"title": {"title": "Walks"}, "members": [{"userId": ANN}, {"userId": SELF}]}
    twin = {"id": "6", "group": {"masterKey": "BB==", "snapshot": of_two}}
    head: list[dict[str, object]] = [
        {"recipient": twin},
        {"chat": {"id": "40", "recipientId": "6"}},
    ]
    items = [item(AT, "2", chat, **said("Hi")) for chat in ("20", "40")]
    found = records(signal, export(*head, *items), "main.jsonl")
    threads = [one.thread for one in found if isinstance(one, Interaction)]
    assert len(set(threads)) == len(threads) == 2
    assert not any("AA==" in one or "BB==" in one for one in threads)


def test_how_sure() -> None:
    for other in (b'{"a": 1}', b"[1, 2]", b'{"date": "x"}', b"[x] Ann: hello", b'{"recipient":{}}'):
        assert signal.recognizes("x.json", other) == 0.0
