"""Mastodon's archive: ``outbox.json``, follows, and posts that were liked or kept.

What is for everybody or for followers is a post; what is for those it names alone is a
message. A boost is a share of what it boosts. Whose list of followed accounts it is
says ``actor.json`` beside it. Follows and shares count as status only.
"""

import re
from collections.abc import Iterator

from mutuals.archives.lines import text_of
from mutuals.archives.rows import headed
from mutuals.readers.mastodon import followed, marked, outbox
from mutuals.readers.mastodon.people import account
from mutuals.records import Record, Source

WHAT = "a part of a Mastodon archive"

_ACTIVITIES = re.compile(rb'"type"\s{0,40}:\s{0,40}"OrderedCollection"')
_ITEMS = re.compile(rb'"orderedItems"\s{0,40}:')
_MADE = re.compile(rb'"type"\s{0,40}:\s{0,40}"(?:Create|Announce)"')
_NAMED = re.compile(rb'"id"\s{0,40}:\s{0,40}"(?:likes|bookmarks)\.json"')
_HEADER = re.compile(r'"?Account address"?(?:,"?Show boosts|\s*$)', re.IGNORECASE | re.MULTILINE)
_FOLLOWS = re.compile(r"(?:^|/)(?:following_accounts|followers)\.csv$")
_KEPT = re.compile(r"(?:^|/)bookmarks\.csv$")


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file is one of Mastodon's."""
    return 0.95 if _sort(name, head) else 0.0


def read(source: Source) -> Iterator[Record]:
    """Yield posts, messages and shares, whom somebody follows, or what was liked."""
    with source.open() as stream:
        sort = _sort(source.name, stream.read(1 << 16))
    yield from _SORTS.get(sort, outbox.records)(source)


def _sort(name: str, head: bytes) -> str:
    if _is_collection(head):
        if _NAMED.search(head):
            return "marked"
        return "outbox" if _MADE.search(head) else ""
    line = headed(text_of(head[:4096])).partition("\n")[0].strip()
    if _HEADER.match(line) or (_FOLLOWS.search(name) and account(line.partition(",")[0])):
        return "followed"
    return "marked" if _KEPT.search(name) and line.startswith("https://") else ""


def _is_collection(head: bytes) -> bool:
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b"activitystreams" in head
    return begins and bool(_ACTIVITIES.search(head) and _ITEMS.search(head))


_SORTS = {"followed": followed.records, "marked": marked.records, "outbox": outbox.records}
