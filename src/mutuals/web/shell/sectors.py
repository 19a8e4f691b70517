"""Circles as sectors of the half ellipse, in a fixed order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

MOST = 5
ELSEWHERE = "elsewhere"
LETTER, WIDTH, UPRIGHT = 7.0, 1130, 0.25


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector from ``left`` to ``right`` (shares of the half turn, from the left).

    ``x`` and ``y`` are the place of its name outside the rim; ``tick`` marks its right
    end on the rim.
    """

    name: str
    circles: frozenset[str]
    left: float
    right: float
    x: float
    y: float
    anchor: str
    tick: tuple[float, float, float, float] | None


def sectors(circles: Sequence[str]) -> tuple[Sector, ...]:
    """Return a sector for each of the largest circles and one for the rest.

    ``circles`` holds each person's circle, empty for none.

    >>> [(one.name, round(one.right, 2)) for one in sectors(["a", "a", "b", "b", ""])]
    [('a', 0.37), ('b', 0.74), ('elsewhere', 1.0)]
    """
    sizes = Counter(circle for circle in circles if circle)
    largest = sorted(sizes, key=lambda circle: (-sizes[circle], circle))[:MOST]
    rest = frozenset(circle for circle in circles if circle not in largest)
    groups = [(circle, frozenset([circle])) for circle in largest]
    if rest or not groups:
        groups.append((ELSEWHERE if groups else "", rest | {""}))
    weights = [_weight(circles, members) for _, members in groups]
    found, left = [], 0.0
    for (name, members), weight in zip(groups, weights, strict=True):
        right = left + weight / sum(weights)
        found.append(_sector((name, members), left, right))
        left = right
    return tuple(found)


def _weight(circles: Sequence[str], members: frozenset[str]) -> float:
    # A square root keeps a large circle from pressing the small ones into slivers.
    return sqrt(max(sum(circle in members for circle in circles), 1))


def _sector(group: tuple[str, frozenset[str]], left: float, right: float) -> Sector:
    tick = None
    last = 0.999
    if right < last:
        edge = pi * right
        tick = (
            round(565 - 559 * cos(edge), 1),
            round(514 - 496 * sin(edge), 1),
            round(565 - 575 * cos(edge), 1),
            round(514 - 512 * sin(edge), 1),
        )
    x, y, anchor = _named(group[0], (left + right) / 2)
    return Sector(
        name=group[0],
        circles=group[1],
        left=left,
        right=min(right, 1.0),
        x=round(x, 1),
        y=round(y, 1),
        anchor=anchor,
        tick=tick,
    )


def _named(name: str, middle: float) -> tuple[float, float, str]:
    """Return the place of a sector's name: as near its middle as there is room."""
    wide = LETTER * len(name) + 16
    for step in range(40):
        share = middle + (0.5 - middle) * step / 40
        across, up = -cos(pi * share), sin(pi * share)
        anchor = "mid" if abs(across) < UPRIGHT else "end" if across < 0 else ""
        x = 565 + 575 * across
        start = x - {"mid": wide / 2, "end": wide}.get(anchor, 0.0)
        if start > 0 and start + wide < WIDTH:
            return x, 512 - 508 * up, anchor
    return 565.0, 4.0, "mid"
