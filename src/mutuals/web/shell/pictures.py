"""Values every picture is made of, and the bands.

A picture is a value: what it says in one sentence, the same values as a table, and
marks with their places. Horizontal places are in per cent of the width, vertical ones
in pixels, so that text keeps its size however wide the picture is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10

from mutuals.counts import number

# Half width of a normal's middle half, as a share of that of its middle 90 %.
HALF = 0.41
DRAWN = {"drawn": True}  # geometry: on the page, not in the JSON


@dataclass(frozen=True, slots=True)
class Values:
    """The numbers of a picture, for "As a table"."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Range:
    """A named estimate with its 90 % range; ``kind`` is per, bro, grp, nob or ink."""

    label: str
    note: str
    kind: str
    middle: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Band:
    """Where one range is drawn."""

    label: str
    note: str
    kind: str
    y: int
    left: str
    width: str
    dark_left: str
    dark_width: str
    middle: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what stands there; ``anchor`` is a class."""

    x: str
    label: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bands:
    """Ranges under each other on one axis."""

    label: str
    values: Values
    height: int = field(metadata=DRAWN)
    bands: tuple[Band, ...] = field(metadata=DRAWN)
    ticks: tuple[Tick, ...] = field(default=(), metadata=DRAWN)
    none_at: str = field(default="", metadata=DRAWN)


def percent(share: float) -> str:
    """Return a share as an SVG length.

    >>> percent(0.5), percent(1 / 3)
    ('50%', '33.3%')
    """
    return f"{round(share * 100, 1):g}%"


def about(value: float) -> str:
    r"""Return a value with at most two significant digits.

    >>> about(1234), about(0.456), about(7)
    ('1\xa0200', '0.46', '7')
    """
    if value == 0:
        return "0"
    digits = 1 - floor(log10(abs(value)))
    rounded = round(value, digits)
    return number(rounded) if digits <= 0 or rounded == int(rounded) else f"{rounded:g}"


def roughly(value: float) -> str:
    r"""Return an effect no finer than its band lets it be known: a tenth, or whole.

    >>> roughly(1.68), roughly(4.3), roughly(12.4), roughly(-0.004)
    ('1.7', '4', '12', '0')
    >>> roughly(-0.053) == "\N{MINUS SIGN}0.1"
    True
    """
    fine = 3.0
    said = f"{round(value, 1):g}" if abs(value) < fine else number(value)
    return "0" if said == "-0" else said.replace("-", "\N{MINUS SIGN}")


def between(lower: float, upper: float) -> str:
    """Return a range in words.

    >>> between(22.3, 40.6), between(2, 2)
    ('22 to 41', '2')
    """
    low, high = about(lower), about(upper)
    return low if low == high else f"{low} to {high}"


def counts(lower: float, upper: float) -> str:
    """Return a range of things that come whole.

    >>> counts(0.06, 3.8), counts(22.3, 40.6)
    ('0 to 4', '22 to 41')
    """
    return between(round(lower), round(upper))


def ticks(top: float, most: int = 5) -> list[float]:
    """Return round numbers from zero to just past ``top``.

    >>> ticks(67)
    [0.0, 20.0, 40.0, 60.0, 80.0]
    """
    if top <= 0:
        return [0.0, 1.0]
    rough = top / (most - 1)
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * many for many in (1, 2, 2.5, 5, 10) if unit * many >= rough)
    return [step * place for place in range(ceil(top / step) + 1)]


def bands_on_axis(label: str, ranges: Sequence[Range]) -> Bands:
    """Draw ranges over a common axis that starts at zero."""
    places = ticks(max((one.upper for one in ranges), default=1.0))
    first, last = 0.01, 0.97
    return Bands(
        label=label,
        values=values_of(ranges),
        height=43 + 55 * len(ranges),
        bands=tuple(
            _band(one, 37 + 55 * row, (places[-1], first, last)) for row, one in enumerate(ranges)
        ),
        ticks=tuple(
            Tick(percent(first + last * place / places[-1]), about(place), _anchor(place, places))
            for place in places
        ),
    )


def bands_in_card(label: str, ranges: Sequence[Range], top: float = 0.0) -> Bands:
    """Draw ranges on lines of their own, on one scale without numbers."""
    top = top or max((one.upper for one in ranges), default=1.0) or 1.0
    return Bands(
        label=label,
        values=values_of(ranges),
        height=50 * len(ranges),
        bands=tuple(_band(one, 14 + 50 * row, (top, 0.0, 1.0)) for row, one in enumerate(ranges)),
    )


def effect(label: str, one: Range, no_difference: float) -> Bands:
    """Draw one effect against a dashed line where there is no difference."""
    low = min(one.lower, no_difference)
    high = max(one.upper, no_difference)
    margin = (high - low) * 0.15 or 1.0
    low, high = low - margin, high + margin
    shifted = Range(
        one.label, one.note, one.kind, one.middle - low, one.lower - low, one.upper - low
    )
    return Bands(
        label=label,
        values=values_of([one]),
        height=80,
        bands=(_band(shifted, 0, (high - low, 0.0, 1.0)),),
        none_at=percent((no_difference - low) / (high - low)),
    )


def values_of(ranges: Sequence[Range]) -> Values:
    """Return ranges as rows of words."""
    return Values(
        ("", "about", "range"),
        tuple((one.label, about(one.middle), between(one.lower, one.upper)) for one in ranges),
    )


def _band(one: Range, y: int, scale: tuple[float, float, float]) -> Band:
    top, first, span = scale

    def place(value: float) -> float:
        return first + span * min(max(value / top, 0.0), 1.0)

    dark_lower = one.middle - HALF * (one.middle - one.lower)
    dark_upper = one.middle + HALF * (one.upper - one.middle)
    left, right = place(one.lower), place(one.upper)
    return Band(
        label=one.label,
        note=one.note,
        kind=one.kind,
        y=y,
        left=percent(left),
        width=percent(max(right - left, 0.008)),
        dark_left=percent(place(dark_lower)),
        dark_width=percent(max(place(dark_upper) - place(dark_lower), 0.004)),
        middle=percent(place(one.middle)),
    )


def _anchor(place: float, places: Sequence[float]) -> str:
    if place == places[-1]:
        return "end"
    return "mid" if place else ""
