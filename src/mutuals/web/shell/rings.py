"""Four rings of the continuum: who stands how close, and who moved this year.

Friends are placed first, then outwards. For each person a few depths and angles in the
sector of their circle are tried, with the name on each side; the cheapest place wins.
Nothing is random, so people keep their place from visit to visit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mutuals.counts import number
from mutuals.web.shell.pictures import DRAWN, Values
from mutuals.web.shell.sectors import Sector, sectors
from mutuals.web.shell.spots import Places, Spot, Wish, choose

STAGES = ("friend", "budding_friend", "acquaintance", "avatar")
PLURAL = {
    "friend": "Friends",
    "budding_friend": "Budding friends",
    "acquaintance": "Acquaintances",
    "avatar": "Avatars",
}
RULES = {
    "friend": "you would name them",
    "budding_friend": "often, and alone",
    "acquaintance": "you both wrote",
    "avatar": "one way only",
}
GLYPH = {"budding_friend": "budding"}
WIDE, BASE, RX, RY = 565.0, 514.0, 559.0, 496.0
NAMED_BELOW, COUNTED_FROM, DOT_STANDS_FOR = 60, 150, 4
UNSURE_BELOW = 0.6
MIDDLE, ROOM, THINNEST = 0.1, 6, 0.15
LETTER = 5.9


@dataclass(frozen=True, slots=True)
class Standing:
    """A person as the rings see them; ``moved`` is 1 inwards, -1 outwards, else 0."""

    person_id: str
    name: str
    stage: str
    is_dormant: bool
    probability: float
    closeness: float
    circle: str
    moved: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the rings, its name's place and its trail."""

    person_id: str
    name: str
    stage: str
    glyph: str
    sentence: str
    x: float
    y: float
    text_x: float = 0.0
    text_y: float = 0.0
    anchor: str = ""
    trail: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring's name, its rule in words and who stands on it."""

    stage: str
    glyph: str
    name: str
    rule: str
    count: str
    people: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """A ring's floor: its shape, and where its words stand under the base."""

    number: int
    path: str
    left: float
    right: float
    left_middle: float
    right_middle: float
    is_wide: bool
    ring: Ring


@dataclass(frozen=True, slots=True)
class Rings:
    """The picture; ``rings`` are the same people as shelves."""

    label: str
    values: Values
    rings: tuple[Ring, ...]
    marks: tuple[Mark, ...] = field(metadata=DRAWN)
    sectors: tuple[Sector, ...] = field(metadata=DRAWN)
    floors: tuple[Floor, ...] = field(metadata=DRAWN)
    dots: tuple[tuple[float, float], ...] = field(default=(), metadata=DRAWN)


def rings(people: Sequence[Standing]) -> Rings:
    """Place people on four rings."""
    ordered = sorted(people, key=lambda one: (STAGES.index(one.stage), one.person_id))
    parts = sectors([one.circle for one in ordered])
    shelves = tuple(_shelf(stage, ordered) for stage in STAGES)
    counted = len(people) >= COUNTED_FROM
    shown = [one for one in ordered if not counted or one.stage in STAGES[:2]]
    outer = [one for one in ordered if counted and one.stage in STAGES[2:]]
    lines = radii([len(one.people) for one in shelves])
    return Rings(
        label=_label(shelves, people),
        values=Values(("Ring", "People"), tuple((one.name, one.count) for one in shelves)),
        rings=shelves,
        marks=tuple(_place(shown, parts, lines)),
        sectors=parts,
        floors=_floors(shelves, lines),
        dots=tuple(_dots(outer, lines)),
    )


def radii(counts: Sequence[int]) -> tuple[float, ...]:
    """Return the middle's radius and each ring's outer one, so that all have room.

    >>> [round(one, 2) for one in radii([5, 6, 12, 13])]
    [0.1, 0.44, 0.62, 0.83, 1.0]
    """
    areas = np.cumsum([many + ROOM for many in counts])
    outer = np.sqrt(MIDDLE**2 + (1 - MIDDLE**2) * areas / areas[-1])
    for place in range(len(outer) - 2, -1, -1):
        outer[place] = min(outer[place], outer[place + 1] - THINNEST)
    return (MIDDLE, *(float(one) for one in outer))


def _floors(shelves: Sequence[Ring], lines: Sequence[float]) -> tuple[Floor, ...]:
    floors = []
    for place, ring in reversed(list(enumerate(shelves))):
        inner, outer = lines[place], lines[place + 1]
        left, right = WIDE - RX * outer, WIDE + RX * outer
        rx, ry = round(RX * outer, 1), round(RY * outer, 1)
        floors.append(
            Floor(
                number=4 - place,
                path=f"M{left:.1f} 514A{rx} {ry} 0 0 1 {right:.1f} 514Z",
                left=round(left, 1),
                right=round(right, 1),
                left_middle=round(WIDE - RX * (inner + outer) / 2, 1),
                right_middle=round(WIDE + RX * (inner + outer) / 2, 1),
                is_wide=RX * (outer - inner) > LETTER * len(ring.rule),
                ring=ring,
            )
        )
    return tuple(floors)


