"""What the script adds: finding, hiding, sorting, walking, dropping."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(let_in: BrowserContext) -> Iterator[Page]:
    made = let_in.new_page()
    made.set_viewport_size({"width": 1280, "height": 900})
    yield made
    made.close()


def test_the_find_box_opens_a_person(page: Page, address: tuple[str, str]) -> None:
    page.goto(address[0] + "/claims")
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    box.fill("bram")
    # Enter opens what is chosen, so wait for the choice and not for any line
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("Bram")
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bram")


def test_what_is_typed_before_the_index_arrives_counts(
    page: Page, address: tuple[str, str]
) -> None:
    held: list[Route] = []
    page.route("**/find", lambda route: held.append(route))  # noqa: PLW0108  # a built-in takes no mark
    page.goto(address[0] + "/claims")
    with page.expect_request("**/find"):
        page.keyboard.press("/")
    page.get_by_role("combobox").fill("bram")
    held[0].continue_()
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("Bram")


def test_b_hides_names_until_pressed_again(page: Page, address: tuple[str, str]) -> None:
    page.goto(address[0] + "/people")
    expect(page.locator("[data-rows] tbody tr").first).not_to_contain_text("Person ")
    page.keyboard.press("b")
    expect(page.locator("[data-rows] tbody tr").first).to_contain_text("Person ")
    # the rows of the page that follows stand before its script hears keys
    expect(page.locator("html[data-heard]")).to_be_attached()
    page.keyboard.press("b")
    expect(page.locator("[data-rows] tbody tr").first).not_to_contain_text("Person ")


def test_a_table_sorts_where_it_stands(page: Page, address: tuple[str, str]) -> None:
    page.goto(address[0] + "/people?every=true")
    first = page.locator("[data-sortable] tbody tr").first.inner_text()
    name = page.locator("th").filter(has_text="Name").locator("a")
    name.click()
    assert page.locator("[data-sortable] tbody tr").first.inner_text() != first
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Name")


def test_arrows_walk_the_marks_of_a_picture(page: Page, address: tuple[str, str]) -> None:
    page.goto(address[0] + "/")
    page.locator("svg.rings-svg").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("svg.rings-svg .walked").get_attribute("data-mark")
    page.keyboard.press("ArrowRight")
    second = page.locator("svg.rings-svg .walked").get_attribute("data-mark")
    assert first != second
    expect(page.locator("p[aria-live=polite]")).to_have_text(second or "")
    page.keyboard.press("Enter")
    page.wait_for_url("**/person/*")


def test_the_theme_changes_and_stays(page: Page, address: tuple[str, str]) -> None:
    page.goto(address[0] + "/rejects")
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.wait_for_load_state("networkidle")
    page.goto(address[0] + "/claims")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_asking_for_a_way_needs_no_form_sent(page: Page, address: tuple[str, str]) -> None:
    page.goto(address[0] + "/introductions")
    page.get_by_label("A name or an address").fill("Bram Fontaine")
    page.get_by_role("button", name="Look for a way").click()
    page.wait_for_url("**/introductions?to=Bram+Fontaine")
    expect(page.get_by_role("heading", name="The way to")).to_contain_text("Bram Fontaine")


def test_a_dropped_file_is_recognised_and_can_be_let_go(
    page: Page, address: tuple[str, str], tmp_path: Path
) -> None:
    chat = tmp_path / "WhatsApp Chat with Zed.txt"
    chat.write_text("25/12/2025, 10:00 - Zed: hello\n26/12/2025, 11:00 - Ann: hello\n", "utf-8")
    page.goto(address[0] + "/records")
    page.locator("input[data-files][multiple]").set_input_files(chat)
    card = page.locator("[data-upload]")
    expect(card).to_contain_text("A WhatsApp chat")
    expect(card.get_by_role("button", name="Keep it")).to_be_visible()
    card.get_by_role("button", name="Not this").click()
    expect(page.locator("[data-upload]")).to_have_count(0)


def test_question_mark_shows_the_keys(page: Page, address: tuple[str, str]) -> None:
    page.goto(address[0] + "/claims")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)


def test_two_names_are_said_to_be_one_person_by_key_and_taken_back(
    page: Page, address: tuple[str, str]
) -> None:
    page.goto(address[0] + "/same")
    pairs = page.locator("[data-pair]")
    expect(pairs.first).to_be_visible()
    first = pairs.first.inner_text()
    for key in "jjk":
        page.keyboard.press(key)
    expect(pairs.first).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("[data-toasts]")).to_contain_text("are two people, as you say")
    expect(page.locator("[data-undo]")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator("[data-toasts]")).to_contain_text("is taken back")
    expect(page.locator("[data-undo]")).to_have_count(0)
    assert pairs.first.inner_text() == first
