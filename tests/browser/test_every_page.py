"""Every page, light, dark, on a phone: accessible, quiet, asking nobody else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from tests.browser.conftest import AXE

from mutuals.network import Network

PAGES = (
    "/", "/people", "/influence", "/influence?kind=broadcast", "/introductions?to=Bram Fontaine",
    "/time", "/continuum", "/circles", "/capacity", "/claims", "/records",
    "/rejects", "/doctor", "/same", "/status", "/person", "/card", "/independence", "/validate",
)  # fmt: skip
LOOKS = {"light": ("light", 1280), "dark": ("dark", 1280), "phone": ("light", 380)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.browser


@dataclass
class Watched:
    """A page, and everything it complained about or asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(params=LOOKS, scope="module")
def watched(
    request: pytest.FixtureRequest, browser: Browser, let_in: BrowserContext
) -> Iterator[Watched]:
    theme, width = LOOKS[request.param]
    size: ViewportSize = {"width": width, "height": 800}
    context = browser.new_context(
        storage_state=let_in.storage_state(),
        viewport=size,
        color_scheme="dark" if theme == "dark" else "light",
    )
    seen = Watched(context.new_page())
    seen.page.on(
        "console",
        lambda said: seen.complaints.append(said.text) if said.type == "error" else None,
    )
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("request", lambda asked: seen.asked.append(asked.url))
    yield seen
    context.close()


def axe(page: Page) -> list[list[str]]:
    """Run axe where the page's own policy does not reach, as a reader's tool would."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    said = session.send(
        "Runtime.evaluate",
        {
            "expression": f"axe.run(document, {{runOnly: {RULES}}}).then(r => JSON.stringify("
            "r.violations.map(v => [v.id, v.nodes[0].html])))",
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    found: list[list[str]] = json.loads(said["result"]["value"])
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_quiet_and_alone(
    *, watched: Watched, path: str, address: tuple[str, str], shown: Network
) -> None:
    watched.complaints.clear()
    watched.asked.clear()
    page = watched.page
    page.goto(address[0] + (f"/person/{somebody(shown)}" if path == "/person" else path))
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
    assert watched.complaints == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    elsewhere = [one for one in watched.asked if not one.startswith((address[0], "data:", "blob:"))]
    assert elsewhere == []


def somebody(network: Network) -> int:
    """Return the person the owner has most contact with."""
    me = next(row["person_id"] for row in network.table("person").to_pylist() if row["is_me"])
    ties = [row for row in network.table("tie").to_pylist() if row["ego_id"] == me]
    return int(max(ties, key=lambda row: (row["interactions"], row["alter_id"]))["alter_id"])
