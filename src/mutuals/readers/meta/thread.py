"""The thread a file is a part of, and who is in it."""

from collections.abc import Iterable, Iterator, Mapping

from mutuals.archives.conversation import MOST_MEMBERS, Chat, Members
from mutuals.archives.names import name
from mutuals.archives.values import ITEM, Path, Value
from mutuals.readers.meta.names import mended, person

ENTERED: frozenset[Path] = frozenset({(), ("messages",)})
_PAIR = 2
_FOLDERS = {"instagram": "instagram", "facebook": "facebook", "messenger": "facebook"}
# What a thread's own files and links are called, whatever folder it has come to.
_SIGNS = {
    "instagram": (
        b"your_instagram_activity/",
        b"instagram.com/",
        b"ig.me/",
        b"Instagram User",
        b"Liked a message",
    ),
    "facebook": (
        b"your_facebook_activity/",
        b"your_activity_across_facebook/",
        b"facebook.com/",
        b"m.me/",
        b"Facebook user",
        b'"type":',
        b"is_unsent_image_by_messenger_kid_parent",
    ),
}


def survey(parts: Iterable[Value], file_name: str, head: bytes) -> Chat:
    """Return a file's thread after a look at every message."""
    channel = channel_of(file_name, head)
    told: dict[str, object] = {}
    people = Members()
    for value in parts:
        if value.path == ("messages", ITEM):
            if isinstance(value.value, Mapping):
                people.add(person(_sender(value.value), channel))
        elif value.path and not value.is_begun and not value.problem:
            told[value.path[0]] = value.value
    listed = Members(person(one, channel) for one in _participants(told.get("participants")))
    for one in people.all():
        listed.add(one)
    members = listed.all()
    is_group = (
        len(members) > _PAIR or told.get("thread_type") == "RegularGroup" or "joinable_mode" in told
    )
    title = name(mended(told.get("title")))
    place = name(mended(told.get("thread_path") or told.get("threadName"))).rpartition("/")[2]
    pair = title if is_group else "\n".join(sorted(one.value for one in members))
    return Chat(
        channel=channel,
        identity=f"{'group' if is_group else 'pair'}:{place or pair}",
        members=members,
        is_group=is_group,
        title=title if is_group else "",
    )


def channel_of(file_name: str, head: bytes) -> str:
    """Return whose thread it is, as its folders or what it links to say.

    >>> channel_of("your_facebook_activity/messages/inbox/ann_1/message_1.json", b"")
    'facebook'
    >>> channel_of("message_1.json", b'"uri": "your_instagram_activity/messages/a.jpg"')
    'instagram'
    """
    for folder in reversed(file_name.casefold().split("/")):
        told = [channel for word, channel in _FOLDERS.items() if word in folder]
        if told:
            return told[0]
    counted = {one: sum(map(head.count, signs)) for one, signs in _SIGNS.items()}
    return "instagram" if counted["instagram"] > counted["facebook"] else "facebook"


def _participants(given: object) -> Iterator[object]:
    for one in given[:MOST_MEMBERS] if isinstance(given, list) else ():
        yield one.get("name") if isinstance(one, Mapping) else one


def _sender(told: Mapping[str, object]) -> object:
    return told.get("sender_name", told.get("senderName"))
