"""Every page says its sentence, escapes what it is given, and is the same as JSON."""

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pytest
from starlette.testclient import TestClient
from tests.web.opened import Replaced, hostile, let_in, post

import mutuals
from mutuals.errors import StoreHeldError
from mutuals.network import Network

PAGES = (
    "/", "/people", "/influence", "/introductions", "/time", "/continuum", "/circles", "/capacity",
    "/claims", "/records", "/card", "/independence",
)  # fmt: skip
MORE = (
    "/rejects",
    "/validate",
    "/doctor",
    "/same",
    "/people?sort=ring&only=met",
    "/people?sort=last&only=no_avatars",
)
SHAPES: Mapping[str, set[str]] = {
    "/": {
        "question", "answer", "headline", "rest", "topic", "evidence", "quiet_evidence",
        "is_long", "bands", "said", "quiet", "status", "status_evidence", "rings", "read",
        "not_kept", "missing_channels", "perhaps",
    },
    "/people": {
        "answer", "seen_from", "people", "everybody", "shown", "sort", "filters", "map", "many",
        "slider", "away", "undrawn",
    },
    "/influence": {
        *("answer", "kind", "grade", "verb", "plane", "chosen", "unplaced", "few", "table"),
        *("pooled", "apart", "owned", "begun", "named"),
    },
    "/introductions": {
        "answer", "evidence", "chain", "tabs", "list", "more", "asked", "reached", "is_mine",
    },
    "/time": {"answer", "hours", "channels", "circles", "words", "unspoken"},
    "/continuum": {
        "answer", "evidence", "seen_from", "flows", "years", "fading", "fading_evidence",
        "choose_from",
    },
    "/circles": {"answer", "circles", "gathering", "gatherings", "series", "conveners"},
    "/capacity": {
        "answer", "evidence", "seen_from", "months", "shape", "signature", "displaced", "layers",
        "verdicts", "choose_from",
    },
    "/claims": {"answer", "cards"},
    "/independence": {"answer", "slopes", "kinds", "begun", "is_owner"},
    "/card": {
        "belongs", "items", "choices", "sentence", "mood", "again", "help", "said", "square",
        "before",
    },
    "/validate": {"answer", "state", "what", "beside", "questions"},
    "/records": {
        "waiting", "progress", "perhaps", "lines", "automata", "rejected", "asked", "village",
    },
    "/same": {
        "answer", "pairs", "follows", "start", "before", "after", "words", "contradictions",
        "alike",
    },
    "/rejects": {"answer", "reasons", "rejects", "more"},
    "/status": {"answer", "evidence", "table", "more", "owned"},
    "/doctor": {"is_well", "checks", "parts", "tables"},
}  # fmt: skip


@pytest.mark.parametrize(("path", "shape"), SHAPES.items())
def test_json_is_the_same_value(client: TestClient, path: str, shape: set[str]) -> None:
    by_query = client.get(path, params={"format": "json"})
    by_header = client.get(path, headers={"accept": "application/json"})
    assert set(by_query.json()) == shape
    assert by_query.json() == by_header.json()
    assert '"metadata"' not in by_query.text


def test_ids_are_strings_in_json(client: TestClient) -> None:
    people = client.get("/people", params={"format": "json"}).json()
    assert len(people["people"]) > 20
    assert all(isinstance(one["person_id"], str) for one in people["people"])
    assert all(isinstance(one["person_id"], str) for one in people["map"]["wide"]["nodes"])


