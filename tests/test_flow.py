"""From the village's files to an answer, the way a newcomer goes."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import mutuals
from mutuals.engine.duckdb import DuckDB
from mutuals.network import Network
from mutuals.people.find import me
from mutuals.settings import Settings


@pytest.fixture(scope="module")
def network(village_kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    path = tmp_path_factory.mktemp("flow") / "x.mutuals"
    for one in village_kept.parent.iterdir():
        path.with_name(one.name.replace("village", "x")).write_bytes(one.read_bytes())
    network = mutuals.open(path)
    yield network
    network.close()


@pytest.fixture(scope="module")
def truth(village: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((village / "truth" / "truth.json").read_text("utf-8"))
    return read


def test_every_file_holds_the_records_that_were_written(
    network: Network, village: Path, truth: dict[str, Any]
) -> None:
    seen: dict[str, int] = {}
    for row in network.table("source").to_pylist():
        path = str(row["path"]).removeprefix(f"{village}/")
        assert row["seen"] == row["stored"] + row["known"] + row["rejected"]
        seen[path] = row["seen"]
    written = truth["counts"]
    owned = {name: told["records"] for name, told in written.items() if name.startswith("owner/")}
    assert {name: _below(seen, name) for name in owned} == owned


def _below(seen: dict[str, int], name: str) -> int:
    return sum(count for path, count in seen.items() if f"{path}/".startswith(f"{name}/"))


def test_the_owner_is_found(network: Network) -> None:
    mine = me(network)
    assert mine is not None
    addresses = network.table("address").to_pylist()
    assert len({row["value"] for row in addresses if row["person_id"] == mine}) > 1


def test_every_table_is_there_and_about_somebody(network: Network) -> None:
    people = set(network.table("person")["person_id"].to_pylist())
    for table in network.tables():
        rows = network.table(table)
        for column in {"person_id", "ego_id", "alter_id"} & set(rows.column_names):
            assert set(rows[column].to_pylist()) <= people | {None}, (table, column)
    for table in ("tie", "stage", "circle", "introduction", "influence", "status", "mirror"):
        assert network.table(table).num_rows > 0, table


def test_two_builds_are_the_same_to_the_last_bit(
    network: Network, village_kept: Path, tmp_path: Path
) -> None:
    path = tmp_path / "x.mutuals"
    for one in village_kept.parent.iterdir():
        path.with_name(one.name.replace("village", "x")).write_bytes(one.read_bytes())
    with_one_thread = mutuals.open(path, Settings(threads=1))
    store: DuckDB = with_one_thread._store  # noqa: SLF001  # to forget what was built
    store.run("DELETE FROM built")
    assert any(not one.was_current for one in with_one_thread.build())
    for table in network.tables():
        if table not in {"source", "answer"}:
            assert with_one_thread.table(table).equals(network.table(table)), table
    with_one_thread.close()


def test_what_was_rejected_before_is_no_new_row(tmp_path: Path) -> None:
    table = tmp_path / "follows.csv"
    table.write_text("follower,followed\nann,bob\n,bob\n", encoding="utf-8")
    with closing(mutuals.open(tmp_path / "one.mutuals")) as network:
        network.read([table])
        assert network.table("reject").num_rows == 1
        (file,) = network.read([table]).files
        assert (file.seen, file.stored, file.known, file.rejected) == (2, 0, 1, 1)
        assert network.table("reject").num_rows == 1


def test_one_undo_takes_an_import_and_its_answers_back(tmp_path: Path) -> None:
    mail = tmp_path / "one.eml"
    mail.write_text(
        "From: Ann <ann@example.org>\nTo: bob@example.org\n"
        "Date: Mon, 5 Jan 2026 10:00:00 +0100\nMessage-ID: <1@example.org>\n\nHello\n",
        encoding="utf-8",
    )
    with closing(mutuals.open(tmp_path / "one.mutuals")) as network:
        network.read([mail], me=["ann@example.org"])
        assert network.table("answer").num_rows == 1
        assert "one.eml" in network.undo()
        assert (network.table("answer").num_rows, network.table("handle").num_rows) == (0, 0)
        assert network.undo() == ""
