"""Circles as hulls with their people inside: the map and the circles of a gathering.

The layout depends only on who is in which circle, so it stays put when time moves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import cos, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from mutuals.web.shell.pictures import DRAWN, Values

GOLDEN = pi * (3 - sqrt(5))
LETTER = 6.9
# Between the names of circles beside each other, half of it to either side.
GAP = 6.0
# Where a name can stand from its mark: across, down to its base line, anchor.
SIDES = ((0.0, 22.0, "mid"), (0.0, -13.0, "mid"), (12.0, 5.0, "start"), (-12.0, 5.0, "end"))
ORDER = ("friend", "budding", "acquaintance", "avatar")
MOST_DRAWN, MOST_NAMED = 5000, 80
MOST_LINES = 600
LOWEST, FEW = 230, 4
HUES = 5
WIDE, NARROW = 600, 320

Box = tuple[float, float, float, float]
Boxes = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a circle (empty for none)."""

    person_id: str
    name: str
    stage: str
    is_dormant: bool
    circle: str


@dataclass(frozen=True, slots=True)
class Node:
    """Where a person stands; the name beside the mark, only where it is free."""

    person_id: str
    name: str
    glyph: str
    stage: str
    circle: str
    x: float
    y: float
    is_named: bool = False
    across: float = 0.0
    down: float = 0.0
    anchor: str = "mid"


