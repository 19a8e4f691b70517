"""Files of ties that were asked for, not observed: whom somebody named."""

from collections.abc import Iterator

from mutuals.readers.community import hashing
from mutuals.readers.community.chunk import IN_LIVING_MEMORY, Chunk, Context, Faults
from mutuals.readers.community.persons import pair
from mutuals.records import Record


def rows(chunk: Chunk, context: Context) -> Iterator[Record]:
    """Yield the addresses and the nominations of some rows."""
    faults = Faults(chunk, context)
    start, end = (faults.date(one, earliest=IN_LIVING_MEMORY) for one in ("from_at", "to_at"))
    faults.order(start, end)
    people, (ego, alter) = pair(chunk, faults, ("ego", "alter"))
    faults.mark(ego == alter, "bad_value", "Somebody names themselves.")
    relation, strength = chunk.text("relation"), faults.number("strength")
    yield from people.handles([ego[faults.good], alter[faults.good]], context)
    named = [people.name_of(ego), people.name_of(alter), relation]
    fields = ["nomination", *named, strength, start.digits(), end.digits()]
    columns = {
        "nomination_id": hashing.content_keys(fields),
        "ego_address_id": people.id_of(ego),
        "alter_address_id": people.id_of(alter),
        "relation": relation,
        "strength": strength,
        "from_at": start.at(),
        "to_at": end.at(),
    }
    yield from faults.finished("nomination", columns)
