"""The time slider under the map: a bar a month, and the stretch that is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mutuals.counts import number
from mutuals.web.shell.pictures import DRAWN, Values, percent

TALL: Final = 44.0
LEAST: Final = 2.0
YEAR: Final = 12
MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stroke:
    """One month's bar; ``is_in`` where it belongs to the chosen stretch."""

    x: str
    width: str
    y: float
    height: float
    is_in: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A link to one year, or to all of them."""

    title: str
    query: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Slider:
    """Contacts by month; ``people`` has the months (from 0) each was in contact in."""

    label: str
    months: tuple[str, ...]
    counts: tuple[int, ...]
    people: Mapping[str, tuple[int, ...]]
    since: int
    until: int
    said: str
    values: Values = field(metadata=DRAWN)
    strokes: tuple[Stroke, ...] = field(metadata=DRAWN)
    years: tuple[Stretch, ...] = field(metadata=DRAWN)


@dataclass(frozen=True, slots=True)
class Asked:
    """The stretch asked for, as months such as 2024-03; empty for no bound."""

    since: str = ""
    until: str = ""

    def holds(self, months: Sequence[int]) -> bool:
        """Return whether any month, counted as ``month_number`` does, is in it."""
        first = month_number(self.since) if self.since else 0
        last = month_number(self.until) if self.until else max(months, default=0)
        return any(first <= one <= last for one in months)


def month_number(month: str) -> int:
    """Return a month such as 2024-03 as a number that counts on.

    >>> month_number("2024-03")
    24290
    """
    return int(month[:4]) * YEAR + int(month[5:7]) - 1


def month_name(number: int) -> str:
    """Return a month's name.

    >>> month_name(24290)
    'Mar 2024'
    """
    return f"{MONTHS[number % YEAR]} {number // YEAR}"


def slider(
    counts: Mapping[int, int], people: Mapping[str, Sequence[int]], asked: Asked
) -> Slider | None:
    """Draw contacts by month, for months as ``month_number`` has them."""
    if not counts:
        return None
    first, last = min(counts), max(counts)
    months = range(first, last + 1)
    since = min(max(month_number(asked.since) if asked.since else first, first), last)
    until = max(min(month_number(asked.until) if asked.until else last, last), since)
    inside = sum(any(since <= one <= until for one in known) for known in people.values())
    seen = f"{number(inside)} of {number(len(people))}"
    return Slider(
        label=f"Contacts by month, {month_name(first)} to {month_name(last)}",
        months=tuple(month_name(one) for one in months),
        counts=tuple(counts.get(one, 0) for one in months),
        people={one: tuple(month - first for month in known) for one, known in people.items()},
        since=since - first,
        until=until - first,
        said=f"{seen} in contact, {month_name(since)} to {month_name(until)}",
        values=Values(
            ("Month", "Contacts"),
            tuple((month_name(one), str(counts.get(one, 0))) for one in months),
        ),
        strokes=_strokes([counts.get(one, 0) for one in months], (since - first, until - first)),
        years=_years(months, asked),
    )


def _strokes(counts: Sequence[int], chosen: tuple[int, int]) -> tuple[Stroke, ...]:
    most, step = max(counts), 1 / len(counts)
    drawn = []
    for place, many in enumerate(counts):
        height = round(max(TALL * many / most, LEAST), 1)
        is_in = chosen[0] <= place <= chosen[1]
        x, width = percent((place + 0.1) * step), percent(0.8 * step)
        drawn.append(Stroke(x, width, round(TALL - height, 1), height, is_in))
    return tuple(drawn)


def _years(months: range, asked: Asked) -> tuple[Stretch, ...]:
    years = [str(year) for year in range(months[0] // YEAR, months[-1] // YEAR + 1)]
    found = [Stretch("All years", "", not asked.since and not asked.until)]
    for year in years:
        mine = Asked(f"{year}-01", f"{year}-12")
        found.append(Stretch(year, f"since={mine.since}&until={mine.until}", asked == mine))
    return tuple(found)
