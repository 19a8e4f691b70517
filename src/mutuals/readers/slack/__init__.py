"""Slack's export, a folder or a zip: a file for each channel and day, and its lists.

What slackdump saves is read too: its export, its dump, its recording and its database.

Who is in a channel is looked up in the lists beside its folder; without them, who
writes on a day stands in. People go by Slack's identifiers, which ``users.json`` joins
to their mail. Direct messages and group messages are told from channels. Slack gives
moments without anybody's time zone.
"""

import re
from collections.abc import Iterator

from mutuals.readers.slack import chunks, database, days, people
from mutuals.records import Notice, Record, Source

WHAT = "a part of a Slack export"

_TS = re.compile(rb'"ts"\s{0,40}:\s{0,40}"\d{9,11}\.\d{6}"')
_MESSAGE = re.compile(rb'"type"\s{0,40}:\s{0,40}"message"')
_DUMPED = re.compile(rb'(?:\xef\xbb\xbf)?\s{0,40}\{\s{0,40}"(?:channel_id|name|messages)"\s{0,40}:')
_LIST_NAME = re.compile(r"(?:^|/)(?:channels|groups|dms|mpims)\.json$")
_USER = tuple(
    re.compile(one)
    for one in (rb'"id"\s{0,40}:\s{0,40}"[UWB]', rb'"profile"\s{0,40}:', rb'"(?:team_id|is_bot)"')
)
_LISTED = tuple(
    re.compile(one)
    for one in (rb'"id"\s{0,40}:\s{0,40}"[CDG]', rb'"members"\s{0,40}:', rb'"created"')
)


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is part of an export of Slack."""
    if _sort(head):
        return 0.95
    # Lists of channels that hold none, as most exports have some.
    return 0.7 if _is_empty(head) and _LIST_NAME.search(name) else 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield a day's messages, or the people of ``users.json``."""
    with source.open() as stream:
        head = stream.read(65_536)
    sort = "empty" if _is_empty(head) else _sort(head)
    if sort == "people":
        yield from people.records(source)
    elif sort == "list":
        yield Notice("A list of channels: it is used when the messages beside it are read.")
    elif sort == "recording":
        yield from chunks.records(source)
    elif sort == "database":
        yield from database.records(source)
    elif sort == "empty":
        yield Notice("A list of channels that holds none.")
    else:
        yield from days.records(source)


def _is_empty(head: bytes) -> bool:
    return head.strip() in {b"[]", b"null"}


def _sort(head: bytes) -> str:
    if database.is_database(head):
        return "database"
    if chunks.is_recording(head):
        return "recording"
    if _DUMPED.match(head):
        return "day" if _TS.search(head) and _MESSAGE.search(head) else ""
    return _listed(head) if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") else ""


def _listed(head: bytes) -> str:
    if _TS.search(head) and _MESSAGE.search(head):
        return "day"
    if all(one.search(head) for one in _USER):
        return "people"
    return "list" if all(one.search(head) for one in _LISTED) else ""
