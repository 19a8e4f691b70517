"""One person's contact, channel by channel, under the stages it went through."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mutuals.web.shell.pictures import DRAWN, Tick, Values, percent

STAGES = ("friend", "budding friend", "acquaintance", "avatar")
FIRST, LAST = 0.12, 0.99
TALL, SHORT = 20.0, 6.0
LETTER = 0.022  # of a narrow picture's width


@dataclass(frozen=True, slots=True)
class Lane:
    """A channel's months: how many of what; ``sort`` is bar, ring or disc."""

    name: str
    kind: str
    sort: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A stage held from one month to another (places among the months)."""

    stage: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Span:
    """What the timeline covers: names of its months, stages, channels, and notes."""

    months: tuple[str, ...]
    held: tuple[Held, ...]
    lanes: tuple[Lane, ...]
    notes: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar (x, width, y, height) or a disc (x is its middle)."""

    x: str
    width: str
    y: float
    height: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """A lane as drawn; ``title_y`` is the base line of its name."""

    name: str
    kind: str
    sort: str
    y: int
    title_y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A stage as drawn: its floor, its line and the rise to the next."""

    stage: str
    glyph: str
    left: str
    right: str
    width: str
    y: int
    rise_to: int | None
    text_x: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The timeline in one width."""

    height: int
    base: int
    left: str
    levels: tuple[Level, ...]
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    notes: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture, by month and (on a narrow screen) by quarter."""

    label: str
    values: Values
    wide: Drawing = field(metadata=DRAWN)
    narrow: Drawing = field(metadata=DRAWN)


def timeline(label: str, span: Span) -> Timeline:
    """Draw contact by month under the stages."""
    rows = tuple(
        (month, *(str(lane.counts[place]) for lane in span.lanes))
        for place, month in enumerate(span.months)
        if any(lane.counts[place] for lane in span.lanes)
    )
    return Timeline(
        label=label,
        values=Values(("Month", *(lane.name for lane in span.lanes)), rows),
        wide=_wide(span),
        narrow=_narrow(span),
    )


def _wide(span: Span) -> Drawing:
    many = max(len(span.months), 1)
    reach = LAST - FIRST

    def at(month: float) -> float:
        return FIRST + reach * month / many

    rows = []
    for place, lane in enumerate(span.lanes):
        y = 150 + 30 * place
        marks = _marks(lane, span.months, (y, FIRST, reach))
        rows.append(Row(lane.name, lane.kind, lane.sort, y, y + 4, marks))
    base = 142 + 30 * len(span.lanes)
    return Drawing(
        height=base + 30,
        base=base,
        left=percent(FIRST),
        levels=_levels(span.held, at, {stage: 22 + 24 * row for row, stage in enumerate(STAGES)}),
        rows=tuple(rows),
        ticks=_ticks(span.months, at),
        notes=tuple(
            Tick(percent(at(month)), note, "end" if month > many * 0.5 else "")
            for month, note in span.notes
        ),
    )


def _narrow(span: Span) -> Drawing:
    quarters = max(-(-len(span.months) // 3), 1)

    def at(month: float) -> float:
        return month / (quarters * 3)

    rows = []
    for place, lane in enumerate(span.lanes):
        counts = tuple(sum(lane.counts[start : start + 3]) for start in range(0, quarters * 3, 3))
        names = tuple(span.months[start] for start in range(0, len(span.months), 3))
        merged = Lane(lane.name, lane.kind, lane.sort, counts)
        y = 88 + 46 * place
        marks = _marks(merged, names, (y, 0.0, 1.0))
        rows.append(Row(lane.name, lane.kind, lane.sort, y, y - 17, marks))
    base = 62 + 46 * len(span.lanes)
    return Drawing(
        height=base + 26,
        base=base,
        left="0%",
        levels=_levels(span.held, at, dict.fromkeys(STAGES, 35)),
        rows=tuple(rows),
        ticks=_ticks(span.months, at),
        notes=(),
    )


def _marks(lane: Lane, months: Sequence[str], place: tuple[int, float, float]) -> tuple[Mark, ...]:
    y, first, reach = place
    room = reach / max(len(lane.counts), 1)
    most = max(lane.counts, default=1) or 1
    marks = []
    for month, count in enumerate(lane.counts):
        if not count:
            continue
        height = round(SHORT + (TALL - SHORT) * (count / most) ** 0.5, 1)
        width = room * 0.74
        x = first + room * (month + 0.13)
        middle = x + width / 2
        marks.append(
            Mark(
                x=percent(middle if lane.sort != "bar" else x),
                width=percent(width),
                y=round(y - height / 2, 1),
                height=height,
                sentence=f"{months[month]}: {lane.name.lower()}, {count}",
            )
        )
    return tuple(marks)


def _levels(
    held: Sequence[Held], at: Callable[[float], float], rows: Mapping[str, int]
) -> tuple[Level, ...]:
    levels = []
    for place, one in enumerate(held):
        left, right = at(one.start), at(one.end)
        after = held[place + 1] if place + 1 < len(held) else None
        word = one.stage if right - left > LETTER * len(one.stage) else ""
        levels.append(
            Level(
                stage=word or one.stage,
                glyph=one.stage.removesuffix(" friend"),
                left=percent(left),
                right=percent(right if after else right - 0.006),
                width=percent(max(right - left, 0.004)),
                y=rows[one.stage],
                rise_to=rows[after.stage] if after else None,
                text_x=percent(left + 0.012),
                fits=bool(word),
            )
        )
    return tuple(levels)


def _ticks(months: Sequence[str], at: Callable[[float], float]) -> tuple[Tick, ...]:
    many = len(months)
    if not many:
        return ()
    places = sorted({0, many // 3, 2 * many // 3} if many > 8 else {0})  # noqa: PLR2004 (room for four)
    ticks = [Tick(percent(at(place)), months[place], "mid" if place else "") for place in places]
    return (*ticks, Tick(percent(at(many)), "last record", "end"))
