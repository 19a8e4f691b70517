"""Lists of every age: followed, followers, liked, kept."""

import json
from io import BytesIO
from typing import BinaryIO

import pytest

from mutuals.readers import mastodon
from mutuals.records import Beside, Follow, Reaction, Record, Reject, Source

POST = "https://m.example/users/ann/statuses/111745140000000000"
ME = json.dumps({"id": "https://m.example/users/me", "type": "Person"}).encode()


def records(text: str, name: str) -> list[Record]:
    def opened(wanted: str) -> BinaryIO | None:
        return BytesIO(ME) if wanted == "actor.json" else None

    content = text.encode()
    assert mastodon.recognizes(name, content) > 0.5
    return list(mastodon.read(Source(name, lambda: BytesIO(content), beside=Beside("x", opened))))


@pytest.mark.parametrize(
    "header",
    [
        "Account address,Show boosts,Notify on new posts,Languages\n",
        "Account address,Show boosts\n",
        "Account address\n",
        "\ufeffAccount address,Show boosts\n",
        "",
    ],
)
def test_whom_somebody_follows(header: str) -> None:
    found = records(f"{header}ann@o.example\nben@o.example\n", "a/following_accounts.csv")
    assert [
        (one.follower.value, one.followed.value) for one in found if isinstance(one, Follow)
    ] == [
        ("me@m.example", "ann@o.example"),
        ("me@m.example", "ben@o.example"),
    ]


def test_who_follows() -> None:
    (found,) = records("Account address\nann@o.example\n", "followers.csv")
    assert isinstance(found, Follow)
    assert (found.follower.value, found.followed.value) == ("ann@o.example", "me@m.example")


def collection(name: str) -> str:
    return json.dumps(
        {
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": name,
            "type": "OrderedCollection",
            "orderedItems": [POST, "https://m.example/users/ann/statuses/9", 7],
        }
    )


@pytest.mark.parametrize(
    ("name", "content", "sort"),
    [
        ("likes.json", collection("likes.json"), "like"),
        ("bookmarks.json", collection("bookmarks.json"), "bookmark"),
        ("bookmarks.csv", f"{POST}\nhttps://m.example/users/ann/statuses/9\nx\n", "bookmark"),
    ],
)
def test_what_was_liked_or_kept(name: str, content: str, sort: str) -> None:
    found = records(content, name)
    (liked,) = [one for one in found if isinstance(one, Reaction)]
    assert (liked.actor.value, liked.sort, liked.interaction_key[2]) == ("me@m.example", sort, POST)
    assert liked.reacted_at.year == 2024
    assert [one.reason for one in found if isinstance(one, Reject)] == ["no_date", "no_address"]
