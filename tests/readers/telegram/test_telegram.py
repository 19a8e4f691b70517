"""Exports of Telegram: single chats, whole accounts, calls, reactions, harm."""

import json
from pathlib import Path

import pytest
from tests.archives.telling import lines, records, seen

from mutuals.readers import telegram
from mutuals.records import Interaction, Reject

WHOLE = {
    "about": "Here is the data you requested.",
    "personal_information": {"user_id": 1, "first_name": "Me", "last_name": "Myself"},
    "contacts": {
        "list": [
            {"user_id": 2, "first_name": "Ann", "last_name": "Lee", "phone_number": "0049 170 1"},
            {"user_id": 0, "first_name": "Ben", "last_name": "", "phone_number": ""},
            "odd",
        ]
    },
    "frequent_contacts": {"list": [{"id": 2}]},
    "chats": {
        "list": [
            {
                "name": "Ann Lee",
                "type": "personal_chat",
                "id": 2,
                "messages": [
                    {
                        "id": 7,
                        "type": "message",
                        "date": "2024-01-13T11:00:00",
                        "date_unixtime": "1705140000",
                        "from": "Ann Lee",
                        "from_id": "user2",
                        "text": ["Could you send ", {"type": "link", "text": "https://a.org/x"}, 3],
                        "edited": "2024-01-13T11:01:00",
                        "reactions": [
                            {
                                "type": "emoji",
                                "count": 3,
                                "recent": [
                                    {"from": "Me", "from_id": "user1",
                                     "date": "2024-01-13T11:05:00"},
                                    {"from": None, "from_id": None},
                                    7,
                                ],
                            },
                            "odd",
                        ],
                    },
                    {
                        "id": 8,
                        "type": "service",
                        "date": "2024-01-13T12:00:00",
                        "date_unixtime": "1705143600",
                        "actor": "Ann Lee",
                        "actor_id": "user2",
                        "action": "phone_call",
                        "duration_seconds": 90,
                        "text": "",
                    },
                    {
                        "id": 9,
                        "type": "service",
                        "date_unixtime": "1705143600",
                        "actor": "Ann Lee",
                        "actor_id": "user2",
                        "action": "phone_call",
                        "discard_reason": "missed",
                    },
                ],
            },
            {
                "name": "Book club",
                "type": "private_supergroup",
                "id": 50,
                "messages": [
                    {"id": 1, "type": "service", "date": "2024-01-13T11:00:00",
                     "actor": "Ann Lee", "actor_id": "user2", "action": "create_group"},
                    {"id": 2, "type": "message", "date": "2024-01-13T11:00:00", "from": "Ann Lee",
                     "from_id": 2, "text": "Hi", "reactions": [{"count": 1, "recent": [
                         {"from": "Cem", "from_id": "user3"}]}]},
                    {"id": 3, "type": "message", "date": "2024-01-13T11:02:00", "from": None,
                     "from_id": "user3", "text": "", "photo": "x.jpg", "text_entities": [
                         {"type": "mention_name", "user_id": 2, "text": "Ann"},
                         {"type": "mention_name", "text": "?"}, 5]},
                    {"id": 4, "type": "message", "date": "2024-01-13T11:03:00", "text": "who?"},
                    {"id": 5, "type": "message", "date": "soon", "from_id": "user3", "text": ""},
                    {"id": 6, "type": "message", "date": "0001-01-01T00:00:00", "from_id": "user3"},
                    7,
                    {"id": 8, "type": "message", "date": "2024-01-13T11:04:00", "from": "Me",
                     "from_id": "user1", "text": "Thanks", "forwarded_from": "Eve"},
                ],
            },
            {"name": None, "type": "saved_messages", "id": 1, "messages": [
                {"id": 1, "type": "message", "date_unixtime": "1705140000", "date": "1999",
                 "from": "Me", "from_id": "user1", "text": "milk"}]},
            {"name": "News", "type": "public_channel", "id": 60, "messages": [
                {"id": 1, "type": "message", "date_unixtime": "1705140000", "from": "News",
                 "from_id": "channel60", "text": "Rain"}]},
            {"name": "Clock", "type": "bot_chat", "id": 70, "messages": [
                {"id": 1, "type": "message", "date_unixtime": "1705140000", "from": "Clock",
                 "from_id": "user70", "text": "Tick"}]},
        ]
    },
}  # fmt: skip


