"""Hostile names are only words to a browser: nothing runs, nothing is asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page
from tests.browser.conftest import standing_in
from tests.web.opened import Replaced, hostile

from mutuals.network import Network

pytestmark = pytest.mark.browser
ATTACKED = (
    "person", "address", "contact", "circle", "gathering", "source", "reject", "introduction",
)  # fmt: skip


@pytest.fixture
def attacked(shown: Network, browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, str]]:
    tables = {name: hostile(shown.table(name)) for name in ATTACKED}
    network = Replaced(shown, tables)
    with standing_in(network, browser, tmp_path) as opened:
        yield opened


def test_no_hostile_word_runs(attacked: tuple[Page, str], shown: Network) -> None:
    page, origin = attacked
    happened: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        happened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("console", lambda said: happened.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: happened.append(asked.url) if elsewhere(asked.url) else None)

    def elsewhere(url: str) -> bool:
        return not url.startswith((origin, "data:", "blob:"))

    somebody = shown.table("tie")["alter_id"][0].as_py()
    for path in ("/", "/people", "/influence", "/time", "/records", f"/person/{somebody}"):
        page.goto(origin + path)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("/")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("Escape")
        assert page.locator("script:not([src]), img, iframe").count() == 0
    assert happened == []
