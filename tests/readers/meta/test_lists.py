"""Friends, followers, likes, and Instagram's messages as they once were."""

import json
from io import BytesIO

import pytest

from mutuals.readers import meta
from mutuals.records import Follow, Interaction, Reaction, Record, Reject, Source

MOMENT = 1600000000


def records(told: object, name: str = "list.json") -> list[Record]:
    content = json.dumps(told).encode()
    assert meta.recognizes(name, content) > 0.5
    return list(meta.read(Source(name, lambda: BytesIO(content))))


def entry(
    value: str | None = "Ann", page: str = "https://www.instagram.com/ann"
) -> dict[str, object]:
    link: dict[str, object] = {"href": page, "timestamp": MOMENT}
    if value is not None:
        link["value"] = value
    return {"title": "", "media_list_data": [], "string_list_data": [link]}


@pytest.mark.parametrize("key", ["friends_v2", "friends"])
def test_friends_follow_each_other(key: str) -> None:
    found = records({key: [{"name": "Zo\u00c3\u00ab", "timestamp": MOMENT}, {"timestamp": 1}, 7]})
    follows = [one for one in found if isinstance(one, Follow)]
    assert [(one.follower.value, one.followed.value) for one in follows] == [
        ("owner of the archive", "Zo\u00eb"),
        ("Zo\u00eb", "owner of the archive"),
    ]
    assert {one.since_at.year for one in follows if one.since_at} == {2020}
    reasons = [one.reason for one in found if isinstance(one, Reject)]
    assert reasons == ["no_address", "not_an_object"]


def test_followers_and_followed() -> None:
    (follower,) = records([entry()], "connections/followers_1.json")
    (followed,) = records({"relationships_following": [entry()]})
    (titled,) = records(
        {
            "relationships_following": [
                entry(None, "https://www.instagram.com/_u/ann") | {"title": "Ann"}
            ]
        }
    )
    (paged,) = records(
        {"relationships_following": [entry(None, "https://www.instagram.com/_u/ann")]}
    )
    pairs = [
        (one.follower.value, one.followed.value)
        for one in (follower, followed, titled, paged)
        if isinstance(one, Follow)
    ]
    assert pairs == [
        ("ann", "owner of the archive"),
        *[("owner of the archive", "ann")] * 3,
    ]


def test_likes_are_reactions() -> None:
    page = "https://www.instagram.com/p/x/"
    liked, undated = records(
        {"likes_media_likes": [entry("x", page), {"string_list_data": [{"href": page}]}]}
    )
    assert isinstance(liked, Reaction)
    assert liked.interaction_key == ("instagram", page)
    assert isinstance(undated, Reject)


def test_instagram_s_messages_of_old() -> None:
    said = [
        {"sender": "ann", "created_at": "2019-01-13T14:05:00+00:00", "text": "caf\u00c3\u00a9",
         "likes": [{"username": "me"}]},
        {"sender": "me", "created_at": "2019-01-13T14:06:00.123+00:00", "media": "x"},
        {"sender": "me", "created_at": "soon"},
        {"created_at": "2019-01-13T14:06:00+00:00"},
        3,
    ]  # fmt: skip
    found = records([{"participants": ["me", "ann"], "conversation": said}, {"participants": []}])
    kept = [one for one in found if isinstance(one, Interaction)]
    assert [(one.channel, one.length) for one in kept] == [("instagram", 4), ("instagram", 0)]
    assert [part.address.value for part in kept[0].participations] == ["me"]
    assert sum(isinstance(one, Reaction) for one in found) == 1
    reasons = [one.reason for one in found if isinstance(one, Reject)]
    assert reasons == ["no_date", "no_sender", "not_an_object", "not_an_object"]
