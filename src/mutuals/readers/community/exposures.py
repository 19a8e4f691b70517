"""Files of exposures: who was shown what, by whom, and whether by lot."""

from collections.abc import Iterator

import pyarrow as pa

from mutuals.readers.community import cells, hashing
from mutuals.readers.community.chunk import Chunk, Context, Faults
from mutuals.readers.community.persons import encode
from mutuals.records import Record


def rows(chunk: Chunk, context: Context) -> Iterator[Record]:
    """Yield the addresses and the exposures of some rows."""
    faults = Faults(chunk, context)
    exposed = faults.date("exposed_at", needed=True)
    people, (person, giver) = encode(
        [cells.raw_text(chunk.column(name)) for name in ("person", "source")]
    )
    faults.mark(person < 0, "no_person", "The column person is empty.")
    thing = chunk.text("thing")
    faults.mark(cells.is_blank(thing), "no_thing", "The column thing is empty.")
    sort = chunk.text("sort")
    is_randomised, is_strange = cells.flags(chunk.column("randomised"))
    faults.mark(is_strange, "bad_value", "The column randomised is neither true nor false.")
    yield from people.handles([person[faults.good], giver[faults.good]], context)
    named = [people.name_of(person), thing, exposed.digits(), people.name_of(giver)]
    fields = ["exposure", *named, sort, is_randomised.cast(pa.string())]
    columns = {
        "exposure_id": hashing.content_keys(fields),
        "address_id": people.id_of(person),
        "thing": thing,
        "exposed_at": exposed.at(),
        "exposed": exposed.seconds(),
        "giver_id": people.id_of(giver),
        "sort": sort,
        "is_randomised": is_randomised,
    }
    yield from faults.finished("exposure_given", columns)
