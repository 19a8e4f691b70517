"""The mirror: which one are you, then your people, then what it is based on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow.compute as pc
from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.mirror.sentences import placed_sentences
from mutuals.sentence import Sentence, Who
from mutuals.web.answering import answer, world_of
from mutuals.web.around import around
from mutuals.web.shell.pictures import Bands, Range, about, bands_on_axis, number
from mutuals.web.shell.rings import Rings, rings
from mutuals.web.shell.strips import Dots, Split, Steps, dots, split, steps
from mutuals.web.world import World, listed, month

TITLE = "Mirror"
PLACE = 1
router = APIRouter()

WAYS: Final = (
    ("personal", "Talked with you, alone or nearly", "per"),
    ("broadcast", "Only saw a post of yours", "bro"),
    ("neither", "Neither", "nob"),
)
MODES: Final = (
    ("one_on_one", "One-on-one", "per"),
    ("group", "Groups", "grp"),
    ("broadcast", "Broadcast", "bro"),
)
AFTERWARDS: Final = (
    ("in touch", "in regular contact", "per"),
    ("met once", "met once", "open"),
    ("quiet", "quiet", "quiet"),
)
LONG: Final = 150


@dataclass(frozen=True, slots=True)
class Said:
    """A further sentence, with a small picture where there is one."""

    place: str
    sentence: Sentence
    dots: Dots | None = None
    split: Split | None = None
    steps: Steps | None = None


@dataclass(frozen=True, slots=True)
class HomePage:
    """The mirror."""

    question: str
    answer: Sentence
    is_long: bool
    bands: Bands | None
    said: tuple[Said, ...]
    quiet: Sentence | None
    status: Sentence | None
    rings: Rings | None
    read: tuple[str, ...]
    unread: int
    missing_channels: str


@router.get("/", response_model=None)
def show(request: Request) -> Response:
    """Show the mirror."""
    return answer(request, world_of(request).note("page/home", home))


def home(world: World) -> HomePage:
    """Work the page out."""
    if not world.has("person"):
        return _empty()
    said = dict(placed_sentences(world))
    me = world.me
    first = said.pop("answer")
    status = said.pop("status", None)
    quiet = said.pop("fading", None)
    people = around(world, me) if me is not None else ()
    return HomePage(
        question="Which one are you?" if me is not None else "Who comes before what people do?",
        answer=first,
        is_long=len(first.text()) > LONG,
        bands=_bands(world, me),
        said=tuple(_said(world, place, sentence) for place, sentence in said.items()),
        quiet=quiet,
        status=status,
        rings=rings([one.standing() for one in people]) if people else None,
        read=_read(world),
        unread=world.table("reject").num_rows if world.has("reject") else 0,
        missing_channels=_missing(world),
    )


def _empty() -> HomePage:
    missing = (
        "Nothing has been read yet. Drop a mailbox, a chat or a calendar on the page of "
        "records, or look around in a made-up village first."
    )
    nothing = Sentence((), missing=missing, sure="not enough records")
    return HomePage("Which one are you?", nothing, False, None, (), None, None, None, (), 0, "")  # noqa: FBT003  # a short sentence


def _bands(world: World, me: int | None) -> Bands | None:
    rows = world.rows("conversion")
    ways = {row["way"]: row for row in rows if row["source_id"] == me and row["exposed"]}
    if "personal" not in ways:
        return None
    ranges = [
        Range(
            label,
            f"{number(row['people'])} people",
            kind,
            *(100 * (row[part] or 0.0) for part in ("share", "lower", "upper")),
        )
        for way, label, kind in WAYS
        if (row := ways.get(way))
    ]
    said = ". ".join(
        f"{one.label}: about {about(one.lower)} to {about(one.upper)}" for one in ranges
    )
    return bands_on_axis(f"How many of 100 went on to do it. {said}", ranges)


def _said(world: World, place: str, sentence: Sentence) -> Said:
    if sentence.missing or world.me is None:
        return Said(place, sentence)
    return Said(
        place,
        sentence,
        dots=_dots(world) if place == "introductions" else None,
        split=_split(world) if place == "time" else None,
        steps=_steps(world, sentence) if place == "moved" else None,
    )


def _dots(world: World) -> Dots | None:
    rows = [row for row in world.rows("introduction") if _is_mine(row, world.me)]
    counts = Counter(row["afterwards"] for row in rows)
    groups = [(words, kind, counts[sort]) for sort, words, kind in AFTERWARDS]
    if not rows:
        return None
    said = ", ".join(f"{many} {words}" for words, _, many in groups if many)
    return dots(f"{number(len(rows))} introductions you made or received: {said}", groups)


def _is_mine(row: dict[str, object], me: int | None) -> bool:
    return me in {row["introducer_id"], row["person_a_id"], row["person_b_id"]}


def _split(world: World) -> Split | None:
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
    least = 0.1
    return f"{about(hours)} h a week" if hours >= least else "hardly any"


def _minutes(world: World) -> Counter[str]:
    counted: Counter[str] = Counter()
    if not world.has("hours"):
        return counted
    rows = world.table("hours")
    mine = rows.filter(pc.equal(rows.column("ego_id"), world.me))
    first = f"{world.now.year - 1}-{world.now.month:02d}"
    for row in mine.filter(pc.greater(mine.column("month"), first)).to_pylist():
        counted[row["mode"]] += row["minutes"]
    return counted


def _steps(world: World, sentence: Sentence) -> Steps | None:
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


def _read(world: World) -> tuple[str, ...]:
    rows = [row for row in world.rows("source") if row["format"] != "answer"]
    if not rows:
        return ()
    records = sum(row["stored"] for row in rows)
    files = len({row["path"] for row in rows})
    return (f"{number(files)} {'file' if files == 1 else 'files'}", f"{number(records)} records")


def _missing(world: World) -> str:
    """Return which ways of talking the files do not hold."""
    if not world.has("interaction"):
        return ""
    rows = world.table("interaction")
    kinds = set(pc.unique(rows.column("kind")).to_pylist())
    channels = set(pc.unique(rows.column("channel")).to_pylist())
    absent = [
        name
        for name, is_there in (
            ("phone calls", "call" in kinds),
            ("chats", bool(channels & {"whatsapp", "telegram", "chat", "signal"})),
            ("mail", "mail" in channels),
            ("meetings", bool(kinds & {"meeting", "proximity"})),
        )
        if not is_there
    ]
    return listed(absent)
