"""A page left open lets commands work things out, and shows what they did."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.stores import program
from tests.web.opened import let_in
from tests.web.test_imports import MBOX

import mutuals
from mutuals.network import Network
from mutuals.web.imports import Progress
from mutuals.web.resting import Resting


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    mail = tmp_path / "mail.mbox"
    mail.write_bytes(MBOX)
    made = mutuals.open(tmp_path / "own.mutuals", is_shared=True)
    made.read([mail], me=["ann@example.org"])
    made.build()
    yield made
    made.close()


@pytest.fixture
def page(network: Network, tmp_path: Path) -> Iterator[TestClient]:
    with let_in(network, tmp_path / "inbox") as client:
        yield client


def resting(page: TestClient) -> Resting:
    found: Resting = page.app.state.resting  # type: ignore[attr-defined]  # an application's
    return found


def test_a_command_changes_what_a_page_left_open_holds_and_the_page_shows_it(
    network: Network, page: TestClient
) -> None:
    (cy,) = (row["person_id"] for row in network.table("person").to_pylist() if not row["is_me"])
    assert page.get(f"/person/{cy}?format=json").json()["by_records"] == ""
    resting(page).rest()
    done = program("--store", str(network.path), "correct", "stage", "Cy Dorn", "friend")
    assert done.returncode == 0, done.stderr
    shown = page.get(f"/person/{cy}?format=json").json()
    assert shown["by_records"].startswith("You say so"), "what was read before is forgotten"
    # an import is left alone, and whoever asks wakes it
    resting(page).imports.progress = Progress("reading")
    resting(page).imports.thread = threading.current_thread()
    resting(page).rest()
    assert resting(page).held is None
    resting(page).imports.thread = None
    resting(page).rest(quiet=3600.0)
    assert resting(page).held is None, "somebody has just asked"
    resting(page).rest()
    resting(page).rest()
    assert resting(page).held is not None
    assert page.get("/people").status_code == 200
    assert resting(page).held is None
