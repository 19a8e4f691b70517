"""A whole folder dropped by hand, and one person who is two parted by key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import standing_in
from tests.web.test_imports import CHAT

import mutuals
from mutuals.network import Network

pytestmark = pytest.mark.browser

MAIL = "".join(
    f"From x Thu Jan {day} 10:00:00 2025\nFrom: {sender}\nTo: {to}\nSubject: bread\n"
    f"Date: Thu, {day} Jan 2025 10:00:00 +0000\nMessage-ID: <{day}@example.org>\n\nhello\n\n"
    for day, sender, to in (
        (2, "Ann Bell <ann@example.org>", "Cy Dorn <cy@example.org>"),
        (3, "Cy Dorn <cy@example.org>", "Ann Bell <ann@example.org>"),
        (4, "Cy Dorn <cy@work.example>", "Ann Bell <ann@example.org>"),
        (5, "Ann Bell <ann@example.org>", "Cy Dorn <cy@work.example>"),
    )
)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Network]:
    made = mutuals.open(tmp_path / "own.mutuals", is_shared=True)
    yield made
    made.close()


@pytest.fixture
def opened(own: Network, browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, str]]:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with standing_in(own, browser, inbox) as found:
        yield found


def dropped(page: Page, folder: Path) -> None:
    """Drop a folder from outside the browser, as a hand would."""
    box = page.locator("[data-drop]").bounding_box()
    assert box is not None
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, **place, "data": data})


def test_a_folder_is_dropped_kept_and_one_person_parted_by_key(
    opened: tuple[Page, str], own: Network, tmp_path: Path
) -> None:
    page, address = opened
    takeout = tmp_path / "takeout"
    (takeout / "Chats").mkdir(parents=True)
    (takeout / "mail.mbox").write_text(MAIL, "utf-8")
    (takeout / "Chats" / "WhatsApp Chat with Cy.txt").write_bytes(CHAT)
    for number in range(3):
        (takeout / f"note {number}.txt").write_text("bread and butter\n", "utf-8")
    page.goto(address + "/records")
    expect(page.locator("html[data-heard]")).to_be_attached()
    dropped(page, takeout)
    card = page.locator("[data-upload]")
    expect(card).to_contain_text("a WhatsApp chat", ignore_case=True)
    expect(card).to_contain_text("takeout")
    assert own.table("source").num_rows == 0, "nothing is stored before it is kept"
    card.get_by_role("button", name="Keep it").click()
    progress = page.locator("[data-progress]")
    expect(progress).to_contain_text("Done", timeout=60_000)
    # what is asked stands before what became of each file, however many there are
    expect(progress.locator(":scope > *").first).to_contain_text("the day or the month")
    progress.get_by_role("link", name="See the mirror").click()
    expect(page.get_by_role("heading", name="Is this you?")).to_be_visible()
    page.get_by_label("ann@example.org").check()
    page.get_by_role("button", name="That is me").click()
    expect(page.get_by_role("heading", name="Is this you?")).to_have_count(0, timeout=60_000)
    parted(page, address, own)


def parted(page: Page, address: str, own: Network) -> None:
    """Say by key that the two called Cy are one, and part them again on their page."""
    page.goto(address + "/same")
    expect(page.locator("html[data-heard]")).to_be_attached()
    page.keyboard.press("j")
    page.keyboard.press("y")
    expect(page.locator("[data-toasts]")).to_contain_text("are one person, as you say")
    (cy,) = {
        row["person_id"]
        for row in own.table("address").to_pylist()
        if row["value"] in {"cy@example.org", "cy@work.example"}
    }
    page.goto(f"{address}/person/{cy}")
    expect(page.locator("html[data-heard]")).to_be_attached()
    page.locator("#split summary").focus()
    page.keyboard.press("Enter")
    box = page.get_by_label("cy@work.example")
    expect(box).to_be_visible()
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="They are two people").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-toasts]")).to_contain_text("stand for somebody else")
    page.goto(address + "/same")
    expect(page.locator("html[data-heard]")).to_be_attached()
    expect(page.locator("[data-undo]")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator("[data-toasts]")).to_contain_text("taken back")
