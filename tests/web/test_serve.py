"""The page is served on this machine only, and its address is in no process list."""

import socket
import webbrowser
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from mutuals.network import Network
from mutuals.web.serve import serve


def test_the_page_listens_on_this_machine_only(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, Any] = {}

    def run(self: uvicorn.Server, sockets: list[socket.socket]) -> None:
        seen["name"] = sockets[0].getsockname()
        seen["routes"] = len(self.config.app.routes)  # type: ignore[union-attr]  # our application

    def opened(address: str) -> bool:
        path = Path(address.removeprefix("file://"))
        seen["mode"] = path.stat().st_mode & 0o777
        seen["page"] = path.read_text(encoding="utf-8")
        seen["address"] = address
        return True

    said: list[str] = []
    monkeypatch.setattr(uvicorn.Server, "run", run)
    monkeypatch.setattr(webbrowser, "open", opened)
    serve(network, port=0, open_browser=True, say=said.append)
    host, port = seen["name"]
    assert host == "127.0.0.1"
    assert f"http://127.0.0.1:{port}/enter?token=" in said[0]
    assert seen["mode"] == 0o600
    token = said[0].split("token=")[1].split()[0]
    assert len(token) >= 43, "256 bits"
    assert token in str(seen["page"])
    assert token not in str(seen["address"])


def test_no_browser_is_opened_unasked(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: None)
    monkeypatch.setattr(webbrowser, "open", lambda _: pytest.fail("it was opened"))
    serve(network, port=0, open_browser=False, say=lambda _: None)