def test_a_whole_account() -> None:
    content = json.dumps(WHOLE, indent=1)
    assert telegram.recognizes("result.json", content.encode()) == pytest.approx(0.97)
    found = lines(telegram, content)
    rejects = [one.split(" @")[0] for one in found if " reject " in one]
    assert rejects == [
        "2 reject nothing_to_join",
        "3 reject not_an_object",
        "10 reject no_sender",
        "11 reject no_date",
        "12 reject date_out_of_range",
        "13 reject not_an_object",
    ]
    assert [one for one in found if " reject " not in one] == [
        "1 same telegram:user2 (Ann Lee) = phone:+491701 (Ann Lee)",
        (
            "4 message 2024-01-13 11:00:00+0100 telegram:user2 (Ann Lee) to 1 [to user1]"
            " edited+asks+link:a.org 'Could you send https://a.org/x'"
        ),
        "4 like telegram:user1 (Me) [telegram pair:2 7] 2024-01-13 11:05",
        "5 call 2024-01-13 12:00:00+0100 telegram:user2 (Ann Lee) to 1 [to user1] - ''",
        "6 call 2024-01-13 11:00:00? telegram:user2 (Ann Lee) to 1 [to user1] missed ''",
        "7 system 2024-01-13 11:00:00? telegram:user2 (Ann Lee) to 0 [] system ''",
        (
            "8 message 2024-01-13 11:00:00? telegram:user2 (Ann Lee) to 2"
            " [member user3, member user1] - 'Hi'"
        ),
        "8 like telegram:user3 (Cem) [telegram group:50 2] 2024-01-13 11:00",
        "9 message 2024-01-13 11:02:00? telegram:user3 to 2 [mention user2, member user1] media ''",
        (
            "14 message 2024-01-13 11:04:00? telegram:user1 (Me) to 2"
            " [member user2, member user3] forward+thanks 'Thanks'"
        ),
        "15 entry 2024-01-13 10:00:00? telegram:user1 (Me) to 0 [] - 'milk'",
        "16 post 2024-01-13 10:00:00? telegram:channel60 (News) to 0 [] - 'Rain'",
        "17 message 2024-01-13 10:00:00? telegram:user70 (Clock) to 1 [to user1] auto 'Tick'",
        "notice Some messages give their local time and no time zone; it is taken as UTC.",
        "notice 2 reactions do not say whose they are; left out.",
        "notice Besides messages and contacts, nothing of the export is read.",
    ]


def test_details() -> None:
    found = [one for one in records(telegram, json.dumps(WHOLE)) if isinstance(one, Interaction)]
    call, club = found[1], found[4]
    assert (call.medium, call.ended_at and (call.ended_at - call.started_at).seconds) == (
        "voice",
        90,
    )
    assert (club.title, club.thread, found[0].title) == ("Book club", "group:50", "")
    (offset,) = [
        one.byte_offset
        for one in records(telegram, json.dumps(WHOLE))
        if isinstance(one, Reject) and one.reason == "no_date"
    ]
    assert json.dumps(WHOLE)[offset or 0 :].startswith(
        '{"id": 5, "type": "message", "date": "soon"'
    )


def test_a_single_chat_cut_off_keeps_what_came_before() -> None:
    chat = {"name": "Ann", "type": "personal_chat", "id": 2, "messages": [
        {"id": 1, "type": "message", "date_unixtime": "1705140000", "from": "Ann",
         "from_id": "user2", "text": "Привет\ud800\x00"}]}  # fmt: skip
    content = json.dumps(chat)[:-2] + ', {"id": 2, "type": "mess'
    assert lines(telegram, content) == [
        "1 message 2024-01-13 10:00:00? telegram:user2 (Ann) to 1 [] - 'Привет\ufffd\ufffd'",
        f"2 reject cut_off @{content.rindex('{')}",
    ]


def test_a_longer_export_merges_with_a_shorter_one() -> None:
    whole = json.loads(json.dumps(WHOLE))
    del whole["chats"]["list"][1]["messages"][7:]
    early = [
        one.key for one in records(telegram, json.dumps(whole)) if isinstance(one, Interaction)
    ]
    late = [one.key for one in records(telegram, json.dumps(WHOLE)) if isinstance(one, Interaction)]
    assert set(early) < set(late)
    assert len(set(late)) == len(late)


@pytest.mark.parametrize(
    ("content", "sure"),
    [
        (b"", 0.0),
        (b"[1]", 0.0),
        (b'{"messages": []}', 0.0),
        (b'{"messages": [{"type": "message", "sender_name": "x"}]}', 0.0),
        (b'{"about": "Telegram", "personal_information": {}, "profile_pictures": []}', 0.6),
        (b'{"name": "x", "type": "personal_chat", "messages": []}', 0.6),
    ],
)
def test_how_sure(content: bytes, sure: float) -> None:
    assert telegram.recognizes("result.json", content) == pytest.approx(sure)


@pytest.mark.parametrize("name", ["test_single_export.json", "test_batch_export.json"])
def test_what_another_program_finds(data: Path, name: str) -> None:
    path = data / "exports" / "chat-miner" / "telegram" / name
    content = path.read_bytes()
    found = records(telegram, content)
    assert seen(found) == content.count(b'"type": "message"') == 2
    expected = json.loads((path.parent / "target.json").read_text("utf-8"))
    assert [
        {
            "timestamp": one.started_at.strftime("%Y-%m-%dT%H:%M:%S"),
            "author": one.sender.value if one.sender else "",
            "message": one.text.replace(":h", ": h"),
        }
        for one in found
        if isinstance(one, Interaction)
    ] == expected
