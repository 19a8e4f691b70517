"""Circles: your own, those of a gathering, who calls together and what that moved."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.counts import number
from mutuals.mirror.words import share_in_words
from mutuals.records import Cut
from mutuals.sentence import Evidence, Part, Sentence, sureness
from mutuals.web.answering import answer, world_of
from mutuals.web.around import circle_names
from mutuals.web.evidence import Piece, Proof, places
from mutuals.web.gatherings import Gathering, Listed, drawn, gatherings, telling
from mutuals.web.shell.pictures import Bands, Range, between, effect, roughly
from mutuals.web.world import Row, World, day

TITLE = "Circles"
UNDER = "time"
router = APIRouter()

LISTED: Final = 12
# Of each of many circles so many people are shown.
FEW: Final = 6
SERIES: Final = 8
# A band whose ends are no more than this many times apart is a fair guess.
TWICE: Final = 2.0
NONE: Final = (
    "We cannot say yet which circles there are: that takes people who are in contact with each "
    "other, not only with you."
)
AFTER: Final = {
    "closer": "grew about {range} times as much as with the others they know",
    "apart": "grew about {range} times as much as with the others they know, which is less",
    "no change beyond chance": "changed no more than chance has it",
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a circle."""

    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle, how steady it is, and who is in it."""

    name: str
    note: str
    steady: str
    people: tuple[Member, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring gathering, who called it together and what contact did after."""

    title: str
    sentence: Sentence
    evidence: tuple[Proof, ...]
    moved: Sentence
    effect: Bands | None


@dataclass(frozen=True, slots=True)
class Convener:
    """Somebody who brings people together."""

    person_id: str
    name: str
    gatherings: str
    calls: str
    people: str
    new_pairs: str


@dataclass(frozen=True, slots=True)
class CirclesPage:
    """Who stands together, and who brought them there."""

    answer: Sentence
    circles: tuple[Circle, ...]
    gathering: Gathering | None
    gatherings: tuple[Listed, ...]
    series: tuple[Series, ...]
    conveners: tuple[Convener, ...]


@router.get("/circles", response_model=None)
def show(request: Request, gathering: str = "") -> Response:
    """Show circles, one gathering, recurring ones and who convenes."""
    world = world_of(request)
    page = world.note(f"page/circles/{gathering}", lambda one: circles(one, gathering))
    return answer(request, page)


def circles(world: World, gathering: str = "") -> CirclesPage:
    """Work the page out; ``gathering`` is the one chosen."""
    found = gatherings(world)
    asked = next((one for one in found if one.gathering_id == gathering), None)
    chosen = asked or telling(found)
    rows = world.rows("own_circle") if world.me is not None else world.rows("landmark")
    return CirclesPage(
        answer=_answer(world, rows),
        circles=_circles(world, rows),
        gathering=drawn(world, chosen) if chosen else None,
        gatherings=tuple(found[:LISTED]),
        series=_series(world),
        conveners=_conveners(world),
    )


def _answer(world: World, rows: Sequence[Row]) -> Sentence:
    many = len({row["circle_id"] for row in rows})
    if not many:
        return Sentence((), missing=NONE)
    if world.me is None:
        whole = world.count("circle")
        words = f"{number(whole)} people here belong to circles of people in contact."
        basis = f"the {number(many)} circles with most ties are listed, each by those tied most"
        return Sentence((words,), basis=basis, sure="a fair guess")
    people = Evidence(f"{number(len(rows))} people", "people?sort=circle", len(rows))
    known = world.count("stage", Cut(equal=(("ego_id", world.me),)))
    listed = f"; the {LISTED} with most people are listed" if many > LISTED else ""
    one = "one circle" if many == 1 else f"{number(many)} circles"
    steady = sum(row["stability"] for row in rows) / len(rows)
    return Sentence(
        (people, f" of the {number(known)} around you fall into {one}."),
        basis=f"contact between them, yours left out{listed}; found ten times over",
        sure=sureness(1 - steady, 1.0) or "a hint",
    )


def _circles(world: World, rows: Sequence[Row]) -> tuple[Circle, ...]:
    inside: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        inside[row["circle_id"]].append(row)
    names = circle_names({one: str(found[0]["label"]) for one, found in inside.items()})
    world.names(row["person_id"] for row in rows)
    ordered = sorted(inside, key=lambda one: (-len(inside[one]), names[one]))
    most = LISTED if len(ordered) < LISTED else FEW
    return tuple(_circle(world, names[one], inside[one], most=most) for one in ordered[:LISTED])


def _circle(world: World, name: str, rows: Sequence[Row], *, most: int) -> Circle:
    people = [Member(str(row["person_id"]), world.name(row["person_id"])) for row in rows]
    people.sort(key=lambda one: (one.name.casefold(), one.person_id))
    note = steady = ""
    if "strength" in rows[0]:
        share = sum(row["strength"] for row in rows)
        note = f"{share_in_words(share)} of your contact"
        loose = [row for row in rows if row["stability"] < 1]
        steady = f"{number(len(loose))} could stand elsewhere" if loose else "the same every time"
    return Circle(name, note, steady, tuple(people[:most]), max(len(people) - most, 0))


