"""Upright bands of the plane, and names beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

LETTER, LINE = 7.2, 17


@dataclass(frozen=True, slots=True)
class Upright:
    """One person's band; a name only where it is told."""

    person_id: str
    sentence: str
    x: float
    top: float
    bottom: float
    dark_top: float
    dark_bottom: float
    middle: float
    name: str = ""
    name_x: float = 0.0
    name_y: float = 0.0
    anchor: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Where a name stands: from left to right, around y."""

    left: float
    right: float
    y: float


def names_beside(
    uprights: Sequence[Upright], named: frozenset[str], span: tuple[int, int], *, base: int
) -> list[Upright]:
    """Put names beside the bands of those who are named, where none covers another.

    ``span`` is from left to right; below ``base`` other words stand.
    """
    taken = [Box(one.x - 5, one.x + 5, one.middle) for one in uprights if one.person_id in named]
    done = []
    for one in uprights:
        if one.person_id not in named:
            done.append(replace(one, name=""))
            continue
        free = _free(one, taken, span, base=base)
        if free is None:
            done.append(replace(one, name=""))
            continue
        box, anchor = free
        taken.append(box)
        done.append(
            replace(
                one,
                name_x=round(box.right if anchor else box.left, 1),
                name_y=round(box.y + 4.5, 1),
                anchor=anchor,
            )
        )
    return done


def _free(
    one: Upright, taken: Sequence[Box], span: tuple[int, int], *, base: int
) -> tuple[Box, str] | None:
    """Return the first free place for a name beside its mark or lines away, if any."""
    wide = LETTER * len(one.name)
    places = [
        (Box(left, left + wide, one.middle + down), anchor)
        for down in (0, -LINE, LINE, -2 * LINE, 2 * LINE, -3 * LINE, 3 * LINE)
        for anchor, left in (("", one.x + 11), ("end", one.x - 11 - wide))
    ]
    inside = (
        (box, anchor)
        for box, anchor in places
        if box.left > span[0] and box.right < span[1] + 10 and box.y < base
    )
    return next(
        (place for place in inside if not any(_touch(place[0], other) for other in taken)), None
    )


def _touch(box: Box, other: Box) -> bool:
    beside = box.right < other.left or box.left > other.right
    return not beside and abs(box.y - other.y) < LINE - 1
