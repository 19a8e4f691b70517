"""People: the map of circles beside a table of everybody around one person."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from mutuals.counts import number
from mutuals.records import Cut
from mutuals.sentence import Evidence, Sentence
from mutuals.stages.moving import MOVES
from mutuals.web.answering import answer, world_of
from mutuals.web.around import Around, around, circle_names
from mutuals.web.crowd import count, latest
from mutuals.web.shell.hulls import Frame, Hulls, Member, hulls
from mutuals.web.shell.rings import STAGES
from mutuals.web.shell.slider import Asked, Slider, slider
from mutuals.web.when import active, anybody
from mutuals.web.world import Row, World, day

TITLE = "People"
PLACE = 2
router = APIRouter()

# As many rows as stand beside the map.
SHOWN: Final = 18
MOST_ROWS: Final = 300
MOST_TIES: Final = 900
Month = Annotated[str, Query(pattern=r"^$|^(19|20)\d\d-(0[1-9]|1[0-2])$")]
Sort = Literal["name", "ring", "last", "circle"]


@dataclass(frozen=True, slots=True)
class Filter:
    """A chip above the table."""

    title: str
    query: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Everybody:
    """Somebody in a store that has no owner."""

    person_id: str
    name: str
    ties: int


# A map of more is longer than anybody scrolls.
MOST_CIRCLES: Final = 16


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Who is around, by name, and where they stand."""

    answer: Sentence
    seen_from: str
    people: tuple[Around, ...]
    everybody: tuple[Everybody, ...]
    shown: int
    sort: str
    filters: tuple[Filter, ...]
    map: Hulls | None
    undrawn: str
    many: int
    slider: Slider | None
    away: tuple[str, ...]


@router.get("/people", response_model=None)
def show(  # noqa: PLR0913, PLR0917  # one parameter each for what the address may say
    request: Request,
    sort: Sort = "name",
    circle: str = "",
    only: Literal["", "no_avatars", "met"] = "",
    ego: int | None = None,
    every: bool = False,  # noqa: FBT001, FBT002  # a query parameter
    since: Month = "",
    until: Month = "",
    named: str = "",
) -> Response:
    """Show the map and the table."""
    world = world_of(request)
    seen_from = world.me if ego is None else ego
    when = Asked(since, until)
    if seen_from is None:
        # With names hidden, a name in the address finds nobody.
        asked = "" if world.hidden else named
        key = f"page/people/{when}/{every}/{asked}"
        page = world.note(key, lambda one: community(one, when, named=asked, every=every))
        return answer(request, page)
    view = _View(sort=sort, circle=circle, only=only, every=every, when=when)
    return answer(request, people(world, seen_from, view))


@dataclass(frozen=True, slots=True)
class _View:
    sort: str
    circle: str
    only: str
    every: bool
    when: Asked


def people(world: World, ego_id: int, view: _View) -> PeoplePage:
    """Work the page out for one person's people."""
    everybody = around(world, ego_id)
    kept = [one for one in everybody if _is_kept(one, view)]
    when = active(world, ego_id)
    known = when.of({int(one.person_id) for one in kept})
    is_all = view.when == Asked()
    away = {
        one.person_id
        for one in kept
        if not is_all and not view.when.holds(known.get(one.person_id, ()))
    }
    inside = [one for one in kept if one.person_id not in away]
    ordered = tuple(sorted(inside, key=_order(view.sort)))
    is_me = ego_id == world.me
    drawn, undrawn = _drawn(kept)
    return PeoplePage(
        answer=_answer(world, everybody, is_me=is_me),
        seen_from="" if is_me else world.name(ego_id),
        people=ordered,
        everybody=(),
        shown=len(ordered) if view.every else min(SHOWN, len(ordered)),
        sort=view.sort,
        filters=_filters(everybody, view),
        map=_map(world, ego_id, drawn) if drawn else None,
        undrawn=undrawn,
        many=len(kept),
        slider=slider(when.total, known, view.when),
        away=tuple(sorted(away)),
    )


def community(world: World, when: Asked, *, named: str = "", every: bool = False) -> PeoplePage:
    """Work the page out for a store without an owner: people by name, up to a bound."""
    chosen = latest(world, MOST_ROWS if every else SHOWN, named=named)
    drawn = sorted(world.rows("landmark"), key=lambda row: int(row["place"]))
    people = {*chosen, *(row["person_id"] for row in drawn)}
    world.names(people)
    ties = _tie_counts(world, chosen)
    found = anybody(world, people)
    known = found.of(people)
    inside = [one for one in chosen if when == Asked() or when.holds(found.months.get(one, ()))]
    listed = [Everybody(str(one), world.name(one), ties.get(one, 0)) for one in inside]
    many = count(world)
    nobody = Sentence((), missing="Nothing has been read yet.")
    said = f"{number(many)} people are in these records."
    return PeoplePage(
        answer=Sentence((said,), basis=f"{number(many)} people") if many else nobody,
        seen_from="",
        people=(),
        everybody=tuple(sorted(listed, key=lambda one: (one.name.casefold(), one.person_id))),
        shown=len(listed),
        sort="name",
        filters=(),
        map=_community_map(world, drawn) if drawn else None,
        undrawn="",
        many=many,
        slider=slider(found.total, known, when),
        away=tuple(one for one in sorted(known) if when != Asked() and not when.holds(known[one])),
    )


