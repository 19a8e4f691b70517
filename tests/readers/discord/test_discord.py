"""Channels of Discord: servers and direct chats, JSON and CSV, dates, harm."""

import json

import pytest
from tests.archives.telling import lines, records

from mutuals.readers import discord
from mutuals.records import Interaction

ANN = {"id": "11", "name": "ann", "discriminator": "0000", "nickname": "Ann", "isBot": False}
BEN = {"id": "12", "name": "ben", "nickname": "Ben"}
BOT = {"id": "13", "name": "clock", "isBot": True}
CALL = {"id": "8", "type": "Call", "timestamp": "2024-01-13T12:00:00+01:00", "author": ANN}


def channel(sort: str, guild: str, *messages: object) -> str:
    return json.dumps(
        {
            "guild": {"id": guild, "name": "Village"},
            "channel": {"id": "500", "type": sort, "categoryId": "4", "name": "garden"},
            "dateRange": {"after": None, "before": None},
            "exportedAt": "2024-02-01T00:00:00+00:00",
            "messages": messages,
            "messageCount": len(messages),
        }
    )


def said(number: str, author: object, **more: object) -> dict[str, object]:
    told = {"id": number, "type": "Default", "timestamp": "2024-01-13T10:00:00.123+00:00"}
    return {**told, "content": "Hi", "author": author, **more}


def test_a_servers_channel() -> None:
    content = channel(
        "GuildTextChat",
        "9",
        said("1", ANN, content="Could you come?", timestampEdited="2024-01-13T10:05:00+00:00"),
        said("2", BEN, type="Reply", mentions=[ANN, BEN, {}, 3], attachments=[{"id": "x"}],
             timestamp="2024-01-13T11:00:00+01:00"),
        said("3", BOT, type="GuildMemberJoin"),
        said("4", BOT, reactions=[{"count": 3, "users": [ANN, {}]}, {"count": 1}, "odd"]),
        said("5", {}),
        said("6", ANN, timestamp="2024-01-13T10:00:00"),
        said("7", ANN, timestamp="2199-01-13T10:00:00Z"),
        "odd",
    )  # fmt: skip
    assert discord.recognizes("x.json", content.encode()) == pytest.approx(0.97)
    found = [one.partition(" @")[0] for one in lines(discord, content)]
    assert found == [
        (
            "1 message 2024-01-13 10:00:00? discord:11 (Ann) to 2 [member 12, member 13]"
            " edited+asks+question 'Could you come?'"
        ),
        (
            "2 message 2024-01-13 11:00:00+0100 discord:12 (Ben) to 2 [mention 11, member 13]"
            " media 'Hi'"
        ),
        "3 system 2024-01-13 10:00:00? discord:13 (clock) to 0 [] system ''",
        "4 message 2024-01-13 10:00:00? discord:13 (clock) to 2 [member 11, member 12] auto 'Hi'",
        "4 like discord:11 (Ann) [discord group:500 4] 2024-01-13 10:00",
        "5 reject no_sender",
        "6 reject no_date",
        "7 reject date_out_of_range",
        "8 reject not_an_object",
        "notice 3 reactions do not say whose they are; left out.",
    ]
    (first, *_) = records(discord, content)
    assert isinstance(first, Interaction)
    assert first.title == "Village: garden"


def test_two_who_talk_on_a_server_are_not_alone() -> None:
    content = channel("GuildTextChat", "9", said("1", ANN), said("2", BEN))
    assert [one for one in lines(discord, content) if "to 2 [member" in one] != []


def test_a_direct_chat_with_a_call_and_a_cut() -> None:
    content = channel(
        "DirectTextChat",
        "0",
        {**CALL, "callEndedTimestamp": "2024-01-13T12:30:00+01:00"},
        {**CALL, "mentions": [BEN]},
    )
    content = content[: content.index('"messageCount"')].rstrip(", ")
    found = lines(discord, content)
    assert found[:2] == [
        "1 call 2024-01-13 12:00:00+0100 discord:11 (Ann) to 1 [to 12] - ''",
        "2 call 2024-01-13 12:00:00+0100 discord:11 (Ann) to 1 [mention 12] missed ''",
    ]
    assert found[2].startswith("3 reject cut_off @")
    (first, *_) = records(discord, content)
    assert isinstance(first, Interaction)
    assert (first.thread, first.title, first.medium) == ("pair:500", "", "voice")


