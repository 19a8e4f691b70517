"""The cheapest free place for a mark and its name."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.float64]

MARK, LETTER, LINE = 15.0, 7.0, 17.0
RX, RY, WIDE, BASE = 559.0, 496.0, 565.0, 514.0
TOO_DEAR = 120.0
EDGE = 2.0
WIDE_SCRIPT = 0x2E80  # from here on a letter is about two wide
# Sides of a mark a name can stand on, and what each costs.
SIDES = (
    ("below", 0.0),
    ("right", 5.0),
    ("left", 5.0),
    ("above", 7.0),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Depth and angle of a mark, and its name's place (no anchor: no name)."""

    depth: float
    angle: float
    text_x: float
    text_y: float
    anchor: str


@dataclass(slots=True)
class Places:
    """What is taken: boxes as left, top, right, bottom, and the middles of marks."""

    floors: tuple[float, ...] = ()

    boxes: list[tuple[float, float, float, float]] = field(
        default_factory=lambda: [(520.0, 455.0, 610.0, 514.0)]  # "You"
    )
    middles: list[tuple[float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wish:
    """Depths and angles to try, and the angle and step of depth wished for."""

    depths: tuple[float, ...]
    angles: tuple[float, ...]
    angle: float
    step: int
    name: str


def choose(places: Places, wish: Wish) -> Spot:
    """Return the cheapest of the places tried and take it.

    Where no side of the mark has room for the name, the name is left out.
    """
    depth, angle = _grid(wish)
    at = (WIDE - RX * depth * np.cos(np.pi * angle), BASE - RY * depth * np.sin(np.pi * angle))
    ground = _ground(wish, angle) + _near(places, *at) + 40.0 * _overlap(places, _around(*at))
    sides = SIDES if wish.name else SIDES[:1]
    costs = np.stack([ground + _side(places, at, (*side, wish.name)) for side in sides])
    which, place = divmod(int(np.argmin(costs)), len(depth))
    name = wish.name if costs[which, place] - ground[place] <= TOO_DEAR else ""
    _take(places, (float(at[0][place]), float(at[1][place])), (SIDES[which][0], name))
    across, down, anchor = _offset(SIDES[which][0])
    return Spot(float(depth[place]), float(angle[place]), across, down, anchor if name else "")


def _grid(wish: Wish) -> tuple[Boxes, Boxes]:
    tried = np.meshgrid(np.asarray(wish.depths), np.asarray(wish.angles), indexing="ij")
    return np.asarray(tried[0].ravel()), np.asarray(tried[1].ravel())


def _ground(wish: Wish, angle: Boxes) -> Boxes:
    width = max(wish.angles[-1] - wish.angles[0], 1e-9)
    step = np.repeat(np.arange(len(wish.depths)), len(wish.angles))
    uneven = 1.5 * len(wish.angles) * np.abs(angle - wish.angle) / width
    return np.asarray(uneven + 6.0 * np.abs(step - wish.step))


def _take(places: Places, at: tuple[float, float], label: tuple[str, str]) -> None:
    x, y = np.array([at[0]]), np.array([at[1]])
    places.middles.append(at)
    places.boxes.append(_one(_around(x, y)))
    if label[1]:
        places.boxes.append(_one(_text(x, y, label)))


def _one(boxes: Boxes) -> tuple[float, float, float, float]:
    left, top, right, bottom = (float(edge) for edge in boxes[0])
    return left, top, right, bottom


def _offset(side: str) -> tuple[float, float, str]:
    return {
        "below": (0.0, 22.0, "mid"),
        "right": (12.0, 5.0, "start"),
        "left": (-12.0, 5.0, "end"),
        "above": (0.0, -13.0, "mid"),
    }[side]


def _around(x: Boxes, y: Boxes) -> Boxes:
    half = MARK / 2
    return np.stack([x - half, y - half, x + half, y + half], axis=1)


def _text(x: Boxes, y: Boxes, label: tuple[str, str]) -> Boxes:
    side, name = label
    across, down, anchor = _offset(side)
    wide = 6 + LETTER * sum(1 + (ord(letter) >= WIDE_SCRIPT) for letter in name)
    left = x + across - {"mid": wide / 2, "end": wide}.get(anchor, 0.0)
    top = y + down - LINE * 0.78
    return np.stack([left, top, left + wide, top + LINE], axis=1)


def _side(places: Places, at: tuple[Boxes, Boxes], side: tuple[str, float, str]) -> Boxes:
    where, cost, name = side
    if not name:
        return np.zeros(at[0].shape)
    boxes = _text(*at, (where, name))
    outside = (boxes[:, 0] < EDGE) | (boxes[:, 2] > 2 * WIDE - EDGE) | (boxes[:, 3] > BASE - EDGE)
    crossing = np.zeros(at[0].shape)
    corners = [_depth(boxes[:, across], boxes[:, down]) for across in (0, 2) for down in (1, 3)]
    low, high = np.min(corners, axis=0), np.max(corners, axis=0)
    for floor in places.floors:
        crossing += 25.0 * ((low < floor) & (high > floor))
    return np.asarray(cost + crossing + 34.0 * _overlap(places, boxes) + 5000.0 * outside)


def _depth(x: Boxes, y: Boxes) -> Boxes:
    return np.asarray(np.hypot((x - WIDE) / RX, (y - BASE) / RY))


def _overlap(places: Places, boxes: Boxes) -> Boxes:
    taken = np.asarray(places.boxes).reshape(-1, 4)
    across = np.minimum(boxes[:, None, 2], taken[None, :, 2]) - np.maximum(
        boxes[:, None, 0], taken[None, :, 0]
    )
    down = np.minimum(boxes[:, None, 3], taken[None, :, 3]) - np.maximum(
        boxes[:, None, 1], taken[None, :, 1]
    )
    both = np.where((across > 0) & (down > 0), np.minimum(across, down) + 2.0, 0.0)
    return np.asarray(both.sum(axis=1))


def _near(places: Places, x: Boxes, y: Boxes) -> Boxes:
    if not places.middles:
        return np.zeros(x.shape)
    middles = np.asarray(places.middles)
    apart = np.hypot(x[:, None] - middles[None, :, 0], y[:, None] - middles[None, :, 1])
    return np.asarray(np.maximum(54.0 - apart, 0.0).sum(axis=1))
