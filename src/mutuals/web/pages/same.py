"""Two names, one person? The pairs to look at, why, and what you said of others."""

from dataclasses import dataclass
from typing import Final, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from mutuals.counts import tally
from mutuals.mirror.words import listed
from mutuals.people.one_person import Act, acts, contradictions, say_of_two
from mutuals.people.one_person import take_back as back
from mutuals.people.review import Queue, Side, Suggestion, queue
from mutuals.records import Cut
from mutuals.sentence import Sentence, Who
from mutuals.web.answering import answer, world_of
from mutuals.web.world import World, day

TITLE = "Two names, one person?"
UNDER = "records"
router = APIRouter()
SHOWN: Final = 12
MOST_ALIKE: Final = 50


@dataclass(frozen=True, slots=True)
class Half:
    """One of two: who, what they are reached at, and when they were heard of."""

    who: Who
    addresses: tuple[str, ...]
    heard: str
    is_me: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who may be one. ``path`` is where the reader's word on them goes."""

    one: Half
    other: Half
    sure: str
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    shared: tuple[Who, ...]
    more: int
    path: str


@dataclass(frozen=True, slots=True)
class Word:
    """What was said at once, of two or of several, and where it is taken back."""

    one: str
    other: str
    word: str
    said: str
    is_kept: bool
    path: str


@dataclass(frozen=True, slots=True)
class SamePage:
    """The queue, what was said before, and who is made to look like another."""

    answer: Sentence
    pairs: tuple[Pair, ...]
    follows: bool
    start: int
    before: int | None
    after: int | None
    words: tuple[Word, ...]
    contradictions: tuple[str, ...]
    alike: tuple[tuple[str, str, str], ...]


@router.get("/same", response_model=None)
def show(request: Request, start: int = 0) -> Response:
    """Show the pairs to look at, the likeliest first."""
    return answer(request, same(world_of(request), max(start, 0)))


@router.post("/same/{one}/{other}/{word}", response_model=None)
def say(
    request: Request, one: int, other: int, *, word: Literal["same", "apart", "neither"]
) -> Response:
    """Take the owner's word on two; it can be taken back at any time."""
    sentence = request.app.state.imports.say_who(
        lambda network: say_of_two(network, word, one=str(one), other=str(other))
    )
    hidden = world_of(request).hidden
    return JSONResponse({"said": "Kept, as you say." if hidden else sentence})


@router.post("/same/back/{number}", response_model=None)
def take_back(request: Request, number: int) -> Response:
    """Take back what was said of two, or of several at once."""
    sentence = request.app.state.imports.say_who(lambda network: back(network, number))
    hidden = world_of(request).hidden
    return JSONResponse({"said": "Kept, as you say." if hidden else sentence})


def same(world: World, start: int) -> SamePage:
    """Work the page out."""
    found = queue(world, most=SHOWN, start=start)
    return SamePage(
        answer=_answer(found),
        pairs=tuple(_pair(world, one) for one in found.shown),
        follows=found.enough < found.many,
        start=start,
        before=max(start - SHOWN, 0) if start else None,
        after=start + SHOWN if start + SHOWN < found.many else None,
        words=tuple(_word(one) for one in acts(world)),
        contradictions=tuple(contradictions(world)),
        alike=_alike(world),
    )


def _answer(found: Queue) -> Sentence:
    if not found.many:
        return Sentence((), missing=found.said())
    basis = f"{tally(found.many, 'pair')} that share a name or a handle"
    return Sentence((f"Two names, one person? {found.said()}",), basis=basis)


def _pair(world: World, found: Suggestion) -> Pair:
    return Pair(
        one=_half(world, found.one),
        other=_half(world, found.other),
        sure=found.sure,
        reasons=found.reasons,
        doubts=found.doubts,
        shared=tuple(world.who(one) for one in found.shared),
        more=max(found.many_shared - len(found.shared), 0),
        path=f"/same/{found.one.person_id}/{found.other.person_id}",
    )


def _half(world: World, side: Side) -> Half:
    heard = "never wrote or came"
    if side.first_at and side.last_at:
        first, last = day(side.first_at), day(side.last_at)
        heard = first if first == last else f"{first} to {last}"
    addresses = tuple(value for _, value in side.addresses)
    return Half(world.who(side.person_id), addresses, heard, side.is_me)


def _word(said: Act) -> Word:
    return Word(
        one=listed(said.one),
        other=listed(said.other),
        word={"same": "one person", "apart": "two people"}[said.word],
        said=day(said.said_at),
        is_kept=said.is_kept,
        path=f"/same/back/{said.number}",
    )


def _alike(world: World) -> tuple[tuple[str, str, str], ...]:
    rows = world.cut("look_alike", Cut(most=MOST_ALIKE))
    ids = tuple({row[end] for row in rows for end in ("address_id", "other_id")})
    known = {row["address_id"]: row for row in world.rows("address", address_id=ids)}
    return tuple(
        (known[row["address_id"]]["value"], known[row["other_id"]]["value"], row["reason"])
        for row in rows
        if row["address_id"] in known and row["other_id"] in known
    )
