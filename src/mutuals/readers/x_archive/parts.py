"""Files whose every item is a record: posts, likes, follows, the account."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from mutuals.archives.conversation import MOST_RECIPIENTS, Chat, Conversation, Message
from mutuals.archives.moments import from_epoch, from_iso, is_possible
from mutuals.archives.names import identifier, name, words
from mutuals.archives.refusals import RefusedError, refused
from mutuals.archives.values import ITEM, Value, values
from mutuals.readers.x_archive.account import SCHEME, inner, person
from mutuals.readers.x_archive.notes import Notes, begins, note, notes, whole
from mutuals.readers.x_archive.notes import posts as notes_posts
from mutuals.records import Address, Follow, Reaction, Record, SamePerson, Source

_KEYS = {"post": "tweet", "note": "noteTweet"}
_UNTOLD = Address(SCHEME, "owner")
_DATE = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{2}) (?P<clock>\d{2}:\d{2}:\d{2})"
    r" (?P<zone>[+-]\d{4}) (?P<year>\d{4})"
)
_OLD_DATE = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} \+0000")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# A post's number holds the millisecond it was made, counted from X's own beginning.
_CLOCK_SHIFT = 22
_CLOCK_BEGAN = 1_288_834_974_657
_NO_CLOCK_BELOW = 1 << 40


class _To(NamedTuple):
    """What a file's items are, and whose."""

    part: str
    owner: Address
    posts: Conversation
    notes: Notes
    by_note: Mapping[str, list[Mapping[str, object]]]


def records_of(source: Source, part: str, who: Address | None) -> Iterator[Record]:
    """Yield a file's items as what they are."""
    posts = Conversation(Chat("x", "posts", is_open=True), keep_text=source.keep_text)
    told = notes(source.beside) if part in _KEYS else {}
    to, number = _To(part, who or _UNTOLD, posts, told, _by_note(source, part, told)), 0
    with source.open() as stream:
        for value in values(stream, {()}):
            if value.problem or value.path == (ITEM,):
                number += 1
                yield _read(value, number, to)


def _by_note(source: Source, part: str, told: Notes) -> Mapping[str, list[Mapping[str, object]]]:
    """Return the posts whose full text the file of long posts holds."""
    found: dict[str, list[Mapping[str, object]]] = {}
    for one in notes_posts(source.beside, told) if part == "note" and told else ():
        found.setdefault(begins(_said(one)), []).append(one)
    return found


def _read(value: Value, number: int, to: _To) -> Record:
    try:
        return _record(value, number, to)
    except RefusedError as error:
        return refused(error.args[0], number, value.offset)


def _record(value: Value, number: int, to: _To) -> Record:
    told = inner(value.value, _KEYS.get(to.part, to.part))
    if value.problem or told is None:
        raise RefusedError(value.problem or "not_an_object")
    if to.part == "post":
        return to.posts.interaction(number, _post(told, _author(told) or to.owner, to.notes))
    if to.part == "note":
        return to.posts.interaction(number, _note(told, to))
    return _MADE[to.part](told, number, to.owner)


def _author(told: Mapping[str, object]) -> Address | None:
    """Return who wrote a post, which archives of before 2018 say in each."""
    user = told.get("user")
    if not isinstance(user, Mapping) or told.get("retweeted_status"):
        return None
    value = identifier(user.get("id_str"))
    return Address(SCHEME, value, name(user.get("name"))) if value else None


def _note(told: Mapping[str, object], to: _To) -> Message:
    """Return a long post as the file of posts tells of it, or else by itself."""
    made_at, text = note(told)
    if made_at is None:
        reason = "no_date"
        raise RefusedError(reason)
    for one in to.by_note.get(begins(text), ()):
        found = _post(one, _author(one) or to.owner, to.notes)
        if found.words == text:
            return found
    identity = identifier(told.get("noteTweetId"))
    return Message(made_at, to.owner, text, identity=identity, is_local_known=False)


