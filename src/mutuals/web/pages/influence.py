"""Influence: the status game and what came after contact, on two axes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.counts import number
from mutuals.influence.named_words import UNKNOWN, sentence, survived, together
from mutuals.influence.words import (
    FEWEST_CHANCES,
    NUMBERED,
    band,
    grade_of,
    place,
    ranks,
    said_of,
)
from mutuals.records import Cut
from mutuals.sentence import Evidence, Sentence, Who, verb
from mutuals.web.answering import answer, world_of
from mutuals.web.begun import Begun, begun
from mutuals.web.evidence import Proof, done_after
from mutuals.web.reword import relinked
from mutuals.web.shell.pictures import Bands, Range, Values, bands_in_card
from mutuals.web.shell.plane import Placed, Plane, Shown, plane, telling
from mutuals.web.weighed import Ranks, pooled, set_apart, table_of, three, told_of
from mutuals.web.world import Row, World

TITLE = "Influence"
PLACE = 3
router = APIRouter()

FEWEST_PEOPLE: Final = 20
# More marks than these are a cloud, and take longer to draw than a page may.
MOST_PLACED: Final = 400
FEW_NAMED: Final = 12
CLAIM: Final = "status_is_not_influence"
START: Final = "In these records, being followed and what comes after talking with somebody "
WORDS: Final = {
    "supported": "are two different things",
    "not_supported": "go together",
    "mixed": "go together only in part",
}
UNSETTLED: Final = "stand side by side, and the records do not settle how they go together"
UP: Final = {
    "personal": "what came of talking with them",
    "broadcast": "what came of their posts",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chosen person: what came after talk and after posts, side by side."""

    person_id: str
    name: str
    sentence: Sentence
    evidence: Proof
    bands: Bands
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a survey's ties show of one thing, and what that survived."""

    said: Sentence
    survived: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InfluencePage:
    """Status against influence for everybody there is enough to say about."""

    answer: Sentence
    kind: str
    grade: str
    verb: str
    plane: Plane | None
    chosen: Chosen | None
    unplaced: tuple[Who, ...]
    few: tuple[Sentence, ...]
    table: Values | None
    pooled: tuple[tuple[str, str], ...]
    apart: tuple[Sentence, ...]
    owned: bool
    begun: Begun | None
    named: tuple[Named, ...]


@router.get("/influence", response_model=None)
def show(
    request: Request,
    kind: Literal["personal", "broadcast", "table"] = "personal",
    who: int | None = None,
) -> Response:
    """Show the plane; in a community, which has no owner, without names."""
    world = world_of(request)
    if world.me is None:
        world = replace(world, hidden=True)
    return answer(request, influence(world, kind, who))


def influence(world: World, kind: str, who: int | None) -> InfluencePage:
    """Work the page out; ``who`` is the chosen person."""
    enough = _enough(world, who)
    shown = "broadcast" if kind == "broadcast" else "personal"
    graded = "broadcast_grade" if kind == "broadcast" else "grade"
    grade = max((row[graded] for row in enough), default="D")
    people = _followers(world, enough)
    placed = [_placed(world, row, (people.get(row["person_id"], 0), shown, who)) for row in enough]
    ordered = ranks(world) if enough else {way: [] for way in UP}
    chosen = [row for row in enough if str(row["person_id"]) == _choose(placed, who)]
    few = () if len(placed) >= FEWEST_PEOPLE else enough
    asked = sorted(world.rows("named_effect"), key=lambda row: bool(row["untold"]))
    named = tuple(map(_named, asked))
    return InfluencePage(
        answer=_answer(world, placed, named),
        kind=kind,
        grade=grade,
        verb=verb(grade),
        plane=_plane(placed, (_left_out(world), grade, shown), ordered[shown]),
        chosen=_chosen(world, chosen[0], people, ranks=ordered) if chosen else None,
        unplaced=_unplaced(world),
        few=tuple(_said(world, row, people, ranks=ordered) for row in few),
        table=table_of(world, enough, ordered) if kind == "table" and enough else None,
        pooled=pooled(world),
        apart=set_apart(world, enough),
        owned=world.me is not None,
        begun=begun(world),
        named=named,
    )


def _enough(world: World, who: int | None) -> list[Row]:
    """Return those with enough chances, most first, and whoever is asked for or me."""
    order = (("exposures", "descending"), ("person_id", "ascending"))
    least = ("exposures", FEWEST_CHANCES)
    found = world.cut("influence", Cut(least=least, order=order, most=MOST_PLACED))
    wanted = tuple({who, world.me} - {None} - {row["person_id"] for row in found})
    return found + world.cut("influence", Cut(equal=(("person_id", wanted),), least=least))


def _followers(world: World, rows: Sequence[Row]) -> dict[int, int]:
    """Return how many follow each, having looked all their names up at once."""
    ids = tuple(row["person_id"] for row in rows)
    world.names(ids)
    followed = world.rows("status", person_id=ids)
    return {row["person_id"]: int(row["followers"] or 0) for row in followed}


