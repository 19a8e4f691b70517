"""``following_accounts.csv``: whom the archive's owner follows."""

from collections.abc import Iterator

from mutuals.archives.refusals import refused
from mutuals.archives.rows import rows
from mutuals.archives.values import values
from mutuals.readers.mastodon.people import account
from mutuals.records import Address, Beside, Follow, Notice, Record, Source

_UNTOLD = Address("mastodon", "owner")


def records(source: Source) -> Iterator[Record]:
    """Yield a follow for each row."""
    owner = _owner(source.beside)
    found = rows(source.open)
    next(found, None)
    for number, row in enumerate(found, start=1):
        other = account(row.cells[0]) if row.cells else None
        if other is None:
            yield refused(row.fault or "no_address", number, row.offset)
        else:
            yield Follow(number, owner or _UNTOLD, other)
    if owner is None:
        yield Notice("No actor.json beside it says whose list this is.")


def _owner(beside: Beside) -> Address | None:
    stream = beside.open("actor.json")
    if stream is None:
        return None
    with stream:
        for value in values(stream, {()}):
            if value.path == ("id",):
                return account(value.value)
    return None
