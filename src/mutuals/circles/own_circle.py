"""One row per circle of the owner's own people and person in it.

The owner's ties both ways, without the owner: who of them are tied to each other
(Leiden, weighted by strength). In an archive of one's own these are its circles; where
a whole community is known as well, they are that part of it the owner knows.

circle_id: the smallest person_id in the circle.
person_id: who belongs to it.
stability: share of the runs in which the person stays with most of the circle.
runs: how many runs there were: ten, and from 100,000 two-way ties on fewer, three at
least.
label: the names of the two people most tied into it.
strength: share of the owner's strength that goes to this person, 0 to 1.
"""

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.circles.circle import SCHEMA as CIRCLE
from mutuals.circles.circle import circle

SCHEMA = CIRCLE.append(pa.field("strength", pa.float64()))


def own_circle(tie: pa.Table, person: pa.Table) -> pa.Table:
    """Divide the people the owner has ties with both ways."""
    me = person.filter(person["is_me"])["person_id"].cast(pa.int64()).combine_chunks()
    if not len(me):
        return SCHEMA.empty_table()
    ego, alter = (tie[name].cast(pa.int64()) for name in ("ego_id", "alter_id"))
    is_mine = pc.and_(pc.is_in(ego, value_set=me), pc.greater(tie["reciprocity"], 0.0))
    mine = tie.filter(is_mine)
    known = mine["alter_id"].cast(pa.int64()).combine_chunks()
    among = tie.filter(pc.and_(*(pc.is_in(end, value_set=known) for end in (ego, alter))))
    found = circle(among, person)
    strength = dict(zip(known.to_pylist(), mine["strength"].to_pylist(), strict=True))
    whole = sum(strength.values()) or 1.0
    shares = [round(strength[who] / whole, 6) for who in found["person_id"].to_pylist()]
    return found.append_column(SCHEMA.field("strength"), pa.array(shares, pa.float64()))
