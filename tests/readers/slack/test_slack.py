"""Exports of Slack: days, threads, direct messages, lists beside them, harm."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from tests.archives.telling import lines, records, told

import mutuals
from mutuals.readers import slack, telegram
from mutuals.records import Beside, Interaction, Record, Source

LISTS = {
    "../channels.json": [
        {"id": "C1", "name": "garden", "created": 1, "members": ["U1", "U2", "U3", 4.5]},
        "odd",
    ],
    "../mpims.json": [{"id": "G1", "name": "mpdm-a--b-1", "members": ["U1", "U2", "U3"]}],
    "../dms.json": [
        {"id": "D1", "created": 1, "members": ["U1", "U2"]},
        {"id": "D2", "created": 1, "members": ["U1", "U1"]},
    ],
}
DAY = [
    {
        "type": "message",
        "user": "U1",
        "text": "<@U2|ann> could you see <https://www.a.org/x|this> &amp; <#C1|garden>?",
        "ts": "1705140000.000100",
        "thread_ts": "1705140000.000100",
        "user_profile": {"real_name": "Ann Lee"},
        "edited": {"user": "U1"},
        "files": [{"url_private": "https://files.example/x?t=xoxe-1"}, 3],
        "reactions": [{"name": "x", "users": ["U2", "U3", None]}, {"users": ["U2"]}, "odd"],
    },
    {"type": "message", "user": "U2", "text": "Thanks", "ts": "1705140060.000200",
     "thread_ts": "1705140000.000100", "parent_user_id": "U1"},
    {"type": "message", "subtype": "channel_join", "user": "U3", "text": "<@U3> has joined",
     "ts": "1705140061.000200"},
    {"type": "message", "subtype": "bot_message", "username": "Clock", "text": "Tick",
     "ts": "1705140062.000200"},
    {"type": "message", "subtype": "huddle_thread", "user": "U1", "ts": "1705140063.000200",
     "room": {"date_start": 1705140063, "date_end": 1705140123}},
    {"type": "message", "subtype": "huddle_thread", "user": "U1", "ts": "1705140064.000200",
     "room": {"date_start": 1705140063}},
    {"type": "message", "subtype": "huddle_thread", "user": "U1", "ts": "1705140065.000200"},
    {"type": "message", "text": "?", "ts": "1705140063.000200"},
    {"type": "message", "user": "U1", "text": "?"},
    {"type": "message", "user": "U1", "ts": "99999999999.000100"},
    "odd",
]  # fmt: skip


def opener(lists: dict[str, object]) -> Callable[[str], BinaryIO | None]:
    return lambda name: BytesIO(json.dumps(lists[name]).encode()) if name in lists else None


def day(folder: str, *items: object, lists: bool = True) -> list[Record]:
    raw = json.dumps(items).encode()
    beside = Beside(folder, opener(dict(LISTS) if lists else {}))
    source = Source("2024-01-13.json", lambda: BytesIO(raw), keep_text=True, beside=beside)
    return list(slack.read(source))


def test_a_channels_day() -> None:
    assert slack.recognizes("2024-01-13.json", json.dumps(DAY).encode()) == pytest.approx(0.95)
    found = [told(one).partition(" @No")[0] for one in day("garden", *DAY)]
    assert [one.split(" @")[0] if " reject " in one else one for one in found] == [
        (
            "1 message 2024-01-13 10:00:00? slack:U1 (Ann Lee) to 3 [mention U2, member U3,"
            " member Clock] media+edited+asks+question+link:a.org"
            " '@U2 could you see https://www.a.org/x & garden?'"
        ),
        "1 like slack:U2 [slack group:C1 1705140000.000100] 2024-01-13 10:00",
        "1 like slack:U3 [slack group:C1 1705140000.000100] 2024-01-13 10:00",
        (
            "2 message 2024-01-13 10:01:00? slack:U2 to 3 [mention U1, member U3, member Clock]"
            " thanks 'Thanks'"
        ),
        "3 system 2024-01-13 10:01:01? slack:U3 to 0 [] system ''",
        (
            "4 message 2024-01-13 10:01:02? slack:Clock (Clock) to 3 [member U1, member U2,"
            " member U3] auto 'Tick'"
        ),
        "5 call 2024-01-13 10:01:03? slack:U1 to 3 [member U2, member U3, member Clock] - ''",
        "6 system 2024-01-13 10:01:04? slack:U1 to 0 [] system ''",
        "7 system 2024-01-13 10:01:05? slack:U1 to 0 [] system ''",
        "8 reject no_sender",
        "9 reject no_date",
        "10 reject date_out_of_range",
        "11 reject not_an_object",
        "notice Links in this file carry a key to the files; do not pass it on.",
    ]
    threads = [one.thread for one in day("garden", *DAY) if isinstance(one, Interaction)][:2]
    assert threads == ["group:C1", "group:C1/1705140000.000100"]


@pytest.mark.parametrize(
    ("folder", "lists", "expected"),
    [
        ("D1", True, "message 2024-01-13 10:01:00? slack:U2 to 1 [to U1] - 'Hi'"),
        ("D2", True, "entry 2024-01-13 10:01:00? slack:U1 to 0 [] - 'Hi'"),
        ("mpdm-a--b-1", True, "slack:U2 to 2 [member U1, member U3] - 'Hi'"),
        ("D01ABCDEF", False, "slack:U2 to 1 [] - 'Hi'"),
        ("mpdm-x-1", False, "slack:U2 to 2 [] - 'Hi'"),
        ("den", False, "slack:U2 to 2 [] - 'Hi'"),
    ],
)
def test_whom_a_message_reaches(folder: str, lists: bool, expected: str) -> None:  # noqa: FBT001  # a case
    user = "U1" if folder == "D2" else "U2"
    item = {"type": "message", "user": user, "text": "Hi", "ts": "1705140060.000200"}
    first, *more = [told(one) for one in day(folder, item, lists=lists)]
    assert first.endswith(expected)
    assert [one[:26] for one in more] == ([] if lists else ["notice No list beside it s"])


def test_people_and_lists() -> None:
    users = [
        {"id": "U1", "team_id": "T1", "name": "ann",
         "profile": {"real_name": "Ann Lee", "email": "Ann@Example.org"}},
        {"id": "U2", "name": "ben", "profile": {"real_name": "", "email": ""}},
        {"name": "cem"},
        "odd",
    ]  # fmt: skip
    content = json.dumps(users)
    assert slack.recognizes("users.json", content.encode()) == pytest.approx(0.95)
    assert [one.split(" @")[0] for one in lines(slack, content)[1:]] == [
        "2 reject nothing_to_join",
        "3 reject no_address",
        "4 reject not_an_object",
    ]
    assert lines(slack, content)[0] == "1 same slack:U1 (Ann Lee) = mail:ann@example.org (Ann Lee)"
    (notice,) = lines(slack, json.dumps(LISTS["../channels.json"]))
    assert notice.startswith("notice A list of channels")
    assert slack.recognizes("x.json", b'[{"id": 3}]') == pytest.approx(0.0)


def test_a_day_cut_off() -> None:
    content = json.dumps(DAY[1:3])[:-9]
    found = lines(slack, content)
    assert found[0].startswith("1 message")
    assert found[1].startswith("2 reject cut_off @")


def test_a_real_export_through_the_real_way(data: Path, tmp_path: Path) -> None:
    path = data / "exports" / "slackdump" / "source_export.zip"
    with zipfile.ZipFile(path) as archive:
        days = [json.loads(archive.read(one)) for one in archive.namelist() if "/2" in one]
        users = json.loads(archive.read("users.json"))
    network = mutuals.open(tmp_path / "x.mutuals")
    report = network.read([path])
    size = network.table("interaction")["audience_size"].to_pylist()
    network.close()
    assert sum(one.seen for one in report.files) == sum(map(len, days)) + len(users)
    assert [one for one in report.files if one.seen != one.stored + one.known + one.rejected] == []
    assert set(size) == {0, 2, 3}


def test_a_channel_as_slackdump_writes_it() -> None:
    first = {"type": "message", "user": "U1", "text": "one", "ts": "1700000000.000100"}
    answer = {**first, "user": "U2", "ts": "1700000001.000100", "thread_ts": first["ts"]}
    begun = {**first, "slackdump_thread_replies": [answer]}
    content = json.dumps({"channel_id": "D12345678", "name": "", "messages": [begun, 3]})
    assert slack.recognizes("D12345678.json", content.encode()) == pytest.approx(0.95)
    assert telegram.recognizes("D12345678.json", content.encode()) == 0.0
    found = records(slack, content)
    assert [told(one).split(" @")[0] for one in found[:3]] == [
        "1 message 2023-11-14 22:13:20? slack:U1 to 1 [to U2] - 'one'",
        "2 message 2023-11-14 22:13:21? slack:U2 to 1 [to U1] - 'one'",
        "3 reject not_an_object",
    ]
    assert isinstance(found[1], Interaction)
    assert found[1].thread == "pair:D12345678/1700000000.000100"


def test_names_come_from_the_list_of_people() -> None:
    lists = {
        "../users.json": [
            {"id": "U1", "profile": {"real_name": "Ann"}},
            {"id": "U2", "name": "ben"},
        ]
    }
    beside = Beside(
        "garden", lambda name: BytesIO(json.dumps(lists[name]).encode()) if name in lists else None
    )
    said = [{"type": "message", "user": "U1", "text": "<@U2> hi", "ts": "1700000000.000100"}]
    content = json.dumps(said).encode()
    found = list(slack.read(Source("x.json", lambda: BytesIO(content), beside=beside)))
    assert told(found[0]).startswith(
        "1 message 2023-11-14 22:13:20? slack:U1 (Ann) to 2 [mention U2]"
    )
    assert isinstance(found[0], Interaction)
    assert found[0].participations[0].address.name == "ben"
    assert slack.recognizes("mpims.json", b"[]\n") > slack.recognizes("x.json", b"[]\n") == 0.0
