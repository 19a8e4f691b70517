"""Files of outcomes: who took what up, and when."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.readers.community import cells, hashing
from mutuals.readers.community.chunk import IN_LIVING_MEMORY, Chunk, Context, Faults
from mutuals.readers.community.persons import encode
from mutuals.records import Record

_SORTS = ("action", "attention")


def rows(chunk: Chunk, context: Context) -> Iterator[Record]:
    """Yield the addresses and the outcomes of some rows; a date may be blank."""
    faults = Faults(chunk, context)
    happened = faults.date("happened_at", earliest=IN_LIVING_MEMORY)
    people, (person, credited) = encode(
        [cells.raw_text(chunk.column(name)) for name in ("person", "attributed_to")]
    )
    faults.mark(person < 0, "no_person", "The column person is empty.")
    thing = chunk.text("thing")
    faults.mark(cells.is_blank(thing), "no_thing", "The column thing is empty.")
    sort = faults.word("sort", _SORTS)
    value = faults.number("value")
    yield from people.handles([person[faults.good], credited[faults.good]], context)
    fields = [
        *("outcome", people.name_of(person), thing, happened.digits()),
        *(happened.precisions(), sort, people.name_of(credited), value),
    ]
    columns = {
        "outcome_id": _keys(fields, chunk.text("outcome_id")),
        "address_id": people.id_of(person),
        "thing": thing,
        "happened_at": happened.at(),
        "happened": happened.seconds(),
        "precision": happened.precisions(),
        "sort": sort,
        "attributed_id": people.id_of(credited),
        "value": value,
    }
    yield from faults.finished("outcome", columns)


def _keys(fields: list[hashing.Field], given: pa.Array) -> pa.Array:
    """Return the keys of the content, with the file's own identifier where it has one.

    Identifiers of two files can be the same by chance: alone they are no key.
    """
    whole = hashing.joined([hashing.prefixed(one) for one in fields])
    own = hashing.joined([whole, hashing.prefixed("id"), hashing.prefixed(given)])
    return hashing.keys_of(pc.if_else(pa.array(~cells.is_blank(given)), own, whole))
