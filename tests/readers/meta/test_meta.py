"""Threads of Facebook and Instagram: mojibake, pairs and groups, calls, harm."""

import json
from pathlib import Path

import pytest
from tests.archives.telling import lines, records, seen

from mutuals.readers import meta
from mutuals.records import Interaction

PAIR = {
    "participants": [{"name": "Zo\u00c3\u00ab"}, {"name": "Me"}],
    "messages": [
        {
            "sender_name": "Zo\u00c3\u00ab",
            "timestamp_ms": 1705140000500,
            "content": "Danke \u00f0\u009f\u0098\u008a",
            "type": "Generic",
            "reactions": [
                {"reaction": "\u00e2\u009d\u00a4", "actor": "Me", "timestamp": 1705140060},
                {"reaction": "x", "actor": "Zo\u00c3\u00ab", "timestamp": 1705140060000},
                {"reaction": "x"},
                "odd",
            ],
        },
        {
            "sender_name": "Me",
            "timestamp_ms": 1705140000000,
            "content": "See",
            "share": {"link": "https://www.a.org/b"},
            "photos": [{"uri": "x.jpg"}],
        },
        {"sender_name": "Me", "timestamp_ms": 1705130000000, "type": "Call", "call_duration": 60},
        {"sender_name": "Me", "timestamp_ms": 1705120000000, "type": "Call", "call_duration": 0},
        {"sender_name": "Me", "timestamp_ms": 1705110000000, "is_unsent": True},
        {"sender_name": "Me", "timestamp_ms": 1705110000000, "type": "Subscribe", "users": []},
        {"sender_name": "Me", "timestamp_ms": 1705110000000, "content": "k"},
        {"sender_name": "Me", "timestamp_ms": 1705110000000, "content": "k"},
        {"sender_name": "", "timestamp_ms": 1705110000000},
        {"sender_name": "Me"},
        {"sender_name": "Me", "timestamp_ms": 99999999999999},
        None,
    ],
    "title": "Zo\u00c3\u00ab",
    "is_still_participant": True,
    "thread_path": "inbox/zoe_12",
}


def test_a_pair() -> None:
    content = json.dumps(PAIR)
    assert meta.recognizes("message_1.json", content.encode()) == pytest.approx(0.97)
    found = lines(meta, content)
    key = "facebook pair:zoe_12 facebook:Zoë 2024-01-13T10:00:00.500000+00:00"
    assert found[1].startswith(f"1 like facebook:Me (Me) [{key} ")
    assert found[1].endswith(" 0] 2024-01-13 10:01")
    assert found[2].endswith(" 0] 2024-01-13 10:00")
    assert [one.partition(" @")[0] for one in (found[0], *found[3:])] == [
        "1 message 2024-01-13 10:00:00? facebook:Zoë (Zoë) to 1 [to Me] thanks 'Danke 😊'",
        (
            "2 message 2024-01-13 10:00:00? facebook:Me (Me) to 1 [to Zoë]"
            " media+link:a.org 'See\\nhttps://www.a.org/b'"
        ),
        "3 call 2024-01-13 07:13:20? facebook:Me (Me) to 1 [to Zoë] - ''",
        "4 call 2024-01-13 04:26:40? facebook:Me (Me) to 1 [to Zoë] missed ''",
        "5 message 2024-01-13 01:40:00? facebook:Me (Me) to 1 [to Zoë] deleted ''",
        "6 system 2024-01-13 01:40:00? facebook:Me (Me) to 0 [] system ''",
        "7 message 2024-01-13 01:40:00? facebook:Me (Me) to 1 [to Zoë] - 'k'",
        "8 message 2024-01-13 01:40:00? facebook:Me (Me) to 1 [to Zoë] - 'k'",
        "9 reject no_sender",
        "10 reject no_date",
        "11 reject date_out_of_range",
        "12 reject not_an_object",
    ]
    keys = [one.key for one in records(meta, content) if isinstance(one, Interaction)]
    assert len(set(keys)) == len(keys) == 8


def test_parts_of_a_thread_are_one_group() -> None:
    people = [{"name": one} for one in ("Ann", "Ben", "Me")]
    parts = [
        {
            "participants": people,
            "messages": [{"sender_name": who, "timestamp_ms": 1705140000000, "content": "Hi"}],
            "title": "Book club",
            "thread_path": f"{folder}/club_7",
        }
        for who, folder in (("Ann", "inbox"), ("Gone", "archived_threads"))
    ]
    name = "your_instagram_activity/messages/inbox/club_7/message_1.json"
    one, two = (
        found
        for part in parts
        for found in records(meta, json.dumps(part), name)
        if isinstance(found, Interaction)
    )
    assert (one.thread, one.channel, one.title) == ("group:club_7", "instagram", "Book club")
    assert (two.thread, two.audience_size) == ("group:club_7", 3)
    assert [f"{part.role} {part.address.value}" for part in two.participations] == [
        "member Ann",
        "member Ben",
        "member Me",
    ]


def test_encrypted_chats_and_cut_off_files() -> None:
    chat = {
        "participants": ["Zoë", "Me", 3],
        "threadName": "Zoë_4",
        "messages": [
            {"isUnsent": False, "media": [{"uri": "x"}], "senderName": "Zoë", "text": "Hé",
             "timestamp": 1705140000000, "type": "media",
             "reactions": [{"actor": "Me", "reaction": "x"}]},
            7,
        ],
    }  # fmt: skip
    content = json.dumps(chat, ensure_ascii=False)[:-2]
    assert meta.recognizes("Zoe_4.json", content.encode()) == pytest.approx(0.97)
    assert lines(meta, content)[0] == (
        "1 message 2024-01-13 10:00:00? facebook:Zoë (Zoë) to 1 [to Me] media 'Hé'"
    )
    # The last item's end cannot be told from the file's.
    assert [one.split(" @")[0] for one in lines(meta, content)[2:]] == [
        "2 reject not_an_object",
        "3 reject cut_off",
    ]


def test_how_sure() -> None:
    empty = b'{"participants": [], "messages": [], "thread_path": "inbox/x"}'
    assert meta.recognizes("message_1.json", empty) == pytest.approx(0.7)
    assert meta.recognizes("message_1.json", b'{"messages": []}') == pytest.approx(0.0)
    assert meta.recognizes("message_1.json", b'[{"sender_name": 1}]') == pytest.approx(0.0)


def test_what_another_program_finds(data: Path) -> None:
    folder = data / "exports" / "chat-miner" / "instagram"
    content = (folder / "test_export.json").read_bytes()
    found = records(meta, content)
    assert seen(found) == content.count(b"sender_name") == 2
    assert [
        {
            "timestamp": one.started_at.strftime("%Y-%m-%dT%H:%M:%S"),
            "author": one.sender.value if one.sender else "",
            "message": one.text,
        }
        for one in found
        if isinstance(one, Interaction)
    ] == json.loads((folder / "target.json").read_text("utf-8"))
