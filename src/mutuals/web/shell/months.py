"""Hours by month: with people or without a word, and how far off the sum may be."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mutuals.web.shell.pictures import DRAWN, Tick, Values, about, percent, ticks


@dataclass(frozen=True, slots=True)
class Month:
    """Minutes of one month by how one was with people, and the range of their sum."""

    month: str
    one_on_one: float
    group: float
    broadcast: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Quiet:
    """Minutes of one month spent on looking without a word, and their range."""

    month: str
    minutes: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class _Column:
    """What is drawn of a month: kinds and their minutes from the bottom up."""

    month: str
    parts: tuple[tuple[str, float], ...]
    lower: float
    upper: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One month's bar: pieces from the bottom up, and the line for how far off."""

    x: str
    width: str
    middle: str
    pieces: tuple[tuple[str, float, float], ...]
    top: float
    bottom: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours by month."""

    label: str
    values: Values
    lines: tuple[tuple[float, str], ...] = field(metadata=DRAWN)
    wide: tuple[Bar, ...] = field(metadata=DRAWN)
    narrow: tuple[Bar, ...] = field(metadata=DRAWN)
    wide_ticks: tuple[Tick, ...] = field(metadata=DRAWN)
    narrow_ticks: tuple[Tick, ...] = field(metadata=DRAWN)


BASE, ROOM = 200.0, 176.0


def hours(label: str, months: Sequence[Month]) -> Hours:
    """Draw the last two years, month by month; the last one on a narrow screen."""
    rows = tuple(
        (one.month, *(_hours(part) for part in (one.one_on_one, one.group, one.broadcast)))
        for one in months
    )
    columns = [
        _Column(
            one.month,
            (("per", one.one_on_one), ("grp", one.group), ("bro", one.broadcast)),
            one.lower,
            one.upper,
            _month_sentence(one),
        )
        for one in months
    ]
    return _drawn(label, Values(("Month", "One-on-one", "Groups", "Broadcast"), rows), columns)


def quiet_hours(label: str, months: Sequence[Quiet]) -> Hours:
    """Draw what was looked at without a word, month by month, as ``hours`` does."""
    rows = tuple(
        (one.month, *(_hours(part) for part in (one.minutes, one.lower, one.upper)))
        for one in months
    )
    columns = [
        _Column(one.month, (("nob", one.minutes),), one.lower, one.upper, _quiet_sentence(one))
        for one in months
    ]
    return _drawn(label, Values(("Month", "About", "At least", "At most"), rows), columns)


def _drawn(label: str, values: Values, columns: Sequence[_Column]) -> Hours:
    lines = ticks(max((one.upper for one in columns), default=60.0) / 60)
    top = lines[-1] * 60
    unit = [f"{line:g}" for line in lines]
    unit[-1] += " h"
    return Hours(
        label=label,
        values=values,
        lines=tuple(
            (round(BASE - ROOM * line * 60 / top, 1), word)
            for line, word in zip(lines, unit, strict=True)
        ),
        wide=_bars(columns[-24:], top),
        narrow=_bars(columns[-12:], top),
        wide_ticks=_month_ticks(columns[-24:]),
        narrow_ticks=_month_ticks(columns[-12:]),
    )


def _hours(minutes: float) -> str:
    return f"{minutes / 60:.1f} h"


def _bars(columns: Sequence[_Column], top: float) -> tuple[Bar, ...]:
    if not columns:
        return ()
    left, room = 0.065, 0.935 / max(len(columns), 6)
    bars = []
    for place, one in enumerate(columns):
        x = left + room * place
        bars.append(
            Bar(
                x=percent(x),
                width=percent(room * 0.78),
                middle=percent(x + room * 0.39),
                pieces=_pieces(one, top),
                top=round(BASE - ROOM * one.upper / top, 1),
                bottom=round(BASE - ROOM * one.lower / top, 1),
                sentence=one.sentence,
            )
        )
    return tuple(bars)


def _month_sentence(one: Month) -> str:
    total = one.one_on_one + one.group + one.broadcast
    return f"{one.month}: about {total / 60:.0f} hours, {one.one_on_one / 60:.0f} of them alone"


def _quiet_sentence(one: Quiet) -> str:
    least, most = (f"{about(part / 60)}" for part in (one.lower, one.upper))
    return f"{one.month}: between {least} and {most} hours without a word"


def _pieces(one: _Column, top: float) -> tuple[tuple[str, float, float], ...]:
    pieces, base = [], BASE
    for kind, minutes in one.parts:
        height = ROOM * minutes / top
        if height > 0:
            pieces.append((kind, round(base - height, 1), round(max(height - 1, 0.5), 1)))
        base -= height
    return tuple(pieces)


def _month_ticks(months: Sequence[_Column]) -> tuple[Tick, ...]:
    if not months:
        return ()
    room = 0.935 / max(len(months), 6)
    places = sorted({0, len(months) // 2, len(months) - 1})
    return tuple(
        Tick(
            percent(0.065 + room * (place + 0.39)),
            months[place].month,
            "" if not place else "end" if place == len(months) - 1 else "mid",
        )
        for place in places
    )
