"""How many people in each layer of contact, beside what is often said, very faintly."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log1p

from mutuals.counts import number
from mutuals.web.shell.pictures import DRAWN, Tick, Values, percent

MOST = 600.0
FIRST, LAST = 0.02, 0.95
STEP, HEAD = 56, 16


@dataclass(frozen=True, slots=True)
class Layer:
    """People in contact that often; what is often said, with the published range."""

    name: str
    people: int
    reference: int
    lower: int | None
    upper: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """Where a layer is drawn; no width where no range is published."""

    name: str
    note: str
    y: int
    people: str
    reference: str
    left: str
    width: str


@dataclass(frozen=True, slots=True)
class Layers:
    """Layers under each other on one scale, on which each step is a multiple."""

    label: str
    values: Values
    height: int = field(metadata=DRAWN)
    lines: tuple[Line, ...] = field(metadata=DRAWN)
    ticks: tuple[Tick, ...] = field(metadata=DRAWN)


def layers(label: str, given: Sequence[Layer]) -> Layers:
    """Draw layers; the reference stays faint because it says nothing about anybody."""
    rows = tuple((one.name, number(one.people), f"{one.reference}", _range(one)) for one in given)
    places = (0, 5, 15, 50, 150, 500)
    return Layers(
        label=label,
        values=Values(("In contact", "people", "often said", "published range"), rows),
        height=HEAD + STEP * len(given) + 22,
        lines=tuple(_line(one, HEAD + STEP * at) for at, one in enumerate(given)),
        ticks=tuple(Tick(percent(_at(one)), str(one), "mid" if one else "") for one in places),
    )


def _line(one: Layer, y: int) -> Line:
    has_range = one.lower is not None and one.upper is not None
    left = _at(one.lower or 0)
    return Line(
        name=one.name,
        note=f"{number(one.people)} people",
        y=y,
        people=percent(_at(one.people)),
        reference=percent(_at(one.reference)),
        left=percent(left),
        width=percent(_at(one.upper or 0) - left) if has_range else "",
    )


def _range(one: Layer) -> str:
    return f"{one.lower} to {one.upper}" if one.lower is not None else "none published"


def _at(people: float) -> float:
    return FIRST + (LAST - FIRST) * min(log1p(people) / log1p(MOST), 1.0)