def _left_out(world: World) -> int:
    """Return how many people have too few chances to be placed."""
    least = Cut(least=("exposures", FEWEST_CHANCES))
    return world.count("influence") - world.count("influence", least)


def _unplaced(world: World) -> tuple[Who, ...]:
    """Return a few with too few chances, those with fewest of them first."""
    order = (("exposures", "ascending"), ("person_id", "ascending"))
    rows = world.cut("influence", Cut(order=order, most=FEW_NAMED))
    return tuple(world.who(row["person_id"]) for row in rows if row["exposures"] < FEWEST_CHANCES)


def _plane(
    placed: Sequence[Placed], view: tuple[int, str, str], ordered: Sequence[float]
) -> Plane | None:
    unplaced, grade, kind = view
    if len(placed) < FEWEST_PEOPLE:
        return None
    look = "per" if kind == "personal" else "bro"
    thirds = () if grade in NUMBERED else tuple(ordered)
    return plane(Shown(tuple(placed), unplaced, thirds, look, UP[kind]))


def _placed(world: World, row: Row, view: tuple[int, str, int | None]) -> Placed:
    followers, kind, who = view
    person_id = row["person_id"]
    middle, lower, upper = three(row, kind)
    return Placed(
        person_id=str(person_id),
        name=world.name(person_id),
        followers=followers,
        middle=middle,
        lower=lower,
        upper=upper,
        is_me=person_id == world.me,
        is_chosen=person_id == who,
    )


def _choose(placed: Sequence[Placed], who: int | None) -> str:
    ids = [one.person_id for one in placed]
    if str(who) in ids:
        return str(who)
    named = telling(placed)
    quiet = sorted(
        (one for one in placed if one.person_id in named and not one.is_me),
        key=lambda one: (one.followers - one.middle, one.person_id),
    )
    return quiet[0].person_id if quiet else ""


def _chosen(world: World, row: Row, followers: Mapping[int, int], *, ranks: Ranks) -> Chosen:
    person_id = row["person_id"]
    ranges = [
        _range(row, kind, ranks[kind], look=look, title=title)
        for title, kind, look in (
            ("After talk", "personal", "per"),
            ("After posts", "broadcast", "bro"),
        )
    ]
    label = "; ".join(f"{one.label}: {one.note}" for one in ranges)
    drawn = bands_in_card(f"{world.name(person_id)}: {label}", ranges, 1.0)
    said = Values(("", "nine times in ten"), tuple((one.label, one.note) for one in ranges))
    return Chosen(
        person_id=str(person_id),
        name=world.name(person_id),
        sentence=_said(world, row, followers, ranks=ranks, link=f"#after-{person_id}"),
        evidence=done_after(world, person_id),
        bands=replace(drawn, values=said),
        facts=told_of(world, row),
    )


def _range(row: Row, kind: str, ordered: Sequence[float], *, look: str, title: str) -> Range:
    """Return a person's range as it is drawn: 0 to 1 is from least to most here."""
    ends = three(row, kind)
    if grade_of(row, kind) in NUMBERED:
        most = max((*ordered, ends[2])) or 1.0
        places = tuple(one / most for one in ends)
    else:
        places = tuple(place(ordered, one) for one in ends)
    return Range(title, band(ordered, row, kind), look, *places)


def _said(
    world: World, row: Row, followers: Mapping[int, int], *, ranks: Ranks, link: str = ""
) -> Sentence:
    person_id = row["person_id"]
    many = followers.get(person_id, 0)
    start, middle, end = said_of(ranks["personal"], row, "personal")
    outcomes = int(row["outcomes"] or 0)
    opened = (Evidence(end, link or f"person/{person_id}", outcomes),) if end else ()
    return Sentence(
        (
            world.who(person_id),
            f" has {number(many)} {'follower' if many == 1 else 'followers'}. {start}",
            world.who(person_id),
            middle,
            *opened,
            ".",
        ),
        basis=f"{number(outcomes)} things done, {number(row['exposures'])} chances",
        grade=row["grade"],
        sure="a hint",
    )


def _named(row: Row) -> Named:
    said = relinked(sentence(row), {"influence": "#by-naming"})
    if said.missing:
        return Named(said, ())
    odds = together(row)[1]
    return Named(said, (f"{odds[0].upper()}{odds[1:]}.", *survived(row), UNKNOWN))


def _answer(world: World, placed: Sequence[Placed], named: Sequence[Named]) -> Sentence:
    if len(placed) < FEWEST_PEOPLE and named:
        return named[0].said
    if len(placed) < FEWEST_PEOPLE:
        return Sentence(
            (), missing="We cannot say yet who moves whom: too few things done are in these files."
        )
    claims = world.rows("claim", claim=CLAIM)
    records = int(claims[0]["records"] or 0) if claims else 0
    words = WORDS.get(claims[0]["verdict"] if claims else "", UNSETTLED)
    return Sentence(
        (START, Evidence(words, "claims", records), "."),
        basis=f"{number(len(placed))} people with at least {FEWEST_CHANCES} chances each",
        grade=max((row["grade"] for row in claims), default="D"),
        sure="a hint",
    )
