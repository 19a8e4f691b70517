"""One row per telling of a link, hashtag or topic and person drawn beside it.

Beside whoever was told stand others whom the same source talked with within thirty
days of it and who had, by then, neither begun the thing nor been told of it by anybody:
what they did of it is what people this source knows would have done anyway. Some of
them were told later, so that it is rather too much than too little. Drawn by lot among
the talks, four to a telling at most; of very many tellings, some are drawn.

source_id: who told.
thing: what was told.
derivation: link, hashtag or topic.
exposed: when the telling was, in epoch seconds.
told_id: who was told.
person_id: who was not.
begun: when the one not told began it within sixty days (see unprompted), in epoch
    seconds; else null.
told_begun: when the one told did, by the same rule; else null.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mutuals.graph.csr import Ids

DRAWN, MOST = 4, 200_000
NEAR, WINDOW = 30 * 86_400, 60 * 86_400
SPOKEN = ("link", "hashtag", "topic")
_SEED, _NEVER = 1, 1 << 40
SCHEMA = pa.schema(
    [
        ("source_id", pa.int64()),
        *((name, pa.string()) for name in ("thing", "derivation")),
        *(
            (name, pa.int64())
            for name in ("exposed", "told_id", "person_id", "begun", "told_begun")
        ),
    ]
)


def beside(told: pa.Table, talk: pa.Table, derived: pa.Table, *, unprompted: pa.Table) -> pa.Table:
    """Draw people the source talked with and did not tell."""
    spoken = told.filter(pc.is_in(told["derivation"], value_set=pa.array(SPOKEN)))
    spoken = spoken.sort_by([(one, "ascending") for one in ("thing", "source_id", "person_id")])
    if not spoken.num_rows or not talk.num_rows:
        return SCHEMA.empty_table()
    rng = np.random.default_rng(_SEED)
    if spoken.num_rows > MOST:
        spoken = spoken.take(np.sort(rng.choice(spoken.num_rows, MOST, replace=False)))
    row, other = _drawn(spoken, talk, rng)
    things, at = _Things.of(spoken), _whole(spoken["exposed"])[row]
    asked = (things.number(spoken["thing"])[row], other)
    begun = things.first(derived, "started", asked)
    free = (begun > at) & (things.first(told, "exposed", asked) > at)
    asked = (asked[0][free], other[free])
    began = things.first(unprompted, "started", asked)
    return _rows(spoken.take(row[free]), other[free], began)


def _rows(found: pa.Table, other: Ids, begun: Ids) -> pa.Table:
    late = begun > _whole(found["exposed"]) + WINDOW
    columns = [found[name] for name in ("source_id", "thing", "derivation", "exposed")]
    columns += [found["person_id"], pa.array(other), pa.array(begun, mask=late)]
    columns.append(found["begun"])
    return pa.table(dict(zip(SCHEMA.names, columns, strict=True))).cast(SCHEMA)


def _drawn(spoken: pa.Table, talk: pa.Table, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """Return rows of tellings and people drawn to them, each once."""
    talk = talk.sort_by([(one, "ascending") for one in ("ego_id", "started", "alter_id")])
    ego, alter = _whole(talk["ego_id"]), _whole(talk["alter_id"])
    persons = np.unique(ego)
    keys = np.searchsorted(persons, ego) * _NEVER + _whole(talk["started"])
    # whoever told something talked
    start = np.searchsorted(persons, _whole(spoken["source_id"])) * _NEVER
    start = start + _whole(spoken["exposed"])
    first, after = np.searchsorted(keys, start - NEAR), np.searchsorted(keys, start + NEAR)
    row = np.repeat(np.flatnonzero(after > first), DRAWN)
    other = alter[first[row] + (rng.random(row.size) * (after - first)[row]).astype(np.int64)]
    kept = other != _whole(spoken["person_id"])[row]
    pairs = np.unique(np.stack([row[kept], other[kept]]), axis=1)
    return pairs[0], pairs[1]


@dataclass(frozen=True, slots=True)
class _Things:
    """The things told of, numbered."""

    names: pa.Array

    @classmethod
    def of(cls, spoken: pa.Table) -> "_Things":
        return cls(pc.unique(spoken["thing"].combine_chunks()))

    def number(self, column: pa.ChunkedArray) -> Ids:
        found = pc.index_in(column, value_set=self.names)
        return np.asarray(pc.fill_null(found, -1).to_numpy(), np.int64)

    def first(self, rows: pa.Table, moment: str, asked: tuple[Ids, Ids]) -> Ids:
        """Return when each thing and person first stands in rows; far on: never."""
        rows = rows.filter(pc.is_in(rows["thing"], value_set=self.names))
        if not rows.num_rows:
            return np.full(asked[0].size, _NEVER)
        thing, person = self.number(rows["thing"]), _whole(rows["person_id"])
        persons = np.unique(np.concatenate([person, asked[1]]))
        keys, wanted = (
            one * persons.size + np.searchsorted(persons, who)
            for one, who in ((thing, person), asked)
        )
        at = _whole(rows[moment])
        order = np.lexsort((at, keys))
        known, place = np.unique(keys[order], return_index=True)
        where = np.minimum(np.searchsorted(known, wanted), known.size - 1)
        return np.where(known[where] == wanted, at[order][place[where]], _NEVER)


def _whole(column: pa.ChunkedArray) -> Ids:
    return np.asarray(column.cast(pa.int64()).to_numpy(), np.int64)
