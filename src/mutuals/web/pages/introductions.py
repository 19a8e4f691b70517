"""Introductions: who brought whom together, what came of it, and who could."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.counts import number
from mutuals.mirror.words import thing_in_words
from mutuals.records import Cut
from mutuals.sentence import Evidence, Part, Sentence, Who
from mutuals.web.answering import answer, world_of
from mutuals.web.beside import my_introductions
from mutuals.web.evidence import Proof, brought
from mutuals.web.ways import Reached, asked, reached
from mutuals.web.world import Row, World, day

TITLE = "Introductions"
PLACE = 4
router = APIRouter()

Show = Literal["", "made", "received", "all"]
SHOWN: Final = 30
NONE_SEEN: Final = (
    "No introduction is seen in these files: nobody wrote to two people who had not met."
)
SURE: Final = 0.9
MOST: Final = 200
NEWEST: Final = (
    ("introduced_at", "descending"), ("person_a_id", "descending"), ("person_b_id", "descending"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Station:
    """A station of a chain; hollow where it is worked out, not seen."""

    title: str
    parts: tuple[Part, ...]
    date: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Made:
    """One introduction as a line of the list."""

    introducer: Who
    person_a: Who
    person_b: Who
    date: str
    evidence: str
    outcome: str
    stage: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab above the list."""

    title: str
    show: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class IntroductionsPage:
    """The best chain, all introductions, and the way to somebody."""

    answer: Sentence
    evidence: tuple[Proof, ...]
    chain: tuple[Station, ...]
    tabs: tuple[Tab, ...]
    list: tuple[Made, ...]
    more: int
    asked: str
    reached: Reached | None
    is_mine: bool


@router.get("/introductions", response_model=None)
def show(request: Request, show: Show = "", to: str = "") -> Response:
    """Show introductions; ``to`` asks who can introduce me to somebody."""
    world = world_of(request)
    # With names hidden, a name in the address is not repeated on the page.
    asked_for = to.strip() if to.strip().isdecimal() or not world.hidden else ""
    return answer(request, introductions(world, show, asked_for))


def introductions(world: World, show: Show, to: str) -> IntroductionsPage:
    """Work the page out."""
    me = world.me
    mine = sorted(my_introductions(world), key=_newest, reverse=True)
    made = [row for row in mine if row["introducer_id"] == me]
    received = [row for row in mine if row["introducer_id"] != me]
    rows = world.cut("introduction", Cut(order=NEWEST, most=MOST))
    parts: dict[str, list[Row]] = {"made": made, "received": received, "all": rows}
    many = {"made": len(made), "received": len(received), "all": world.count("introduction")}
    chosen = show or (
        "all" if me is None else "made" if made else "received" if received else "all"
    )
    best = _best(world, mine or _promising(world))
    titles = {"made": "You made", "received": "You received", "all": "All"}
    shown = titles if me is not None else {"all": "All"}
    return IntroductionsPage(
        answer=_answer(world, best, many["all"]),
        evidence=(brought(world, parts[chosen]),) if parts[chosen] else (),
        chain=_chain(world, best) if best else (),
        tabs=tuple(
            Tab(f"{title} {number(many[name])}", name, name == chosen)
            for name, title in shown.items()
        ),
        list=tuple(_made(world, row) for row in parts[chosen][:SHOWN]),
        more=max(many[chosen] - SHOWN, 0),
        asked=asked(world, to),
        reached=reached(world, to) if to else None,
        is_mine=me is not None,
    )


def _newest(row: Row) -> tuple[datetime, int]:
    return row["introduced_at"], row["person_a_id"]


def _promising(world: World) -> list[Row]:
    """Return introductions among which the one that came furthest is."""
    end = (("interaction_id", "ascending"), ("person_a_id", "ascending"))
    return [
        row
        for first in ("thing", "confidence")
        for row in world.cut(
            "introduction",
            Cut(order=((first, "descending"), ("contacts_after", "descending"), *end), most=MOST),
        )
    ]


