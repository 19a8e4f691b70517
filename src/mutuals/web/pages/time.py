"""Time: hours by month, years on the rings, and the circles of a gathering."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.mirror.words import hours_in_words, share_in_words
from mutuals.records import Cut
from mutuals.sentence import Sentence
from mutuals.web.answering import answer, world_of
from mutuals.web.around import Around, around
from mutuals.web.shell.flows import STAGES, Flows, flows
from mutuals.web.shell.hulls import Frame, Hulls, Member, hulls
from mutuals.web.shell.months import Hours, Month, hours
from mutuals.web.shell.pictures import about, between, number
from mutuals.web.world import MONTHS, Row, World, day

TITLE = "Time"
PLACE = 5
router = APIRouter()

MODES: Final = ("one_on_one", "group", "broadcast")
MOST_GUESTS: Final = 40
MOST_GATHERINGS: Final = 500
WEEKS: Final = 52.0
YEAR: Final = 12
NO_HOURS: Final = (
    "We cannot say yet where the time goes: these files hold no words between you and others."
)

NOBODY: Final = "These are the records of a whole community, so no hours here are yours."


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
    groups: int


@dataclass(frozen=True, slots=True)
class TimePage:
    """Where the time goes, and with whom."""

    answer: Sentence
    hours: Hours | None
    flows: Flows | None
    gathering: Gathering | None
    gatherings: tuple[Listed, ...]


@router.get("/time", response_model=None)
def show(request: Request, gathering: str = "") -> Response:
    """Show hours, years and gatherings."""
    world = world_of(request)
    page = world.note(f"page/time/{gathering}", lambda one: time(one, gathering))
    return answer(request, page)


def time(world: World, gathering: str) -> TimePage:
    """Work the page out; ``gathering`` is the one chosen."""
    months = _months(world)
    is_community = world.me is None and world.has("person")
    listed = _gatherings(world)
    chosen = next((one for one in listed if one.gathering_id == gathering), None) or _telling(
        listed
    )
    return TimePage(
        answer=Sentence((), missing=NOBODY) if is_community else _answer(months),
        hours=hours(_label(months), months) if months else None,
        flows=_flows(world),
        gathering=_gathering(world, chosen) if chosen else None,
        gatherings=tuple(listed[:12]),
    )


def _months(world: World) -> list[Month]:
    spent: dict[str, Counter[str]] = defaultdict(Counter)
    for row in world.rows("hours", ego_id=world.me) if world.me is not None else ():
        month = spent[row["month"]]
        month[row["mode"]] += row["minutes"]
        month["lower"] += row["lower"]
        month["upper"] += row["upper"]
    if not spent:
        return []
    return [_month(key, spent[key]) for key in _keys(min(spent), max(spent))]


def _keys(first: str, last: str) -> list[str]:
    start, end = (int(key[:4]) * 12 + int(key[5:7]) - 1 for key in (first, last))
    return [f"{one // 12}-{one % 12 + 1:02d}" for one in range(start, end + 1)]


def _month(key: str, spent: Counter[str]) -> Month:
    alone, group, broadcast = (float(spent[mode]) for mode in MODES)
    name = f"{MONTHS[int(key[5:7]) - 1]} {key[:4]}"
    return Month(name, alone, group, broadcast, float(spent["lower"]), float(spent["upper"]))


def _sum(months: Sequence[Month]) -> tuple[float, float, float, float]:
    alone = sum(one.one_on_one for one in months)
    total = sum(one.one_on_one + one.group + one.broadcast for one in months)
    return total, alone, sum(one.lower for one in months), sum(one.upper for one in months)


def _answer(months: Sequence[Month]) -> Sentence:
    if not months:
        return Sentence((), missing=NO_HOURS)
    year, before = months[-YEAR:], months[-2 * YEAR : -YEAR]
    total, _, lower, upper = _sum(year)
    hours_of = 60 * WEEKS * len(year) / YEAR
    share = _alone(year)
    week, alone = hours_in_words(total / hours_of), share_in_words(share)
    words = f"You spent {week} a week with people, {alone} of it one-on-one"
    if len(before) == YEAR:
        words += _change(share, _alone(before))
    basis = (
        f"lengths of messages and times of meetings, {year[0].month} to {year[-1].month}; "
        f"between {between(lower / hours_of, upper / hours_of)} hours a week"
    )
    return Sentence((words + ".",), basis=basis, sure="a fair guess")


def _alone(months: Sequence[Month]) -> float:
    total, alone, _, _ = _sum(months)
    return alone / total if total else 0.0


def _change(now: float, before: float) -> str:
    plainly = 0.05
    if now - before > plainly:
        return ", more than the year before"
    return ", less than the year before" if before - now > plainly else ", much as the year before"


def _label(months: Sequence[Month]) -> str:
    if not months:
        return ""
    total, alone, _, _ = _sum(months[-24:])
    return (
        f"Hours with people per month, {months[-24:][0].month} to {months[-1].month}: "
        f"about {about(total / 60)} in all, {about(alone / 60)} of them one-on-one"
    )


def _flows(world: World) -> Flows | None:
    rows = world.rows("transition", ego_id=world.me) if world.me is not None else []
    rows = [row for row in rows if row["to_stage"] in STAGES]
    if not rows:
        return None
    rows.sort(key=lambda row: row["happened_at"])
    first, last = rows[0]["happened_at"].year, world.now.year
    years = [(str(year), _standing(rows, year)) for year in range(max(first, last - 4), last + 1)]
    return flows(years) if len(years) > 1 else None


def _standing(rows: Sequence[Row], year: int) -> dict[str, str]:
    stage: dict[str, str] = {}
    for row in rows:
        if row["happened_at"].year <= year:
            stage[str(row["alter_id"])] = row["to_stage"]
    return stage


def _gatherings(world: World) -> list[Listed]:
    found = _held(world)
    ids = tuple(row["gathering_id"] for row in found)
    groups: dict[bytes, set[int]] = defaultdict(set)
    guests: Counter[bytes] = Counter()
    for row in world.rows("subgroup", gathering_id=ids):
        groups[row["gathering_id"]].add(row["subgroup"])
        guests[row["gathering_id"]] += 1
    rows = [row for row in found if row["gathering_id"] in groups]
    return [
        Listed(
            gathering_id=row["gathering_id"].hex(),
            date=day(row["started_at"]),
            title=str(row["title"] or f"A gathering of {row['size']}"),
            size=guests[row["gathering_id"]],
            groups=len(groups[row["gathering_id"]]),
        )
        for row in rows
    ]


def _held(world: World) -> list[Row]:
    """Return the latest gatherings, of the owner where there is one."""
    order = (("started_at", "descending"), ("gathering_id", "descending"))
    if world.me is None:
        return world.cut("gathering", Cut(order=order, most=MOST_GATHERINGS))
    at = world.rows("subgroup", person_id=world.me)
    ids = tuple(sorted({row["gathering_id"] for row in at}))
    return world.cut("gathering", Cut(equal=(("gathering_id", ids),), order=order))


def _telling(listed: Sequence[Listed]) -> Listed | None:
    """Return the latest gathering of at least eight, else the largest."""
    many = 8
    large = [one for one in listed if many <= one.size <= MOST_GUESTS]
    titled = [one for one in large if not one.title.startswith("A gathering of")]
    return (titled or large)[0] if large else max(listed, key=lambda one: one.size, default=None)


def _gathering(world: World, chosen: Listed) -> Gathering:
    rows = world.rows("subgroup", gathering_id=bytes.fromhex(chosen.gathering_id))
    seen = {one.person_id: one for one in around(world, world.me)} if world.me is not None else {}
    world.names(row["person_id"] for row in rows)
    members = _seated([_member(world, row, seen) for row in rows])
    circles: dict[str, list[str]] = defaultdict(list)
    for one in members:
        circles[one.circle].append(one.name)
    said = "; ".join(", ".join(sorted(names)) for _, names in sorted(circles.items()))
    many = "1 circle" if len(circles) == 1 else f"{number(len(circles))} circles"
    guests = number(len(members))
    return Gathering(
        heading=f"{chosen.title}, {chosen.date}",
        sentence=Sentence(
            (f"{guests} guests, {many}.",),
            basis="who was in contact with whom in the half year before, not who sat where",
            sure="a hint",
        ),
        picture=hulls(members, {}, Frame(f"{guests} guests in {many}: {said}.", tall=520)),
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
