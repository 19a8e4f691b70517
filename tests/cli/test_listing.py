"""Rows on a terminal: whatever the names, however narrow it is."""

import pytest
from tests.cli.conftest import Run

from mutuals.cli import hoisted
from mutuals.columns import in_columns, shown
from mutuals.errors import UsageError

NAMES = ["مريم الزهراء", "山田太郎", "👩\u200d👩\u200d👧 Family", "Zoe\u0301", "x" * 300]
COLUMNS = {"name": "name", "since": "since", "evidence": "evidence"}
ROWS = [{"name": one, "since": "2024-05-01", "evidence": "12 to them, 3 alone"} for one in NAMES]


def cells(text: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415  # what a terminal counts

    return cell_len(text)


@pytest.mark.parametrize("width", [80, 60, 40])
def test_a_table_fits_the_terminal(width: int) -> None:
    lines = in_columns(ROWS, COLUMNS, width=width)
    assert len(lines) == len(ROWS) + 1
    assert max(map(cells, lines)) == width
    starts = {cells(line[: line.index("2024-05")]) for line in lines[1:]}
    assert len(starts) == 1
    assert lines[-1].startswith("xxxxx")
    assert "…  2024-05-01" in lines[-1]


def test_where_columns_cannot_stand_rows_become_lines() -> None:
    lines = in_columns(ROWS[:1], COLUMNS, width=20)
    assert lines == [
        "",
        f"name: {NAMES[0]}",
        "since: 2024-05-01",
        "evidence: 12 to them, 3 alone",
    ]
    assert in_columns([], COLUMNS) == []


def test_names_keep_what_joins_them_and_lose_what_steers() -> None:
    assert shown(NAMES[2]) == NAMES[2]
    assert shown("a\x1b[2J\u202eb") == "a\ufffd[2J\ufffdb"


@pytest.mark.parametrize(
    "arguments",
    [["ties", "--store"], ["--store", "--json", "ties"], ["ties", "--store="], ["x", "--as-of"]],
)
def test_an_option_without_its_value_is_refused(run: Run, arguments: list[str]) -> None:
    answer = run(*arguments)
    assert answer.code == 2
    name = "--as-of" if "--as-of" in arguments else "--store"
    assert answer.err.startswith(f"mutuals: {name} needs a value, such as {name}=")
    with pytest.raises(UsageError):
        hoisted(arguments)


def test_an_error_is_json_where_that_was_asked_for(run: Run) -> None:
    answer = run("ties", "--store", "--json")
    assert answer.json == {"error": "--store needs a value, such as --store=my.mutuals"}
