"""Upright bars beside each other: what stood, what came and what went."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mutuals.web.shell.pictures import DRAWN, Tick, Values, percent, ticks

HEIGHT, TOP, FLOOR = 236.0, 14.0, 204.0
LEFT = 0.065


@dataclass(frozen=True, slots=True)
class Column:
    """A bar: pieces from zero up, one below, and perhaps a mark across it.

    A piece is a kind (per, grp, nob, ...) and its size. ``is_whole`` is false where
    the records do not hold all of it.
    """

    name: str
    up: tuple[tuple[str, float], ...]
    sentence: str
    down: float = 0.0
    mark: float | None = None
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a column is drawn."""

    x: str
    width: str
    right: str
    pieces: tuple[tuple[str, float, float], ...]
    mark: float | None
    is_whole: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The columns in one width."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The picture: all columns, and on a narrow screen the last of them."""

    label: str
    values: Values
    zero: float = field(metadata=DRAWN)
    lines: tuple[tuple[float, str], ...] = field(metadata=DRAWN)
    wide: Drawing = field(metadata=DRAWN)
    narrow: Drawing = field(metadata=DRAWN)


def columns(label: str, values: Values, given: Sequence[Column], *, narrow: int = 18) -> Columns:
    """Draw columns on one scale; the last ``narrow`` of them on a narrow screen."""
    high = max((_size(one) for one in given), default=1.0)
    low = max((one.down for one in given), default=0.0)
    places = ticks(high)
    unit = (FLOOR - TOP) / (places[-1] + low)
    zero = round(TOP + unit * places[-1], 1)
    return Columns(
        label=label,
        values=values,
        zero=zero,
        lines=tuple((round(zero - unit * place, 1), f"{place:g}") for place in places),
        wide=_drawing(given, (zero, unit)),
        narrow=_drawing(given[-narrow:], (zero, unit)),
    )


def _size(one: Column) -> float:
    return max(sum(size for _, size in one.up), one.mark or 0.0)


def _drawing(given: Sequence[Column], scale: tuple[float, float]) -> Drawing:
    room = (1 - LEFT) / max(len(given), 6)
    bars = tuple(_bar(one, (LEFT + room * at, room), scale) for at, one in enumerate(given))
    last = len(given) - 1
    places = sorted({0, len(given) // 2, last}) if last > 1 else range(len(given))
    named = tuple(
        Tick(
            percent(LEFT + room * (at + (0.0 if not at else 0.82 if at == last else 0.41))),
            given[at].name,
            "" if not at else "end" if at == last else "mid",
        )
        for at in places
    )
    return Drawing(bars, named)


def _bar(one: Column, across: tuple[float, float], scale: tuple[float, float]) -> Bar:
    left, room = across
    zero, unit = scale
    pieces, base = [], zero
    for kind, size in one.up:
        height = unit * size
        if height > 0:
            pieces.append((kind, round(base - height, 1), round(max(height - 1, 0.5), 1)))
        base -= height
    if one.down > 0:
        pieces.append(("away", round(zero + 1, 1), round(unit * one.down, 1)))
    return Bar(
        x=percent(left),
        width=percent(room * 0.82),
        right=percent(left + room * 0.82),
        pieces=tuple(pieces),
        mark=None if one.mark is None else round(zero - unit * one.mark, 1),
        is_whole=one.is_whole,
        sentence=one.sentence,
    )
