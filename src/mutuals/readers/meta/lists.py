"""What Facebook and Instagram list beside messages: friends, followers, likes.

They belong to the status game, never to a tie. Whose account it is the lists do not
say. Instagram's go by user names, its messages by the names shown: nothing joins them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from mutuals.archives.moments import from_epoch, is_possible
from mutuals.archives.names import name, words
from mutuals.archives.refusals import RefusedError, refused
from mutuals.archives.values import ITEM, Path, Value, values
from mutuals.readers.meta.names import mended, person
from mutuals.records import Address, Follow, Reaction, Record, Source

_FRIENDS = ("friends_v2", "friends")
_FOLLOWING = ("relationships_following", "following_v2", "following_v3")
_FOLLOWERS = ("relationships_followers", "followers_v2", "followers_v3")
_LIKES = ("likes_media_likes", "likes_comment_likes")
_LISTS = (*_FRIENDS, *_FOLLOWING, *_FOLLOWERS, *_LIKES)
_ENTERED: frozenset[Path] = frozenset({(), *((one,) for one in _LISTS)})
_RECORDS: frozenset[Path] = frozenset({(ITEM,), *((one, ITEM) for one in _LISTS)})
_KEYED = re.compile(rb'"(?:%b)"\s{0,40}:\s{0,40}\[' % "|".join(_LISTS).encode())
_FOLLOWER = re.compile(rb'"string_list_data"\s{0,40}:')
_PAGE = re.compile(r"instagram\.com/(?:_u/)?([\w.]{1,60})/?\Z")
# Whose account it is; the lists do not say.
FACEBOOK = Address("facebook_owner", "owner of the archive")
INSTAGRAM = Address("instagram_owner", "owner of the archive")


def sureness(file_name: str, head: bytes) -> float:
    """Return how sure it is that a file is one of these lists."""
    if _KEYED.search(head[:2000]) and (b'"timestamp"' in head or _FOLLOWER.search(head)):
        return 0.9
    # Followers come as a list without a name of its own.
    is_list = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") and _FOLLOWER.search(head)
    return 0.8 if is_list and "follower" in file_name.rpartition("/")[2] else 0.0


def records(source: Source) -> Iterator[Record]:
    """Yield a follow or a like for each entry."""
    number = 0
    with source.open() as stream:
        for value in values(stream, _ENTERED):
            if value.problem or value.path in _RECORDS:
                number += 1
                yield from _accounted(value, number)


def _accounted(value: Value, number: int) -> Iterator[Record]:
    try:
        yield from _records(value, number)
    except RefusedError as error:
        yield refused(error.args[0], number, value.offset)


def _records(value: Value, number: int) -> Iterator[Record]:
    told = value.value
    if value.problem or not isinstance(told, Mapping):
        raise RefusedError(value.problem or "not_an_object")
    sort = value.path[0]
    if sort in _FRIENDS:
        yield from _friend(told, number)
    elif sort in _LIKES:
        yield _like(told, number)
    else:
        yield _follow(told, number, is_follower=sort not in _FOLLOWING)


def _friend(told: Mapping[str, object], number: int) -> Iterator[Record]:
    who = person(told.get("name"), "facebook")
    if who is None:
        reason = "no_address"
        raise RefusedError(reason)
    since = _moment(told)
    yield Follow(number, FACEBOOK, who, since)
    yield Follow(number, who, FACEBOOK, since)


def _follow(told: Mapping[str, object], number: int, *, is_follower: bool) -> Record:
    if "name" in told:
        # A page or a person on Facebook.
        owner, who = FACEBOOK, person(told.get("name"), "facebook")
        since = _moment(told)
    else:
        link = _link(told)
        owner, who, since = INSTAGRAM, _user(told, link), _moment(link)
    if who is None:
        reason = "no_address"
        raise RefusedError(reason)
    return Follow(number, who, owner, since) if is_follower else Follow(number, owner, who, since)


def _like(told: Mapping[str, object], number: int) -> Record:
    link = _link(told)
    when, page = _moment(link), words(link.get("href"))[:500]
    if when is None or not page:
        raise RefusedError("no_date" if page else "no_address")
    return Reaction(number, INSTAGRAM, ("instagram", page), when)


def _link(told: Mapping[str, object]) -> Mapping[str, object]:
    given = told.get("string_list_data")
    first = given[0] if isinstance(given, list) and given else {}
    return first if isinstance(first, Mapping) else {}


def _user(told: Mapping[str, object], link: Mapping[str, object]) -> Address | None:
    found = _PAGE.search(words(link.get("href"))[:300])
    value = name(mended(link.get("value"))) or name(mended(told.get("title")))
    value = value or (found[1] if found else "")
    return Address("instagram_user", value.lower(), value) if value else None


def _moment(told: Mapping[str, object]) -> datetime | None:
    when = from_epoch(told.get("timestamp"))
    return when if when is not None and is_possible(when) else None
