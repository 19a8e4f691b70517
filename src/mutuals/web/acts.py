"""What the bar does on every page: find, hide names, change the theme, undo."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from mutuals.counts import number
from mutuals.people.split import split as split_person
from mutuals.web.answering import entries, world_of
from mutuals.web.crowd import count, latest
from mutuals.web.world import World

router = APIRouter()
Question = Literal["stage", "time", "kind", "me"]
YEAR: Final = 365 * 86_400
# What the find box is given at once, and how many it may ask for by name.
MOST_PEOPLE: Final = 2000
NAMED: Final = 12


class Switch(BaseModel):
    """A switch of the bar and where to put it."""

    switch: Literal["names", "theme"]
    to: Literal["hidden", "shown", "light", "dark", "system"]


class Going(BaseModel):
    """The addresses that are somebody else's, by their numbers."""

    items: dict[Annotated[str, Field(pattern=r"^\d{1,19}$")], Literal["on"]]


@router.get("/find", response_model=None)
def find(request: Request, named: str = "") -> Response:
    """Return what the find box looks through: pages, and the people heard of last.

    ``named`` asks for people of a name instead, among all there are.
    """
    world = world_of(request)
    if named:
        found = latest(world, NAMED, named=named) if not world.hidden else []
        return JSONResponse({"found": [_person(world, one) for one in found], "said": ""})
    pages = [{"name": one.title, "sort": "page", "path": one.path} for one in entries()]
    pages += [
        {"name": "The years on the rings", "sort": "page", "path": "/continuum"},
        {"name": "Circles", "sort": "page", "path": "/circles"},
        {"name": "Status", "sort": "page", "path": "/status"},
        {"name": "Whom to ask first", "sort": "page", "path": "/seeds"},
        {"name": "Was it right?", "sort": "page", "path": "/validate"},
        {"name": "Capacity", "sort": "page", "path": "/capacity"},
        {"name": "Choices", "sort": "page", "path": "/independence"},
        {"name": "Time alone", "sort": "page", "path": "/card"},
        {"name": "Rejects", "sort": "page", "path": "/rejects"},
        {"name": "Two names, one person?", "sort": "page", "path": "/same"},
        {"name": "Doctor", "sort": "page", "path": "/doctor"},
    ]
    chosen = latest(world, MOST_PEOPLE)
    world.names(chosen)
    people = sorted((_person(world, one) for one in chosen), key=lambda one: one["name"].casefold())
    many = count(world)
    said = f"The {number(len(people))} of {number(many)} people heard of last are listed first."
    return JSONResponse({"found": pages + people, "said": said if many > len(people) else ""})


def _person(world: World, person_id: int) -> dict[str, str]:
    return {"name": world.name(person_id), "sort": "person", "path": f"/person/{person_id}"}


@router.post("/switch", response_model=None)
def switch(asked: Switch) -> Response:
    """Hide or show names, or choose light or dark; remembered in a cookie."""
    response = JSONResponse({"switch": asked.switch, "to": asked.to})
    response.set_cookie(
        f"mutuals-{asked.switch}", asked.to, max_age=YEAR, httponly=True, samesite="strict"
    )
    return response


@router.post("/person/{person_id}/{question}/{value}", response_model=None)
def correct(request: Request, person_id: int, question: Question, *, value: str) -> Response:
    """Take the owner's own word on a person; undo takes it back."""
    sentence = request.app.state.imports.correct(question, who=str(person_id), value=value)
    hidden = world_of(request).hidden
    return JSONResponse({"said": "Kept, as you say." if hidden else sentence})


@router.post("/person/{person_id}/split", response_model=None)
def split(request: Request, person_id: int, given: Going) -> Response:
    """Take the owner's word that some addresses are another person's."""
    sentence = request.app.state.imports.say_who(
        lambda network: split_person(network, person_id, {*map(int, given.items)})
    )
    hidden = world_of(request).hidden
    return JSONResponse({"said": "Kept, as you say." if hidden else sentence})


@router.post("/undo", response_model=None)
def undo(request: Request) -> Response:
    """Take the last import back."""
    sentence = request.app.state.imports.undo()
    hidden = world_of(request).hidden
    said = "The last import was taken back." if hidden else sentence
    return JSONResponse({"said": said if sentence else "There is nothing to take back."})
