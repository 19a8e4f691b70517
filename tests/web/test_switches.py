"""Names are hidden by the server, on every page and in every form of it."""

import html
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.opened import let_in, post

from mutuals.network import Network

PATHS = (
    "/", "/people", "/people?sort=circle", "/influence", "/influence?kind=broadcast",
    "/introductions", "/introductions?show=all", "/introductions?to=Bram+Fontaine", "/time",
    "/continuum", "/circles", "/capacity", "/claims", "/records", "/rejects", "/doctor",
    "/find", "/records/progress",
)  # fmt: skip
SHORTEST = 4


@pytest.fixture(scope="module")
def said(network: Network) -> set[str]:
    """Return every word of the store that could name somebody."""
    words = {row["name"] for row in network.table("person").to_pylist()}
    words |= {row["value"] for row in network.table("address").to_pylist()}
    words |= {row["name"] for row in network.table("alias").to_pylist()}
    words |= {row["title"] for row in network.table("gathering").to_pylist()}
    words |= {Path(row["path"]).name for row in network.table("source").to_pylist()}
    return {word for word in words if word and len(word) >= SHORTEST}


def test_hidden_names_are_nowhere(
    *, client: TestClient, said: set[str], friend: int, network: Network
) -> None:
    assert post(client, "/switch", {"switch": "names", "to": "hidden"})["to"] == "hidden"
    me = next(row["person_id"] for row in network.table("person").to_pylist() if row["is_me"])
    paths = [*PATHS, f"/person/{friend}", f"/person/{me}", f"/introductions?to={friend}"]
    for path in paths:
        for headers in ({}, {"accept": "application/json"}):
            text = html.unescape(client.get(path, headers=headers).text)
            assert [word for word in said if word in text] == [], path
    assert "Person 1" in client.get("/people").text
    assert 'aria-pressed="true" aria-label="Hide all names"' in client.get("/").text


def test_a_hidden_person_keeps_the_number(client: TestClient, friend: int) -> None:
    shown = client.get(f"/person/{friend}").text
    post(client, "/switch", {"switch": "names", "to": "hidden"})
    first = client.get(f"/person/{friend}", params={"format": "json"}).json()["name"]
    people = client.get("/people", params={"format": "json"}).json()["people"]
    assert first.startswith("Person ")
    assert first in {one["name"] for one in people}
    missing = client.get("/person/5", headers={"accept": "application/json"}).json()
    assert missing["message"] == "Names are hidden, and so is what it says."
    post(client, "/switch", {"switch": "names", "to": "shown"})
    assert client.get(f"/person/{friend}").text == shown


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_rendered_by_the_server(network: Network, tmp_path: Path, theme: str) -> None:
    with let_in(network, tmp_path) as client:
        assert "data-theme" not in client.get("/rejects").text
        post(client, "/switch", {"switch": "theme", "to": theme})
        assert f'<html lang="en" data-theme="{theme}">' in client.get("/rejects").text


def test_only_known_switches_are_taken(client: TestClient) -> None:
    body = {"switch": "names", "to": "<script>"}
    headers = {"x-mutuals": "1", "origin": str(client.base_url).rstrip("/")}
    assert client.post("/switch", json=body, headers=headers).status_code == 422
