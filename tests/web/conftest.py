"""One village, read once for all tests of the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.opened import let_in, village_network

from mutuals.network import Network


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    made = village_network(tmp_path_factory.mktemp("village"))
    yield made
    made.close()


@pytest.fixture
def client(network: Network, tmp_path: Path) -> Iterator[TestClient]:
    with let_in(network, tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def friend(network: Network) -> int:
    """Return the person_id of somebody close to the owner."""
    me = next(row["person_id"] for row in network.table("person").to_pylist() if row["is_me"])
    rows = [row for row in network.table("stage").to_pylist() if row["ego_id"] == me]
    chosen = [row["alter_id"] for row in rows if row["stage"] == "friend"]
    return int(min(chosen))
