"""Rows come in once, in any order to the same content, and an import can be undone."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path

import pyarrow as pa
import pytest
from tests.stores import Row, content_hash, interaction, put, rows, source

import mutuals
from mutuals.engine.store import Store
from mutuals.keys import content_key
from mutuals.settings import Settings

Rows = list[dict[str, object]]


def everything(path: Path) -> dict[str, Rows]:
    """Return every row of every base table, apart from what says when it was read."""
    network = mutuals.open(path)
    try:
        return {
            table: network.table(table).to_pylist()
            for table in ("interaction", "participation", "handle", "reject", "source")
        }
    finally:
        network.close()


def test_reading_again_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.mutuals"
    with Store(path) as store:
        put(store, interaction(1), interaction(2))
    before = everything(path)["interaction"]
    with Store(path) as store:
        put(store, interaction(2, source_id=2), interaction(1, source_id=2), source_id=2)
        put(store, interaction(2, source_id=3), interaction(3, source_id=3), source_id=3)
    after = everything(path)["interaction"]
    assert [row for row in after if row["source_id"] == 1] == before
    assert [row["record_no"] for row in after if row["source_id"] != 1] == [3]


def test_copies_in_one_batch_are_one(tmp_path: Path) -> None:
    with Store(tmp_path / "x.mutuals") as store:
        put(store, interaction(1), interaction(1), interaction(1, variant=-5))
        assert store.rows("SELECT variant FROM interaction") == [(-5,)]
        assert store.ledger()[-1].rows["interaction"] == 1


COPIES = [
    interaction(1, variant=30, source_id=1, title="a list's copy"),
    interaction(1, variant=10, source_id=2, title="one's own"),
    interaction(1, variant=20, source_id=3, title="a forwarded one"),
]


def _filled(path: Path, order: Sequence[Row]) -> None:
    with Store(path) as store:
        for number, row in enumerate(order, 1):
            put(store, {**row, "source_id": number}, interaction(9), source_id=number)


@pytest.mark.parametrize("order", list(permutations(COPIES)))
def test_of_copies_that_differ_the_same_is_kept_in_any_order(
    tmp_path: Path, order: Sequence[Row]
) -> None:
    _filled(tmp_path / "x.mutuals", order)
    _filled(tmp_path / "y.mutuals", COPIES)
    assert content_hash(tmp_path / "x.mutuals") == content_hash(tmp_path / "y.mutuals")
    found = everything(tmp_path / "x.mutuals")["interaction"]
    assert sorted(str(row["title"]) for row in found) == ["", "one's own"]
    network = mutuals.open(tmp_path / "x.mutuals")
    assert network.check(read_data=True) == []
    network.close()


@pytest.mark.parametrize("order", list(permutations(COPIES)))
def test_undo_goes_back_step_by_step(tmp_path: Path, order: Sequence[Row]) -> None:
    path = tmp_path / "x.mutuals"
    Store(path).close()
    states = [(content_hash(path), everything(path))]
    for number, row in enumerate(order, 1):
        with Store(path) as store:
            new = interaction(7 + number, source_id=number)
            put(store, {**row, "source_id": number}, new, source_id=number)
        states.append((content_hash(path), everything(path)))
    for state in reversed(states[:-1]):
        network = mutuals.open(path)
        assert network.undo().startswith("the import of file ")
        assert network.check(read_data=True) == []
        network.close()
        assert (content_hash(path), everything(path)) == state
    network = mutuals.open(path)
    assert network.undo() == ""
    network.close()


def test_undo_within_one_import_goes_back_to_before_it(tmp_path: Path) -> None:
    path = tmp_path / "x.mutuals"
    with Store(path) as store:
        put(store, COPIES[0])
    before = everything(path)
    with Store(path) as store:
        for number, row in ((2, COPIES[2]), (3, COPIES[1])):
            batch = {"interaction": rows("interaction", [{**row, "source_id": number}])}
            told = source(number, import_no=2)
            store.append(batch, lambda _stored, told=told: told)  # type: ignore[misc]  # bound early
    network = mutuals.open(path)
    network.undo()
    network.close()
    assert everything(path) == before


def test_a_record_with_rows_in_two_tables_is_one_record(tmp_path: Path) -> None:
    heard: list[dict[int, int]] = []
    profile = {"profile_id": content_key(["p"]), "address_id": 1, "source_id": 1, "record_no": 1}
    pair = {"address_id": 1, "other_id": 2, "source_id": 1, "record_no": 1}
    batches = {
        "profile": rows("profile", [profile]),
        "same_person": rows("same_person", [pair, {**pair, "other_id": 3}]),
    }

    def told(stored: Mapping[int, int]) -> pa.Table:
        heard.append(dict(stored))
        return source(1)

    with Store(tmp_path / "x.mutuals") as store:
        for _ in range(2):
            store.append(batches, told)
    assert heard == [{1: 1}, {}]


def test_a_batch_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "x.mutuals"
    with Store(path) as store:
        put(store, interaction(1))

        def fails(_stored: object) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            store.append({"interaction": rows("interaction", [interaction(2)])}, fails)
        assert store.rows("SELECT COUNT(*) FROM interaction") == [(1,)]
        assert len(store.ledger()) == 1


def test_the_number_of_threads_changes_nothing(tmp_path: Path) -> None:
    for threads in (1, 2):
        with Store(tmp_path / f"{threads}", Settings(threads=threads)) as store:
            for start in range(0, 20_000, 5_000):
                given = [interaction(one) for one in range(start, start + 5_000)]
                put(store, *given[:: 1 if threads == 1 else -1])
    assert content_hash(tmp_path / "1") == content_hash(tmp_path / "2")


@pytest.mark.parametrize("title", ["a, b", "NULL", "'", '"', "\\", "}", "\0", "\u202e", " "])
def test_every_text_is_kept_apart(tmp_path: Path, title: str) -> None:
    for name, text in (("x", title), ("y", title + " ")):
        with Store(tmp_path / name) as store:
            put(store, interaction(1, title=text))
            assert store.rows("SELECT title FROM interaction") == [(text,)]
    assert content_hash(tmp_path / "x") != content_hash(tmp_path / "y")
