"""Posts and comments of Facebook and Instagram: status and broadcast, never a tie."""

import json
from io import BytesIO

import pytest

from mutuals.readers import meta
from mutuals.records import Interaction, Reaction, Record, Reject, Source

AT = 1705151100
COMMENTS = [
    {
        "timestamp": AT,
        "data": [{"comment": {"timestamp": AT, "comment": "fint", "author": "Me"}}],
        "title": "Me commented on Zo\u00c3\u00ab's post.",
    },
    {"title": "Me replied.", "data": [{"comment": {"timestamp": AT + 9}}]},
    {"data": []},
    "odd",
]
POSTS = [
    {"timestamp": AT, "data": [{"post": "gr\u00c3\u00bcn"}], "title": "Me updated."},
    {"timestamp": AT + 1, "data": [{"update_timestamp": 1}], "attachments": [{"data": [{}]}]},
    {"timestamp": 5_000_000_000, "data": []},
]
PHOTOS = [
    {"media": [{"uri": "a.jpg", "creation_timestamp": AT, "title": "Sea"}]},
    {"media": [{"uri": "b"}, {"uri": "c"}], "title": "Two", "creation_timestamp": AT + 5},
]
ABOUT = {
    "Comment": {"value": "so nice"},
    "Media Owner": {"value": "ann"},
    "Time": {"timestamp": AT},
}


def records(name: str, told: object) -> list[Record]:
    content = json.dumps(told).encode()
    assert meta.recognizes(name, content) > 0.8
    return list(meta.read(Source(name, lambda: BytesIO(content), keep_text=True)))


@pytest.mark.parametrize("key", ["comments_v2", "group_comments_v2"])
def test_comments_are_attention(key: str) -> None:
    first, second, *rest = records("comments.json", {key: COMMENTS})
    assert isinstance(first, Reaction)
    assert (first.sort, first.interaction_key[2]) == ("comment", "Me commented on Zoë's post.")
    assert first.actor.scheme == "facebook_owner"
    assert isinstance(second, Reaction)
    assert second.reacted_at.timestamp() == AT + 9
    assert [one.reason for one in rest if isinstance(one, Reject)] == ["no_date", "not_an_object"]


def test_posts_address_nobody() -> None:
    found = records("posts/your_posts_1.json", POSTS)
    words, picture, future = found
    assert isinstance(words, Interaction)
    assert (words.kind, words.text, words.participations) == ("post", "grün", ())
    assert words.audience_size == 0
    assert isinstance(picture, Interaction)
    assert picture.signals[:1] == ("media",)
    assert isinstance(future, Reject)


def test_instagrams_posts_and_comments() -> None:
    sea, two = records("content/posts_1.json", PHOTOS)
    assert isinstance(sea, Interaction)
    assert isinstance(two, Interaction)
    assert [(one.text, one.channel) for one in (sea, two)] == [
        ("Sea", "instagram"),
        ("Two", "instagram"),
    ]
    (comment,) = records("comments/post_comments_1.json", [{"string_map_data": ABOUT}])
    assert isinstance(comment, Reaction)
    assert comment.interaction_key == ("instagram", "commented", "ann")
    (reel,) = records(
        "x.json", {"comments_reels_comments": [{"string_map_data": ABOUT, "timestamp": 1}]}
    )
    assert isinstance(reel, Reaction)


LIKED = {
    "timestamp": AT,
    "data": [{"reaction": {"reaction": "LIKE", "actor": "Me"}}],
    "title": "Me likes Ann's post.",
}
NEWER = {"timestamp": AT, "label_values": [{"label": "URL", "value": "https://facebook.com/1"}]}


def test_labels_alone_do_not_say_what_was_done() -> None:
    (found,) = records("comments_1.json", [NEWER])
    assert isinstance(found, Reject)
    assert found.reason == "not_a_like"


@pytest.mark.parametrize("told", [{"reactions_v2": [LIKED]}, [LIKED], [NEWER]])
def test_likes_in_three_layouts(told: object) -> None:
    (like,) = records("likes_and_reactions_1.json", told)
    assert isinstance(like, Reaction)
    assert (like.sort, like.interaction_key[:2]) == ("like", ("facebook", "liked"))
