"""The card: the owner's alone, kept and deleted by the page's own script."""

from pathlib import Path

from starlette.testclient import TestClient
from tests.web.opened import SENT, let_in, post

import mutuals
from mutuals.mirror.solitude import ADULTS, ITEMS
from mutuals.network import Network

GIVEN = {str(number): "4" for number in range(len(ITEMS))}


def test_without_an_owner_there_is_no_card(tmp_path: Path) -> None:
    network = mutuals.open(tmp_path / "nobody.mutuals")
    with let_in(network, tmp_path) as client:
        page = client.get("/card").text
        kept = client.post("/card", json={"adult": "yes", "items": GIVEN}, headers=SENT)
        assert network.private.said("solitude") == []
    network.close()
    assert "this store has no owner" in kept.text
    assert "This store has no owner" in page
    assert "<form" not in page


def test_it_is_asked_kept_shown_and_deleted(client: TestClient) -> None:
    assert "Time alone: chosen, or not quite?" in client.get("/card").text
    assert post(client, "/card", {"adult": "no", "items": GIVEN})["said"] == ADULTS
    assert client.get("/card?format=json").json()["sentence"] == ""
    post(client, "/card", {"adult": "yes", "items": GIVEN})
    shown = client.get("/card")
    assert "These words describe a mood of the answers, not you." in shown.text
    assert "By these answers" in shown.text
    assert "By these answers" not in client.get("/").text
    assert "deleted" in str(post(client, "/card/delete", {})["said"])
    assert client.get("/card?format=json").json()["square"] is None


def test_what_is_no_answer_is_refused(client: TestClient, network: Network) -> None:
    for items in ({"0": "9"}, {"0": "x"}, {str(n): "1" for n in range(99)}, GIVEN | {"0": "²"}):
        answer = client.post("/card", json={"adult": "yes", "items": items}, headers=SENT)
        assert answer.status_code in {404, 422}, items
    assert network.private.said("solitude") == []
