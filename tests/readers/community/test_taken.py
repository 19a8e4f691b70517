"""Files whose identifiers collide: nothing merges, nothing is lost without a word."""

from collections.abc import Iterator
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

import mutuals
from mutuals.intake import FileReport
from mutuals.network import Network
from mutuals.settings import Settings

HEADER = "interaction_id,started_at,sender,recipients\n"
ONE = HEADER + "1,2024-01-01,cy,dee\n2,2024-01-02,ann,bo\n"
THIRD = HEADER + "1,2024-01-01,eve,fay\n"
OTHER = HEADER + "1,2024-01-01,ann,bo\n2,2024-01-02,ann,bo\n3,2024-01-03,cy,dee\n"


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


def sources(network: Network) -> list[tuple[int, ...]]:
    names = ("seen", "stored", "known", "rejected")
    return [tuple(row[one] for one in names) for row in network.table("source").to_pylist()]


def rejected(network: Network) -> list[tuple[object, ...]]:
    rows = network.table("reject").to_pylist()
    return [(row["source_id"], row["record_no"], row["reason"]) for row in rows]


def senders(network: Network) -> list[object]:
    names = {row["address_id"]: row["value"] for row in network.table("handle").to_pylist()}
    rows = network.table("interaction").to_pylist()
    return [names[row["sender_id"]] for row in sorted(rows, key=lambda row: row["started"])]


def test_of_two_that_differ_one_is_named_and_nothing_merges(
    network: Network, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    assert read(network, other, OTHER) == (3, 3, 0, 0)
    assert read(network, one, ONE) == (2, 0, 1, 1)
    assert rejected(network) == [(2, 1, "id_taken")]
    assert senders(network) == ["ann", "ann", "cy"]
    # Nobody was put into a talk that was another's.
    assert network.table("participation").num_rows == 3
    before = network.content_hash()
    assert read(network, other, OTHER) == (3, 0, 3, 0)
    assert read(network, one, ONE) == (2, 0, 1, 1)
    assert network.content_hash() == before
    assert network.table("reject").num_rows == 1
    assert sources(network)[-1] == (2, 0, 1, 1)
    assert network.check(read_data=True) == []


def test_what_was_stored_gives_way_as_well(network: Network, tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    assert read(network, one, ONE) == (2, 2, 0, 0)
    before = network.content_hash()
    assert read(network, other, OTHER) == (3, 2, 1, 0)
    assert rejected(network) == [(1, 1, "id_taken")]
    assert sources(network) == [(2, 1, 0, 1), (3, 2, 1, 0)]
    assert senders(network) == ["ann", "ann", "cy"]
    assert network.table("participation").num_rows == 3
    after = network.content_hash()
    assert read(network, one, ONE) == (2, 0, 1, 1)
    assert network.table("reject").num_rows == 1
    assert network.check(read_data=True) == []
    assert network.content_hash() == after
    network.undo()
    network.undo()
    assert (network.content_hash(), rejected(network)) == (before, [])
    assert sources(network) == [(2, 2, 0, 0)]
    assert senders(network) == ["cy", "ann"]
    assert network.check(read_data=True) == []


@pytest.mark.parametrize("batch", [1, 1000])
def test_the_order_of_files_never_matters(tmp_path: Path, batch: int) -> None:
    found = set()
    for way in permutations((ONE, OTHER, THIRD)):
        place = tmp_path / str(len(list(tmp_path.iterdir())))
        place.mkdir()
        for name, content in zip("abc", way, strict=True):
            (place / f"{name}.csv").write_text(content, encoding="utf-8")
        with closing(mutuals.open(place / "x.mutuals", Settings(batch=batch))) as network:
            files = network.read([place / f"{name}.csv" for name in "abc"]).files
            assert all(file.seen == sum(counts(file)[1:]) for file in files)
            assert sources(network) == [counts(file) for file in files]
            assert network.table("reject").num_rows == sum(file.rejected for file in files) == 2
            assert network.check(read_data=True) == []
            found.add(network.content_hash())
            network.undo()
            assert network.table("reject").num_rows == network.table("participation").num_rows == 0
    assert len(found) == 1


def test_outcomes_with_one_identifier_are_all_kept(network: Network, tmp_path: Path) -> None:
    header = "outcome_id,person,thing,happened_at\n"
    assert read(network, tmp_path / "one.csv", header + "1,ann,loom,2024\n") == (1, 1, 0, 0)
    assert read(network, tmp_path / "two.csv", header + "1,bo,kiln,2024\n") == (1, 1, 0, 0)
    assert read(network, tmp_path / "one.csv", header + "1,ann,loom,2024\n") == (1, 0, 1, 0)
