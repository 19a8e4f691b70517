"""No link on any page leads nowhere, and the village can be taken away."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.opened import SENT, let_in

import mutuals
from mutuals import village
from mutuals.network import Network

START = ("/", "/people", "/influence", "/introductions?show=all", "/time", "/claims", "/records")
LINK = re.compile(r'<a [^>]*href="([^"]*)"')
MOST = 220
EMPTY = {
    "/": "Nothing has been read yet. Drop a mailbox, a chat or a calendar",
    "/people": "Nothing has been read yet.",
    "/influence": "We cannot say yet who moves whom",
    "/introductions": "No introduction is seen in these files",
    "/time": "We cannot say yet where the time goes",
    "/continuum": "We cannot say yet how ties moved",
    "/circles": "We cannot say yet which circles there are",
    "/capacity": "We cannot say yet how many ties",
    "/claims": "These records do not yet tell any claim",
    "/records": "Nothing has been read yet.",
    "/same": "No two names here look like one person.",
    "/rejects": "Every line was read and kept.",
    "/doctor": "Everything is as it should be.",
}


@pytest.fixture(scope="module")
def community(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    folder = tmp_path_factory.mktemp("community")
    village.write(folder / "files")
    network = mutuals.open(folder / "village.mutuals")
    network.read([folder / "files" / "community"])
    network.build()
    yield network
    network.close()


def dead(client: TestClient) -> list[str]:
    """Return the links of all pages that do not lead to a page or a place on one."""
    texts: dict[str, str] = {}
    links: set[tuple[str, str, str]] = set()
    waiting = list(START)
    while waiting and len(texts) < MOST:
        path = waiting.pop()
        if path not in texts:
            answer = client.get(path)
            texts[path] = answer.text if answer.status_code == 200 else ""
            found = {whole(path, one) for one in LINK.findall(texts[path])}
            links |= {(path, *one) for one in found}
            waiting += sorted(one for one, _ in found if one not in texts)
    gone = [f"{path} on {page}" for page, path, _ in links if texts.get(path) == ""]
    lost = [
        f"{path}#{place} on {page}"
        for page, path, place in links
        if place and path in texts and f'id="{place}"' not in texts[path]
    ]
    return sorted(gone + lost)


def whole(page: str, link: str) -> tuple[str, str]:
    """Return a link's path, and the place on it."""
    path, _, place = unescape(link).partition("#")
    here = page.partition("?")[0]
    return {"": page, "?": here + path}.get(path[:1], path), place


def test_no_link_of_the_village_is_dead(client: TestClient) -> None:
    assert dead(client) == []


def test_no_link_of_a_community_is_dead(community: Network, tmp_path: Path) -> None:
    with let_in(community, tmp_path) as client:
        assert dead(client) == []


def test_the_village_can_be_removed_once(community: Network, tmp_path: Path) -> None:
    """Must be the last to use the community: it empties its store."""
    with let_in(community, tmp_path) as client:
        assert 'href="/records#village"' in client.get("/").text
        assert "5 made-up files" in client.get("/records").text
        said = client.post("/records/village/remove", json={}, headers=SENT)
        assert said.json() == {"said": "The village is gone. Drop your own files here."}
        assert "This village is made up" not in client.get("/").text
        for path, words in EMPTY.items():
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert words in answer.text, path
        again = client.post("/records/village/remove", json={}, headers=SENT)
        assert again.status_code == 404
    assert community.table("interaction").num_rows == 0
