"""What the owner of a Facebook or Instagram account published: posts, comments, likes.

A post is for everybody and makes no tie; a comment or a like counts as attention to
whatever it stands under. Whom a title names in words ("commented on Ann's post") is not
guessed.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from mutuals.archives.moments import from_epoch, is_possible
from mutuals.archives.names import name, words
from mutuals.archives.refusals import RefusedError, refused
from mutuals.archives.values import Path, Value, values
from mutuals.readers.meta.lists import FACEBOOK, INSTAGRAM
from mutuals.readers.meta.names import mended
from mutuals.records import Address, Interaction, Reaction, Record, Source
from mutuals.signals import signals

_COMMENTS = (
    *("comments_v2", "comments", "group_comments_v2"),
    *("comments_media_comments", "comments_reels_comments"),
)
_LIKES = ("reactions_v2", "reactions")
_POSTS = ("group_posts_v2", "status_updates", "ig_reels_media", "ig_stories")
_ENTERED: frozenset[Path] = frozenset({(), *((one,) for one in (*_COMMENTS, *_LIKES, *_POSTS))})
# Such a list is all a file has: others hold lists of the same names further in.
_KEYED = re.compile(
    rb'\{\s{0,40}"(?:%b)"\s{0,40}:\s{0,40}\[' % "|".join((*_COMMENTS, *_LIKES, *_POSTS)).encode()
)
_BY_MAP = re.compile(rb'"string_map_data"\s{0,40}:')
_POST = re.compile(rb'"(?:post|update_timestamp|reaction|label_values)"\s{0,40}:')
_MEDIA = re.compile(rb'"creation_timestamp"\s{0,40}:')
_NAMED = re.compile(
    r"(?:^|/)(?:your_)?(?:posts?|comments?|likes_and_reactions|liked_(?:posts|comments))"
    r"[^/]*\.json\Z|(?:^|/)post_comments[^/]*\Z"
)
_LIKED = re.compile(r"likes|liked_(?:posts|comments)")
_BEGINS = b"\xef\xbb\xbf \t\r\n"
_MOST_PARTS = 100


def sureness(file_name: str, head: bytes) -> float:
    """Return how sure it is that a file holds posts or comments."""
    if _KEYED.match(head.lstrip(_BEGINS)) and (b'"timestamp"' in head or _MEDIA.search(head)):
        return 0.9
    if not head.lstrip(_BEGINS).startswith(b"[") or not _NAMED.search(file_name.casefold()):
        return 0.0
    is_facebook = b'"timestamp"' in head and _POST.search(head)
    is_instagram = _BY_MAP.search(head) or (_MEDIA.search(head) and b'"media"' in head)
    return 0.85 if is_facebook or is_instagram else 0.0


def records(source: Source) -> Iterator[Record]:
    """Yield a post or a comment for each entry."""
    number = 0
    with source.open() as stream:
        for value in values(stream, _ENTERED):
            if value.is_begun:
                continue
            number += 1
            try:
                yield _record(value, number, source)
            except RefusedError as error:
                yield refused(error.args[0], number, value.offset)


def _record(value: Value, number: int, source: Source) -> Record:
    told = value.value
    if value.problem or not isinstance(told, Mapping):
        raise RefusedError(value.problem or "not_an_object")
    if "string_map_data" in told:
        return _instagram_comment(told, number)
    if "label_values" in told and not _LIKED.search(source.name.casefold()):
        # The layout says neither what was done nor to what: the file's name alone does.
        reason = "not_a_like"
        raise RefusedError(reason)
    if value.path[0] in _LIKES or _part(told, "reaction") or "label_values" in told:
        return _facebook_like(told, number)
    if value.path[0] in _COMMENTS or _part(told, "comment"):
        return _facebook_comment(told, number)
    return _post(told, number, keep_text=source.keep_text)


def _facebook_comment(told: Mapping[str, object], number: int) -> Reaction:
    comment = _inside(_part(told, "comment").get("comment"))
    when = _when(told.get("timestamp") or comment.get("timestamp"))
    about = name(mended(told.get("title"))) or name(mended(comment.get("group")))
    return Reaction(number, FACEBOOK, ("facebook", "commented", about), when, "comment")


def _facebook_like(told: Mapping[str, object], number: int) -> Reaction:
    when, about = _when(told.get("timestamp")), name(mended(told.get("title")))
    given = told.get("label_values")
    for one in map(_inside, given[:_MOST_PARTS] if isinstance(given, list) else ()):
        page = words(one.get("href") or one.get("value"))[:500]
        about = page if page.startswith("http") and not about.startswith("http") else about
    if not about:
        reason = "nothing_to_join"
        raise RefusedError(reason)
    if "instagram.com/" in about:
        return Reaction(number, INSTAGRAM, ("instagram", about), when)
    return Reaction(number, FACEBOOK, ("facebook", "liked", about), when)


def _instagram_comment(told: Mapping[str, object], number: int) -> Reaction:
    found = _inside(told.get("string_map_data"))
    # What each of the three is called depends on the language; what they hold does not.
    given = [_inside(one) for one in list(found.values())[:_MOST_PARTS]]
    when = next((one.get("timestamp") for one in given if one.get("timestamp")), None)
    texts = [name(mended(one.get("value"))) for one in given]
    owner = name(mended(_inside(found.get("Media Owner")).get("value")))
    about = owner or "".join(texts[1:2]) or "".join(texts[:1])
    return Reaction(number, INSTAGRAM, ("instagram", "commented", about), _when(when), "comment")


def _post(told: Mapping[str, object], number: int, *, keep_text: bool) -> Interaction:
    given = told.get("media")
    media = [_inside(one) for one in given[:1]] if isinstance(given, list) else []
    first: Mapping[str, object] = media[0] if media else {}
    is_instagram = bool(media) or "creation_timestamp" in told
    moment = told.get("timestamp") or told.get("creation_timestamp")
    when = _when(moment or first.get("creation_timestamp"))
    text = told.get("title") or first.get("title") if is_instagram else ""
    said = words(mended(text or _part(told, "post").get("post")))
    owner: Address = INSTAGRAM if is_instagram else FACEBOOK
    channel = "instagram" if is_instagram else "facebook"
    title = "" if is_instagram else name(mended(told.get("title")))
    has_media = bool(media or told.get("attachments"))
    return Interaction(
        record_no=number,
        started_at=when,
        channel=channel,
        sender=owner,
        kind="post",
        is_local_known=False,
        key=(
            channel,
            "post",
            str(int(when.timestamp())),
            title,
            said[:500],
            words(first.get("uri")),
        ),
        audience_size=0,
        length=len(said),
        signals=(*(("media",) if has_media else ()), *signals(said)),
        text=said if keep_text else "",
    )


def _part(told: Mapping[str, object], called: str) -> Mapping[str, object]:
    """Return the first part of an entry's data that has such a value."""
    given = told.get("data")
    parts = given[:_MOST_PARTS] if isinstance(given, list) else []
    return next((one for one in map(_inside, parts) if called in one), {})


def _inside(told: object) -> Mapping[str, object]:
    return told if isinstance(told, Mapping) else {}


def _when(given: object) -> datetime:
    found = from_epoch(given)
    if found is None:
        reason = "no_date"
        raise RefusedError(reason)
    if not is_possible(found):
        reason = "date_out_of_range"
        raise RefusedError(reason)
    return found
