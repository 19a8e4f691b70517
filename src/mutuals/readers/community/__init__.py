"""Files a whole community comes in: CSV with a header, Parquet or Arrow.

Seven kinds, told by their columns, read column by column; in brackets what may be left
out:

- interactions: ``started_at, sender, recipients`` (several with ``;`` between)
  [``ended_at, channel, medium, thread_id, cc, bcc, thing, text, interaction_id``];
  ``medium`` is online, voice or in_person
- outcomes: ``person, thing, happened_at`` [``sort`` (attention or action),
  ``attributed_to, value, outcome_id``]
- follows: ``follower, followed`` [``since``]
- reactions: ``actor, interaction_id, reacted_at`` [``sort``]
- ties that were asked for: ``ego, alter`` [``relation, strength, from_at, to_at``]
- people: ``person`` [``name, addresses, group, role, observed_from, observed_to``, and
  any further columns]
- exposures: ``person, thing, exposed_at`` [``source, sort, randomised``]

Moments are ISO 8601 (a year, a month or a day will do) or seconds since 1970.

A person's string is kept unchanged as the value of an address with the scheme ``id``.
Two rows that are the same in every column are one record: the second counts as already
known. A number of four digits is a year, a longer one counts seconds since 1970.
"""

from collections.abc import Iterator

from mutuals.readers.community.recognition import recognition
from mutuals.records import Record, Source

WHAT = "records of a community"


def recognizes(name: str, head: bytes) -> float:
    """Return how sure it is that a file's columns are those of a community file."""
    del name
    return recognition(head)


def read(source: Source) -> Iterator[Record]:
    """Yield a community file's records as rows of the base tables."""
    from mutuals.readers.community.reading import records  # noqa: PLC0415  # all of Arrow

    yield from records(source)
