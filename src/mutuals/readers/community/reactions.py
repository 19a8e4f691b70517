"""Files of reactions: who liked, shared or endorsed which interaction."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.readers.community import cells, hashing
from mutuals.readers.community.chunk import Chunk, Context, Faults
from mutuals.readers.community.persons import pair
from mutuals.records import Record

_KNOWN = ("like", "share", "endorse")


def rows(chunk: Chunk, context: Context) -> Iterator[Record]:
    """Yield the addresses and the reactions of some rows."""
    faults = Faults(chunk, context)
    reacted = faults.date("reacted_at", needed=True)
    people, (actor,) = pair(chunk, faults, ("actor",))
    given = chunk.text("interaction_id")
    faults.mark(cells.is_blank(given), "no_interaction", "The column interaction_id is empty.")
    sort = _sorts(chunk.text("sort"))
    yield from people.handles([actor[faults.good]], context)
    fields = ["reaction", people.name_of(actor), given, reacted.digits(), sort]
    columns = {
        "reaction_id": hashing.content_keys(fields),
        "actor_id": people.id_of(actor),
        "interaction_id": hashing.content_keys(["id", given]),
        "reacted_at": reacted.at(),
        "reacted": reacted.seconds(),
        "sort": sort,
    }
    yield from faults.finished("reaction", columns)


def _sorts(texts: pa.Array) -> pa.Array:
    """Return the known sorts in their one spelling, and others as the file has them."""
    words = cells.words(texts, _KNOWN[0])
    return pc.if_else(pa.array(cells.one_of(words, _KNOWN)), words, texts)
