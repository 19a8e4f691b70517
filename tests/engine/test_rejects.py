"""A reject is listed once, and no longer when its record can be read or is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import mutuals
from mutuals.network import Network

HEAD = "follower,followed\n"


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    network = mutuals.open(tmp_path / "x.mutuals")
    yield network
    assert network.check(read_data=True) == []
    network.close()


def _read(network: Network, path: Path, lines: str) -> list[int]:
    path.write_text(HEAD + lines, encoding="utf-8")
    network.read([path])
    return _listed(network)


def _mended(network: Network) -> int:
    return len(network.table("reject_mended").to_pylist())


def _listed(network: Network) -> list[int]:
    return [row["record_no"] for row in network.table("reject").to_pylist()]


def test_what_was_mended_is_listed_no_more_until_undone(network: Network, tmp_path: Path) -> None:
    path, other = tmp_path / "follows.csv", tmp_path / "other.csv"
    assert _read(network, other, ",bob\n") == [1]
    assert _read(network, path, ",bob\nann,bob\n,cas\n") == [1, 1, 3]
    assert _read(network, path, ",bob\nann,bob\n,cas\n") == [1, 1, 3]
    assert _mended(network) == 0
    assert _read(network, path, "dee,bob\nann,bob\n,cas\n") == [1, 3]
    assert _mended(network) == 1
    # What breaks again is listed again; what is gone from the file is listed no more.
    assert _read(network, path, ",bob\nann,bob\n") == [1, 1]
    assert _mended(network) == 2
    network.undo()
    assert (_listed(network), _mended(network)) == ([1, 3], 1)
    network.undo()
    assert (_listed(network), _mended(network)) == ([1, 1, 3], 0)
    assert [row["path"] for row in network.table("source").to_pylist()].count(str(other)) == 1
