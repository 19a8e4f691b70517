"""Files whose identifiers collide: nothing merges, nothing is lost without a word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import mutuals
from mutuals.intake import FileReport
from mutuals.network import Network
from mutuals.settings import Settings

HEADER = "interaction_id,started_at,sender,recipients\n"
ONE = HEADER + "1,2024-01-01,ann,bo\n2,2024-01-02,ann,bo\n"
OTHER = HEADER + "1,2024-01-01,cy,dee\n2,2024-01-02,ann,bo\n3,2024-01-03,cy,dee\n"


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    opened = mutuals.open(tmp_path / "x.mutuals", Settings(batch=1))
    yield opened
    opened.close()


def read(network: Network, path: Path, content: str) -> tuple[int, ...]:
    path.write_text(content, encoding="utf-8")
    (file,) = network.read([path]).files
    return counts(file)


def counts(file: FileReport) -> tuple[int, ...]:
    return file.seen, file.stored, file.known, file.rejected


def test_what_was_read_first_stays_and_the_other_is_named(network: Network, tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    assert read(network, one, ONE) == (2, 2, 0, 0)
    assert read(network, other, OTHER) == (3, 1, 1, 1)
    (reject,) = network.table("reject").to_pylist()
    assert (reject["record_no"], reject["reason"]) == (1, "id_taken")
    # Nobody was put into a talk that was another's.
    assert network.table("participation").num_rows == 3
    before = network.content_hash()
    assert read(network, one, ONE) == (2, 0, 2, 0)
    assert read(network, other, OTHER) == (3, 0, 2, 1)
    assert network.content_hash() == before
    assert network.table("reject").num_rows == 1
    row = network.table("source").to_pylist()[-1]
    assert [row[name] for name in ("seen", "stored", "known", "rejected")] == [3, 0, 2, 1]
    assert network.check(read_data=True) == []


def test_two_files_of_one_import(network: Network, tmp_path: Path) -> None:
    for name, content in (("a.csv", ONE), ("b.csv", OTHER)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    files = network.read([tmp_path / "a.csv", tmp_path / "b.csv"]).files
    assert [counts(file) for file in files] == [(2, 2, 0, 0), (3, 1, 1, 1)]
    network.undo()
    assert network.table("reject").num_rows == network.table("participation").num_rows == 0


def test_outcomes_with_one_identifier_are_all_kept(network: Network, tmp_path: Path) -> None:
    header = "outcome_id,person,thing,happened_at\n"
    assert read(network, tmp_path / "one.csv", header + "1,ann,loom,2024\n") == (1, 1, 0, 0)
    assert read(network, tmp_path / "two.csv", header + "1,bo,kiln,2024\n") == (1, 1, 0, 0)
    assert read(network, tmp_path / "one.csv", header + "1,ann,loom,2024\n") == (1, 0, 1, 0)
