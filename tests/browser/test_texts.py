"""Words in pictures keep clear; nothing is lost in large type or forced colours."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.test_every_page import PAGES, somebody

from mutuals.network import Network

pytestmark = pytest.mark.browser

# Words of one picture that lie on each other, or reach out of it, by more than a pixel.
# The height of a line of type is more than its letters: a quarter of it is air.
WRONG = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("main svg[role=img]")) {
    const frame = svg.getBoundingClientRect();
    if (!frame.width || !frame.height) continue;
    const boxes = [...svg.querySelectorAll("text")]
      .filter((one) => one.textContent.trim() && getComputedStyle(one).display !== "none")
      .map((one) => {
        const box = one.getBoundingClientRect();
        return {words: one.textContent, left: box.left, right: box.right,
                top: box.top + box.height / 8, bottom: box.bottom - box.height / 8};
      })
      .filter((one) => one.right > one.left);
    boxes.forEach((one, at) => {
      if (one.left < frame.left - 1 || one.right > frame.right + 1
          || one.top < frame.top - 1 || one.bottom > frame.bottom + 1)
        found.push(`${one.words} leaves its picture`);
      for (const other of boxes.slice(at + 1))
        if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
            && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1)
          found.push(`${one.words} lies on ${other.words}`);
    });
  }
  return found;
}"""
# Pieces of text of the page itself that lie on each other when type is twice as large.
CROSSED = """() => {
  const found = [];
  const boxes = [...document.querySelectorAll("h1, h2, h3, p, li, td, th, summary, .btn, .chip")]
    .filter((one) => !one.closest("dialog, .visually-hidden, svg") && one.checkVisibility())
    .filter((one) => !one.querySelector("h1, h2, h3, p, li, td, th, summary, .btn, .chip"))
    .filter((one) => getComputedStyle(one).position !== "absolute" && one.offsetWidth > 1)
    .map((one) => ({words: one.textContent.trim().slice(0, 40), box: one.getBoundingClientRect()}));
  boxes.forEach(({words, box}, at) => {
    for (const {words: others, box: other} of boxes.slice(at + 1))
      if (Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2
          && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 2)
        found.push(`${words} | ${others}`);
  });
  return found;
}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


LARGE = "--blink-settings=defaultFontSize=32"


@dataclass(frozen=True)
class Opened:
    """A way to open pages of the village in some look."""

    browser: Browser
    let_in: BrowserContext
    origin: str
    network: Network

    def look(self, **given: Any) -> Page:  # noqa: ANN401  # whatever Playwright takes
        """Return a page in a context of its own."""
        return self.browser.new_context(
            storage_state=self.let_in.storage_state(), **given
        ).new_page()

    def show(self, page: Page, path: str) -> None:
        """Go to a page."""
        person = f"/person/{somebody(self.network)}"
        page.goto(self.origin + (person if path == "/person" else path))
        page.wait_for_load_state("networkidle")


@pytest.fixture
def opened(
    browser: Browser, let_in: BrowserContext, shown: Network, *, address: tuple[str, str]
) -> Opened:
    return Opened(browser, let_in, address[0], shown)


@pytest.mark.parametrize("width", [1280, 380])
def test_words_in_pictures_keep_clear(opened: Opened, width: int) -> None:
    page = opened.look(viewport={"width": width, "height": 800})
    wrong = {}
    for path in PAGES:
        opened.show(page, path)
        wrong[path] = page.evaluate(WRONG)
    page.context.close()
    assert {path: found for path, found in wrong.items() if found} == {}


def test_type_twice_as_large_covers_nothing(opened: Opened) -> None:
    args = [*QUIET, LARGE]
    large = opened.browser.browser_type.launch(executable_path=str(CHROMIUM), args=args)
    page = replace(opened, browser=large).look(viewport={"width": 1280, "height": 800})
    wrong = {}
    for path in PAGES:
        opened.show(page, path)
        wrong[path] = [*page.evaluate(CROSSED), *([WIDER] if page.evaluate(WIDER) > 0 else [])]
    large.close()
    assert {path: found for path, found in wrong.items() if found} == {}


def test_forced_colours_keep_the_marks(opened: Opened) -> None:
    page = opened.look(viewport={"width": 1280, "height": 800}, forced_colors="active")
    opened.show(page, "/")
    mark = page.locator(".rings-svg g[data-mark] use").first
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert mark.evaluate("one => getComputedStyle(one).color") not in {ground, "rgba(0, 0, 0, 0)"}
    band = page.locator("rect.p-per").first.evaluate("one => getComputedStyle(one).fill")
    assert band != page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    words = page.locator("svg text").first.evaluate("one => getComputedStyle(one).fill")
    assert words != band
    page.context.close()


def test_the_slider_fades_people_and_the_table_follows(opened: Opened) -> None:
    page = opened.look(viewport={"width": 1280, "height": 900})
    opened.show(page, "/people?every=true")
    everybody = page.locator("tr[data-person]:not([hidden])").count()
    until = page.get_by_label("Until")
    until.focus()
    page.keyboard.press("Home")
    assert until.get_attribute("aria-valuetext") == page.get_by_label("From").get_attribute(
        "aria-valuetext"
    )
    left = page.locator("tr[data-person]:not([hidden])").count()
    assert 0 < left < everybody
    assert page.locator("[data-map-still] g.away").count() == everybody - left
    page.keyboard.press("End")
    assert page.locator("tr[data-person]:not([hidden])").count() == everybody
    page.context.close()


def test_dotted_words_open_their_evidence_in_place(opened: Opened) -> None:
    page = opened.look(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    opened.show(page, "/")
    page.locator('.answers a.ev[href="#brought"]').first.click()
    listed = page.locator("#brought")
    assert listed.is_visible()
    assert "newest first" in listed.inner_text()
    assert ", record " in listed.inner_text()
    page.context.close()
