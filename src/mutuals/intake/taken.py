"""Records whose identifier another record has, with other content, are rejected.

Only a community file brings identifiers of its own making. What was read first stays,
as reactions point at it; of two records that differ none is lost without being named.
"""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.engine.store import Store
from mutuals.schemas import SCHEMAS

FORMAT = "community"
_REASON = "id_taken"
_MESSAGE = "A record read before has this interaction_id, and other content; that one stays."
# In the order they came; ``variant`` stands for a record's content.
_TAKEN = """
    SELECT place FROM (
        SELECT new.place, new.variant, COALESCE(old.variant, FIRST_VALUE(new.variant) OVER (
            PARTITION BY new.interaction_id ORDER BY new.place
        )) AS first
        FROM incoming AS new
        LEFT JOIN interaction AS old ON new.interaction_id = old.interaction_id
    ) AS compared WHERE variant <> first ORDER BY place
"""


@dataclass(slots=True)
class Pair:
    """Some interactions of one file, and who took part in them."""

    interactions: pa.Table
    participations: list[pa.RecordBatch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is stored of some pairs, and the rows of ``reject`` for the others."""

    interactions: list[pa.Table]
    participations: list[pa.Table]
    rejects: pa.Table

    def tables(self) -> dict[str, list[pa.Table]]:
        """Return everything by table."""
        return {
            "interaction": self.interactions,
            "participation": self.participations,
            "reject": [self.rejects],
        }


def sifted(store: Store, pairs: list[Pair]) -> Sifted:
    """Take out what has an identifier that is taken, with those who took part in it."""
    whole = pa.concat_tables(pair.interactions for pair in pairs)
    lost = _taken(store, whole)
    kept: list[pa.Table] = []
    parts: list[pa.Table] = []
    start = 0
    for pair in pairs:
        many = pair.interactions.num_rows
        keep = pa.array(~lost[start : start + many])
        gone = pair.interactions.filter(pc.invert(keep)).column("interaction_id")
        kept.append(pair.interactions.filter(keep))
        people = pa.Table.from_batches(pair.participations, SCHEMAS["participation"])
        is_gone = pc.is_in(people.column("interaction_id"), value_set=gone.combine_chunks())
        parts.append(people.filter(pc.invert(is_gone)))
        start += many
    return Sifted(kept, parts, _rejects(whole.filter(pa.array(lost))))


def _taken(store: Store, whole: pa.Table) -> np.ndarray:
    """Tell which rows have an identifier that another one had first."""
    lost = np.zeros(whole.num_rows, bool)
    at = np.flatnonzero(whole.column("variant").to_numpy())
    if len(at):
        given = whole.select(["interaction_id", "variant"]).take(pa.array(at))
        with store.staged(given.append_column("place", pa.array(at))):
            lost[[int(str(one)) for (one,) in store.rows(_TAKEN)]] = True
    return lost


def _rejects(lost: pa.Table) -> pa.Table:
    columns = {
        "source_id": lost.column("source_id"),
        "record_no": lost.column("record_no"),
        "byte_offset": pa.nulls(lost.num_rows, pa.int64()),
        "reason": pa.repeat(_REASON, lost.num_rows),
        "message": pa.repeat(_MESSAGE, lost.num_rows),
    }
    return pa.table(columns, schema=SCHEMAS["reject"])
