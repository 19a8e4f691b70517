"""Posts that were liked or kept: ``likes.json``, ``bookmarks.json``, ``bookmarks.csv``.

They are lists of pages. When somebody liked or kept one is told nowhere; a post of
Mastodon's has its own moment in its number, which stands in.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from mutuals.archives.moments import from_epoch, is_possible
from mutuals.archives.names import name
from mutuals.archives.refusals import refused
from mutuals.archives.rows import rows
from mutuals.archives.values import ITEM, values
from mutuals.readers.mastodon.followed import UNTOLD, owner_of
from mutuals.records import Address, Notice, Reaction, Record, Source

_ENTERED = frozenset({(), ("orderedItems",)})
_RECORD = ("orderedItems", ITEM)
_NUMBER = re.compile(r"/(\d{15,20})/?\Z")
_CLOCK_SHIFT = 16


def records(source: Source) -> Iterator[Record]:
    """Yield a reaction for each page."""
    owner = owner_of(source.beside)
    sort = "like" if "like" in source.name.rpartition("/")[2].casefold() else "bookmark"
    for number, page in enumerate(_pages(source), start=1):
        yield _record(page, number, (owner or UNTOLD, sort))
    if owner is None:
        yield Notice("No actor.json beside it says whose list this is.")


def posted_at(page: str) -> datetime | None:
    """Return when a post of Mastodon's was made, which its number tells.

    >>> posted_at("https://m.example/users/ann/statuses/111745140000000000").year
    2024
    """
    found = _NUMBER.search(page)
    return from_epoch(int(found[1]) >> _CLOCK_SHIFT, is_milli=True) if found else None


class _Page(NamedTuple):
    address: str
    problem: str
    offset: int


def _pages(source: Source) -> Iterator[_Page]:
    with source.open() as stream:
        is_list = stream.read(64).lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{")
    if not is_list:
        for row in rows(source.open):
            yield _Page(name(row.cells[0] if row.cells else ""), row.fault, row.offset)
        return
    with source.open() as stream:
        for value in values(stream, _ENTERED):
            if value.problem or value.path == _RECORD:
                yield _Page(name(value.value), value.problem, value.offset)


def _record(page: _Page, number: int, by: tuple[Address, str]) -> Record:
    moment, (actor, sort) = posted_at(page.address), by
    if page.problem or not page.address.startswith("https://"):
        return refused(page.problem or "no_address", number, page.offset)
    if moment is None or not is_possible(moment):
        return refused("no_date", number, page.offset)
    return Reaction(number, actor, ("mastodon", "posts", page.address), moment, sort)
