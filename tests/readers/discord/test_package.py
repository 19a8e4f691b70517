"""Discord's own package: who is in a channel, in JSON and CSV."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import BinaryIO

import pytest

from mutuals.discover import modules
from mutuals.readers import discord
from mutuals.records import Beside, Interaction, Notice, Record, Reject, Source
from mutuals.sandbox.looks import recognised

SAID = [
    {"ID": 1, "Timestamp": "2024-01-13 14:05:00", "Contents": "Could you help?", "Attachments": ""},
    {"ID": 2, "Timestamp": "soon", "Contents": "", "Attachments": ""},
    7,
]
TABLE = (
    'ID,Timestamp,Contents,Attachments\n1,2024-01-13 14:05:00.123000+00:00,"hi <@12345>\nall",\n'
    '3,2024-01-13 14:06:00,"",https://example.org/a.png\n9\n'
)
ACCOUNT: dict[str, object] = {"../../account/user.json": {"id": "99", "username": "me"}}
PAIR: dict[str, object] = {
    "channel.json": {"id": "111", "type": "DM", "recipients": ["99", "12345"]},
    "../index.json": {"111": "Direct Message with ann#0"},
}
SERVER: dict[str, object] = {"channel.json": {"id": "222", "type": 0, "name": "general"}}


def records(content: bytes, beside: Mapping[str, object]) -> list[Record]:
    def opened(name: str) -> BinaryIO | None:
        return BytesIO(json.dumps(beside[name]).encode()) if name in beside else None

    assert discord.recognizes("c111/messages.json", content) > 0.9
    source = Source("x", lambda: BytesIO(content), keep_text=True, beside=Beside("c111", opened))
    return list(discord.read(source))


def test_a_pair_with_the_account_beside() -> None:
    first, *rest = records(json.dumps(SAID).encode(), PAIR | ACCOUNT)
    assert isinstance(first, Interaction)
    assert first.sender is not None
    assert first.sender.value == "99"
    assert [(one.address.value, one.address.name, one.role) for one in first.participations] == [
        ("12345", "ann", "to")
    ]
    assert first.key == ("discord", "pair:111", "1")
    assert [one.reason for one in rest if isinstance(one, Reject)] == ["no_date", "not_an_object"]
    assert isinstance(rest[-1], Notice)


def test_without_the_account_nobody_is_taken_for_the_other() -> None:
    first, *_ = records(json.dumps(SAID).encode(), PAIR)
    assert isinstance(first, Interaction)
    assert first.sender is not None
    assert first.sender.scheme == "discord_owner"
    assert (first.participations, first.audience_size) == ((), 1)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_servers_channel_as_a_table(mark: str) -> None:
    found = records((mark + TABLE).encode(), SERVER | ACCOUNT)
    first, picture = (one for one in found if isinstance(one, Interaction))
    assert [(one.address.value, one.role) for one in first.participations] == [("12345", "mention")]
    assert (first.text, first.title) == ("hi \nall", "general")
    assert picture.signals == ("media",)
    assert [one.reason for one in found if isinstance(one, Reject)] == ["missing_columns"]


def test_another_programs_lists_of_reactions_are_not_taken_for_another_sites() -> None:
    told = {
        "guild": {"id": "5", "name": "Village"},
        "channel": {"id": "9", "type": "GuildTextChat", "name": "walks"},
        "messages": [{"id": "1", "timestamp": "x", "author": {"id": "1"}, "reactions": []}],
    }
    content = json.dumps(told).encode()
    assert recognised(modules("mutuals.readers"), "a.json", content)[0] == "discord"
