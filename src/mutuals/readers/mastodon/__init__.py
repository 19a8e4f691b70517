"""Mastodon's archive: ``outbox.json``, and the CSV of accounts followed.

What is for everybody or for followers is a post; what is for those it names alone is a
message. A boost is a share of what it boosts. Whose list of followed accounts it is
says ``actor.json`` beside it. Follows and shares count as status only.
"""

import re
from collections.abc import Iterator

from mutuals.readers.mastodon import followed, outbox
from mutuals.records import Record, Source

WHAT = "a part of a Mastodon archive"

_ACTIVITIES = re.compile(rb'"type"\s{0,40}:\s{0,40}"OrderedCollection"')
_ITEMS = re.compile(rb'"orderedItems"\s{0,40}:')
_MADE = re.compile(rb'"type"\s{0,40}:\s{0,40}"(?:Create|Announce)"')
_HEADER = re.compile(rb'(?:\xef\xbb\xbf)?"?Account address"?,"?Show boosts', re.IGNORECASE)


def recognizes(_name: str, head: bytes) -> float:
    """Return how sure it is that a file is one of Mastodon's."""
    if _HEADER.match(head):
        return 0.95
    is_outbox = _ACTIVITIES.search(head) and _ITEMS.search(head) and _MADE.search(head)
    return 0.95 if is_outbox and b"activitystreams" in head else 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield posts, messages and shares, or whom somebody follows."""
    with source.open() as stream:
        is_list = _HEADER.match(stream.read(1024)) is not None
    yield from followed.records(source) if is_list else outbox.records(source)
