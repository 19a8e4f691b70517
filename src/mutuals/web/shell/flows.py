"""How people moved between the four rings, year by year."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mutuals.counts import number
from mutuals.web.shell.pictures import DRAWN, Values

STAGES = ("friend", "budding_friend", "acquaintance", "avatar")
NAMES = {
    "friend": "Friends",
    "budding_friend": "Budding friends",
    "acquaintance": "Acquaintances",
    "avatar": "Avatars",
}
GLYPH = {"budding_friend": "budding"}
GAP, ROOM = 34.0, 240.0

Year = Mapping[str, str]  # person -> stage


@dataclass(frozen=True, slots=True)
class Block:
    """How many stood on a ring in a year."""

    stage: str
    name: str
    glyph: str
    count: str
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """How many went from one ring to another; ``kind`` is towards, away or stayed."""

    path: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The flows in one width."""

    width: int
    height: float
    years: tuple[tuple[float, str], ...]
    blocks: tuple[Block, ...]
    ribbons: tuple[Ribbon, ...]
    names: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Flows:
    """The picture: all years, and (on a narrow screen) the last two."""

    label: str
    values: Values
    wide: Drawing = field(metadata=DRAWN)
    narrow: Drawing = field(metadata=DRAWN)


def flows(years: Sequence[tuple[str, Year]]) -> Flows:
    """Draw who stood where at the end of each year and who moved in between."""
    counts = [(name, Counter(year.values())) for name, year in years]
    rows = tuple((NAMES[stage], *(number(count[stage]) for _, count in counts)) for stage in STAGES)
    said = ". ".join(f"{row[0]} {', '.join(row[1:])}" for row in rows)
    return Flows(
        label=f"How many people stood on each ring, {years[0][0]} to {years[-1][0]}. {said}.",
        values=Values(("Ring", *(name for name, _ in years)), rows),
        wide=_drawing(years, (1120, 116.0, 1060.0)),
        narrow=_drawing(years[-2:], (312, 20.0, 272.0)),
    )


def _drawing(years: Sequence[tuple[str, Year]], size: tuple[int, float, float]) -> Drawing:
    width, left, right = size
    unit = ROOM / max(1, *(len(year) for _, year in years))
    step = (right - left) / max(len(years) - 1, 1)
    tops = _tops([Counter(year.values()) for _, year in years], unit)
    blocks = [
        Block(
            stage=stage,
            name=NAMES[stage],
            glyph=GLYPH.get(stage, stage),
            count=number(sum(one == stage for one in year.values())),
            x=round(left + step * column, 1),
            y=tops[stage],
            height=round(unit * sum(one == stage for one in year.values()), 1),
        )
        for column, (_, year) in enumerate(years)
        for stage in STAGES
        if any(one == stage for one in year.values())
    ]
    ribbons = [
        ribbon
        for column in range(len(years) - 1)
        for ribbon in _ribbons(
            (years[column][1], years[column + 1][1]), (left + step * column, step), (tops, unit)
        )
    ]
    return Drawing(
        width=width,
        height=round(20 + max((one.y + one.height for one in blocks), default=100.0), 1),
        years=tuple(
            (round(left + step * column + 5, 1), name) for column, (name, _) in enumerate(years)
        ),
        blocks=tuple(blocks),
        ribbons=tuple(ribbons),
        names=tuple(
            (tops[stage], NAMES[stage])
            for stage in STAGES
            if any(block.stage == stage for block in blocks)
        ),
    )


def _tops(counts: Sequence[Counter[str]], unit: float) -> dict[str, float]:
    tops, at = {}, 34.0
    for stage in STAGES:
        tops[stage] = round(at, 1)
        at += unit * max((count[stage] for count in counts), default=0) + GAP
    return tops


def _ribbons(
    pair: tuple[Year, Year], across: tuple[float, float], scale: tuple[Mapping[str, float], float]
) -> list[Ribbon]:
    before, after = pair
    tops, unit = scale
    moved = Counter((stage, after[one]) for one, stage in before.items() if one in after)
    out, into = dict(tops), dict(tops)
    starts: dict[tuple[str, str], float] = {}
    ends: dict[tuple[str, str], float] = {}
    for key in sorted(moved, key=lambda key: (STAGES.index(key[0]), STAGES.index(key[1]))):
        starts[key] = out[key[0]]
        out[key[0]] += unit * moved[key]
    for key in sorted(moved, key=lambda key: (STAGES.index(key[1]), STAGES.index(key[0]))):
        ends[key] = into[key[1]]
        into[key[1]] += unit * moved[key]
    left, right = across[0] + 10, across[0] + across[1]
    return [
        _ribbon(key, (moved[key], unit), (left, right, starts[key], ends[key]))
        for key in sorted(moved, key=lambda key: _kind(key) != "stayed")
    ]


def _ribbon(
    key: tuple[str, str], size: tuple[int, float], ends: tuple[float, float, float, float]
) -> Ribbon:
    many, unit = size
    left, right, start, end = (round(one, 1) for one in ends)
    middle, start_low, end_low = (
        round(one, 1) for one in ((left + right) / 2, start + unit * many, end + unit * many)
    )
    path = (
        f"M{left} {start}C{middle} {start} {middle} {end} {right} {end}"
        f"V{end_low}C{middle} {end_low} {middle} {start_low} {left} {start_low}Z"
    )
    return Ribbon(path, _kind(key), f"{number(many)} {_moved(*key)}")


def _moved(before: str, after: str) -> str:
    came, went = NAMES[before].lower(), NAMES[after].lower()
    return f"stayed {came}" if came == went else f"from {came} to {went}"


def _kind(key: tuple[str, str]) -> str:
    before, after = STAGES.index(key[0]), STAGES.index(key[1])
    if before == after:
        return "stayed"
    return "towards" if after < before else "away"
