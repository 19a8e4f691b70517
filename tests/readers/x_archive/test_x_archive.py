"""X's archive: posts, letters, likes, follows, whose it is, harm."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from tests.archives.telling import lines, told

import mutuals
from mutuals.readers import x_archive
from mutuals.records import Beside, Interaction, Source

ACCOUNT = [{"account": {"email": "Me@Example.org", "username": "me", "accountId": "1"}}]


def part(name: str, items: list[object]) -> bytes:
    return f"window.YTD.{name}.part0 = {json.dumps(items, indent=2)}".encode()


def read(content: bytes) -> list[str]:
    beside = Beside("data", lambda name: BytesIO(part(name.removesuffix(".js"), list(ACCOUNT))))
    source = Source("x.js", lambda: BytesIO(content), keep_text=True, beside=beside)
    return [told(one).split(" @")[0] if "reject" in told(one) else told(one)
            for one in x_archive.read(source)]  # fmt: skip


def tweet(**more: object) -> dict[str, object]:
    made = {"id_str": "9", "full_text": "Hi", "created_at": "Wed Jan 01 12:00:00 +0000 2020"}
    return {"tweet": {**made, **more}}


def test_posts() -> None:
    mentions = [{"id_str": "2", "name": "Ann"}, {"id_str": "-1"}, {"id_str": "1"}, 3]
    content = part(
        "tweets",
        [
            tweet(entities={"user_mentions": mentions, "media": [1]}, in_reply_to_user_id_str="3"),
            tweet(full_text="RT @ann: Look"),
            tweet()["tweet"],
            tweet(created_at="Wed Foo 01 12:00:00 +0000 2020"),
            tweet(created_at="Wed Feb 31 12:00:00 +0000 2020"),
            tweet(created_at="Wed Jan 01 12:00:00 +0000 2199"),
            "odd",
        ],
    )
    assert x_archive.recognizes("tweets.js", content) == pytest.approx(0.97)
    assert read(content) == [
        "1 post 2020-01-01 12:00:00? x:1 (me) to 0 [mention 3, mention 2] media 'Hi'",
        "2 post 2020-01-01 12:00:00? x:1 (me) to 0 [] forward 'RT @ann: Look'",
        "3 post 2020-01-01 12:00:00? x:1 (me) to 0 [] - 'Hi'",
        "4 reject no_date",
        "5 reject no_date",
        "6 reject date_out_of_range",
        "7 reject not_an_object",
    ]


def test_status_is_no_tie() -> None:
    assert read(part("follower", [{"follower": {"accountId": "2"}}, {"follower": {}}])) == [
        "1 follow x:2 -> x:1 (me)",
        "2 reject no_address",
    ]
    assert read(part("following", [{"following": {"accountId": "2"}}])) == [
        "1 follow x:1 (me) -> x:2"
    ]
    likes = [{"like": {"tweetId": one}} for one in ("1830000000000000001", "12", "9" * 25)]
    assert read(part("like", [*likes])) == [
        "1 like x:1 (me) [x posts 1830000000000000001] 2024-08-31 21:49",
        "2 reject no_date",
        "3 reject no_date",
    ]
    assert read(part("account", [*ACCOUNT, {"account": {"accountId": "2"}}])) == [
        "1 same x:1 (me) = mail:me@example.org (me)",
        "2 reject nothing_to_join",
    ]


def letter(number: str, sender: str, **more: object) -> dict[str, object]:
    made = {"id": number, "senderId": sender, "text": "Hi", "createdAt": "2020-01-01T10:00:00.5Z"}
    return {"messageCreate": {**made, **more}}


def test_letters() -> None:
    talks = [
        {"dmConversation": {"conversationId": "2-1", "messages": [
            letter("5", "2", recipientId="1", mediaUrls=["x"], text="Thanks",
                   reactions=[{"senderId": "1"}, {}, 3]),
            letter("6", ""), letter("7", "2", createdAt="soon"), {"x": 3}, "odd"]}},
        {"dmConversation": {"conversationId": "3-1", "messages": [letter("8", "1")]}},
        7,
    ]  # fmt: skip
    assert read(part("direct_messages", [*talks])) == [
        "1 message 2020-01-01 10:00:00? x:2 to 1 [to 1] media+thanks 'Thanks'",
        "1 like x:1 [x pair:1-2 5] 2020-01-01 10:00",
        "2 reject no_sender",
        "3 reject no_date",
        "4 reject not_an_object",
        "5 reject not_an_object",
        "6 message 2020-01-01 10:00:00? x:1 to 1 [to 3] - 'Hi'",
    ]
    group = {"dmConversation": {"conversationId": "77", "messages": [
        letter("5", "2"), {"participantsJoin": {"userIds": ["3", "4"], "initiatingUserId": "2",
                                               "createdAt": "2020-01-01T09:00:00Z"}}]}}  # fmt: skip
    found = read(part("direct_messages_group", [group])[:-60])
    assert found[0] == "1 message 2020-01-01 10:00:00? x:2 to 1 [] - 'Hi'"
    assert found[1].endswith("reject cut_off")
    assert read(part("direct_messages_group", [group])) == [
        "1 message 2020-01-01 10:00:00? x:2 to 2 [member 3, member 4] - 'Hi'",
        "2 system 2020-01-01 09:00:00? nobody to 0 [] system ''",
    ]


def test_nobody_says_whose_it_is() -> None:
    found = lines(x_archive, part("following", [{"following": {"accountId": "2"}}]), "x.js")
    assert found == [
        "1 follow x:owner -> x:2",
        "notice No account.js beside it says whose archive this is.",
    ]
    for content in (b"", b"window.YTD.ad_engagements.part0 = []", b"{}"):
        assert x_archive.recognizes("x.js", content) == pytest.approx(0.0)


def test_an_archive_through_the_real_way(data: Path, tmp_path: Path) -> None:
    folder = data / "exports" / "x_archive_made_up"
    network = mutuals.open(tmp_path / "x.mutuals")
    report = network.read([folder])
    rows = {one: network.table(one).num_rows for one in ("follow", "interaction", "same_person")}
    network.build()
    ties = network.table("tie").num_rows
    network.close()
    counted = {
        Path(one.path).name: Path(one.path).read_text(encoding="utf-8").count('"accountId"')
        + Path(one.path).read_text(encoding="utf-8").count('"id_str"')
        for one in report.files
    }
    assert {Path(one.path).name: one.seen for one in report.files} == counted
    assert rows == {"follow": 13, "interaction": 1, "same_person": 1}
    assert ties == 0


def test_the_archive_as_it_was_before_2018() -> None:
    post = {
        "id_str": "420000000000000000",
        "text": "hi",
        "created_at": "2014-01-13 14:05:00 +0000",
        "user": {"name": "Me", "id_str": "1"},
    }
    content = b"Grailbird.data.tweets_2014_01 = \n " + json.dumps([post]).encode()
    assert x_archive.recognizes("data/js/tweets/2014_01.js", content) > 0.9
    found = next(iter(x_archive.read(Source("2014_01.js", lambda: BytesIO(content)))))
    assert isinstance(found, Interaction)
    assert found.sender is not None
    assert (found.sender.value, found.started_at.isoformat()) == ("1", "2014-01-13T14:05:00+00:00")
