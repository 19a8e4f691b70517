"""The page of whom to ask first: accessible, and its slider answers the keyboard."""

import pytest
from playwright.sync_api import BrowserContext
from tests.browser.test_every_page import axe

pytestmark = pytest.mark.browser


def test_the_slider_asks_for_more_people_by_keyboard(
    let_in: BrowserContext, address: tuple[str, str]
) -> None:
    page = let_in.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address[0]}/seeds?k=2")
    assert axe(page) == []
    page.focus("#k")
    page.keyboard.press("ArrowRight")
    assert page.text_content("[data-count]") == "3"
    page.keyboard.press("Enter")
    page.wait_for_url("**/seeds?k=3")
    assert page.locator("#who + ul > li").count() == 3
    page.set_viewport_size({"width": 380, "height": 800})
    assert axe(page) == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    assert complaints == []
    page.close()