HEADER = "AuthorID,Author,Date,Content,Attachments,Reactions\n"
NAME = "Village - text - garden [123456789].csv"


def test_csv() -> None:
    content = (
        "\ufeff" + HEADER + '"11","ann#0000","2024-01-13T10:00:00.1230000+00:00","Hi, ""you""\n'
        'there","",""\n'
        '"12","ben","13-Jan-24 10:05 PM","Thanks","a.png","x (2)"\n'
        '"12","ben","soon","x","",""\n'
        '"","","13-Jan-2024 22:05","x","",""\n'
        "odd\n"
        '"12","ben","13-Jan-1924 22:05","x","",""\n'
    )
    assert discord.recognizes(NAME, content.encode()) == pytest.approx(0.95)
    assert lines(discord, content, NAME) == [
        (
            "1 message 2024-01-13 10:00:00? discord:11 (ann) to 2 [member 12]"
            " lang:en 'Hi, \"you\"\\nthere'"
        ),
        "2 message 2024-01-13 22:05:00? discord:12 (ben) to 2 [member 11] media+thanks 'Thanks'",
        "3 reject no_date @189",
        "4 reject no_sender @217",
        "5 reject missing_columns @253",
        "6 reject date_out_of_range @257",
        "notice Dates in this file have no time zone; they are taken as UTC.",
        "notice A CSV file does not say whose its reactions are; they are left out.",
    ]
    (first, second, *_) = records(discord, content, NAME)
    assert isinstance(first, Interaction)
    assert isinstance(second, Interaction)
    assert (first.thread, first.title) == ("group:123456789", "Village - text - garden")
    assert (first.precision, second.precision) == ("second", "minute")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["01/02/2024 10:00", "13/02/2024 10:00"], ["2024-02-01", "2024-02-13"]),
        (["1/2/24 10:00 PM", "1/13/24 12:05 AM"], ["2024-01-02", "2024-01-13"]),
        (["2/2/2024 10:00:01"], ["2024-02-02"]),
        (["30/02/2024 10:00"], ["no_date"]),
        (["1/2/2024 10:00"], ["question day_first day/month"]),
        (["13/1/2024 10:00", "1/13/2024 10:00"], ["question day_first day/month"]),
        (["x" * 50], ["no_date"]),
    ],
)
def test_order_of_day_and_month(dates: list[str], expected: list[str]) -> None:
    content = HEADER + "".join(f'1,ann,"{one}",x,,\n' for one in dates)
    found = [one for one in lines(discord, content) if not one.startswith("notice")]
    assert len(found) == len(expected)
    assert all(part in one for part, one in zip(expected, found, strict=True))


def test_an_answer_decides() -> None:
    content = HEADER + "1,ann,1/2/2024 10:00,x,,\n2,ben,1/2/2024 10:00,x,,\n"
    name = "Direct Messages - ben [123456].csv"
    first = lines(discord, content, name, day_first="month")[0]
    assert first == "1 message 2024-01-02 10:00:00? discord:1 (ann) to 1 [to 2] - 'x'"


def test_a_quote_that_never_ends_is_bounded() -> None:
    content = HEADER + '1,ann,2024-01-13T10:00:00Z,"' + f"{'x' * 40}\n" * 30_000 + "\n"
    assert {one.split(" @")[0].split(" ", 1)[1] for one in lines(discord, content)} <= {
        "reject open_quote",
        "reject missing_columns",
    }


def test_how_sure() -> None:
    plain = b'{"guild": {}, "channel": {}, "messages": []}'
    assert discord.recognizes("x.json", plain) == pytest.approx(0.6)
    assert discord.recognizes("x.json", b'{"messages": []}') == pytest.approx(0.0)
    assert discord.recognizes("x.csv", b"Author,Date\n") == pytest.approx(0.0)
