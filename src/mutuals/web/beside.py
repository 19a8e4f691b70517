"""The small pictures that stand beside the mirror's sentences."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from mutuals.counts import number
from mutuals.sentence import Sentence, Who
from mutuals.web.shell.pictures import Bands, Range, about, bands_on_axis
from mutuals.web.shell.strips import Dots, Split, Steps, dots, split, steps
from mutuals.web.world import Row, World, month

WAYS: Final = (
    ("personal", "Talked with you, alone or nearly", "Talked with them, alone or nearly", "per"),
    ("broadcast", "Only saw a post of yours", "Only saw a post of theirs", "bro"),
    ("neither", "Neither", "Neither", "nob"),
)
MODES: Final = (
    ("one_on_one", "One-on-one", "per"),
    ("group", "Groups", "grp"),
    ("broadcast", "Broadcast", "bro"),
)
AFTERWARDS: Final = (
    ("in touch", "in regular contact", "per"),
    ("met once", "some contact", "open"),
    ("quiet", "quiet", "quiet"),
)


def ways_taken(world: World, me: int | None) -> Bands | None:
    """Return how many of 100 chances were taken up, by way."""
    rows = world.rows("conversion", source_id=me)
    ways = {row["way"]: row for row in rows if row["exposed"]}
    if "personal" not in ways:
        return None
    ranges = [
        Range(
            mine if me is not None else theirs,
            f"{number(row['people'])} people",
            kind,
            *(100 * (row[part] or 0.0) for part in ("share", "lower", "upper")),
        )
        for way, mine, theirs, kind in WAYS
        if (row := ways.get(way))
    ]
    said = ". ".join(
        f"{one.label}: about {about(one.lower)} to {about(one.upper)}" for one in ranges
    )
    return bands_on_axis(f"How many of 100 went on to do it. {said}", ranges)


def introduced(world: World) -> Dots | None:
    """Return the introductions the owner was part of, by what came of them."""
    rows = my_introductions(world)
    counts = Counter(row["afterwards"] for row in rows)
    groups = [(words, kind, counts[sort]) for sort, words, kind in AFTERWARDS]
    if not rows:
        return None
    said = ", ".join(f"{number(many)} {words}" for words, _, many in groups if many)
    return dots(f"{number(len(rows))} introductions you made or received: {said}", groups)


def my_introductions(world: World) -> list[Row]:
    """Return the introductions the owner was part of, in no order."""
    if world.me is None:
        return []
    ends = ("introducer_id", "person_a_id", "person_b_id")
    return [row for end in ends for row in world.rows("introduction", **{end: world.me})]


def time_split(world: World) -> Split | None:
    """Return where the hours of the last twelve months went."""
    minutes = _minutes(world)
    total = sum(minutes.values())
    weeks = 52
    if not total:
        return None
    parts = [
        (label, _a_week(minutes[mode] / 60 / weeks), kind, minutes[mode] / total)
        for mode, label, kind in MODES
        if minutes[mode]
    ]
    said = ", ".join(f"{label} {note}" for label, note, _, _ in parts)
    return split(f"Your time with people in the last twelve months: {said}", parts)


def _a_week(hours: float) -> str:
    """Return hours a week to the half, which is finer than they are known."""
    least, halves = 0.1, round(hours * 2)
    if hours < least:
        return "hardly any"
    if not halves or halves == 1:
        return "about ½ h a week"
    return f"about {halves // 2}{'½' if halves % 2 else ''} h a week"


def _minutes(world: World) -> Counter[str]:
    counted: Counter[str] = Counter()
    first = f"{world.now.year - 1}-{world.now.month:02d}"
    for row in world.rows("hours", ego_id=world.me):
        if row["month"] > first:
            counted[row["mode"]] += row["minutes"]
    return counted


def stages_of(world: World, sentence: Sentence) -> Steps | None:
    """Return the stages of the first person a sentence names."""
    people = [part for part in sentence.parts if isinstance(part, Who)]
    if not people:
        return None
    rows = [
        row
        for row in world.rows("transition", ego_id=world.me, alter_id=people[0].person_id)
        if row["to_stage"] != "dormant" and row["from_stage"] != "dormant"
    ]
    rows.sort(key=lambda row: row["happened_at"])
    if not rows:
        return None
    start, end = rows[0]["happened_at"], world.now
    span = max((end - start).total_seconds(), 1.0)
    held = [
        (
            row["to_stage"].replace("_", " "),
            (row["happened_at"] - start).total_seconds() / span,
            month(row["happened_at"]),
        )
        for row in rows
    ]
    said = ", then ".join(f"{stage} from {when}" for stage, _, when in held)
    return steps(f"{people[0].name}: {said}", _apart(held), (month(start), "last record"))


def _apart(held: Sequence[tuple[str, float, str]]) -> list[tuple[str, float, str]]:
    """Leave a word out where it would stand on the one before, or on an end."""
    kept, last = [], 0.0
    room = 0.2
    for place, (stage, at, word) in enumerate(held):
        shown = place == 0 or (at - last > room and at < 1 - room)
        last = at if shown else last
        kept.append((stage, at, word if shown else ""))
    return kept
