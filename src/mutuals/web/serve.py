"""Serve the page on this machine, for one browser."""

import os
import secrets
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Final

import uvicorn

from mutuals.network import Network
from mutuals.web import create_app, entrance

HERE: Final = "127.0.0.1"
VILLAGE: Final = "village.mutuals"


def serve(network: Network, *, port: int, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve until interrupted; port 0 takes a free one, ``say`` is told the address."""
    token = secrets.token_urlsafe(32)
    with (
        socket.create_server((HERE, port)) as listener,
        tempfile.TemporaryDirectory(prefix="mutuals-") as folder,
    ):
        number = listener.getsockname()[1]
        inbox = Path(folder) / "inbox"
        inbox.mkdir(mode=0o700)
        is_village = network.path.name == VILLAGE
        app = create_app(network, token=token, port=number, is_village=is_village, inbox=inbox)
        address = entrance(number, token)
        say(f"The page is at {address} (this address works once). Ctrl-C stops it.")
        if open_browser:
            webbrowser.open(door(Path(folder), address).as_uri())
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        ended = threading.Event()
        threading.Thread(target=app.state.resting.watch, args=(ended,), daemon=True).start()
        try:
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            ended.set()


def door(folder: Path, address: str) -> Path:
    """Write the file that opens the browser: others can read what is in ``ps``."""
    path = folder / "open.html"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        url = escape(address, quote=True)
        file.write(f'<!doctype html><meta http-equiv="refresh" content="0;url={url}">')
    return path
