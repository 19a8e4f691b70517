"""A part of a table: asked of the database, or cut out of rows at hand.

A page about one person reads that person's rows; whole tables are for those who need
every row.
"""

from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.engine.duckdb import quoted
from mutuals.records import Cut

_ORDERS = {"ascending": "ASC", "descending": "DESC"}


def asked(table: str, cut: Cut) -> tuple[str, list[object]]:
    """Return the query for a part of a table, and its values.

    >>> asked("tie", Cut(equal=(("ego_id", 7),), columns=("alter_id",), most=2))
    ('SELECT "alter_id" FROM "tie" WHERE "ego_id" = ? ORDER BY ALL LIMIT 2', [7])
    """
    where, values = _where(cut)
    if cut.is_counted:
        return f"SELECT COUNT(*) AS many FROM {quoted(table)}{where}", values  # noqa: S608  # quoted names
    named = ", ".join(map(quoted, cut.columns)) or "*"
    said = (f"{quoted(column)} {_ORDERS[way]} NULLS LAST" for column, way in cut.order)
    order = ", ".join(said) or "ALL"
    most = "" if cut.most is None else f" LIMIT {cut.most:d}"
    return f"SELECT {named} FROM {quoted(table)}{where} ORDER BY {order}{most}", values  # noqa: S608  # quoted names


def cut_out(rows: pa.Table, cut: Cut | None) -> pa.Table:
    """Return a part of rows at hand.

    >>> rows = pa.table({"ego_id": [7, 7, 8], "alter_id": [1, 2, 3]})
    >>> cut_out(rows, Cut(equal=(("ego_id", 7),), columns=("alter_id",))).to_pydict()
    {'alter_id': [1, 2]}
    """
    if cut is None:
        return rows
    tests = [_test(rows[column], value) for column, value in cut.equal]
    if cut.least is not None:
        tests.append(pc.greater_equal(rows[cut.least[0]], cut.least[1]))
    if cut.holds is not None:
        tests.append(pc.match_substring(rows[cut.holds[0]], cut.holds[1], ignore_case=True))
    kept = rows.filter(reduce(pc.and_, tests)) if tests else rows
    if cut.is_counted:
        return pa.table({"many": [kept.num_rows]})
    ordered = kept.sort_by(list(cut.order)) if cut.order else kept
    few = ordered if cut.most is None else ordered.slice(0, cut.most)
    return few.select(list(cut.columns)) if cut.columns else few


def _where(cut: Cut) -> tuple[str, list[object]]:
    compared = [_comparison(quoted(column), value) for column, value in cut.equal]
    if cut.least is not None:
        compared.append((f"{quoted(cut.least[0])} >= ?", [cut.least[1]]))
    if cut.holds is not None:
        column, words = cut.holds
        compared.append((f"CONTAINS(LOWER({quoted(column)}), LOWER(?))", [words]))
    tests = " AND ".join(test for test, _ in compared)
    return (f" WHERE {tests}" if tests else ""), [one for _, given in compared for one in given]


def _comparison(column: str, value: object) -> tuple[str, list[object]]:
    if value is None:
        return f"{column} IS NULL", []
    if isinstance(value, tuple):
        return (f"{column} IN (SELECT UNNEST(?))", [list(value)]) if value else ("FALSE", [])
    return f"{column} = ?", [value]


def _test(column: pa.ChunkedArray, value: object) -> pa.ChunkedArray:
    if value is None:
        return pc.is_null(column)
    if isinstance(value, tuple):
        return pc.is_in(column, value_set=pa.array(list(value), column.type))
    return pc.equal(column, value)
