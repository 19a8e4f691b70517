"""Work a table out from a few hand-written rows, as the program would."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pyarrow as pa

from mutuals.engine.duckdb import DuckDB
from mutuals.schemas import SCHEMAS
from mutuals.steps import needed_for, steps
from mutuals.steps.build import make

Row = Mapping[str, object]


def at(text: str) -> int:
    """Return epoch seconds of an ISO time in UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def work_out(
    table: str, as_of: str = "2026-01-01", **given: Sequence[Row]
) -> list[dict[str, object]]:
    """Return a table's rows, made from given rows (see ``made_from``)."""
    return made_from(table, given, as_of)


def made_from(
    table: str, given: Mapping[str, Sequence[Row]], as_of: str = "2026-01-01"
) -> list[dict[str, object]]:
    """Return a table's rows, made from given rows of others (see ``tables_from``)."""
    rows: list[dict[str, object]] = tables_from((table,), given, as_of)[table].to_pylist()
    return rows


def tables_from(
    tables: Sequence[str], given: Mapping[str, Sequence[Row]], as_of: str = "2026-01-01"
) -> dict[str, pa.Table]:
    """Return tables, made from given rows of other tables.

    Base tables that are not given are empty; a given table is taken as it is and not
    worked out. Columns of a base table that a row leaves out are null; ``started_at``
    and the like follow from ``started`` where only that is given.
    """
    engine = DuckDB()
    try:
        engine.register("clock", _clock(as_of))
        for name, schema in SCHEMAS.items():
            rows = [_filled(row) for row in given.get(name, ())]
            engine.register(name, pa.Table.from_pylist(rows, schema=schema))
        for name in given.keys() - SCHEMAS.keys():
            engine.register(name, pa.Table.from_pylist([_filled(row) for row in given[name]]))
        for step in needed_for(tables, {k: v for k, v in steps().items() if k not in given}):
            make(engine, step)
        return {name: engine.read(name) for name in tables}
    finally:
        engine.close()


def _clock(as_of: str) -> pa.Table:
    moment = datetime.fromisoformat(as_of)
    return pa.table(
        {
            "as_of": pa.array([at(as_of)], pa.int64()),
            "as_of_at": pa.array([moment], pa.timestamp("us")),
        }
    )


def _filled(row: Row) -> dict[str, object]:
    filled = dict(row)
    for epoch, stamp in (("started", "started_at"), ("happened", "happened_at")):
        moment = filled.get(epoch)
        if isinstance(moment, int) and stamp not in filled:
            filled[stamp] = datetime.fromtimestamp(moment, tz=UTC).replace(tzinfo=None)
    return filled
