"""The thread a file is a part of, and who is in it."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from mutuals.archives.conversation import MOST_MEMBERS, Chat, Members
from mutuals.archives.names import name
from mutuals.archives.values import ITEM, Path, values
from mutuals.readers.meta.names import mended, person

ENTERED: frozenset[Path] = frozenset({(), ("messages",)})
_PAIR = 2


def survey(stream: BinaryIO, file_name: str) -> Chat:
    """Return a file's thread after a look at every message."""
    channel = "instagram" if "instagram" in file_name.lower() else "facebook"
    told: dict[str, object] = {}
    people = Members()
    for value in values(stream, ENTERED):
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


def _participants(given: object) -> Iterator[object]:
    for one in given[:MOST_MEMBERS] if isinstance(given, list) else ():
        yield one.get("name") if isinstance(one, Mapping) else one


def _sender(told: Mapping[str, object]) -> object:
    return told.get("sender_name", told.get("senderName"))
