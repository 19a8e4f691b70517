"""Time alone: a private card, asked and never inferred."""

from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from mutuals.errors import UsageError
from mutuals.estimators.self_report import HIGHEST, LOWEST, Place
from mutuals.mirror.solitude import AGAIN, CHOICES, ITEMS, MOOD, Card, answered, card, forget
from mutuals.web.answering import answer, world_of
from mutuals.web.shell.pictures import DRAWN, Values
from mutuals.web.world import day

TITLE = "Time alone"
UNDER = "home"
router = APIRouter()
# The square's drawing, in its own units.
_LEFT, _TOP, _SIDE = 20.0, 12.0, 240.0
AXES: Final = ("chosen", "at ease")


@dataclass(frozen=True, slots=True)
class Square:
    """Where the answers lie on two axes, with the region they leave open."""

    label: str
    values: Values
    x: float = field(metadata=DRAWN)
    y: float = field(metadata=DRAWN)
    left: float = field(metadata=DRAWN)
    top: float = field(metadata=DRAWN)
    width: float = field(metadata=DRAWN)
    height: float = field(metadata=DRAWN)


@dataclass(frozen=True, slots=True)
class CardPage:
    """The card: its questions, and where the last answers lie."""

    belongs: bool
    items: tuple[str, ...]
    choices: tuple[str, ...]
    sentence: str
    mood: str
    again: str
    help: str
    said: str
    square: Square | None
    before: tuple[str, ...]


class Answers(BaseModel):
    """Answers by item number, and whether they are an adult's."""

    adult: Literal["yes", "no"] = "no"
    items: dict[Annotated[str, Field(max_length=3)], Annotated[str, Field(max_length=1)]] = Field(
        max_length=len(ITEMS)
    )


@router.get("/card", response_model=None)
def show(request: Request) -> Response:
    """Show the card, or its questions."""
    state = request.app.state
    with state.shelf.lock:
        found = card(state.network)
    return answer(request, page_of(found, belongs=world_of(request).me is not None))


@router.post("/card", response_model=None)
def keep(request: Request, given: Answers) -> Response:
    """Keep the owner's answers."""
    state = request.app.state
    if world_of(request).me is None:
        msg = "this store has no owner, and the card is for somebody's own mirror only"
        raise UsageError(msg)
    numbers = [given.items.get(str(number), "0") for number in range(len(ITEMS))]
    with state.shelf.lock:
        values = [int(one) if one.isascii() and one.isdigit() else -1 for one in numbers]
        said = answered(state.network, values, is_adult=given.adult == "yes")
    return JSONResponse({"said": said})


@router.post("/card/delete", response_model=None)
def delete(request: Request) -> Response:
    """Delete every answer."""
    state = request.app.state
    with state.shelf.lock:
        said = forget(state.network)
    return JSONResponse({"said": said})


def page_of(found: Card | None, *, belongs: bool) -> CardPage:
    """Work the page out."""
    shown = found if belongs else None
    return CardPage(
        belongs=belongs,
        items=tuple(f"I {text[0].lower()}{text[1:]}" for text, _, _ in ITEMS),
        choices=CHOICES,
        sentence=shown.sentence if shown else "",
        mood=MOOD,
        again=AGAIN,
        help=shown.help if shown else "",
        said=day(shown.said_at) if shown else "",
        square=_square(shown) if shown else None,
        before=tuple(
            f"{day(at)}: chosen {_band(one)}, at ease {_band(other)}"
            for at, one, other in (shown.before if shown else ())
        ),
    )


def _band(one: Place) -> str:
    return f"{one.lower:.0f} to {one.upper:.0f} of 5"


def _square(found: Card) -> Square:
    low, high = (_at(one) for one in (found.chosen.lower, found.chosen.upper))
    bottom, top = (_SIDE - _at(one) for one in (found.ease.lower, found.ease.upper))
    places = (found.chosen, found.ease)
    rows = tuple((name, _band(one)) for name, one in zip(AXES, places, strict=True))
    label = "Where the answers lie: " + ", ".join(f"{name} {band}" for name, band in rows)
    return Square(
        label=label,
        values=Values(("", "region"), rows),
        x=_LEFT + _at(found.chosen.middle),
        y=_TOP + _SIDE - _at(found.ease.middle),
        left=_LEFT + low,
        top=_TOP + top,
        width=max(high - low, 2.0),
        height=max(bottom - top, 2.0),
    )


def _at(value: float) -> float:
    return round((value - LOWEST) / (HIGHEST - LOWEST) * _SIDE, 1)
