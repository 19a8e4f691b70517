"""The life of one tie: months of contact by channel."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mutuals.counts import number
from mutuals.records import Cut
from mutuals.web.evidence import called
from mutuals.web.shell.timeline import Held, Lane, Span, Timeline, timeline
from mutuals.web.world import MONTHS, Row, World

LONGEST: Final = 48
MOST_LANES: Final = 4
MET: Final = ("meeting", "proximity")
STAGE_WORDS: Final = ("avatar", "acquaintance", "budding_friend", "friend")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people, their contact and the stages of the tie."""

    me: int
    other: int
    contacts: Sequence[Row]
    history: Sequence[Row]


def life(world: World, pair: Pair) -> tuple[str, Timeline]:
    """Return how long the timeline is, in words, and the timeline."""
    end = _number(world.now)
    moments = [row["started_at"] for row in pair.contacts]
    moments += [row["happened_at"] for row in pair.history]
    months = range(max(min(map(_number, moments)), end - LONGEST + 1), end + 1)
    names = tuple(f"{MONTHS[one % 12]} {one // 12}" for one in months)
    span = Span(names, _held(pair.history, months), _lanes(world, pair, months))
    counts = ", ".join(f"{lane.name} {number(sum(lane.counts))}" for lane in span.lanes)
    label = (
        f"Contact with {world.name(pair.other)}, {names[0]} to {names[-1]}, by channel: "
        f"{counts}. {_stages(span.held)}"
    )
    return _length(len(names)), timeline(label, span)


def _length(months: int) -> str:
    years = round(months / 12)
    if years > 1:
        return f"{('Two', 'Three', 'Four')[min(years, 4) - 2]} years"
    return "One year" if years else "A few months"


def _number(moment: datetime) -> int:
    return moment.year * 12 + moment.month - 1


def _stages(held: Sequence[Held]) -> str:
    return "Stage: " + ", then ".join(one.stage for one in held) + "." if held else ""


def _lanes(world: World, pair: Pair, months: range) -> tuple[Lane, ...]:
    talks = [row for row in pair.contacts if row["is_one_on_one"]]
    apart = [row for row in talks if row["kind"] not in MET]
    channels = Counter(row["channel"] for row in apart).most_common(MOST_LANES)
    group = [row for row in pair.contacts if not row["is_one_on_one"]]
    parts = [
        ("Follows, likes", "bro", "bar", likes(world, (pair.me, pair.other))),
        *(
            (called(name), "per", "bar", _moments(apart, channel=name))
            for name, _ in sorted(channels)
        ),
        ("In a group", "grp", "ring", _moments(group)),
        ("Met, two of you", "per", "disc", _moments([row for row in talks if row["kind"] in MET])),
    ]
    return tuple(
        Lane(name, kind, sort, _counts(moments, months))
        for name, kind, sort, moments in parts
        if moments
    )


def _moments(rows: Sequence[Row], channel: str = "") -> list[datetime]:
    return [row["started_at"] for row in rows if not channel or row["channel"] == channel]


def _counts(moments: Sequence[datetime], months: range) -> tuple[int, ...]:
    counted = Counter(_number(moment) for moment in moments)
    return tuple(counted[one] for one in months)


def likes(world: World, pair: tuple[int, int]) -> list[datetime]:
    """Return when either liked something the other wrote."""
    if not world.has("reaction"):
        return []
    found: list[datetime] = []
    for actor, author in (pair, pair[::-1]):
        sent = Cut(equal=(("sender_id", _addresses(world, author)),), columns=("interaction_id",))
        written = {row["interaction_id"] for row in world.cut("interaction", sent)}
        reacted = world.rows("reaction", actor_id=_addresses(world, actor))
        found += [row["reacted_at"] for row in reacted if row["interaction_id"] in written]
    return found


def _addresses(world: World, person_id: int) -> tuple[int, ...]:
    return tuple(row["address_id"] for row in world.rows("address", person_id=person_id))


def _held(history: Sequence[Row], months: range) -> tuple[Held, ...]:
    changes: list[tuple[float, str]] = []
    for row in history:
        if row["to_stage"] in STAGE_WORDS:
            moment = row["happened_at"]
            at = _number(moment) + (moment.day - 1) / 31 - months.start
            changes.append((max(at, 0.0), row["to_stage"].replace("_", " ")))
    steps: dict[float, str] = dict(changes)
    kept = [(at, stage) for at, stage in sorted(steps.items())]
    merged: list[tuple[float, str]] = []
    for at, stage in kept:
        if not merged or merged[-1][1] != stage:
            merged.append((at, stage))
    ends = [at for at, _ in merged[1:]] + [float(len(months))]
    return tuple(Held(stage, at, end) for (at, stage), end in zip(merged, ends, strict=True))
