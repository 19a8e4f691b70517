"""Only the browser that was let in is answered, and only when it asks for itself."""

from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from tests.web.opened import ORIGIN, PORT, SENT, TOKEN, let_in

from mutuals.network import Network
from mutuals.web import create_app, entrance
from mutuals.web.guard import POLICY

ROUTES = {
    ("GET", "/"),
    ("GET", "/people"),
    ("GET", "/person/{person_id}"),
    ("GET", "/influence"),
    ("GET", "/introductions"),
    ("GET", "/time"),
    ("GET", "/continuum"),
    ("GET", "/circles"),
    ("GET", "/capacity"),
    ("GET", "/seeds"),
    ("GET", "/card"),
    ("GET", "/independence"),
    ("GET", "/claims"),
    ("GET", "/records"),
    ("GET", "/records/progress"),
    ("GET", "/rejects"),
    ("GET", "/doctor"),
    ("GET", "/same"),
    ("GET", "/status"),
    ("GET", "/validate"),
    ("GET", "/find"),
    ("GET", "/favicon.ico"),
    ("GET", "/openapi.json"),
    ("POST", "/switch"),
    ("POST", "/undo"),
    ("POST", "/card"),
    ("POST", "/card/delete"),
    ("POST", "/same/{one}/{other}/{word}"),
    ("POST", "/same/back/{number}"),
    ("POST", "/person/{person_id}/split"),
    ("POST", "/validate/run"),
    ("POST", "/validate/stop"),
    ("POST", "/person/{person_id}/{question}/{value}"),
    ("POST", "/records/drop"),
    ("POST", "/records/keep"),
    ("POST", "/records/let-go"),
    ("POST", "/records/me"),
    ("POST", "/records/village/remove"),
}
FILLED = {
    "number": 1,
    "person_id": 1,
    "question": "time",
    "value": "none",
    "one": 1,
    "other": 2,
    "word": "same",
}
OTHER_FILES = ("/static/mutuals.css", "/static/bundle.js", "/nowhere")
BAD = {
    "host of another name": {"host": f"evil.example:{PORT}"},
    "host without a port": {"host": "127.0.0.1"},
    "host of another port": {"host": f"127.0.0.1:{PORT + 1}"},
    "another origin": {"origin": "http://evil.example"},
    "no origin at all": {"origin": "null"},
    "origin of another port": {"origin": f"http://127.0.0.1:{PORT + 1}"},
    "another site": {"sec-fetch-site": "cross-site"},
    "another port of this machine": {"sec-fetch-site": "same-site"},
}


def every_route() -> list[tuple[str, str]]:
    return sorted(ROUTES) + [("GET", path) for path in OTHER_FILES]


def test_every_route_is_in_the_table(network: Network, tmp_path: Path) -> None:
    app = create_app(network, token=TOKEN, port=PORT, inbox=tmp_path)
    found = {(method, one.path) for one in flat(app.routes) for method in one.methods or ()}
    assert found - {("HEAD", "/openapi.json")} == ROUTES


def flat(routes: object) -> list[Route]:
    found = []
    for one in routes if isinstance(routes, list) else []:
        if isinstance(one, Route):
            found.append(one)
        else:
            inner = getattr(one, "original_router", None)
            found += flat(inner.routes) if inner is not None else []
    return found


@pytest.mark.parametrize("wrong", BAD)
def test_a_stranger_is_refused_on_every_route(client: TestClient, wrong: str) -> None:
    for method, path in every_route():
        headers = {**SENT, "content-type": "application/json"} if method == "POST" else {}
        answer = client.request(
            method,
            path.format(**FILLED),
            headers={**headers, **BAD[wrong]},
            content=b"{}",
        )
        assert answer.status_code == 403, (method, path)
        assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("cookie", ["", f"mutuals-{PORT}=wrong", f"mutuals-{PORT + 1}=x"])
def test_without_the_cookie_every_route_is_refused(
    network: Network, tmp_path: Path, cookie: str
) -> None:
    client = TestClient(
        create_app(network, token=TOKEN, port=PORT, inbox=tmp_path), base_url=ORIGIN
    )
    for method, path in every_route():
        answer = client.request(
            method,
            path.format(**FILLED),
            headers={**SENT, "cookie": cookie},
            content=b"{}",
        )
        assert answer.status_code == 403, (method, path)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": ORIGIN},
        {"x-mutuals": "1", "content-type": "application/json"},
        {"origin": ORIGIN, "content-type": "application/json"},
        {**SENT, "content-type": "text/plain"},
        {**SENT, "content-type": "application/x-www-form-urlencoded"},
        {**SENT, "content-type": "multipart/form-data; boundary=x"},
    ],
)
def test_the_cookie_alone_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    for method, path in sorted(ROUTES):
        if method == "POST":
            answer = client.post(path, headers=headers, content=b"{}")
            assert answer.status_code == 403, path


def test_the_address_works_once(network: Network, tmp_path: Path) -> None:
    app = create_app(network, token=TOKEN, port=PORT, inbox=tmp_path)
    first, second = (TestClient(app, base_url=ORIGIN) for _ in range(2))
    assert first.get("/enter?token=guessed").status_code == 403
    assert first.get("/enter").status_code == 403
    assert first.post("/enter?token=" + TOKEN).status_code == 403
    # The file that opens the browser is another site to it; the token says enough.
    let = first.get(entrance(PORT, TOKEN), headers={"sec-fetch-site": "cross-site"})
    assert let.status_code == 200
    assert let.headers["set-cookie"].startswith(f"mutuals-{PORT}=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(let.headers["set-cookie"].split("; "))
    assert first.get("/rejects").status_code == 200
    assert first.get(entrance(PORT, TOKEN)).status_code == 200, "in already"
    assert second.get(entrance(PORT, TOKEN)).status_code == 403, "used before"


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/rejects", "/nowhere", "/person/5", "/person/x", "/static/mutuals.css", "/find"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == POLICY, path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        cache = "no-cache" if path.startswith("/static/") else "no-store"
        assert headers["cache-control"] == cache
    assert "unsafe" not in POLICY


def test_what_breaks_breaks_calmly(
    *,
    network: Network,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        message = "secret name"
        raise RuntimeError(message)

    monkeypatch.setattr("mutuals.web.pages.rejects.rejects", broken)
    with let_in(network, tmp_path) as client:
        answer = client.get("/rejects")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert "Something went wrong here" in answer.text
    assert "secret name" not in answer.text + caplog.text
    assert "RuntimeError at /rejects" in caplog.text


def test_there_are_no_web_sockets(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/socket"):
        pass