def _shelf(stage: str, people: Sequence[Standing]) -> Ring:
    on = tuple(sorted((one for one in people if one.stage == stage), key=_by_name))
    glyph = GLYPH.get(stage, stage)
    return Ring(stage, glyph, PLURAL[stage], RULES[stage], number(len(on)), on)


def _by_name(one: Standing) -> tuple[bool, str, str]:
    return (one.is_dormant, one.name.casefold(), one.person_id)


def _label(shelves: Sequence[Ring], people: Sequence[Standing]) -> str:
    parts = []
    for ring in shelves:
        dormant = sum(one.is_dormant for one in ring.people)
        words = f", {number(dormant)} dormant" if dormant else ""
        parts.append(f"{ring.name} {ring.count}{words}")
    moved = sum(one.moved > 0 for one in people)
    closer = f" {number(moved)} came closer in the last twelve months." if moved else ""
    return "; ".join(parts) + "." + closer


def _place(
    people: Sequence[Standing], parts: Sequence[Sector], lines: Sequence[float]
) -> list[Mark]:
    places = Places(floors=tuple(lines[1:]))
    named = len(people) <= NAMED_BELOW
    spread = _spread(people, parts)
    marks = []
    for one in people:
        wants_name = named or one.stage == "friend" or one.moved != 0
        sector = next(part for part in parts if one.circle in part.circles)
        wish = replace(_wish(one, sector, lines), angle=spread[one.person_id])
        spot = choose(places, wish if wants_name else replace(wish, name=""))
        marks.append(_mark(one, spot))
    return marks


def _mark(one: Standing, spot: Spot) -> Mark:
    turn = np.pi * spot.angle
    x = WIDE - RX * spot.depth * float(np.cos(turn))
    y = BASE - RY * spot.depth * float(np.sin(turn))
    return Mark(
        person_id=one.person_id,
        name=one.name,
        stage=one.stage,
        glyph="dormant" if one.is_dormant else GLYPH.get(one.stage, one.stage),
        sentence=_sentence(one),
        x=round(x, 1),
        y=round(y, 1),
        text_x=round(x + spot.text_x, 1),
        text_y=round(y + spot.text_y, 1),
        anchor=spot.anchor,
        trail=_trail(one, (x, y), turn),
    )


def _wish(one: Standing, sector: Sector, lines: Sequence[float]) -> Wish:
    inner, outer = _span(one.stage, lines)
    if one.probability < UNSURE_BELOW and one.stage != "avatar":
        inner = outer = lines[STAGES.index(one.stage) + 1]
    margin = min(0.02, (sector.right - sector.left) / 6)
    angles = np.linspace(sector.left + margin, sector.right - margin, 31)
    return Wish(
        depths=tuple(float(depth) for depth in np.linspace(inner, outer, 5)),
        angles=tuple(float(one) for one in angles),
        angle=0.0,
        step=_step(one),
        name=one.name,
    )


def _span(stage: str, lines: Sequence[float]) -> tuple[float, float]:
    place = STAGES.index(stage)
    inner, outer = lines[place], lines[place + 1]
    margin = min(0.04, (outer - inner) / 3)
    return inner + margin + (0.04 if place == 0 else 0.0), outer - margin


def _step(one: Standing) -> int:
    return 4 - min(int(one.closeness * 5), 4)


def _spread(people: Sequence[Standing], parts: Sequence[Sector]) -> dict[str, float]:
    ideal = {}
    for stage in STAGES:
        for sector in parts:
            ids = [
                one.person_id
                for one in people
                if one.stage == stage and one.circle in sector.circles
            ]
            for place, person_id in enumerate(ids):
                width = sector.right - sector.left
                ideal[person_id] = sector.left + width * (place + 0.5) / len(ids)
    return ideal


def _sentence(one: Standing) -> str:
    stage = PLURAL[one.stage].removesuffix("s").lower()
    moved = {
        1: ", came closer in the last twelve months",
        -1: ", moved farther out in the last twelve months",
    }.get(one.moved, "")
    return f"{one.name}, {stage}{', dormant' if one.is_dormant else ''}{moved}"


def _trail(
    one: Standing, at: tuple[float, float], angle: float
) -> tuple[float, float, float, float] | None:
    if not one.moved:
        return None
    across, up = -float(np.cos(angle)) * one.moved, -float(np.sin(angle)) * one.moved
    x, y = at
    near, far = 8.5, 33.0
    return (
        round(x + across * near, 1),
        round(y + up * near, 1),
        round(x + across * far, 1),
        round(y + up * far, 1),
    )


def _dots(people: Sequence[Standing], lines: Sequence[float]) -> list[tuple[float, float]]:
    golden = 0.6180339887498949
    dots = []
    for place, one in enumerate(people[::DOT_STANDS_FOR]):
        inner, outer = _span(one.stage, lines)
        depth = inner + (outer - inner) * ((place * golden) % 1.0)
        angle = np.pi * (0.02 + 0.96 * ((place * golden * golden * 7) % 1.0))
        x = WIDE - RX * depth * float(np.cos(angle))
        dots.append((round(x, 1), round(BASE - RY * depth * float(np.sin(angle)), 1)))
    return dots
