"""Status: the status game and other ways of ranking, beside influence."""

from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.influence.words import ranks
from mutuals.mirror.codec import sentence_of
from mutuals.records import Cut
from mutuals.sentence import Sentence
from mutuals.web.answering import answer, world_of
from mutuals.web.evidence import Proof, followed, liked
from mutuals.web.reword import relinked
from mutuals.web.shell.pictures import Values
from mutuals.web.weighed import table_of
from mutuals.web.world import World

TITLE = "Status"
UNDER = "influence"
router = APIRouter()
MOST: Final = 400
NOBODY: Final = "These files hold nobody who follows anybody or likes what they post."


@dataclass(frozen=True, slots=True)
class StatusPage:
    """The status game in a sentence, and everybody by name in every way of ranking."""

    answer: Sentence
    evidence: tuple[Proof, ...]
    table: Values | None
    more: int
    owned: bool


@router.get("/status", response_model=None)
def show(request: Request) -> Response:
    """Show the status game; in a community, which has no owner, without names."""
    world = world_of(request)
    if world.me is None:
        world = replace(world, hidden=True)
    return answer(request, world.note("page/status", status))


def status(world: World) -> StatusPage:
    """Work the page out."""
    order = (("followers", "descending"), ("person_id", "ascending"))
    first = world.cut("status", Cut(order=order, most=MOST, columns=("person_id",)))
    people = tuple(row["person_id"] for row in first)
    rows = world.rows("influence", person_id=people)
    world.names(people)
    me = world.me
    return StatusPage(
        answer=_answer(world),
        evidence=(followed(world, me), liked(world, me)) if me is not None else (),
        table=table_of(world, rows, ranks(world)) if rows else None,
        more=max(world.count("status") - len(rows), 0),
        owned=me is not None,
    )


def _answer(world: World) -> Sentence:
    # The mirror's own sentence names nobody but the owner.
    seen = replace(world, hidden=False)
    said = [sentence_of(row) for row in seen.rows("mirror", place="status")]
    return relinked(said[0], {"influence": "influence"}) if said else Sentence((), missing=NOBODY)
