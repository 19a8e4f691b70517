"""People: the map of circles beside a table of everybody around one person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import pyarrow as pa
import pyarrow.compute as pc
from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.sentence import Evidence, Sentence
from mutuals.web.answering import answer, world_of
from mutuals.web.around import Around, around, circles
from mutuals.web.shell.hulls import Frame, Hulls, Member, hulls
from mutuals.web.shell.pictures import number
from mutuals.web.shell.rings import STAGES
from mutuals.web.world import World, day

TITLE = "People"
PLACE = 2
router = APIRouter()

SHOWN: Final = 60
MOST_TIES: Final = 900
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


@router.get("/people", response_model=None)
def show(  # noqa: PLR0913, PLR0917  # one parameter each for what the address may say
    request: Request,
    sort: Sort = "name",
    circle: str = "",
    only: Literal["", "no_avatars", "met"] = "",
    ego: int | None = None,
    every: bool = False,  # noqa: FBT001, FBT002  # a query parameter
) -> Response:
    """Show the map and the table."""
    world = world_of(request)
    seen_from = world.me if ego is None else ego
    view = _View(sort=sort, circle=circle, only=only, every=every)
    if seen_from is None:
        return answer(request, community(world))
    return answer(request, people(world, seen_from, view))


@dataclass(frozen=True, slots=True)
class _View:
    sort: str
    circle: str
    only: str
    every: bool


def people(world: World, ego_id: int, view: _View) -> PeoplePage:
    """Work the page out for one person's people."""
    everybody = around(world, ego_id)
    kept = [one for one in everybody if _is_kept(one, view)]
    ordered = tuple(sorted(kept, key=_order(view.sort)))
    is_me = ego_id == world.me
    return PeoplePage(
        answer=_answer(world, everybody, is_me=is_me),
        seen_from="" if is_me else world.name(ego_id),
        people=ordered,
        everybody=(),
        shown=len(ordered) if view.every else min(SHOWN, len(ordered)),
        sort=view.sort,
        filters=_filters(everybody, view),
        map=_map(world, ego_id, kept) if kept else None,
    )


def community(world: World) -> PeoplePage:
    """Work the page out for a store without an owner: everybody, by name."""
    rows = [row for row in world.rows("person") if not row["is_automaton"]]
    ties = _tie_counts(world)
    listed = tuple(
        Everybody(
            str(row["person_id"]), world.name(row["person_id"]), ties.get(row["person_id"], 0)
        )
        for row in rows
    )
    many = number(len(listed))
    words = Sentence((f"{many} people are in these records.",), basis=f"{many} people")
    nobody = Sentence((), missing="Nothing has been read yet.")
    return PeoplePage(
        answer=words if listed else nobody,
        seen_from="",
        people=(),
        everybody=tuple(sorted(listed, key=lambda one: (one.name.casefold(), one.person_id))),
        shown=SHOWN * 5,
        sort="name",
        filters=(),
        map=_community_map(world) if listed else None,
    )


def _tie_counts(world: World) -> dict[int, int]:
    if not world.has("tie"):
        return {}
    counted = world.table("tie").group_by("ego_id").aggregate([("alter_id", "count")])
    return dict(
        zip(
            counted.column("ego_id").to_pylist(),
            counted.column("alter_id_count").to_pylist(),
            strict=True,
        )
    )


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
    moved = Evidence(f"{number(len(closer))} moved closer", "people?sort=ring", len(closer))
    tail = (" ", moved, f" this year{grew}.") if closer else (" Nobody moved closer this year.",)
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


def _map(world: World, ego_id: int, kept: Sequence[Around]) -> Hulls:
    members = [
        Member(one.person_id, one.name, one.stage, one.is_dormant, one.circle) for one in kept
    ]
    inside = {one.person_id for one in kept}
    ties = {pair: 0 for pair in _ties(world, ego_id) if set(pair) <= inside}
    ties |= {(str(ego_id), one.person_id): 1 + int(one.tie * 2.99) for one in kept}
    name = "You" if ego_id == world.me else world.name(ego_id)
    named = ", ".join(sorted({one.circle for one in kept if one.circle})) or "no circles"
    label = (
        f"Map of {number(len(kept))} people in their circles: {named}. The table holds the same."
    )
    me = Member(str(ego_id), name, "me", False, "")  # noqa: FBT003  # not dormant
    return hulls(members, ties, Frame(label, me=me))


def _ties(world: World, ego_id: int | None) -> list[tuple[str, str]]:
    """Return the strongest ties among others, each once."""
    if not world.has("tie"):
        return []
    rows = world.table("tie").select(["ego_id", "alter_id", "strength"])
    once = rows.filter(pc.less(rows.column("ego_id"), rows.column("alter_id")))
    if ego_id is not None:
        once = once.filter(pc.and_(*(pc.not_equal(once.column(end), ego_id) for end in _ENDS)))
    return _strongest(once)


_ENDS: Final = ("ego_id", "alter_id")


def _strongest(rows: pa.Table) -> list[tuple[str, str]]:
    order = [("strength", "descending"), ("ego_id", "ascending"), ("alter_id", "ascending")]
    best = rows.sort_by(order).slice(0, MOST_TIES)
    ends = (best.column(end).to_pylist() for end in _ENDS)
    return [(str(ego), str(alter)) for ego, alter in zip(*ends, strict=True)]


def _community_map(world: World) -> Hulls | None:
    circle = circles(world)
    members = [
        Member(str(person_id), world.name(person_id), "acquaintance", False, name)  # noqa: FBT003  # not dormant
        for person_id, name in circle.items()
    ]
    if not members:
        return None
    label = f"Map of {number(len(members))} people in their circles. The table holds everybody."
    return hulls(members, dict.fromkeys(_ties(world, None), 0), Frame(label))