def _best(world: World, rows: Sequence[Row]) -> Row | None:
    """Return the introduction that came furthest: a thing done, then contact since."""
    keys = tuple(sorted({row["interaction_id"] for row in rows}))
    asked = {row["interaction_id"] for row in world.rows("referral", interaction_id=keys)}

    def far(row: Row) -> tuple[bool, bool, float, int]:
        return (
            bool(row["thing"]),
            row["interaction_id"] in asked,
            row["confidence"] or 0.0,
            row["contacts_after"] or 0,
        )

    return max(rows, key=far, default=None)


def _call(world: World, person_id: int) -> Part:
    return "you" if person_id == world.me else world.who(person_id)


def _answer(world: World, best: Row | None, many: int) -> Sentence:
    if best is None:
        return Sentence((), missing=NONE_SEEN)
    first, second = _call(world, best["person_a_id"]), _call(world, best["person_b_id"])
    introducer = _call(world, best["introducer_id"])
    since = _since(best)
    evidence = Evidence(since, "#brought", int(best["contacts_after"] or 0) + 1)
    start = ("You",) if introducer == "you" else (introducer,)
    return Sentence(
        (*start, " brought ", first, " and ", second, " together, and ", evidence, "."),
        basis=f"the best documented of {number(many)} introductions; {best['evidence']}",
        sure="clear" if (best["confidence"] or 0) >= SURE else "a fair guess",
    )


def _since(row: Row) -> str:
    if row["thing"]:
        return f"{thing_in_words(row['thing'])} came of it"
    return {
        "in touch": "the two have been in touch since",
        "met once": "they were in contact since, not regularly",
    }.get(row["afterwards"], "it has been quiet since, as far as these files show")


def _chain(world: World, row: Row) -> tuple[Station, ...]:
    first, second = _call(world, row["person_a_id"]), _call(world, row["person_b_id"])
    both = _does(world, row["introducer_id"], ("writes to", "write to"))
    both = (*both, first, " and ", second)
    brought = Station("Brought together", both, day(row["introduced_at"]), is_seen=True)
    return tuple([*_need(world, row), brought, *_since_then(row)][:5])


def _need(world: World, row: Row) -> list[Station]:
    found = world.rows("referral", interaction_id=row["interaction_id"])
    if not found:
        return []
    introducer = row["introducer_id"]
    asks = (
        *_does(world, found[0]["person_id"], ("asks", "ask")),
        _call(world, introducer),
        " for something",
    )
    thinks = (
        *_does(world, introducer, ("thinks of", "think of")),
        _call(world, found[0]["helper_id"]),
    )
    return [
        Station("A need", asks, day(found[0]["asked_at"]), is_seen=True),
        Station("Somebody comes to mind", thinks, "", is_seen=False),
    ]


def _does(world: World, person_id: int, verbs: tuple[str, str]) -> tuple[Part, ...]:
    """Return who does something, with the verb that goes with them."""
    they, you = verbs
    if person_id == world.me:
        return ("You", f" {you} ")
    return (world.who(person_id), f" {they} ")


def _since_then(row: Row) -> list[Station]:
    stations = []
    if row["first_contact_at"]:
        date = day(row["first_contact_at"])
        words = ("The two write to each other",)
        stations.append(Station("First contact", words, date, is_seen=True))
    if row["thing"]:
        taken = (f"Taken up: {thing_in_words(row['thing'])}",)
        stations.append(Station("It comes to something", taken, "", is_seen=True))
    title = "And goes on" if row["afterwards"] == "in touch" else "Since then"
    since = (f"{number(row['contacts_after'] or 0)} contacts since",)
    return [*stations, Station(title, since, str(row["afterwards"]), is_seen=False)]


def _pair(world: World, row: Row) -> tuple[Who, Who]:
    return world.who(row["person_a_id"]), world.who(row["person_b_id"])


def _made(world: World, row: Row) -> Made:
    first, second = _pair(world, row)
    gain = int(row["stage_gain"] or 0)
    outcome = f"took up {thing_in_words(row['thing'])}" if row["thing"] else row["afterwards"]
    quiet = "quiet since, as far as these files show"
    return Made(
        introducer=world.who(row["introducer_id"]),
        person_a=first,
        person_b=second,
        date=day(row["introduced_at"]),
        evidence=row["evidence"],
        outcome=quiet if outcome == "quiet" else outcome,
        stage=("avatar", "acquaintance", "budding_friend", "friend")[min(max(gain, 0), 3)],
        is_mine=row["introducer_id"] == world.me,
    )
