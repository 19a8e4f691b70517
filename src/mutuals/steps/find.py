"""Find the steps that make tables, and the order to run them in.

A step is a file named after the table it makes. ``tie.sql`` makes ``tie`` from the
tables in its FROM and JOIN clauses; ``circle.py`` makes ``circle`` with a function of
that name, whose parameters are the tables it needs. A query FROM first_ is the union of
itself over all tables of its folder whose names begin so.
"""

import ast
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from graphlib import CycleError as GraphCycleError
from graphlib import TopologicalSorter
from hashlib import sha256
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable

import pyarrow as pa
import sqlglot
from sqlglot import exp

from mutuals.errors import StepCycleError

FOLDERS = (
    "people",
    "ties",
    "stages",
    "hours",
    "circles",
    "status",
    "influence",
    "independence",
    "introductions",
    "paths",
    "claims",
    "mirror",
)
DIALECT = "duckdb"
_HEADER = "One row per "
_AND_SO_ON = "_"
# Python steps lean on these; a change there must make them run again.
_LEANED_ON = ("estimators", "graph")


@dataclass(frozen=True, slots=True)
class Step:
    """One table: what it means, what it needs and how it is made.

    ``sql`` is empty for a Python step. ``fingerprint`` changes when the step's own text
    (and what it leans on) does.
    """

    table: str
    folder: str
    meaning: str
    needs: tuple[str, ...]
    fingerprint: str
    sql: str = ""

    def written_for(self, dialect: str) -> str:
        """Return an SQL step's text in an engine's dialect."""
        return self.sql if dialect == DIALECT else _translated(self.sql, dialect)

    def function(self) -> Callable[..., pa.Table]:
        """Return the function that makes a Python step's table."""
        module = import_module(f"mutuals.{self.folder}.{self.table}")
        made: Callable[..., pa.Table] = getattr(module, self.table)
        return made


@cache
def _translated(sql: str, dialect: str) -> str:
    return sqlglot.transpile(sql, read=DIALECT, write=dialect, comments=False)[0]


@cache
def steps() -> Mapping[str, Step]:
    """Return every step, by table.

    >>> steps()["tie"].folder
    'ties'
    """
    found: dict[str, Step] = {}
    for folder in FOLDERS:
        place = files("mutuals").joinpath(folder)
        if place.is_dir():
            of_folder = list(_steps_in(folder, place))
            tables = [step.table for step in of_folder]
            found |= {step.table: _spread(step, tables) for step in of_folder}
    return found


def _spread(step: Step, tables: Iterable[str]) -> Step:
    """Return a step whose query goes over every table of a name, if it names one so."""
    name = next((need for need in step.needs if need.endswith(_AND_SO_ON)), None)
    if name is None:
        return step
    each = sorted(one for one in tables if one.startswith(name))
    query = "\n".join(line for line in step.sql.splitlines() if not line.startswith("--"))
    sql = "\nUNION ALL\n".join(re.sub(rf"\b{name}\b", one, query) for one in each)
    return replace(step, needs=tuple(each), sql=sql, fingerprint=_digest(sql))


def in_order(found: Iterable[Step]) -> list[Step]:
    """Return steps so that each comes after the steps it needs.

    Raises StepCycleError when tables wait for each other.
    """
    by_table = {step.table: step for step in found}
    sorter = TopologicalSorter(
        {table: sorted(set(step.needs) & by_table.keys()) for table, step in by_table.items()}
    )
    try:
        return [by_table[table] for table in sorter.static_order()]
    except GraphCycleError as error:
        raise StepCycleError(error.args[1]) from error


def needed_for(tables: Iterable[str], found: Mapping[str, Step]) -> list[Step]:
    """Return the steps that lead to some tables, in order."""
    wanted: set[str] = set()
    waiting = list(tables)
    while waiting:
        table = waiting.pop()
        if table in found and table not in wanted:
            wanted.add(table)
            waiting += found[table].needs
    return in_order(found[table] for table in wanted)


def _steps_in(folder: str, place: Traversable) -> Iterable[Step]:
    for file in sorted(place.iterdir(), key=lambda one: one.name):
        table, _, suffix = file.name.rpartition(".")
        if suffix == "sql":
            yield _sql_step(folder, table, file.read_text(encoding="utf-8"))
        elif suffix == "py" and not table.startswith("_"):
            text = file.read_text(encoding="utf-8")
            if (ast.get_docstring(ast.parse(text)) or "").startswith(_HEADER):
                yield _python_step(folder, table, text)


def _sql_step(folder: str, table: str, text: str) -> Step:
    tree = sqlglot.parse_one(text, read=DIALECT)
    inner = {cte.alias for cte in tree.find_all(exp.CTE)}
    needs = {source.name for source in tree.find_all(exp.Table)} - inner
    lines = [line.removeprefix("--").strip() for line in text.splitlines()]
    header = [line for line, raw in zip(lines, text.splitlines(), strict=True) if raw[:2] == "--"]
    return Step(
        table=table,
        folder=folder,
        meaning="\n".join(header),
        needs=tuple(sorted(needs)),
        fingerprint=_digest(text),
        sql=text,
    )


def _python_step(folder: str, table: str, text: str) -> Step:
    tree = ast.parse(text)
    makers = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return Step(
        table=table,
        folder=folder,
        meaning=ast.get_docstring(tree) or "",
        needs=_parameters(makers[table]),
        fingerprint=_digest(_package_text(folder), *(_package_text(one) for one in _LEANED_ON)),
    )


def _parameters(maker: ast.FunctionDef) -> tuple[str, ...]:
    return tuple(argument.arg for argument in [*maker.args.args, *maker.args.kwonlyargs])


@cache
def _package_text(folder: str) -> str:
    place = files("mutuals").joinpath(folder)
    modules = sorted((one for one in place.iterdir() if one.name.endswith(".py")), key=str)
    return "\0".join(one.read_text(encoding="utf-8") for one in modules)


def _digest(*texts: str) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()
