"""Gatherings, and the circles one of them fell into."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mutuals.counts import number
from mutuals.records import Cut
from mutuals.sentence import Sentence
from mutuals.web.around import Around, around
from mutuals.web.shell.hulls import Frame, Hulls, Member, hulls
from mutuals.web.world import Row, World, day

MOST_GUESTS: Final = 40
MOST_GATHERINGS: Final = 500


@dataclass(frozen=True, slots=True)
class Gathering:
    """A gathering and the circles it fell into."""

    heading: str
    sentence: Sentence
    picture: Hulls


@dataclass(frozen=True, slots=True)
class Listed:
    """A gathering as a line of the list."""

    gathering_id: str
    date: str
    title: str
    size: int
    divided: str


def gatherings(world: World) -> list[Listed]:
    """Return gatherings that could be divided, the latest first."""
    found = _held(world)
    ids = tuple(row["gathering_id"] for row in found)
    sizes: dict[bytes, Counter[int]] = defaultdict(Counter)
    for row in world.rows("subgroup", gathering_id=ids):
        sizes[row["gathering_id"]][row["subgroup"]] += 1
    rows = [row for row in found if row["gathering_id"] in sizes]
    return [
        Listed(
            gathering_id=row["gathering_id"].hex(),
            date=day(row["started_at"]),
            title=str(row["title"] or f"A gathering of {row['size']}"),
            size=sizes[row["gathering_id"]].total(),
            divided=_divided(sizes[row["gathering_id"]].values()),
        )
        for row in rows
    ]


def _divided(sizes: Collection[int]) -> str:
    """Return how many circles there are, and how many people stand by themselves."""
    alone = sum(size == 1 for size in sizes)
    circles = sum(size > 1 for size in sizes)
    said = [
        words
        for many, words in (
            (circles, "1 circle" if circles == 1 else f"{number(circles)} circles"),
            (alone, f"{number(alone)} apart"),
        )
        if many
    ]
    return " and ".join(said)


def _held(world: World) -> list[Row]:
    """Return the latest gatherings, of the owner where there is one."""
    order = (("started_at", "descending"), ("gathering_id", "descending"))
    if world.me is None:
        return world.cut("gathering", Cut(order=order, most=MOST_GATHERINGS))
    at = world.rows("subgroup", person_id=world.me)
    ids = tuple(sorted({row["gathering_id"] for row in at}))
    return world.cut("gathering", Cut(equal=(("gathering_id", ids),), order=order))


def telling(listed: Sequence[Listed]) -> Listed | None:
    """Return the latest gathering of at least eight, else the largest."""
    many = 8
    large = [one for one in listed if many <= one.size <= MOST_GUESTS]
    titled = [one for one in large if not one.title.startswith("A gathering of")]
    return (titled or large)[0] if large else max(listed, key=lambda one: one.size, default=None)


def drawn(world: World, chosen: Listed) -> Gathering:
    """Return a gathering with its circles drawn."""
    rows = world.rows("subgroup", gathering_id=bytes.fromhex(chosen.gathering_id))
    seen = {one.person_id: one for one in around(world, world.me)} if world.me is not None else {}
    world.names(row["person_id"] for row in rows)
    members = _seated([_member(world, row, seen) for row in rows])
    circles: dict[str, list[str]] = defaultdict(list)
    for one in members:
        circles[one.circle].append(one.name)
    said = "; ".join(", ".join(sorted(names)) for _, names in sorted(circles.items()))
    guests = number(len(members))
    return Gathering(
        heading=f"{chosen.title}, {chosen.date}",
        sentence=Sentence(
            (f"{guests} guests, {chosen.divided}.",),
            basis="who was in contact with whom in the half year before, not who sat where",
            sure="a hint",
        ),
        picture=hulls(members, {}, Frame(f"{guests} guests, {chosen.divided}: {said}.", tall=520)),
    )


def _member(world: World, row: Row, seen: Mapping[str, Around]) -> Member:
    person_id = str(row["person_id"])
    circle = f"Circle {row['subgroup'] + 1}"
    if row["person_id"] == world.me:
        return Member(person_id, "You", "me", is_dormant=False, circle=circle)
    known = seen.get(person_id)
    return Member(
        person_id=person_id,
        name=_first(world.name(row["person_id"])),
        stage=known.stage if known else "acquaintance",
        is_dormant=known.is_dormant if known else False,
        circle=circle,
    )


def _seated(members: Sequence[Member]) -> list[Member]:
    """Call circles by two who are in them, and one person's circle by being alone."""
    inside: dict[str, list[str]] = defaultdict(list)
    for one in sorted(members, key=lambda one: (one.stage != "me", one.name)):
        inside[one.circle].append(one.name)
    alone = 1
    called = {
        circle: " and ".join(names[:2]) if len(names) > alone else f"{names[0]}, apart"
        for circle, names in inside.items()
    }
    return [replace(one, circle=called[one.circle]) for one in members]


def _first(name: str) -> str:
    """Return a first name, but all of a stand-in such as Person 12."""
    first, _, rest = name.partition(" ")
    return name if rest.isdecimal() else first
