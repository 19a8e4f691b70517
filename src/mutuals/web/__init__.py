"""The page: one FastAPI application over one network, for one browser on this machine.

``create_app`` finds the pages in ``web/pages``; the guard in ``web/guard.py`` stands
before all of them.
"""

import os
import tempfile
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from mutuals.discover import modules
from mutuals.errors import MutualsError
from mutuals.network import Network
from mutuals.web import acts
from mutuals.web.answering import HERE, PAGES, ErrorPage, answer, problem
from mutuals.web.checking import Checking
from mutuals.web.guard import Door, Guard, entrance
from mutuals.web.imports import Imports
from mutuals.web.resting import Resting
from mutuals.web.world import Shelf

__all__ = ["create_app", "entrance"]
SMALLEST_ZIPPED: Final = 1024


def create_app(
    network: Network, *, token: str, port: int, is_village: bool = False, inbox: Path | None = None
) -> FastAPI:
    """Return the application for a network.

    ``token`` opens the page once, at the address ``entrance(port, token)``. ``inbox``
    is the folder dropped files wait in until they are kept: a private temporary one,
    unless it is given.
    """
    app = FastAPI(
        title="Mutuals",
        docs_url=None,
        redoc_url=None,
        middleware=[
            Middleware(GZipMiddleware, minimum_size=SMALLEST_ZIPPED),
            Middleware(Guard, door=Door(port, token)),
        ],
    )
    app.state.network = network
    app.state.shelf = Shelf(network)
    app.state.checking = Checking(app.state.shelf)
    app.state.is_village = is_village
    app.state.imports = Imports(network, app.state.shelf, inbox or _private_folder())
    app.state.resting = Resting(network, app.state.shelf, app.state.imports)
    for page in modules(PAGES).values():
        app.include_router(page.router)
    app.include_router(acts.router)
    app.add_api_route("/favicon.ico", _mark, response_model=None, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_exception_handler(MutualsError, problem)
    app.add_exception_handler(HTTPException, _not_there)
    app.add_exception_handler(RequestValidationError, _not_understood)
    return app


def _mark() -> Response:
    # Browsers ask for it beside what is no page, such as a page's JSON.
    return RedirectResponse("/static/mark.svg")


def _private_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="mutuals-"))
    os.chmod(folder, 0o700)  # noqa: PTH101  # said, although mkdtemp does it
    return folder


def _not_there(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    page = ErrorPage(
        status, "There is no such page", "The bar above leads on, and `/` finds any page."
    )
    return answer(request, page, title=page.heading, status=status)


def _not_understood(request: Request, error: Exception) -> Response:
    del error  # its words repeat what was sent
    page = ErrorPage(422, "That was not understood", "Go back and try again.")
    return answer(request, page, title=page.heading, status=422)
