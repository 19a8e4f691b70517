"""The race over a community: the same small files give the same tables every way."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from benchmarks.speed import crowd
from benchmarks.speed.checks import differing

HERE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> crowd.Files:
    return crowd.write(tmp_path_factory.mktemp("crowd"), interactions=3_000, people=300)


def told(way: str, *arguments: Path) -> dict[str, object]:
    subprocess.run(  # noqa: S603  a module of ours
        [sys.executable, "-m", f"benchmarks.speed.by_{way}", *map(str, arguments)],
        check=True,
        cwd=HERE,
    )
    found: dict[str, object] = json.loads(arguments[1].read_text("utf-8"))
    return found


def test_the_seed_decides_the_files(files: crowd.Files, tmp_path: Path) -> None:
    again = crowd.write(tmp_path, interactions=3_000, people=300)
    name = "interactions.parquet"
    rows = pq.read_table(files.parquet / name)
    assert rows.equals(pq.read_table(again.parquet / name))
    assert rows.num_rows == 3_000
    assert pq.read_table(files.more / name).num_rows == 30


@pytest.mark.slow
def test_all_ways_agree(files: crowd.Files, tmp_path: Path) -> None:
    store = tmp_path / "network"
    ours = told("mutuals", store, tmp_path / "ours.json", files.parquet)
    file = files.parquet / "interactions.parquet"
    hand = told("duckdb", tmp_path / "hand", tmp_path / "hand.json", file)
    with duckdb.connect(str(store), read_only=True) as connection:
        for name in ("interaction", "participation"):
            connection.table(name).write_parquet(str(tmp_path / f"{name}.parquet"))
    frames = told("polars", tmp_path, tmp_path / "frames.json")
    assert ours["stored"] == 3_000
    # stages are made by a Python step, which nobody has written by hand in SQL
    for other, compared in ((hand, 4), (frames, 3)):
        assert isinstance(ours["checks"], dict)
        assert isinstance(other["checks"], dict)
        assert len(ours["checks"].keys() & other["checks"].keys()) == compared
        assert differing(ours["checks"], other["checks"]) == []
