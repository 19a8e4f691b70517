"""A page is a value; HTML and JSON are two renderings of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mutuals.counts import number
from mutuals.discover import modules
from mutuals.errors import (
    InputError,
    MutualsError,
    StoreHeldError,
    UnknownPersonError,
    UsageError,
)
from mutuals.web.why import reasons
from mutuals.web.world import World

HERE: Final = Path(__file__).parent
PAGES: Final = "mutuals.web.pages"
SAFE_INTEGER: Final = 2**53 - 1
STATUSES: Final[tuple[tuple[type[MutualsError], int], ...]] = (
    (UsageError, 404),
    (InputError, 422),
    (StoreHeldError, 409),
)
# Whoever follows an old link needs no command line.
NOT_HERE: Final = (
    "Nobody here goes by that",
    (
        "The link may be of other records, or from before somebody was put together with "
        "somebody else, or taken apart. The page of people lists everybody there is now."
    ),
)
THEMES: Final = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the bar."""

    name: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around every page."""

    name: str
    title: str
    under: str
    entries: tuple[Entry, ...]
    hidden: bool
    theme: str
    village: bool
    json: str


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What went wrong, and what to do."""

    status: int
    heading: str
    message: str


def world_of(request: Request) -> World:
    """Return what this request may see of the network; a page at rest is woken."""
    request.app.state.resting.wake()
    return World(request.app.state.shelf, hidden=_switched(request, "names") == "hidden")


def answer(request: Request, page: object, *, title: str = "", status: int = 200) -> Response:
    """Render a page's value as the browser or the script asked for it."""
    if wants_json(request):
        return JSONResponse(plain(page), status_code=status)
    name = "error" if isinstance(page, ErrorPage) else type(page).__module__.rpartition(".")[2]
    html = environment().get_template(f"{name}.html")
    shell = _shell(request, name, title)
    return HTMLResponse(html.render(page=page, shell=shell), status_code=status)


def wants_json(request: Request) -> bool:
    """Return whether JSON was asked for; the script that posts always wants it."""
    asked = request.query_params.get("format")
    accepts = request.headers.get("accept", "")
    if request.method == "POST":
        return True
    return asked == "json" or (asked is None and accepts.startswith("application/json"))


def problem(request: Request, error: Exception) -> Response:
    """Return the page for an error Mutuals raised on purpose."""
    status = next((code for kind, code in STATUSES if isinstance(error, kind)), 500)
    heading = {
        404: "That is not in these records",
        409: "Another process holds the records",
        422: "That could not be read",
    }.get(status, "Something went wrong here")
    # The words of an error name files and people, which hiding names must hide too.
    hidden = _switched(request, "names") == "hidden"
    message = "Names are hidden, and so is what it says." if hidden else str(error)
    if isinstance(error, UnknownPersonError) and not hidden:
        heading, message = NOT_HERE
    return answer(request, ErrorPage(status, heading, message), title=heading, status=status)


def plain(value: object) -> Any:  # noqa: ANN401  # whatever JSON can hold
    """Return a value as JSON holds it: no geometry, ids as strings.

    >>> plain({"person_id": 5, "many": 2, "large": 2**60})
    {'person_id': '5', 'many': 2, 'large': '1152921504606846976'}
    """
    if is_dataclass(value) and not isinstance(value, type):
        named = {
            one.name: getattr(value, one.name)
            for one in fields(value)
            if not one.metadata.get("drawn")
        }
        return plain(named)
    if isinstance(value, Mapping):
        return {str(key): _field(str(key), one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        ordered = sorted(value) if isinstance(value, set | frozenset) else value
        return [plain(one) for one in ordered]
    return _scalar(value)


def _field(name: str, value: object) -> Any:  # noqa: ANN401  # whatever JSON can hold
    if name.endswith("_id") and isinstance(value, int):
        return str(value)
    return plain(value)


def _scalar(value: object) -> Any:  # noqa: ANN401  # whatever JSON can hold
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > SAFE_INTEGER:
        return str(value)
    return value


@cache
def environment() -> Environment:
    """Return the templates; every value is escaped, and a missing one is an error."""
    made = Environment(
        loader=FileSystemLoader([HERE / "shell", HERE / "pages"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["reasons"] = reasons
    made.filters["number"] = number
    return made


@cache
def entries() -> tuple[Entry, ...]:
    """Return the bar's entries: the pages that name a place in it."""
    placed = [
        (module.PLACE, Entry(name, module.TITLE, "/" if name == "home" else f"/{name}"))
        for name, module in modules(PAGES).items()
        if hasattr(module, "PLACE")
    ]
    return tuple(entry for _, entry in sorted(placed, key=lambda one: one[0]))


def _shell(request: Request, name: str, title: str) -> Shell:
    module = modules(PAGES).get(name)
    theme = _switched(request, "theme")
    hidden = _switched(request, "names") == "hidden"
    # A name that was asked for by address is not repeated while names are hidden.
    query = "format=json" if hidden else request.url.include_query_params(format="json").query
    return Shell(
        name=name,
        title=title or getattr(module, "TITLE", "Mutuals"),
        under=getattr(module, "UNDER", name),
        entries=entries(),
        hidden=hidden,
        theme=theme if theme in THEMES else "",
        village=bool(request.app.state.is_village),
        json=f"{request.url.path}?{query}",
    )


def _switched(request: Request, switch: str) -> str:
    return str(request.cookies.get(f"mutuals-{switch}", ""))