def _series(world: World) -> tuple[Series, ...]:
    order = (("gatherings", "descending"), ("series_id", "ascending"))
    rows = world.cut("recurring", Cut(order=order, most=SERIES))
    ids = tuple(row["series_id"] for row in rows)
    moved = {row["series_id"]: row for row in world.rows("recurring_moved", series_id=ids)}
    calls = {row["series_id"]: row for row in world.rows("first_word", series_id=ids)}
    rows.sort(key=lambda row: (str(row["title"]).casefold(), row["series_id"]))
    return tuple(
        _one(world, row, (calls.get(row["series_id"]), moved.get(row["series_id"]))) for row in rows
    )


def _one(world: World, row: Row, known: tuple[Row | None, Row | None]) -> Series:
    call, moved = known
    anchor = f"series-{row['series_id'].hex()[:8]}"
    often = Evidence(f"{number(row['gatherings'])} times", f"#{anchor}", row["gatherings"])
    parts: tuple[Part, ...] = (
        "It took place ",
        often,
        f" from {day(row['first_at'])} to {day(row['last_at'])}; ",
        f"{number(row['people'])} people came, about {row['usual_people']:.0f} at a time.",
    )
    parts += _convened(world, row, is_call=call is not None)
    after, picture = _after(moved)
    return Series(
        title=str(row["title"] or "A gathering"),
        sentence=Sentence(parts, basis="calendar entries that repeat, or share one title"),
        evidence=(_took_place(world, row, anchor), *_called(world, call, anchor)),
        moved=after,
        effect=picture,
    )


def _convened(world: World, row: Row, *, is_call: bool) -> tuple[Part, ...]:
    if row["convener_id"] is None:
        return ()
    who: Part = "You" if row["convener_id"] == world.me else world.who(row["convener_id"])
    return " ", who, " called it together." if is_call else " invited first."


def _took_place(world: World, row: Row, anchor: str) -> Proof:
    order = (("started", "descending"), ("gathering_id", "ascending"))
    wanted = (("series_id", row["series_id"]),)
    held = world.cut("occasion", Cut(equal=wanted, order=order, most=LISTED))
    ids = tuple(one["gathering_id"] for one in held)
    gathered = {one["gathering_id"]: one for one in world.rows("gathering", gathering_id=ids)}
    found = [gathered[one] for one in ids if one in gathered]
    pieces = tuple(
        Piece(
            at=one["started_at"].date().isoformat(),
            date=day(one["started_at"]),
            by="Gathering",
            words=(f"{number(one['size'])} people",),
            title=str(one["title"] or ""),
            place="",
        )
        for one in found
    )
    return Proof(anchor, "When it took place", pieces, row["gatherings"])


def _called(world: World, call: Row | None, anchor: str) -> tuple[Proof, ...]:
    if call is None:
        return ()
    place = places(world, ("interaction", [call["interaction_id"]]))
    words = (world.who(call["caller_id"]), f" wrote to {number(call['asked'])} who then came")
    at = call["called_at"]
    piece = Piece(
        at=at.date().isoformat(),
        date=day(at),
        by="Message",
        words=words,
        title="",
        place=place.get(call["interaction_id"], ""),
    )
    return (Proof(f"{anchor}-call", "The message that called it together", (piece,), 1),)


def _after(row: Row | None) -> tuple[Sentence, Bands | None]:
    if row is None or row["ratio"] is None:
        missing = "We cannot say yet what it moved: too few pairs were in contact before and after."
        return Sentence((), missing=missing), None
    told = AFTER[row["verdict"]].format(range=between(row["lower"], row["upper"]))
    words = f"Afterwards, contact outside of it among those who came {told}."
    basis = (
        f"{number(row['pairs'])} pairs, {number(row['before'])} contacts before and "
        f"{number(row['after'])} after; grade C, it moved together"
    )
    sure = "a fair guess" if row["upper"] < TWICE * row["lower"] else "a hint"
    label = (
        f"Contact among those who came, times that with others: {roughly(row['lower'])} to "
        f"{roughly(row['upper'])}"
    )
    one = Range("contact after", "times", "per", row["ratio"], row["lower"], row["upper"])
    return Sentence((words,), basis=basis, grade="C", sure=sure), effect(label, one, 1.0)


def _conveners(world: World) -> tuple[Convener, ...]:
    order = (("people", "descending"), ("person_id", "ascending"))
    rows = world.cut("convener", Cut(order=order, most=LISTED))
    world.names(row["person_id"] for row in rows)
    found = [
        Convener(
            person_id=str(row["person_id"]),
            name="You" if row["person_id"] == world.me else world.name(row["person_id"]),
            gatherings=number(row["gatherings"]),
            calls=number(row["calls"]),
            people=number(row["people"]),
            new_pairs=number(row["new_pairs"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.person_id)))