def _said(told: Mapping[str, object]) -> str:
    return words(told.get("full_text", told.get("text")))


def _post(told: Mapping[str, object], owner: Address, found: Notes) -> Message:
    started_at = moment(told.get("created_at"))
    if started_at is None:
        reason = "no_date"
        raise RefusedError(reason)
    identity = identifier(told.get("id_str") or told.get("id"))
    said = whole(found, _said(told), started_at)
    is_repost = said.startswith("RT @")
    entities = told.get("entities")
    has_media = isinstance(entities, Mapping) and bool(entities.get("media"))
    marks = (*(["forward"] if is_repost else []), *(["media"] if has_media else []))
    mentions = {one.value: one for one in _mentioned(told)}
    return Message(
        started_at=started_at,
        sender=owner,
        words=said,
        marks=marks,
        identity=identity,
        is_local_known=False,
        thread=identifier(told.get("in_reply_to_status_id_str")) or identity,
        mentions=tuple(one for one in mentions.values() if one.value != owner.value),
    )


def _mentioned(told: Mapping[str, object]) -> Iterator[Address]:
    replied = identifier(told.get("in_reply_to_user_id_str"))
    if replied:
        yield Address(SCHEME, replied, name(told.get("in_reply_to_screen_name")))
    entities = told.get("entities")
    given = entities.get("user_mentions") if isinstance(entities, Mapping) else None
    for one in given[:MOST_RECIPIENTS] if isinstance(given, list) else ():
        value = identifier(one.get("id_str")) if isinstance(one, Mapping) else ""
        # An account that is gone has the number -1.
        if value.isdecimal():
            yield Address(SCHEME, value, name(one.get("name")))


def _like(told: Mapping[str, object], number: int, owner: Address) -> Record:
    post = identifier(told.get("tweetId"))
    made_at = posted_at(post)
    if made_at is None or not is_possible(made_at):
        reason = "no_date"
        raise RefusedError(reason)
    return Reaction(number, owner, ("x", "posts", post), made_at)


def _follow(told: Mapping[str, object], number: int, owner: Address) -> Record:
    return Follow(number, owner, _other(told))


def _followed(told: Mapping[str, object], number: int, owner: Address) -> Record:
    return Follow(number, _other(told), owner)


def _other(told: Mapping[str, object]) -> Address:
    found = person(told)
    if found is None:
        reason = "no_address"
        raise RefusedError(reason)
    return found


def _account(told: Mapping[str, object], number: int, _owner: Address) -> Record:
    who, mail = person(told), name(told.get("email")).lower()
    if who is None or "@" not in mail:
        reason = "nothing_to_join"
        raise RefusedError(reason)
    return SamePerson(number, who, Address("mail", mail, who.name), "an account of X")


_MADE = {"like": _like, "following": _follow, "follower": _followed, "account": _account}


def moment(given: object) -> datetime | None:
    """Return the moment of a date as X writes it, whatever the computer's language.

    >>> moment("Wed Jan 01 12:00:00 +0000 2020").isoformat()
    '2020-01-01T12:00:00+00:00'
    """
    found = _DATE.fullmatch(given) if isinstance(given, str) else None
    if isinstance(given, str) and _OLD_DATE.fullmatch(given):
        return from_iso(given.replace(" +", "+"))
    if found is None or found["month"] not in _MONTHS:
        return None
    month = _MONTHS.index(found["month"]) + 1
    written = f"{found['year']}-{month:02}-{found['day']}T{found['clock']}{found['zone']}"
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def posted_at(post: str) -> datetime | None:
    """Return when a post was made, which its number tells.

    >>> posted_at("1541815603606036480").isoformat()
    '2022-06-28T16:07:40+00:00'
    """
    if not post.isdecimal() or int(post) < _NO_CLOCK_BELOW:
        return None
    found = from_epoch((int(post) >> _CLOCK_SHIFT) + _CLOCK_BEGAN, is_milli=True)
    return found - timedelta(microseconds=found.microsecond) if found else None
