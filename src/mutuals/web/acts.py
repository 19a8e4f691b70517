"""What the bar does on every page: find, hide names, change the theme, undo."""

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from mutuals.web.answering import entries, world_of

router = APIRouter()
YEAR = 365 * 86_400


class Switch(BaseModel):
    """A switch of the bar and where to put it."""

    switch: Literal["names", "theme"]
    to: Literal["hidden", "shown", "light", "dark", "system"]


@router.get("/find", response_model=None)
def find(request: Request) -> Response:
    """Return everything the find box looks through: pages and people."""
    world = world_of(request)
    pages = [{"name": one.title, "sort": "page", "path": one.path} for one in entries()]
    pages += [
        {"name": "Rejects", "sort": "page", "path": "/rejects"},
        {"name": "Doctor", "sort": "page", "path": "/doctor"},
    ]
    people = [
        {"name": name, "sort": "person", "path": f"/person/{person_id}"}
        for person_id, name in sorted(world.names().items(), key=lambda one: one[1].casefold())
    ]
    return JSONResponse(pages + people)


@router.post("/switch", response_model=None)
def switch(asked: Switch) -> Response:
    """Hide or show names, or choose light or dark; remembered in a cookie."""
    response = JSONResponse({"switch": asked.switch, "to": asked.to})
    response.set_cookie(
        f"mutuals-{asked.switch}", asked.to, max_age=YEAR, httponly=True, samesite="strict"
    )
    return response


@router.post("/undo", response_model=None)
def undo(request: Request) -> Response:
    """Take the last import back."""
    sentence = request.app.state.imports.undo()
    hidden = world_of(request).hidden
    said = "The last import was taken back." if hidden else sentence
    return JSONResponse({"said": said if sentence else "There is nothing to take back."})
