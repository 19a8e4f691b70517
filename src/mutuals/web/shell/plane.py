"""Status against influence: two axes, never one number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, log10

from mutuals.counts import number
from mutuals.influence.words import NONE_SEEN, THIRDS, place, thirds
from mutuals.web.shell.pictures import DRAWN, HALF, Tick, Values, about, between, ticks
from mutuals.web.shell.uprights import Upright, names_beside

MOST_NAMED, MOST_DRAWN = 4, 400


@dataclass(frozen=True, slots=True)
class Placed:
    """A person with followers and influence (90 % range)."""

    person_id: str
    name: str
    followers: int
    middle: float
    lower: float
    upper: float
    is_me: bool = False
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """The plane in one width."""

    width: int
    height: int
    left: int
    right: int
    base: int
    uprights: tuple[Upright, ...]
    across: tuple[Tick, ...]
    up: tuple[tuple[float, str], ...]
    lines: tuple[float, ...]
    unplaced: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Plane:
    """The picture; ``kind`` is per or bro, ``up`` names the upright axis."""

    label: str
    values: Values
    kind: str
    up: str
    unplaced: int
    wide: Drawing = field(metadata=DRAWN)
    narrow: Drawing = field(metadata=DRAWN)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn and how.

    ``ranks`` are the values of everybody placed, in order, where the grade allows no
    numbers but thirds of the people; else there are none.
    """

    people: tuple[Placed, ...]
    unplaced: int
    ranks: tuple[float, ...]
    kind: str
    up: str


def plane(shown: Shown) -> Plane:
    """Place people on the plane; of very many, those who are named and a fair part."""
    named = telling(shown.people)
    everybody = len(shown.people) + shown.unplaced
    drawn = replace(shown, people=_part(shown.people, named))
    return Plane(
        label=_label(drawn, named, everybody),
        values=_values(drawn),
        kind=shown.kind,
        up=shown.up,
        unplaced=shown.unplaced,
        wide=_drawing(drawn, named, (720, 540)),
        narrow=_drawing(drawn, named, (330, 460)),
    )


def _part(people: Sequence[Placed], named: frozenset[str]) -> tuple[Placed, ...]:
    """Return everybody, or of very many the named and every n-th by id."""
    if len(people) <= MOST_DRAWN:
        return tuple(people)
    ordered = sorted(people, key=lambda one: one.person_id)
    kept = {one.person_id for one in ordered[:: -(-len(people) // MOST_DRAWN)]} | named
    return tuple(one for one in people if one.person_id in kept)


def telling(people: Sequence[Placed]) -> frozenset[str]:
    """Return who is named: the widest disagreements, you and whoever is chosen."""
    status = sorted(one.followers for one in people)
    moved = sorted(one.middle for one in people)

    def apart(one: Placed) -> float:
        return abs(place(status, one.followers) - place(moved, one.middle))

    widest = sorted(people, key=lambda one: (-apart(one), one.person_id))[:MOST_NAMED]
    always = [one for one in people if one.is_me or one.is_chosen]
    return frozenset(one.person_id for one in [*widest, *always])


def _values(shown: Shown) -> Values:
    people = sorted(shown.people, key=lambda one: (one.name.casefold(), one.person_id))
    return Values(
        ("Name", "Followers", shown.up[:1].upper() + shown.up[1:]),
        tuple((one.name, number(one.followers), _range(shown, one)) for one in people),
    )


def _label(shown: Shown, named: frozenset[str], everybody: int) -> str:
    people = [one for one in shown.people if one.person_id in named]
    said = "; ".join(_sentence(shown, one) for one in people)
    return (
        f"Followers against {shown.up} for {number(len(shown.people))} of "
        f"{number(everybody)} people. {said}."
    )


def _sentence(shown: Shown, one: Placed) -> str:
    name = "You" if one.is_me else one.name
    return f"{name}: {about(one.followers)} followers, {_range(shown, one)}"


def _range(shown: Shown, one: Placed) -> str:
    if not one.middle and not one.upper:
        return NONE_SEEN
    if shown.ranks:
        return thirds(shown.ranks, one.lower, one.upper)
    return between(one.lower, one.upper)


def _drawing(shown: Shown, named: frozenset[str], size: tuple[int, int]) -> Drawing:
    width, height = size
    left, right, top, base = 62, width - 14, 44, height - 92
    most = max((one.followers for one in shown.people), default=1)
    rows = ticks(max((one.upper for one in shown.people), default=1.0))

    def across(followers: float) -> float:
        return left + 16 + (right - left - 44) * log10(followers + 1) / log10(max(most, 9) + 1)

    def up(value: float) -> float:
        share = place(shown.ranks, value) if shown.ranks else value / rows[-1]
        return base - (base - top) * min(max(share, 0.0), 1.0)

    beside = _beside(shown.people)
    uprights = [
        _upright(shown, one, (across(one.followers) + beside[one.person_id], up))
        for one in shown.people
    ]
    room = min(shown.unplaced, (right - left) // 20, 24)
    return Drawing(
        width=width,
        height=height,
        left=left,
        right=right,
        base=base,
        uprights=tuple(names_beside(uprights, named, (left, right), base=base)),
        across=tuple(
            Tick(f"{across(many):.1f}", about(many))
            for many in (0, *(10**power for power in range(ceil(log10(max(most, 9) + 1)) + 1)))
            if many <= max(most, 9)
        ),
        up=_rows(shown, rows, (top, base)),
        lines=_lines(shown, rows, (top, base)),
        unplaced=tuple(round(left + (right - left) * place / room, 1) for place in range(room)),
    )


def _beside(people: Sequence[Placed]) -> dict[str, float]:
    """Return a small step aside for people with the same followers."""
    same: dict[int, list[str]] = {}
    for one in people:
        same.setdefault(one.followers, []).append(one.person_id)
    room = 10.0
    return {
        person_id: room * ((place + 0.5) / len(ids) - 0.5)
        for ids in same.values()
        for place, person_id in enumerate(sorted(ids))
    }


def _rows(
    shown: Shown, rows: Sequence[float], span: tuple[int, int]
) -> tuple[tuple[float, str], ...]:
    top, base = span
    if shown.ranks:
        return tuple(
            (round(base - (base - top) * (2 * place + 1) / 6, 1), name)
            for place, name in enumerate(THIRDS)
        )
    return tuple((round(base - (base - top) * row / rows[-1], 1), about(row)) for row in rows)


def _lines(shown: Shown, rows: Sequence[float], span: tuple[int, int]) -> tuple[float, ...]:
    top, base = span
    shares = (0.0, 1 / 3, 2 / 3, 1.0) if shown.ranks else [row / rows[-1] for row in rows]
    return tuple(round(base - (base - top) * share, 1) for share in shares)


def _upright(shown: Shown, one: Placed, place: tuple[float, Callable[[float], float]]) -> Upright:
    x, up = place
    return Upright(
        person_id=one.person_id,
        sentence=_sentence(shown, one),
        x=round(x, 1),
        top=round(up(one.upper), 1),
        bottom=round(up(one.lower), 1),
        dark_top=round(up(one.middle + HALF * (one.upper - one.middle)), 1),
        dark_bottom=round(up(one.middle - HALF * (one.middle - one.lower)), 1),
        middle=round(up(one.middle), 1),
        name="You" if one.is_me else one.name,
        is_chosen=one.is_chosen,
    )
