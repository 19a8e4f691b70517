"""Whom to ask first, over a few hand-written rows."""

from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.test_small_worlds import ANN, CY, DEE, ME, PEOPLE, world

from mutuals.web.pages.seeds import SeedsPage, seeds
from mutuals.web.world import World

PAIRS = ((ME, ANN), (ANN, CY), (ANN, DEE))
TIES = [
    {"ego_id": one, "alter_id": other, "strength": 50.0, "reciprocity": 1.0}
    for pair in PAIRS
    for one, other in (pair, pair[::-1])
]
FOLLOWED = [{"person_id": one, "followers": 90 if one == DEE else 0} for one in (ME, ANN, CY, DEE)]


def conversion(exposed: int) -> list[dict[str, Any]]:
    row = {"source_id": None, "way": "personal", "people": 40}
    return [{**row, "exposed": exposed, "took_up": exposed // 2}]


def small(exposed: int = 200, **tables: list[dict[str, Any]]) -> World:
    given: dict[str, list[dict[str, Any]]] = {
        "tie": TIES,
        "status": FOLLOWED,
        "conversion": conversion(exposed),
        **tables,
    }
    return world(**given)


@pytest.fixture(scope="module")
def page() -> SeedsPage:
    return seeds(small(), 1)


def test_the_answer_names_whom_to_ask_and_what_they_could_reach(page: SeedsPage) -> None:
    said = page.answer.text()
    assert said.startswith("Ask Ann Bell first: about 2.")
    assert said.endswith(", themselves included.")
    assert "of the 4 people in your records could act, between " in said
    assert page.answer.basis == (
        "200 words that could have led to a deed; 4 people with a tie both ways"
    )
    assert [one.person_id for one in page.asked] == [ANN]
    assert page.way[0].way == "chosen here"
    assert [one.count for one in page.choices] == [1, 2, 3]
    assert page.most == 3


def test_a_community_has_no_owner_whose_records_they_are() -> None:
    page = seeds(small(person=[{**one, "is_me": False} for one in PEOPLE]), 2)
    assert "of the 4 people here could act" in page.answer.text()
    assert not page.is_owner
    assert page.most == 4


def test_hidden_names_stay_hidden_also_here() -> None:
    said = seeds(replace(small(), hidden=True), 1).answer.text()
    assert "Ann" not in said
    assert said.startswith("Ask Person ")


def test_what_the_records_do_not_hold_is_not_guessed() -> None:
    assert seeds(small(exposed=0), 1).answer.text().startswith("We cannot say yet how far a word")
    empty = seeds(world(), 1)
    assert empty.answer.text().startswith("We cannot say yet whom to ask")
    assert (empty.asked, empty.ways) == ((), None)


def test_more_than_there_are_is_cut_down() -> None:
    assert seeds(small(), 99).count == 3


def test_the_page_is_html_with_a_slider_and_the_same_values_as_json(client: TestClient) -> None:
    text = client.get("/seeds?k=2").text
    assert '<input id="k" name="k" type="range" min="1"' in text
    assert 'href="/seeds?k=5"' in text
    told = client.get("/seeds?k=2&format=json").json()
    assert told["count"] == 2
    assert len(told["asked"]) == 2
    assert told["way"][0]["way"] == "chosen here"
    assert all(f"/person/{one['person_id']}" in text for one in told["asked"])
