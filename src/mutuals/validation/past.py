"""The records as they were: a copy that ends at a moment, worked out anew.

The store that is asked is only read. Copies are made without texts in a private
folder, which is gone when the block ends, however it ends.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.engine.cut import asked
from mutuals.engine.duckdb import DuckDB
from mutuals.records import Cut, Tables
from mutuals.schemas import SCHEMAS
from mutuals.steps import needed_for, steps
from mutuals.steps.build import make

Tell = Callable[[str], None]

# When a row of a base table happened; what has no moment was always known.
_WHEN = {
    "interaction": "started",
    "follow": "since_at",
    "reaction": "reacted",
    "outcome": "happened",
    "nomination": "from_at",
    "exposure_given": "exposed",
}
# Rows that go with an interaction, and nowhere without it.
_WITH_INTERACTION = ("participation", "attendance", "reaction")
# What nobody needs to foretell anything is not copied.
_LEFT_OUT = {"interaction": ("text",), "reject": ("message",)}


class Past:
    """Tables as of a moment, each worked out when it is first asked for."""

    def __init__(self, engine: DuckDB, tell: Tell) -> None:
        self._engine = engine
        self._tell = tell
        self._made: set[str] = set()

    def table(self, name: str, cut: Cut | None = None) -> pa.Table:
        """Return a table's rows, or a part of them."""
        for step in needed_for([name], steps()):
            if step.table not in self._made:
                self._tell(step.table)
                make(self._engine, step)
                self._made.add(step.table)
        return self._engine.read(name) if cut is None else self._engine.query(*asked(name, cut))


@contextmanager
def copies(tables: Tables, moments: tuple[int, int], tell: Tell) -> Iterator[tuple[Past, Past]]:
    """Give the records as they were at one moment, and as they are at a later."""
    with ExitStack() as opened:
        private = tempfile.TemporaryDirectory(prefix="mutuals-", ignore_cleanup_errors=True)
        folder = Path(opened.enter_context(private))
        engines = [opened.enter_context(closing(DuckDB(folder / name))) for name in ("then", "now")]
        for table, rows in _read(tables):
            tell(table)
            for engine, moment in zip(engines, moments, strict=True):
                engine.register(table, before(table, rows, moment))
        for engine, moment in zip(engines, moments, strict=True):
            _drop_what_hangs(engine)
            engine.register("clock", _clock(moment))
        yield Past(engines[0], tell), Past(engines[1], tell)


def before(table: str, rows: pa.Table, moment: int) -> pa.Table:
    """Return the rows of a base table that were there before a moment.

    >>> rows = pa.table({"happened": [5, 9, None]})
    >>> before("outcome", rows, 9)["happened"].to_pylist()
    [5, None]
    """
    if table not in _WHEN:
        return rows
    column = rows[_WHEN[table]]
    if pa.types.is_timestamp(column.type):
        column = pc.divide(column.cast(pa.int64()), 1_000_000)
    return rows.filter(pc.fill_null(pc.less(column, moment), fill_value=True))


def _read(tables: Tables) -> Iterator[tuple[str, pa.Table]]:
    for table, schema in SCHEMAS.items():
        left_out = _LEFT_OUT.get(table, ())
        kept = tuple(name for name in schema.names if name not in left_out)
        rows = tables.table(table, Cut(columns=kept))
        for name in left_out:
            rows = rows.append_column(name, pa.nulls(rows.num_rows, schema.field(name).type))
        yield table, rows.select(schema.names)


def _drop_what_hangs(engine: DuckDB) -> None:
    for table in _WITH_INTERACTION:
        engine.run(
            f"DELETE FROM {table} WHERE interaction_id IS NOT NULL"  # noqa: S608  # names of ours
            " AND interaction_id NOT IN (SELECT interaction_id FROM interaction)"
        )


def _clock(epoch: int) -> pa.Table:
    columns: Mapping[str, pa.Array] = {
        "as_of": pa.array([epoch], pa.int64()),
        "as_of_at": pa.array([epoch], pa.timestamp("s")).cast(pa.timestamp("us")),
    }
    return pa.table(columns)