@dataclass(frozen=True, slots=True)
class Hull:
    """A circle: an ellipse, its name above it and its hue from one to five.

    ``title`` is as much of the name as has room beside the circles left and right.
    """

    name: str
    title: str
    x: float
    y: float
    rx: float
    ry: float
    hue: int


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two people; ``width`` is 0 where it is not yours, else 1 to 3."""

    source: str
    target: str
    width: int
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture in one width."""

    width: int
    height: int
    hulls: tuple[Hull, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Hulls:
    """The picture; the wide drawing also goes to the script that draws the map."""

    label: str
    values: Values = field(metadata=DRAWN)
    wide: Drawing
    narrow: Drawing = field(metadata=DRAWN)


@dataclass(frozen=True, slots=True)
class Frame:
    """How tall the picture is at least, and whether somebody stands in the middle."""

    label: str
    tall: int = 760
    me: Member | None = None


def hulls(members: Sequence[Member], ties: Mapping[tuple[str, str], int], frame: Frame) -> Hulls:
    """Draw people in their circles, with lines where ``ties`` has them."""
    circles = _circles(members)
    rows = tuple(
        (name or "no circle", ", ".join(one.name for one in people))
        for name, people in circles.items()
    )
    return Hulls(
        label=frame.label,
        values=Values(("Circle", "People"), rows),
        wide=_drawing(circles, ties, (WIDE, max(frame.tall, LOWEST), frame.me)),
        narrow=_drawing(circles, ties, (NARROW, max(frame.tall * 3 // 4, LOWEST), frame.me)),
    )


def _drawing(
    circles: Mapping[str, Sequence[Member]],
    ties: Mapping[tuple[str, str], int],
    size: tuple[int, int, Member | None],
) -> Drawing:
    width, tall, me = size
    columns, rows = _grid(len(circles), width)
    height = max(tall, LOWEST * rows)
    drawn = _hulls(circles, (width / columns, height / rows), (columns, rows))
    nodes = [
        node
        for hull, people in zip(drawn, circles.values(), strict=True)
        for node in _inside(hull, people)
    ]
    if me:
        nodes.append(_node(me, width / 2 - 3, height / 2))
    named = _named(nodes, drawn, width)
    return Drawing(
        width=width,
        height=height,
        hulls=tuple(hull for hull in drawn if hull.name),
        nodes=tuple(named),
        links=_links(named, ties),
    )


def _circles(members: Sequence[Member]) -> dict[str, list[Member]]:
    """Return each circle's people, the largest first, up to what is drawn."""
    found: dict[str, list[Member]] = {}
    for one in sorted(members, key=lambda one: one.person_id):
        found.setdefault(one.circle, []).append(one)
    order = sorted(found, key=lambda name: (name == "", -len(found[name]), name))
    room, kept = MOST_DRAWN, {}
    for name in order:
        if room > 0:
            kept[name] = found[name][:room]
            room -= len(kept[name])
    return kept


def _grid(many: int, width: int) -> tuple[int, int]:
    """Return columns and rows: two beside each other, or three where there is room."""
    columns = 2 if many <= FEW or width == NARROW else 3
    return columns, max(-(-many // columns), 1)


def _hulls(
    circles: Mapping[str, Sequence[Member]], cell: tuple[float, float], grid: tuple[int, int]
) -> list[Hull]:
    columns, rows = grid
    most = max((len(people) for people in circles.values()), default=1)
    drawn = []
    for place, (name, people) in enumerate(circles.items()):
        row, column = divmod(place, columns)
        lonely = (columns - (len(circles) - row * columns)) / 2 if row == rows - 1 and row else 0.0
        share = max(sqrt(len(people) / most), 0.5)
        drawn.append(
            Hull(
                name=name,
                title=_fitting(name, cell[0]),
                x=round(cell[0] * (column + 0.5 + lonely), 1),
                y=round(cell[1] * (row + 0.5) + 6, 1),
                rx=round((cell[0] / 2 - 11) * share, 1),
                ry=round((cell[1] / 2 - 32) * share, 1),
                hue=place % HUES + 1,
            )
        )
    return drawn


def _inside(hull: Hull, people: Sequence[Member]) -> list[Node]:
    nodes = []
    for place, one in enumerate(people):
        out = 0.78 * sqrt((place + 0.5) / len(people)) if len(people) > 1 else 0.0
        turn = place * GOLDEN + 0.6
        nodes.append(
            _node(one, hull.x + hull.rx * out * cos(turn), hull.y + hull.ry * out * sin(turn))
        )
    return nodes


def _node(one: Member, x: float, y: float) -> Node:
    glyph = "dormant" if one.is_dormant else one.stage.removesuffix("_friend")
    stage = one.stage.removesuffix("_friend")
    return Node(one.person_id, one.name, glyph, stage, one.circle, round(x, 1), round(y, 1))


def _named(nodes: Sequence[Node], circles: Sequence[Hull], width: int) -> list[Node]:
    """Name people, friends first, where no name covers a mark or a name."""
    ordered = sorted(nodes, key=_rank)
    tried = ordered[:MOST_NAMED]
    marks = [(one.x - 8, one.y - 8, one.x + 8, one.y + 8) for one in nodes]
    marks += [_title(one) for one in circles]
    taken = np.full((len(marks) + len(tried), 4), np.nan)
    taken[: len(marks)] = np.reshape(marks, (-1, 4))
    done = []
    for place, one in enumerate(tried):
        side = _free(one, taken, width)
        if side is None:
            done.append(one)
            continue
        across, down, anchor = SIDES[side]
        taken[len(marks) + place] = _beside(one, side)
        done.append(replace(one, is_named=True, across=across, down=down, anchor=anchor))
    return done + ordered[MOST_NAMED:]


def _fitting(name: str, room: float) -> str:
    """Return a name cut to the room it has.

    >>> _fitting("Ann Bell and Cy Dorn", 100.0), _fitting("Ann and Cy", 100.0)
    ('Ann Bell an…', 'Ann and Cy')
    """
    most = int((room - 2 * GAP) / LETTER)
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _title(one: Hull) -> Box:
    """Return where a circle's own name stands, above it."""
    half, base = LETTER * len(one.title) / 2 + 6, one.y - one.ry - 8
    return one.x - half, base - 14, one.x + half, base + 5


def _free(one: Node, taken: Boxes, width: int) -> int | None:
    """Return the first side of a mark where its name has room; a box of NaN is none."""
    for side in range(len(SIDES)):
        box = _beside(one, side)
        inside = box[0] > 0 and box[2] < width
        if inside and not _touches(box, taken):
            return side
    return None


def _beside(one: Node, side: int) -> Box:
    across, down, anchor = SIDES[side]
    wide = LETTER * len(one.name)
    left = one.x + across - {"mid": wide / 2, "end": wide}.get(anchor, 0.0)
    return left, one.y + down - 12, left + wide, one.y + down + 4


def _rank(one: Node) -> tuple[int, str]:
    return (ORDER.index(one.stage) if one.stage in ORDER else -1, one.person_id)


def _touches(box: Box, taken: Boxes) -> bool:
    left, top, right, bottom = taken.T
    across = (left < box[2]) & (right > box[0])
    return bool((across & (top < box[3]) & (bottom > box[1])).any())


def _links(nodes: Sequence[Node], ties: Mapping[tuple[str, str], int]) -> tuple[Link, ...]:
    at = {one.person_id: one for one in nodes}
    kept = [
        (source, target, width)
        for (source, target), width in sorted(ties.items(), key=lambda tie: (-tie[1], tie[0]))
        if source in at and target in at
    ][:MOST_LINES]
    return tuple(
        Link(source, target, width, at[source].x, at[source].y, at[target].x, at[target].y)
        for source, target, width in reversed(kept)
    )