@pytest.mark.parametrize("path", [*PAGES, *MORE])
def test_no_inline_script_or_style(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert re.findall(r"<script(?![^>]* src=)", text) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", text) == []
    assert text.count("<h1") == 1


def test_the_mirror_answers_first(client: TestClient) -> None:
    text = client.get("/").text
    assert "Which one are you?" in text
    assert text.index("<h1") < text.index("Your people on four rings")
    assert text.index("Your people on four rings") < text.index("The status game, kept apart")


def test_influence_below_grade_b_shows_thirds_and_other_words(client: TestClient) -> None:
    page = client.get("/influence", params={"format": "json"}).json()
    assert (page["grade"], page["verb"]) == ("C", "moved together with")
    moved = {row[2] for row in page["plane"]["values"]["rows"]}
    assert {words.rpartition(" ")[2] for words in moved} == {"third"}
    broadcast = client.get("/influence?kind=broadcast&format=json").json()
    assert broadcast["plane"]["kind"] == "bro"
    table = client.get("/influence?kind=table&format=json").json()["table"]
    names = [row[0].casefold() for row in table["rows"]]
    assert names == sorted(names)
    assert {row[-1].rpartition(" ")[2] for row in table["rows"]} == {"third", "seen"}
    assert "Against a better grade" in dict(page["pooled"])


def test_a_chosen_person_is_shown_beside_the_plane(client: TestClient, friend: int) -> None:
    page = client.get("/influence", params={"format": "json"}).json()
    chosen = page["chosen"]["person_id"]
    again = client.get(f"/influence?who={chosen}&format=json").json()
    assert again["chosen"]["person_id"] == chosen
    assert client.get("/influence?who=5&format=json").json()["chosen"]["person_id"] == chosen
    assert client.get(f"/influence?who={friend}").status_code == 200


def test_a_person_has_a_timeline_and_evidence(client: TestClient, friend: int) -> None:
    page = client.get(f"/person/{friend}", params={"format": "json"}).json()
    assert page["answer"]["parts"][1].startswith(" is a")
    assert page["timeline"]["values"]["head"][0] == "Month"
    assert len(page["evidence"]) == 8
    assert [rung["name"] for rung in page["rungs"] if rung["is_here"]] == ["Friend"]
    more = client.get(f"/person/{friend}?every=true&format=json").json()
    assert len(more["evidence"]) > 8
    assert client.get(f"/person/{friend}").text.count("data-mark=") > 20


def test_everybody_has_a_page(client: TestClient, network: Network) -> None:
    for row in network.table("person").to_pylist()[::7]:
        answer = client.get(f"/person/{row['person_id']}")
        assert answer.status_code == 200
        assert html.escape(row["name"], quote=False) in answer.text.replace("&#39;", "'")


def test_who_can_introduce_me(client: TestClient, friend: int, network: Network) -> None:
    known = client.get(f"/introductions?to={friend}&format=json").json()["reached"]
    assert known["ways"][0]["legs"][-1]["name"] == known["name"]
    unknown = client.get("/introductions?to=Nobody+Atall&format=json").json()["reached"]
    assert (unknown["ways"], unknown["name"]) == ([], "Nobody Atall")
    mine = next(row for row in network.table("person").to_pylist() if row["is_me"])
    me = client.get(f"/introductions?to={mine['person_id']}&format=json").json()["reached"]
    assert me["missing"] == "That is you."
    ties = network.table("tie").to_pylist()
    near = {row["alter_id"] for row in ties if row["ego_id"] == mine["person_id"]}
    far = sorted({row["alter_id"] for row in ties if row["ego_id"] in near} - near)
    for person_id in far[:20]:
        assert client.get(f"/introductions?to={person_id}").status_code == 200


@pytest.mark.parametrize("show", ["made", "received", "all"])
def test_introductions_by_side(client: TestClient, show: str) -> None:
    page = client.get(f"/introductions?show={show}&format=json").json()
    assert [tab["show"] for tab in page["tabs"] if tab["is_on"]] == [show]


def test_a_browser_that_asks_for_an_icon_beside_json_gets_one(client: TestClient) -> None:
    found = client.get("/favicon.ico")
    assert (found.status_code, found.headers["content-type"]) == (200, "image/svg+xml")


def test_a_gathering_can_be_chosen(client: TestClient) -> None:
    page = client.get("/circles?format=json").json()
    last = page["gatherings"][-1]
    chosen = client.get(f"/circles?gathering={last['gathering_id']}&format=json").json()
    assert chosen["gathering"]["heading"] == f"{last['title']}, {last['date']}"


def test_the_find_box_knows_people_and_pages(client: TestClient) -> None:
    found = client.get("/find").json()["found"]
    assert {"name": "Claims", "sort": "page", "path": "/claims"} in found
    assert sum(one["sort"] == "person" for one in found) > 50


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nowhere", 404), ("/person/5", 404), ("/person/x", 422), ("/people?sort=rank", 422)],
)
def test_errors_have_their_status(client: TestClient, path: str, status: int) -> None:
    page = client.get(path)
    assert page.status_code == status
    assert "Back to the mirror" in page.text
    as_json = client.get(path, headers={"accept": "application/json"})
    assert as_json.status_code == status
    assert as_json.json()["status"] == status


def test_a_held_store_is_a_conflict(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object, **__: object) -> None:
        path = "store"
        raise StoreHeldError(path, "process 12")

    monkeypatch.setattr("mutuals.web.pages.rejects.rejects", held)
    answer = client.get("/rejects")
    assert answer.status_code == 409
    assert "process 12" in answer.text


@pytest.fixture
def attacked(network: Network, tmp_path: Path) -> Iterator[TestClient]:
    names = (
        "person",
        "address",
        "contact",
        "circle",
        "gathering",
        "source",
        "reject",
        "introduction",
    )
    tables = {name: hostile(network.table(name)) for name in names}
    with let_in(Replaced(network, tables), tmp_path) as client:  # type: ignore[arg-type]  # stands in for it
        yield client


@pytest.mark.parametrize("path", [*PAGES, "/rejects", "/person", "/introductions?show=all"])
def test_hostile_words_stay_words(attacked: TestClient, friend: int, path: str) -> None:
    text = attacked.get(f"/person/{friend}" if path == "/person" else path).text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "49\u202egnp" not in text
    if path not in {"/claims", "/time", "/capacity", "/card", "/independence"}:
        assert "&lt;script&gt;alert(1)" in text


def test_a_store_with_nothing_in_it(tmp_path: Path) -> None:
    network = mutuals.open(tmp_path / "empty.mutuals")
    with let_in(network, tmp_path / "in") as client:
        for path in PAGES:
            answer = client.get(path)
            assert answer.status_code == 200, path
        assert "Nothing has been read yet" in client.get("/").text
        assert post(client, "/undo", {}) == {"said": "There is nothing to take back."}
    network.close()


def test_a_community_without_an_owner(network: Network, tmp_path: Path) -> None:
    person = network.table("person")
    nobody = pa.array([False] * person.num_rows)
    owned = person.set_column(person.column_names.index("is_me"), "is_me", nobody)
    with let_in(Replaced(network, {"person": owned}), tmp_path) as client:  # type: ignore[arg-type]  # stands in for it
        for path in PAGES:
            assert client.get(path).status_code == 200, path
        page = client.get("/people?every=true&format=json").json()
        assert page["people"] == []
        assert len(page["everybody"]) > 50
        first = page["everybody"][0]["person_id"]
        assert client.get(f"/people?ego={first}").status_code == 200
        assert client.get(f"/person/{first}").status_code == 200
        asked = client.get(f"/introductions?to={first}&format=json").json()
        assert asked["reached"]["missing"].startswith("These records have no owner")
        assert "look at this" in client.get("/doctor").text
