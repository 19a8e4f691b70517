"""Sizes, names and headers: what keeps the house readable."""

import ast
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from mutuals.engine.duckdb import DuckDB
from mutuals.schemas import SCHEMAS
from mutuals.steps import in_order, steps
from mutuals.steps.build import make

ROOT = Path(__file__).parents[1]
WHOLE_FILE, WHOLE_CLASS, BODY = 300, 150, 40
DRAWERS = {"utils", "util", "helpers", "helper", "misc", "common", "base", "core", "tools"}
# Words that one of the engines cannot read as a column's name.
UNREADABLE = {"alter", "at", "end", "group", "order"}


def files(*suffixes: str) -> list[Path]:
    places = [ROOT / "src", ROOT / "tests", ROOT / "benchmarks"]
    found = [one for place in places if place.is_dir() for one in place.rglob("*")]
    written = [one for one in found if "static" not in one.parts or one.name == "mutuals.css"]
    return sorted(one for one in written if one.suffix in suffixes)


def defined(path: Path) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node


def body_lines(node: ast.FunctionDef) -> int:
    after = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (after[-1].end_lineno or 0) - after[0].lineno + 1 if after else 0


def test_no_file_is_longer_than_can_be_read() -> None:
    measured = {path: _lines(path) for path in files(".py", ".sql", ".ts", ".mjs", ".html")}
    assert {str(path): lines for path, lines in measured.items() if lines > WHOLE_FILE} == {}
    assert len(measured) > 100


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_class_or_function_is_longer_than_can_be_read() -> None:
    long = []
    for path in files(".py"):
        for node in defined(path):
            is_class = isinstance(node, ast.ClassDef)
            lines = (node.end_lineno or 0) - node.lineno + 1 if is_class else body_lines(node)  # type: ignore[arg-type]  # a function
            if lines > (WHOLE_CLASS if is_class else BODY):
                long.append(f"{path.relative_to(ROOT)}: {node.name} has {lines} lines")
    assert long == []


def test_no_room_is_a_drawer() -> None:
    named = {path for path in (ROOT / "src").rglob("*") if path.stem in DRAWERS}
    assert named == set()


def columns_documented(meaning: str) -> set[str]:
    return set(re.findall(r"^([a-z_][a-z0-9_]*): ", meaning, re.MULTILINE))


@pytest.fixture(scope="module")
def made() -> dict[str, list[str]]:
    """Return every step's columns, as they come out of empty base tables."""
    engine = DuckDB()
    engine.register("clock", pa.table({"as_of": [0], "as_of_at": [datetime(1970, 1, 1)]}))  # noqa: DTZ001  # as in the tables
    for name, schema in SCHEMAS.items():
        engine.register(name, schema.empty_table())
    found = {}
    for step in in_order(steps().values()):
        make(engine, step)
        found[step.table] = engine.read(step.table).column_names
    engine.close()
    return found


@pytest.mark.parametrize("table", sorted(steps()))
def test_a_step_says_what_its_rows_and_columns_are(made: dict[str, list[str]], table: str) -> None:
    meaning = steps()[table].meaning
    assert meaning.startswith("One row per ")
    assert set(made[table]) - columns_documented(meaning) == set()
    assert UNREADABLE.isdisjoint(made[table])


def test_base_tables_have_readable_columns() -> None:
    for schema in SCHEMAS.values():
        assert UNREADABLE.isdisjoint(schema.names)


def test_the_measures_can_fail() -> None:
    tree = ast.parse('def f():\n    """Say."""\n    a = 1\n\n    return a\n')
    assert isinstance(tree.body[0], ast.FunctionDef)
    assert body_lines(tree.body[0]) == 3
    assert columns_documented("One row per x.\n\na_b: it.\nnot one, b: x") == {"a_b"}