def _tie_counts(world: World, people: Sequence[int]) -> Counter[int]:
    cut = Cut(equal=(("ego_id", tuple(people)),), columns=("ego_id",))
    return Counter(row["ego_id"] for row in world.cut("tie", cut))


def _is_kept(one: Around, view: _View) -> bool:
    if view.circle and one.circle != view.circle:
        return False
    if view.only == "met":
        return one.meetings > 0
    return view.only != "no_avatars" or one.stage != "avatar"


def _order(sort: str) -> Callable[[Around], tuple[object, ...]]:
    def key(one: Around) -> tuple[object, ...]:
        name = (one.name.casefold(), one.person_id)
        if sort == "ring":
            return (STAGES.index(one.stage), one.is_dormant, *name)
        if sort == "last":
            return (-(one.last_at.timestamp() if one.last_at else 0.0), *name)
        return (one.circle == "", one.circle, *name) if sort == "circle" else name

    return key


def _filters(everybody: Sequence[Around], view: _View) -> tuple[Filter, ...]:
    named = sorted({one.circle for one in everybody if one.circle})
    return (
        Filter("Everybody", "", not view.circle and not view.only),
        Filter("Without avatars", "only=no_avatars", view.only == "no_avatars"),
        Filter("Met in person", "only=met", view.only == "met"),
        *(Filter(name, f"circle={name}", view.circle == name) for name in named[:8]),
    )


def _answer(world: World, everybody: Sequence[Around], *, is_me: bool) -> Sentence:
    if not everybody:
        return Sentence((), missing="There is nobody with words both ways or one way here yet.")
    named = {one.circle for one in everybody if one.circle}
    closer = [one for one in everybody if one.moved > 0]
    whose = "you" if is_me else "them"
    circle_words = f", in {number(len(named))} circles" if len(named) > 1 else ""
    grew = _grew(closer)
    basis = f"{number(len(everybody))} ties, from contact up to {day(world.now)}"
    moved = Evidence(f"{number(len(closer))} {MOVES['closer']}", "people?sort=ring", len(closer))
    lately = " in the last twelve months"
    tail = (" ", moved, f"{lately}{grew}.") if closer else (f" Nobody {MOVES['closer']}{lately}.",)
    start = f"{number(len(everybody))} people stand around {whose}{circle_words}."
    return Sentence((start, *tail), basis=basis)


def _grew(closer: Sequence[Around]) -> str:
    by_circle: dict[str, int] = {}
    for one in closer:
        if one.circle:
            by_circle[one.circle] = by_circle.get(one.circle, 0) + 1
    if not by_circle:
        return ""
    circle, many = max(by_circle.items(), key=lambda item: (item[1], item[0]))
    return (
        f", most of them in the circle of {circle}" if many * 2 > len(closer) and many > 1 else ""
    )


def _drawn(kept: Sequence[Around]) -> tuple[Sequence[Around], str]:
    """Return whom a map has room for, and in words who is left out of it."""
    many = Counter(one.circle for one in kept if one.circle)
    if len(many) <= MOST_CIRCLES:
        return kept, ""
    largest = sorted(many, key=lambda one: (-many[one], one))[:MOST_CIRCLES]
    left = f"The {number(MOST_CIRCLES)} circles with most people are drawn, of {number(len(many))}."
    return [one for one in kept if one.circle in largest], f"{left} Everybody is in the table."


def _map(world: World, ego_id: int, kept: Sequence[Around]) -> Hulls:
    members = [
        Member(one.person_id, one.name, one.stage, one.is_dormant, one.circle) for one in kept
    ]
    ties = dict.fromkeys(_ties(world, [int(one.person_id) for one in kept]), 0)
    ties |= {(str(ego_id), one.person_id): 1 + int(one.tie * 2.99) for one in kept}
    name = "You" if ego_id == world.me else world.name(ego_id)
    named = ", ".join(sorted({one.circle for one in kept if one.circle})) or "no circles"
    label = (
        f"Map of {number(len(kept))} people in their circles: {named}. The table holds the same."
    )
    me = Member(str(ego_id), name, "me", False, "")  # noqa: FBT003  # not dormant
    return hulls(members, ties, Frame(label, me=me))


def _ties(world: World, people: Sequence[int]) -> list[tuple[str, str]]:
    """Return the strongest ties among some people, each once."""
    both = tuple((end, tuple(people)) for end in ("ego_id", "alter_id"))
    order = (("strength", "descending"), ("ego_id", "ascending"), ("alter_id", "ascending"))
    rows = world.cut("tie", Cut(equal=both, order=order, most=2 * MOST_TIES))
    return [_pair(row) for row in rows if row["ego_id"] < row["alter_id"]]


def _pair(row: Row) -> tuple[str, str]:
    return str(row["ego_id"]), str(row["alter_id"])


def _community_map(world: World, drawn: Sequence[Row]) -> Hulls:
    circle = circle_names({row["circle_id"]: str(row["label"]) for row in drawn})
    members = [
        Member(
            str(row["person_id"]),
            world.name(row["person_id"]),
            "acquaintance",
            is_dormant=False,
            circle=circle[row["circle_id"]],
        )
        for row in drawn
    ]
    many = world.count("circle")
    of = "" if len(drawn) == many else f" of {number(many)}, those with most ties,"
    label = f"Map of {number(len(members))} people{of} in their circles."
    ties = [_pair(row) for row in world.rows("landmark_tie")]
    return hulls(members, dict.fromkeys(ties, 0), Frame(label))
