"""Files of other years, languages and programs than the samples beside each reader."""

import json
from collections.abc import Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tests.readers.reading import READERS, surest

from mutuals.records import Beside, Follow, Interaction, Reaction, Record, Reject, Source


def read(name: str, files: Mapping[str, str | bytes]) -> list[Record]:
    """Return what a file holds, the others lying where their names say."""
    kept = {one: told if isinstance(told, bytes) else told.encode() for one, told in files.items()}
    folder = Path("/x") / name

    def beside(other: str) -> BinaryIO | None:
        there = (folder.parent / other).resolve().relative_to(Path("/x"))
        return BytesIO(kept[str(there)]) if str(there) in kept else None

    reader = READERS[surest(name, kept[name])]
    near = Beside(folder.parent.name, beside)
    return list(
        reader.read(Source(name, partial(BytesIO, kept[name]), keep_text=True, beside=near))
    )


def said(records: list[Record]) -> list[Interaction]:
    return [one for one in records if isinstance(one, Interaction)]


def handles(one: Interaction) -> list[str]:
    shown = [one.sender] if one.sender else []
    shown += [part.address for part in one.participations]
    return [f"{each.value} {each.name}" for each in shown]


def x_part(name: str, items: object) -> str:
    return f"window.YTD.{name}.part0 = {json.dumps(items)}"


def test_a_long_post_is_read_in_full_and_is_one_with_its_beginning() -> None:
    text = "Long ago " + "and far away " * 40
    tweet = {
        "id_str": "1746100000000000001",
        "created_at": "Sat Jan 13 10:00:00 +0000 2024",
        "full_text": f"@ben {text[:200]}\u2026 https://t.co/x",
        "in_reply_to_user_id_str": "22",
        "in_reply_to_screen_name": "ben",
    }
    made = "2024-01-13T10:00:00.000Z"
    note = {"noteTweetId": "9", "createdAt": made, "core": {"text": text}}
    alone = {"noteTweetId": "8", "createdAt": made, "core": {"text": "Only here"}}
    files = {
        "data/tweets.js": x_part("tweets", [{"tweet": tweet}]),
        "data/note-tweet.js": x_part("note_tweet", [{"noteTweet": note}, {"noteTweet": alone}]),
    }
    (post,) = said(read("data/tweets.js", files))
    first, second = said(read("data/note-tweet.js", files))
    assert (post.text, handles(post)) == (text, ["owner ", "22 ben"])
    assert first == post
    assert (second.text, second.kind) == ("Only here", "post")


def test_telegram_of_before_2021_is_the_same_people_and_chat() -> None:
    def export(number: object, ann: object, ben: object) -> str:
        common = {"type": "message", "date": "2019-05-01T10:00:00", "text": "Hi"}
        never = {"edited": "1970-01-01T01:00:00"} if isinstance(ann, int) else {}
        messages = [
            {**common, **never, "id": 1, "from": "Ann", "from_id": ann},
            {**common, **never, "id": 2, "from": "Ben", "from_id": ben},
        ]
        told = {"name": "Ben", "type": "personal_chat", "id": number, "messages": messages}
        return json.dumps(told)

    old = export((1 << 32) + 2, (1 << 32) + 1, (1 << 32) + 2)
    new = export(2, "user1", "user2")
    assert said(read("result.json", {"result.json": old})) == said(
        read("result.json", {"result.json": new})
    )
    # Today's numbers are as large as those that once told what a number is of.
    large = export((1 << 32) + 2, "user1", f"user{(1 << 32) + 2}")
    assert handles(said(read("result.json", {"result.json": large}))[1]) == [
        f"user{(1 << 32) + 2} Ben",
        "user1 Ann",
    ]


def test_slack_names_who_is_in_no_list_of_the_workspace_itself() -> None:
    day = [
        {"type": "message", "user": "W1", "ts": "1705140000.000100", "text": "<@U9|zoe> hi"},
        {"type": "message", "bot_id": "B1", "ts": "1705140001.000100", "text": "ok",
         "bot_profile": {"name": "CI"}},
    ]  # fmt: skip
    people = [{"id": "W1", "name": "ann", "team_id": "T1", "profile": {"real_name": "Ann Lee"}}]
    files = {"general/2024-01-13.json": json.dumps(day), "org_users.json": json.dumps(people)}
    first, second = said(read("general/2024-01-13.json", files))
    assert handles(first)[:2] == ["W1 Ann Lee", "U9 zoe"]
    assert handles(second)[0] == "B1 CI"


