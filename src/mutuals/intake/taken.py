"""Records whose identifier another record has, with other content, are rejected.

Only a community file brings identifiers of its own making. Of two records that differ
the one with the smaller content stays, so that order never matters: what was stored
before gives way, too. The other is never lost without being named.
"""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.engine.store import Store
from mutuals.schemas import SCHEMAS

FORMAT = "community"
_REASON = "id_taken"
_MESSAGE = (
    "Another record has this interaction_id, and other content; only one of them is kept. "
    "Give each its own identifier to keep both."
)
# ``variant`` stands for a record's content.
_COMPARED = """
    CREATE OR REPLACE TEMP TABLE compared AS
    SELECT
        new.place,
        new.variant,
        old.variant AS stored,
        old.source_id,
        old.record_no,
        MIN(new.variant) OVER (PARTITION BY new.interaction_id) AS least
    FROM incoming AS new
    LEFT JOIN interaction AS old ON new.interaction_id = old.interaction_id
"""
_TAKEN = "SELECT place FROM compared WHERE variant > LEAST(COALESCE(stored, least), least)"
_GIVING_WAY = "SELECT DISTINCT source_id, record_no FROM compared WHERE stored > least"


@dataclass(slots=True)
class Pair:
    """Some interactions of one file, and who took part in them."""

    interactions: pa.Table
    participations: list[pa.RecordBatch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is stored of some pairs, and the rows of ``reject`` for the others.

    ``withdrawn`` are the rejects of records that had been stored.
    """

    interactions: list[pa.Table]
    participations: list[pa.Table]
    rejects: pa.Table
    withdrawn: pa.Table

    def tables(self) -> dict[str, list[pa.Table]]:
        """Return everything by table."""
        return {
            "interaction": self.interactions,
            "participation": self.participations,
            "reject": [self.rejects, self.withdrawn],
        }


def sifted(store: Store, pairs: list[Pair]) -> Sifted:
    """Take out what has an identifier that is taken, with those who took part in it."""
    whole = pa.concat_tables(pair.interactions for pair in pairs)
    lost, withdrawn = _taken(store, whole)
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
    return Sifted(kept, parts, _rejects(whole.filter(pa.array(lost))), _rejects(withdrawn))


def _taken(store: Store, whole: pa.Table) -> tuple[np.ndarray, pa.Table]:
    """Tell which rows give way, and which stored records do, by source and number."""
    lost = np.zeros(whole.num_rows, bool)
    withdrawn = SCHEMAS["interaction"].empty_table()
    at = np.flatnonzero(whole.column("variant").to_numpy())
    if len(at):
        given = whole.select(["interaction_id", "variant"]).take(pa.array(at))
        with store.staged(given.append_column("place", pa.array(at))):
            store.run(_COMPARED)
        lost[[int(str(one)) for (one,) in store.rows(_TAKEN)]] = True
        withdrawn = store.query(_GIVING_WAY)
    return lost, withdrawn


def _rejects(lost: pa.Table) -> pa.Table:
    columns = {
        "source_id": lost.column("source_id"),
        "record_no": lost.column("record_no"),
        "byte_offset": pa.nulls(lost.num_rows, pa.int64()),
        "reason": pa.repeat(_REASON, lost.num_rows),
        "message": pa.repeat(_MESSAGE, lost.num_rows),
    }
    return pa.table(columns, schema=SCHEMAS["reject"])
