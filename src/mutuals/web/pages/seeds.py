"""Whom to ask first: how many one can ask, who they are, and what else would do."""

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.errors import UnknownTableError
from mutuals.influence import asking
from mutuals.influence.seeds import Pick, Plan, StarPrice, Way, whom_to_ask, words_on_record
from mutuals.sentence import Part, Sentence
from mutuals.web.answering import answer, world_of
from mutuals.web.shell.pictures import Bands, Range, Values, about, bands_on_axis, counts
from mutuals.web.world import World

TITLE = "Whom to ask first"
UNDER = "influence"
router = APIRouter()

FIRST: Final = 3
MOST: Final = 20
STEPS: Final = (1, 2, 3, 5, 8, 12, 20)
WHOSE: Final = {True: "in your records", False: "here"}
LOOKS: Final = {"chosen here": "per", "most followers": "bro"}
CALLED: Final = {
    "chosen here": "Chosen here",
    "most followers": "Most followed",
    "most contacts": "Most contacts",
    "PageRank": "Highest PageRank",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody to ask: what they add, and whom they share people with."""

    person_id: int
    gain: float
    shared_with_id: int | None
    shared: float
    said: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A number of people to ask, as a link."""

    count: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class SeedsPage:
    """Whom to ask, what they could reach, and how other choices compare."""

    answer: Sentence
    count: int
    most: int
    choices: tuple[Choice, ...]
    is_owner: bool
    asked: tuple[Asked, ...]
    compared: str
    certificate: str
    grounds: str
    ways: Bands | None
    way: tuple[Way, ...]
    stars: str
    prices: Values | None
    price: tuple[StarPrice, ...]


@router.get("/seeds", response_model=None)
def show(request: Request, k: int = FIRST) -> Response:
    """Show whom to ask first."""
    return answer(request, seeds(world_of(request), k))


def seeds(world: World, count: int) -> SeedsPage:
    """Work the page out for so many people to ask."""
    count = min(max(count, 1), MOST)
    is_owner = world.me is not None
    if world.has("tie") and not words_on_record(world.table("conversion")):
        return _page(count, None, is_owner=is_owner, said=Sentence((), missing=asking.NO_WORDS))
    plan: Plan | None = world.note(f"seeds/{count}", lambda seen: _plan(seen, count))
    if plan is None:
        return _page(count, None, is_owner=is_owner, said=Sentence((), missing=asking.NOBODY))
    world.names([one.person_id for one in plan.picks])
    said = asking.answer(plan, world.who, whose=WHOSE[is_owner])
    asked = tuple(_asked(world, one) for one in plan.picks)
    return _page(count, plan, is_owner=is_owner, said=said, asked=asked)


def _plan(world: World, count: int) -> Plan | None:
    try:
        return whom_to_ask(world, count=count)
    except (UnknownTableError, ValueError):
        # no such tables yet, or nobody but the owner
        return None


def _page(
    count: int,
    plan: Plan | None,
    *,
    is_owner: bool,
    said: Sentence,
    asked: tuple[Asked, ...] = (),
) -> SeedsPage:
    most = min(MOST, plan.people - is_owner) if plan else MOST
    return SeedsPage(
        answer=said,
        count=min(count, most),
        most=most,
        choices=tuple(Choice(one, one == count) for one in STEPS if one <= most),
        is_owner=is_owner,
        asked=asked,
        compared=asking.compared(plan) if plan else "",
        certificate=asking.certificate(plan) if plan else "",
        grounds=asking.grounds(plan) if plan else "",
        ways=_ways(plan) if plan else None,
        way=plan.ways if plan else (),
        stars=asking.stars(plan) if plan else "",
        prices=_prices(plan) if plan else None,
        price=plan.prices if plan else (),
    )


def _asked(world: World, one: Pick) -> Asked:
    said = asking.adds(one, world.who)
    return Asked(one.person_id, one.gain, one.shared_with, one.shared, said)


def _ways(plan: Plan) -> Bands:
    ranges = [
        Range(
            CALLED.get(one.way, "Drawn by lot"),
            f"{counts(one.lower, one.upper)} people",
            LOOKS.get(one.way, "nob"),
            one.reached,
            one.lower,
            one.upper,
        )
        for one in plan.ways
    ]
    said = "; ".join(f"{one.label} {one.note}" for one in ranges)
    return bands_on_axis(f"Could act, themselves included: {said}", ranges)


def _prices(plan: Plan) -> Values:
    one, most = ("follower", "followed") if plan.is_followed else ("contact", "connected")
    head = ("Asking costs", f"Most {most}", "They reach", "Same money", f"Their {one}s", "Reach")
    return Values(head, tuple(_price(price, one) for price in plan.prices))


def _price(one: StarPrice, follower: str) -> tuple[str, ...]:
    if one.per is None:
        cost = "the same for everybody"
    elif one.per > 1:
        cost = f"double with every {one.per:.0f} {follower}s"
    else:
        cost = f"double with the first {follower}, and so on"
    stars = (cost, str(one.stars), about(round(one.by_stars)))
    return (*stars, str(one.people), f"{one.audience:.0f}", about(round(one.reached)))
