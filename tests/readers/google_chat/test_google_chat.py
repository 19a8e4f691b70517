"""Google Chat in a Takeout: conversations, who is in them, dates in seven languages."""

import json
from io import BytesIO

import pytest
from tests.archives.telling import lines, told

from mutuals.readers import google_chat
from mutuals.readers.google_chat.message import moment
from mutuals.records import Beside, Record, Source

ANN = {"name": "Ann Lee", "email": "Ann@example.org", "user_type": "Human"}
BEN = {"name": "Ben", "email": "ben@example.org", "user_type": "Human"}
BOT = {"name": "Calendar", "user_type": "Bot"}
DOES = "asks+question"
AT = "Tuesday, January 31, 2023 at 1:02:03\u202fPM UTC"


def said(creator: object, **more: object) -> dict[str, object]:
    return {"creator": creator, "created_date": AT, "topic_id": "t1", "text": "Hi", **more}


MESSAGES = json.dumps(
    {
        "messages": [
            said(ANN, message_id="s/t1/1", text="Could you come?"),
            said(BEN, message_id="s/t1/2", attached_files=[{}], updated_date=AT),
            said(BOT, message_id="s/t1/3", message_state="DELETED", text=None),
            said(ANN, reactions=[{"reactor_emails": ["ben@example.org", 3]}, 4]),
            said(ANN, created_date="soon"),
            said({}),
            3,
        ]
    }
)


def read(folder: str, beside: dict[str, object]) -> list[Record]:
    files = {name: json.dumps(value).encode() for name, value in beside.items()}
    around = Beside(folder, lambda name: BytesIO(files[name]) if name in files else None)
    content = MESSAGES.encode()
    source = Source("messages.json", lambda: BytesIO(content), keep_text=True, beside=around)
    return list(google_chat.read(source))


def test_a_space() -> None:
    assert google_chat.recognizes("messages.json", MESSAGES.encode()) == pytest.approx(0.95)
    group = {"name": "Garden", "members": [ANN, BEN, {"name": "Cas", "email": "cas@example.org"}]}
    at, ann, ben = "2023-01-31 13:02:03?", "mail:ann@example.org (Ann Lee)", "mail:ben@example.org"
    rest = "member cas@example.org, member Calendar"
    assert [told(one).split(" @")[0] for one in read("Space AAAA", {"group_info.json": group})] == [
        f"1 message {at} {ann} to 3 [member ben@example.org, {rest}] {DOES} 'Could you come?'",
        f"2 message {at} {ben} (Ben) to 3 [member ann@example.org, {rest}] media+edited 'Hi'",
        (
            f"3 message {at} google:Calendar (Calendar) to 3 [member ann@example.org,"
            " member ben@example.org, member cas@example.org] auto+deleted ''"
        ),
        f"4 message {at} {ann} to 3 [member ben@example.org, {rest}] - 'Hi'",
        f"4 like {ben} [{' '.join(key())}] 2023-01-31 13:02",
        "5 reject no_date",
        "6 reject no_sender",
        "7 reject not_an_object",
    ]


def key() -> tuple[str, ...]:
    found = read("Space AAAA", {"group_info.json": {"name": "Garden", "members": [ANN, BEN]}})
    return found[3].key  # type: ignore[union-attr]  # the fourth is a message


def test_a_conversation_of_two_without_a_list() -> None:
    found = [told(one) for one in read("DM x", {})]
    assert found[-1].startswith("notice No group_info.json beside it")
    content = json.dumps({"messages": [said(ANN, message_id="1"), said(BEN, message_id="2")]})
    assert lines(google_chat, content)[0].endswith("to 1 [to ben@example.org] - 'Hi'")
    info = json.dumps({"members": [ANN]})
    assert google_chat.recognizes("a/group_info.json", info.encode()) == pytest.approx(0.9)
    assert google_chat.recognizes("a/x.json", info.encode()) == 0.0
    assert lines(google_chat, info)[0].startswith("notice Who is in a conversation")


@pytest.mark.parametrize(
    "written",
    [
        "Wednesday, March 8, 2023 at 9:05:06 PM UTC",
        "Mittwoch, 8. März 2023 um 21:05:06 UTC",
        "mercredi 8 mars 2023 à 21:05:06 UTC",
        "miércoles, 8 de marzo de 2023, 21:05:06 UTC",
        "quarta-feira, 8 de março de 2023 às 21:05:06 UTC",
        "mercoledì 8 marzo 2023 alle ore 21:05:06 UTC",
        "woensdag 8 maart 2023 om 21:05:06 UTC",
        "2023-03-08T21:05:06Z",
    ],
)
def test_dates_in_seven_languages(written: str) -> None:
    found = moment(written)
    assert found is not None
    assert found.isoformat() == "2023-03-08T21:05:06+00:00"


def test_dates_that_are_none() -> None:
    odd = ("", 3, "Foo 31, 2023 at 1:02:03", "February 31, 2023 at 1:02:03 PM UTC")
    assert [moment(one) for one in odd] == [None] * 4