def test_linkedin_connections_in_a_language_that_is_not_known() -> None:
    rows = {
        "名字,姓氏,URL,邮箱地址,公司,职位,建立联系时间": "2019年3月12日",
        "Nome,Cognome,URL,Indirizzo,Azienda,Ruolo,Data": "12 de mar. de 2019",
    }
    for headings, date in rows.items():
        table = f"x:\n\n{headings}\nAnn,Lee,https://www.linkedin.com/in/ann,,A,B,{date}\n"
        found = read("Connections.csv", {"Connections.csv": table})
        assert [f"{one.since_at:%F}" for one in found if isinstance(one, Follow)] == [
            "2019-03-12"
        ] * 2


HEAD = "From: Ann Lee (+491701234567)\nType: incoming\nSent: Sat, 13 Jan 2024 10:01:00 +0100\n"
LATER = "Received: Sat, 13 Jan 2024 10:01:02 +0100\nReaction: x from You\n\n"


def test_sigtop_s_chat_of_two() -> None:
    own = "From: You\nType: outgoing\nSent: Sat, 13 Jan 2024 10:00:00 +0100\n\n"
    quote = "> From: You\n> Sent: x\n>\n> Hello\n\nFrom: me to you\n\nYes\n\n"
    pair = f"Conversation: Ann Lee (+491701234567)\n\n{own}Hello\n\n{HEAD}{LATER}{quote}"
    records = read("Ann.txt", {"Ann.txt": pair})
    one, two = said(records)
    assert (one.text, two.text) == ("Hello", "From: me to you\n\nYes")
    assert handles(two) == ["+491701234567 Ann Lee", "owner of the archive "]
    assert sum(isinstance(each, Reaction) for each in records) == 1


def test_sigtop_s_chat_of_a_group_and_an_edited_message() -> None:
    versions = "| Version: 2\n| Sent: x\n|\n| Later\n|\n| Version: 1\n| Sent: x\n|\n| Sooner\n\n"
    edited = f"{HEAD}Edited: 2 versions\n\n{versions}"
    group = f"Conversation: Book club ({'Ab0-' * 10}xyz)\n\n{edited}Type: group-v2-change\n{LATER}"
    first, second = said(read("x.txt", {"x.txt": group}))
    assert (first.title, first.text, first.audience_size) == ("Book club", "Later", 1)
    assert "edited" in first.signals
    assert (second.kind, second.sender) == ("system", None)


def test_a_discord_forward_and_a_list_of_likes_of_2025() -> None:
    message = {
        "id": "1", "type": "Default", "timestamp": "2024-01-13T10:00:00+01:00", "content": "",
        "author": {"id": "1", "name": "ann"}, "reference": {"type": "Forward"},
        "forwardedMessage": {"content": "x"},
    }  # fmt: skip
    channel = {"id": "2", "type": "GuildTextChat", "categoryId": "3", "name": "x"}
    told = {"guild": {"id": "1"}, "channel": channel, "exportedAt": "", "messages": [message]}
    assert said(read("x.json", {"x.json": json.dumps(told)}))[0].signals == ("forward",)
    page = "https://www.instagram.com/p/x/"
    liked = [{"timestamp": 1_700_000_000, "label_values": [{"label": "URL", "href": page}]}]
    name = "likes/liked_posts.json"
    (found,) = read(name, {name: json.dumps(liked)})
    assert isinstance(found, Reaction)
    assert found.interaction_key == ("instagram", page)


def test_addresses_of_list_archives_however_they_are_hidden() -> None:
    hidden = {
        "Ann Lee <ann (at) example.org>": "ann@example.org Ann Lee",
        "ann(a)example.org": "ann@example.org ",
        "bob at example dot org (Bob)": "bob@example.org Bob",
        "Ann <ann[at]example.org>": "ann@example.org Ann",
    }
    for written, shown in hidden.items():
        text = f"From: {written}\nDate: Sat, 13 Jan 2024 10:00:00 +0100\nSubject: x\n\nx\n"
        (one,) = said(read("a.eml", {"a.eml": text}))
        assert handles(one) == [shown]
        assert "list" in one.signals


def test_what_a_mail_server_keeps_of_a_folder_is_no_mail() -> None:
    text = (
        "From MAILER-DAEMON Sat Jan 13 10:00:00 2024\nDate: Sat, 13 Jan 2024 10:00:00 +0000\n"
        "From: Mail System Internal Data <MAILER-DAEMON@example.org>\nX-IMAP: 1 2\n"
        "Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\n\nx\n"
    )
    (one,) = read("inbox", {"inbox": text})
    assert isinstance(one, Reject)
    assert one.reason == "own_record"
