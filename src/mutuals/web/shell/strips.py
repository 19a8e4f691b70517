"""Small strips: a split bar, dots in groups, a step line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mutuals.web.shell.pictures import DRAWN, Tick, Values, percent

STEPS = ("avatar", "acquaintance", "budding friend", "friend")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a split bar; ``kind`` is per, grp, bro or nob."""

    label: str
    note: str
    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Split:
    """One bar in pieces."""

    label: str
    values: Values
    pieces: tuple[Piece, ...] = field(metadata=DRAWN)


def split(label: str, parts: Sequence[tuple[str, str, str, float]]) -> Split:
    """Draw parts (label, note, kind, share of the whole) as one bar."""
    pieces, left = [], 0.0
    gap = 0.006
    for name, note, kind, share in parts:
        pieces.append(
            Piece(
                label=name,
                note=note,
                kind=kind,
                x=percent(left),
                width=percent(max(share - gap, 0.004)),
            )
        )
        left += share
    return Split(label, Values(("", "about"), tuple(part[:2] for part in parts)), tuple(pieces))


@dataclass(frozen=True, slots=True)
class Dot:
    """A pair of dots; ``kind`` is per, open or quiet."""

    x: str
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of dots with its words underneath."""

    label: str
    left: str
    right: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Dots:
    """Pairs of people as pairs of dots, in groups."""

    label: str
    values: Values
    dots: tuple[Dot, ...] = field(metadata=DRAWN)
    groups: tuple[Group, ...] = field(metadata=DRAWN)


def dots(label: str, groups: Sequence[tuple[str, str, int]]) -> Dots:
    """Draw groups (words, kind, how many pairs) beside each other."""
    full = [group for group in groups if group[2]]
    total = sum(many for _, _, many in full) + 1.2 * max(len(full) - 1, 0)
    step = 0.99 / max(total, 14)
    marks, words, at = [], [], 0.026
    for place, (name, kind, many) in enumerate(full):
        marks += [Dot(percent(at + step * one), kind) for one in range(many)]
        right = at + step * (many - 1) + 0.02
        last = place == len(full) - 1 and place > 0
        anchor = "end" if last else ""
        words.append(Group(f"{many} {name}", percent(at - 0.02), percent(right), anchor))
        at += step * (many + 1.2)
    rows = tuple((name, str(many)) for name, _, many in full)
    return Dots(label, Values(("", "pairs"), rows), tuple(marks), tuple(words))


@dataclass(frozen=True, slots=True)
class Step:
    """A stage held from ``left`` to ``right``; ``y`` is its line."""

    left: str
    right: str
    y: int
    rise_to: int | None


@dataclass(frozen=True, slots=True)
class Steps:
    """One person's stages over time."""

    label: str
    values: Values
    lines: tuple[tuple[int, str], ...] = field(metadata=DRAWN)
    steps: tuple[Step, ...] = field(metadata=DRAWN)
    ticks: tuple[Tick, ...] = field(metadata=DRAWN)


def steps(label: str, held: Sequence[tuple[str, float, str]], ends: tuple[str, str]) -> Steps:
    """Draw stages (name, start as a share of the time, word) as a step line."""
    used = [name for name in reversed(STEPS) if any(name == one[0] for one in held)]
    rows = {name: 26 + 28 * place for place, name in enumerate(used)}
    starts = [start for _, start, _ in held]
    drawn = []
    for place, (name, start, _) in enumerate(held):
        is_last = place == len(held) - 1
        drawn.append(
            Step(
                left=percent(0.0 if place == 0 else start),
                right=percent(0.985 if is_last else starts[place + 1]),
                y=rows[name],
                rise_to=None if is_last else rows[held[place + 1][0]],
            )
        )
    words = [Tick(percent(start), word, "mid") for _, start, word in held[1:] if word]
    return Steps(
        label=label,
        values=Values(("Stage", "since"), tuple((name, word) for name, _, word in held)),
        lines=tuple((y, name) for name, y in rows.items()),
        steps=tuple(drawn),
        ticks=(Tick("0%", ends[0]), *words, Tick("100%", ends[1], "end")),
    )
