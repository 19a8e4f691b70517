"""Who may ask: this machine's page, from its own origin, with its own cookie.

Every request is held against the exact host and port, the origin and what the browser
says about where it came from. The one-time token of the address that was printed is
exchanged for a cookie no script can read. What changes something must be JSON, or the
raw bytes of a file, sent by the page's own script.
"""

import logging
import secrets
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger(__name__)
ENTRANCE: Final = "/enter"
OWN_HEADER: Final = "x-mutuals"
BODIES: Final = ("application/json", "application/octet-stream")
POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
WELCOME: Final = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta http-equiv="refresh" content="0;url=/"><meta name="color-scheme" content="light dark">'
    '<title>Mutuals</title></head><body><p><a href="/">On to the page</a></p></body></html>'
)
REFUSAL: Final = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><title>Not let in · Mutuals</title></head>'
    "<body><main><h1>This page is for one browser only</h1><p>{reason} Open the address that "
    "<code>mutuals serve</code> printed; it works once. If it has been used, start the "
    "command again.</p></main></body></html>"
)


@dataclass(slots=True)
class Door:
    """The port the page is served on, the one-time token, and the cookie behind it."""

    port: int
    token: str
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    is_used: bool = False

    @property
    def cookie(self) -> str:
        """Return the cookie's name; cookies are shared by all ports of a machine."""
        return f"mutuals-{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """Return the only hosts the page answers to."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    def exchange(self, token: str) -> bool:
        """Return whether this is the token, and whether for the first time."""
        if self.is_used or not secrets.compare_digest(token.encode(), self.token.encode()):
            return False
        self.is_used = True
        return True

    def knows(self, cookies: str) -> bool:
        """Return whether the cookie of this session is among those sent."""
        sent = cookie_parser(cookies).get(self.cookie, "")
        return secrets.compare_digest(sent.encode(), self.secret.encode())


def entrance(port: int, token: str) -> str:
    """Return the address to open once.

    >>> entrance(8000, "abc")
    'http://127.0.0.1:8000/enter?token=abc'
    """
    return f"http://127.0.0.1:{port}{ENTRANCE}?token={token}"


class Guard:
    """Stands before the application: refuses, lets in, and puts its headers on all."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or hand it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        guarded = _Guarded(send, is_static=str(scope.get("path", "")).startswith("/static/"))
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = self._answer(scope)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        try:
            await self.app(scope, receive, guarded)
        except Exception as error:
            # Only the kind of error is logged: its words may hold somebody's name.
            LOG.error("%s at %s", type(error).__name__, scope["path"])  # noqa: TRY400  # see above
            if guarded.has_begun:
                raise
            await _broken()(scope, receive, guarded)

    def _answer(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        reason = self._stranger(headers)
        if reason:
            return refuse(reason)
        if scope["path"] == ENTRANCE:
            return self._enter(scope, headers)
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            return refuse("Another page asked for it.")
        if not self.door.knows(headers.get("cookie", "")):
            return refuse("This browser has not been let in.")
        return None if scope["method"] in {"GET", "HEAD"} else _own_script(headers)

    def _stranger(self, headers: Headers) -> str:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self.door.hosts:
            return "It was asked for under a name that is not its own."
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{hosts[0]}":
            return "Another page asked for it."
        return ""

    def _enter(self, scope: Scope, headers: Headers) -> Response:
        query = scope["query_string"].decode("latin-1")
        token = query.removeprefix("token=") if query.startswith("token=") else ""
        is_in = self.door.knows(headers.get("cookie", ""))
        if scope["method"] != "GET" or not (self.door.exchange(token) or is_in):
            return refuse("The address is not the one that was printed, or was used before.")
        # A page of our own leads on: a strict cookie is not sent along a redirect that
        # began outside, in the file that opens the browser.
        response = HTMLResponse(WELCOME)
        if not is_in:
            response.set_cookie(
                self.door.cookie, self.door.secret, httponly=True, samesite="strict", path="/"
            )
        return response


class _Guarded:
    """Puts the headers on a response and remembers whether it has begun."""

    def __init__(self, send: Send, *, is_static: bool) -> None:
        self.send = send
        self.has_begun = False
        # Static files hold nothing private; the browser asks whether they changed.
        self.cache = "no-cache" if is_static else "no-store"

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers["cache-control"] = self.cache
        await self.send(message)


def refuse(reason: str) -> Response:
    """Return the page that says why nothing is shown."""
    return HTMLResponse(REFUSAL.format(reason=reason), status_code=403)


def _own_script(headers: Headers) -> Response | None:
    body = headers.get("content-type", "").partition(";")[0].strip().lower()
    if headers.get(OWN_HEADER) != "1" or body not in BODIES:
        return refuse("What changes something comes from the page itself.")
    if headers.get("origin") is None and headers.get("sec-fetch-site") != "same-origin":
        return refuse("What changes something comes from the page itself.")
    return None


def _broken() -> Response:
    words = (
        "<h1>Something went wrong here</h1><p>Nothing was lost or changed. Go back and try "
        "again; <code>mutuals doctor</code> may tell more.</p>"
    )
    page = REFUSAL[: REFUSAL.index("<main>")].replace("Not let in", "Something went wrong")
    return HTMLResponse(f"{page}<main>{words}</main></body></html>", status_code=500)
