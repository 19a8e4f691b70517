"""Steps are found by their file names, ordered by their needs, and portable."""

from collections.abc import Mapping

import pytest
import sqlglot
from sqlglot import exp

from mutuals.errors import StepCycleError
from mutuals.schemas import SCHEMAS
from mutuals.steps import Step, in_order, needed_for, steps

SQL_STEPS = sorted(table for table, step in steps().items() if step.sql)
# Functions that mean the same on every engine. A new one needs a look at how each
# engine translates it, and a parity test, before it is added here.
PORTABLE = frozenset(
    "CASE CAST COALESCE CONCAT COUNT EXP EXPLODE EXTRACT FLOOR GREATEST IF LAG LEAD LEAST "  # noqa: SIM905  # as one reads it
    "LENGTH LOWER MAX MEDIAN MIN NULLIF PAD POWER RANK ROUND ROW_NUMBER SPLIT SPLIT_PART SQRT "
    "SUM TIME_TO_UNIX TRIM UNIX_TO_TIME".split()
)


def step(table: str, *needs: str) -> Step:
    return Step(table, "people", "One row per x.", needs, table)


def by_table(*given: Step) -> Mapping[str, Step]:
    return {one.table: one for one in given}


def test_steps_come_after_what_they_need() -> None:
    found = in_order([step("c", "b", "a"), step("b", "a"), step("a", "interaction")])
    assert [one.table for one in found] == ["a", "b", "c"]
    places = {one.table: place for place, one in enumerate(in_order(steps().values()))}
    for one in steps().values():
        assert all(places[need] < places[one.table] for need in one.needs if need in places)


def test_tables_that_wait_for_each_other_are_named() -> None:
    with pytest.raises(StepCycleError, match="these tables wait for each other: ") as caught:
        in_order([step("a", "b"), step("b", "a")])
    assert set(caught.value.tables) == {"a", "b"}


def test_only_what_leads_to_a_table_is_needed() -> None:
    found = by_table(step("a", "interaction"), step("b", "a"), step("c", "a"))
    assert [one.table for one in needed_for(["b"], found)] == ["a", "b"]


@pytest.mark.parametrize("table", sorted(steps()))
def test_every_need_is_a_table(table: str) -> None:
    known = {*SCHEMAS, *steps(), "clock"}
    assert [need for need in steps()[table].needs if need not in known] == []


def functions(sql: str) -> set[str]:
    """Return the names of the functions a statement calls."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    called = set()
    for node in tree.find_all(exp.Func):
        if isinstance(node, exp.Anonymous):
            called.add(f"unknown:{node.name.upper()}")
        elif not isinstance(node, exp.Connector):
            called.add(type(node).sql_name())
    return called


@pytest.mark.parametrize("table", SQL_STEPS)
def test_a_step_calls_portable_functions_only(table: str) -> None:
    assert functions(steps()[table].sql) - PORTABLE == set()


@pytest.mark.parametrize("table", SQL_STEPS)
def test_a_step_can_be_written_for_every_engine(table: str) -> None:
    one = steps()[table]
    for dialect in ("duckdb", "spark"):
        written = one.written_for(dialect)
        again = sqlglot.parse_one(written, read=dialect)
        assert again.find(exp.Select) is not None
        assert {source.name for source in again.find_all(exp.Table)} >= set(one.needs)


@pytest.mark.parametrize("table", SQL_STEPS)
def test_a_step_keeps_to_the_portable_subset(table: str) -> None:
    tree = sqlglot.parse_one(steps()[table].sql, read="duckdb")
    assert list(tree.find_all(exp.Placeholder, exp.Parameter)) == []
    assert [one.sql() for one in tree.find_all(exp.Join) if one.args.get("using")] == []
    assert [one.sql() for one in tree.find_all(exp.Join) if one.args.get("method")] == []
    decimals = [one.name for one in tree.find_all(exp.Literal) if not one.is_string]
    # Written as 1e0: one engine reads 1.0 as a decimal and rounds averages silently.
    assert [one for one in decimals if "." in one and "e" not in one.lower()] == []
    for window in tree.find_all(exp.Window):
        ranks = isinstance(window.this, exp.RowNumber | exp.FirstValue | exp.LastValue)
        assert window.args.get("order") is not None or not ranks


def test_an_unknown_function_is_seen() -> None:
    assert functions("SELECT EPOCH_US(a), MAX(b) FROM t") == {"unknown:EPOCH_US", "MAX"}
    assert functions("SELECT nowhere_known(a) FROM t") == {"unknown:NOWHERE_KNOWN"}
