"""What an account published: posts, likes, reposts and follows."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from mutuals.archives.conversation import MOST_RECIPIENTS, Conversation, Message
from mutuals.archives.moments import from_iso, in_utc, is_possible
from mutuals.archives.names import name, words
from mutuals.archives.refusals import RefusedError
from mutuals.readers.bluesky.tree import SCHEME
from mutuals.records import Address, Follow, Reaction, Record

_WHOSE = re.compile(r"at://(?P<who>did:[a-z]{2,20}:[\w.:%-]{1,200})(?:/|$)", re.ASCII)
_DID = re.compile(r"did:[a-z]{2,20}:[\w.:%-]{1,200}", re.ASCII)


class Published(NamedTuple):
    """A record, its number and name, whose it is, and where posts go."""

    told: Mapping[str, object]
    number: int
    uri: str
    owner: Address
    posts: Conversation


def is_read(kind: str) -> bool:
    """Tell whether records of a kind say something of people."""
    return kind in _MADE


def record(one: Published) -> Record:
    """Return what a record comes to; RefusedError where it cannot be read."""
    made_at = from_iso(one.told.get("createdAt"))
    if made_at is None:
        reason = "no_date"
        raise RefusedError(reason)
    made_at = in_utc(made_at)
    if not is_possible(made_at):
        reason = "date_out_of_range"
        raise RefusedError(reason)
    return _MADE[name(one.told.get("$type"))](one, made_at)


def _post(one: Published, made_at: datetime) -> Record:
    reply = _inside(one.told, "reply")
    root, parent = (_inside(reply, key).get("uri") for key in ("root", "parent"))
    answered = _WHOSE.match(parent) if isinstance(parent, str) else None
    told = [Address(SCHEME, answered["who"])] if answered else []
    mentions = dict.fromkeys([*told, *_named(one.told)])
    mentions.pop(Address(SCHEME, one.owner.value), None)
    embedded = name(_inside(one.told, "embed").get("$type"))
    has_media = "images" in embedded or "video" in embedded or "Media" in embedded
    said = Message(
        started_at=made_at,
        sender=one.owner,
        words=words(one.told.get("text")),
        marks=("media",) if has_media else (),
        identity=one.uri,
        is_local_known=False,
        thread=name(root) or one.uri,
        mentions=tuple(mentions),
    )
    return one.posts.interaction(one.number, said)


def _named(told: Mapping[str, object]) -> Iterator[Address]:
    facets = told.get("facets")
    for facet in facets[:MOST_RECIPIENTS] if isinstance(facets, list) else ():
        features = facet.get("features") if isinstance(facet, Mapping) else None
        for one in features[:MOST_RECIPIENTS] if isinstance(features, list) else ():
            who = name(one.get("did")) if isinstance(one, Mapping) else ""
            if _DID.fullmatch(who):
                yield Address(SCHEME, who)


def _click(one: Published, made_at: datetime) -> Record:
    about = name(_inside(one.told, "subject").get("uri"))
    if not about:
        reason = "no_address"
        raise RefusedError(reason)
    sort = "like" if name(one.told.get("$type")).endswith("like") else "share"
    return Reaction(one.number, one.owner, (SCHEME, "posts", about), made_at, sort)


def _follow(one: Published, made_at: datetime) -> Record:
    who = name(one.told.get("subject"))
    if not _DID.fullmatch(who):
        reason = "no_address"
        raise RefusedError(reason)
    return Follow(one.number, one.owner, Address(SCHEME, who), made_at)


def _inside(told: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = told.get(key)
    return found if isinstance(found, Mapping) else {}


_MADE: dict[str, Callable[[Published, datetime], Record]] = {
    "app.bsky.feed.post": _post,
    "app.bsky.feed.like": _click,
    "app.bsky.feed.repost": _click,
    "app.bsky.graph.follow": _follow,
}
