"""One row per way of being reached and source: how many went on to do the thing.

Reached personally means talked with, alone or in a small group; by broadcast means only
by a post or a mass message; neither counts everybody else, from the day the source
took the thing up or named it.

source_id: who reached them; null for everybody together.
way: personal, broadcast or neither.
people: how many people stand in this row.
exposed: how many pairs of a person and a thing.
took_up: pairs in which the person did the thing within sixty days.
share: took_up of exposed; null where there is nobody.
lower: lower bound of its 90 % interval, which counts people, not pairs, as independent.
upper: upper bound.
"""

import numpy as np
import pyarrow as pa

from mutuals.estimators.proportion import proportion
from mutuals.influence.reached import Counts, Reached

WAYS = ("personal", "broadcast", "neither")
SCHEMA = pa.schema(
    [
        ("source_id", pa.int64()),
        ("way", pa.string()),
        ("people", pa.int64()),
        ("exposed", pa.int64()),
        ("took_up", pa.int64()),
        ("share", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
    ]
)


def conversion(
    exposure: pa.Table, adoption: pa.Table, origin: pa.Table, *, person: pa.Table
) -> pa.Table:
    """Count who took things up, by way and source, and for everybody together."""
    if not origin.num_rows:
        return SCHEMA.empty_table()
    reached = Reached.of(exposure, adoption, origin, person=person)
    together = reached.together()
    apart = reached.by_source()
    sources = [None] * len(WAYS) + np.repeat(reached.sources(), len(WAYS)).tolist()
    counts = Counts(*(np.concatenate(pair) for pair in zip(together, apart, strict=True)))
    independent = np.minimum(counts.people, counts.exposed)
    seen = np.where(counts.exposed > 0, counts.exposed, 1)
    share = counts.took_up / seen
    bounds = proportion(share * independent, independent)
    empty = counts.exposed == 0
    return pa.Table.from_arrays(
        [
            pa.array(sources, pa.int64()),
            pa.array(WAYS * (len(sources) // len(WAYS)), pa.string()),
            *(pa.array(one, pa.int64()) for one in counts),
            *(
                pa.array(one, pa.float64(), mask=empty)
                for one in (share, bounds.lower, bounds.upper)
            ),
        ],
        schema=SCHEMA,
    )
