"""With every fold open, and where nobody is the owner: still accessible."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.conftest import standing_in
from tests.browser.test_every_page import PAGES, axe, somebody
from tests.web.opened import Replaced

from mutuals.network import Network

pytestmark = pytest.mark.browser
OPEN = "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
NO_OWNER = (
    "/", "/people", "/influence", "/introductions", "/time", "/continuum",
    "/circles", "/capacity", "/records", "/person")  # fmt: skip


@pytest.fixture
def unowned(shown: Network, browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, str]]:
    """Return a page over the same records, none of whose people is the owner."""
    person, mirror = shown.table("person"), shown.table("mirror")
    at = person.column_names.index("is_me")
    owned = person.set_column(at, "is_me", pa.array([False] * person.num_rows))
    told = pa.array([one in {"answer", "status"} for one in mirror["place"].to_pylist()])
    network = Replaced(shown, {"person": owned, "mirror": mirror.filter(told)})
    with standing_in(network, browser, tmp_path) as opened:
        yield opened


def wrong(page: Page, origin: str, path: str, *, network: Network) -> list[list[str]]:
    """Open a page and all its folds, and return what axe says of it."""
    page.goto(origin + (f"/person/{somebody(network)}" if path == "/person" else path))
    page.wait_for_load_state("networkidle")
    page.evaluate(OPEN)
    return axe(page)


def test_open_folds_are_accessible(
    let_in: BrowserContext, address: tuple[str, str], shown: Network
) -> None:
    page = let_in.new_page()
    found = {path: wrong(page, address[0], path, network=shown) for path in PAGES}
    page.close()
    assert {path: said for path, said in found.items() if said} == {}


def test_a_store_without_an_owner_is_accessible(unowned: tuple[Page, str], shown: Network) -> None:
    page, origin = unowned
    found = {path: wrong(page, origin, path, network=shown) for path in NO_OWNER}
    assert {path: said for path, said in found.items() if said} == {}
