"""Which channel a folder is, from the lists beside it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from mutuals.archives.conversation import MOST_MEMBERS
from mutuals.archives.names import identifier, name
from mutuals.archives.values import ITEM, values
from mutuals.records import Beside

_LISTS = {"dms": "pair", "mpims": "few", "groups": "channel", "channels": "channel"}
_MOST_BYTES = 1 << 26


class Channel(NamedTuple):
    """A channel: ``sort`` is pair, few or channel; ``number`` is Slack's identifier."""

    sort: str
    number: str
    title: str
    members: tuple[str, ...]


def channel(beside: Beside) -> Channel | None:
    """Return the channel whose messages a folder holds; ``None`` if no list says so."""
    for listed, sort in _LISTS.items():
        stream = beside.open(f"../{listed}.json")
        if stream is not None:
            with stream:
                raw = stream.read(_MOST_BYTES)
            found = _channels(raw, sort).get(beside.folder)
            if found is not None:
                return found
    return None


# An export has the same lists beside each of its thousands of days.
@lru_cache(maxsize=8)
def _channels(raw: bytes, sort: str) -> dict[str, Channel]:
    found: dict[str, Channel] = {}
    for value in values(BytesIO(raw), {()}):
        told = value.value
        if value.path == (ITEM,) and isinstance(told, Mapping):
            number, title = identifier(told.get("id")), name(told.get("name"))
            members = tuple(_members(told.get("members")))
            made = Channel(sort, number, title, members)
            found[title or number] = made
            found.setdefault(number, made)
    return found


def _members(given: object) -> Iterator[str]:
    for one in given[:MOST_MEMBERS] if isinstance(given, list) else ():
        who = identifier(one)
        if who:
            yield who
