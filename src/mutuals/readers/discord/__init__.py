"""Channels of Discord as DiscordChatExporter or Discord itself saves them: JSON or CSV.

A file is read twice: once to find who writes in the channel, once for its messages. A
server's channel is a group whoever has written in it; a direct chat is a pair. CSV
files hold neither the channel nor messages' identifiers: their name tells the channel,
and what a message says tells it from others. Dates in figures alone are asked about
where day and month cannot be told apart.
"""

import re
from collections.abc import Iterator

from mutuals.archives.rows import begun
from mutuals.readers.discord import package, table, tree
from mutuals.records import Record, Source

WHAT = "a Discord channel"

QUESTIONS = {"day_first": ("day", "month")}
_TREE = tuple(re.compile(rb'"%b"\s{0,40}:' % one) for one in (b"guild", b"channel", b"messages"))
_OWN = re.compile(rb'"(?:exportedAt|dateRange|categoryId|discriminator|timestampEdited)"')


def recognizes(_name: str, head: bytes) -> float:
    """Return how sure it is that a file is an exported channel of Discord."""
    start = begun(head)
    if table.is_header(start):
        return 0.95
    if found := package.sureness(start, head):
        return found
    if not start.startswith(b"{") or not all(one.search(head) for one in _TREE):
        return 0.0
    return 0.97 if _OWN.search(head) else 0.6


def read(source: Source) -> Iterator[Record]:
    """Yield every message, call, system line and reaction, or the question first."""
    with source.open() as stream:
        head = stream.read(1 << 16)
    start = begun(head)
    if package.sureness(start, head):
        yield from package.records(source)
    else:
        yield from table.records(source) if table.is_header(start) else tree.records(source)
