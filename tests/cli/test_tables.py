"""Printing tables: what comes out can be read back, and no cell is a formula."""

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.cli.conftest import Run
from tests.stores import interaction, put

from mutuals.engine.store import Store
from mutuals.schemas import SCHEMAS
from mutuals.steps import steps

FORMULAS = ["=1+1", "+1+1", "-1|x", "@SUM(A1)", "\t=1", "\r=1", "+49 (0)30=1", "-2+3"]
HARMLESS = ["+49 30 901820", "+1 (555) 010-99", "-1.5", "plain", 'quo"ted, and\nbroken', "'"]
TITLES = [*FORMULAS, *HARMLESS]


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    with Store(tmp_path / "x.mutuals") as store:
        put(store, *(interaction(at, title=title) for at, title in enumerate(TITLES)))
    return tmp_path / "x.mutuals"


def test_a_csv_holds_no_formula(run: Run, filled: Path) -> None:
    said = run("table", "interaction", "--store", filled).out
    rows = list(csv.DictReader(io.StringIO(said, newline="")))
    titles = {row["title"] for row in rows}
    assert titles == {*HARMLESS, *(f"'{one}" for one in FORMULAS)}
    assert all(len(row["interaction_id"]) == 32 for row in rows)


def test_a_csv_can_be_had_as_it_is(run: Run, filled: Path) -> None:
    said = run("table", "interaction", "--unguarded", "--store", filled).out
    assert {row["title"] for row in csv.DictReader(io.StringIO(said, newline=""))} == set(TITLES)
    assert "--unguarded" in run("table", "--help").out


def test_no_more_rows_than_asked_for(run: Run, filled: Path) -> None:
    assert len(run("table", "interaction", "--limit", 3, "--json", "--store", filled).json) == 3


def test_every_form_holds_the_same(run: Run, filled: Path, tmp_path: Path) -> None:
    counts = {}
    for form in ("csv", "json", "parquet", "arrow"):
        path = tmp_path / f"out.{form}"
        answer = run("table", "interaction", "--output", path, "--store", filled)
        assert (answer.code, answer.out) == (0, "")
        assert answer.err == f"{len(TITLES)} rows of interaction are in {path}\n"
        assert path.stat().st_mode & 0o777 == 0o600
        counts[form] = _titles(path, form)
    assert counts["json"] == counts["parquet"] == counts["arrow"] == sorted(TITLES)
    assert len(counts["csv"]) == len(TITLES)


def _titles(path: Path, form: str) -> list[str]:
    if form == "json":
        rows = json.loads(path.read_text(encoding="utf-8"))
    elif form == "parquet":
        rows = pq.read_table(path).to_pylist()
    elif form == "arrow":
        with pa.OSFile(str(path)) as file, pa.ipc.open_file(file) as found:
            rows = found.read_all().to_pylist()
    else:
        rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    return sorted(row["title"] for row in rows)


@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_columns_go_to_standard_output_too(run: Run, filled: Path, form: str) -> None:
    # Bytes on standard output: the captured text is not looked at, only that it comes.
    assert run("table", "clock", "--format", form, "--store", filled).code == 0


def test_all_tables_are_listed_with_their_meaning(run: Run, empty: Path) -> None:
    said = run("table", "--json", "--store", empty).json
    assert set(said) >= {*SCHEMAS, *steps(), "source", "clock"}
    assert all(meaning.startswith("One row per ") for meaning in said.values())
    assert "tie " in run("table", "--store", empty).out


@pytest.mark.parametrize("table", ["ledger", "meta", "superseded", "x; DROP", ' "a" '])
def test_a_table_that_is_not_for_users_is_unknown(run: Run, filled: Path, table: str) -> None:
    answer = run("table", table, "--store", filled)
    assert answer.code == 2
    assert f"there is no table {table!r}; there are: " in answer.err


def test_a_form_that_is_not_there(run: Run, filled: Path) -> None:
    answer = run("table", "tie", "--format", "xlsx", "--store", filled)
    assert answer.code == 2
    assert "there are csv, json, parquet, arrow" in answer.err


def test_a_place_that_cannot_be_written(run: Run, filled: Path, tmp_path: Path) -> None:
    answer = run("table", "tie", "--output", tmp_path / "gone" / "x.csv", "--store", filled)
    assert answer.code == 73
    assert "x.csv cannot be written: No such file or directory" in answer.err
