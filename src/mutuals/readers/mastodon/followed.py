"""``following_accounts.csv``, and ``followers.csv``: who follows whom."""

from collections.abc import Iterator
from itertools import dropwhile

from mutuals.archives.refusals import refused
from mutuals.archives.rows import Row, rows
from mutuals.archives.values import values
from mutuals.readers.mastodon.people import account
from mutuals.records import Address, Beside, Follow, Notice, Record, Source

UNTOLD = Address("mastodon", "owner")


def records(source: Source) -> Iterator[Record]:
    """Yield a follow for each row."""
    owner = owner_of(source.beside)
    is_turned = "followers" in source.name.rpartition("/")[2]
    found = dropwhile(_is_header, rows(source.open))
    for number, row in enumerate(found, start=1):
        other = account(row.cells[0]) if row.cells else None
        if other is None:
            yield refused(row.fault or "no_address", number, row.offset)
        else:
            pair = (owner or UNTOLD, other)
            yield Follow(number, *(pair[::-1] if is_turned else pair))
    if owner is None:
        yield Notice("No actor.json beside it says whose list this is.")


def _is_header(row: Row) -> bool:
    """Tell whether a row names the columns; lists of old have no such row."""
    return bool(row.cells) and row.cells[0].strip('\ufeff"').startswith("Account address")


def owner_of(beside: Beside) -> Address | None:
    """Return whose archive it is, as ``actor.json`` beside a file says."""
    stream = beside.open("actor.json")
    if stream is None:
        return None
    with stream:
        for value in values(stream, {()}):
            if value.path == ("id",):
                return account(value.value)
    return None
