"""Files of follows: who follows whom."""

from collections.abc import Iterator

from mutuals.readers.community import hashing
from mutuals.readers.community.chunk import Chunk, Context, Faults
from mutuals.readers.community.persons import pair
from mutuals.records import Record


def rows(chunk: Chunk, context: Context) -> Iterator[Record]:
    """Yield the addresses and the follows of some rows."""
    faults = Faults(chunk, context)
    since = faults.date("since")
    people, (follower, followed) = pair(chunk, faults, ("follower", "followed"))
    faults.mark(follower == followed, "bad_value", "Somebody follows themselves.")
    yield from people.handles([follower[faults.good], followed[faults.good]], context)
    fields = ["follow", people.name_of(follower), people.name_of(followed)]
    columns = {
        "follow_id": hashing.content_keys(fields),
        "follower_id": people.id_of(follower),
        "followed_id": people.id_of(followed),
        "since_at": since.at(),
    }
    yield from faults.finished("follow", columns)
