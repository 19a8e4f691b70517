"""Ways to a person: whom to ask, and how strong each step is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mutuals.errors import MutualsError
from mutuals.paths.reach import Path, reach
from mutuals.people.find import find_person
from mutuals.sentence import Part, Sentence
from mutuals.web.shell.pictures import percent
from mutuals.web.world import World, day

TWO_YEARS: Final = 24


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a path, seen from its weaker end."""

    name: str
    label: str
    note: str
    width: str
    is_one_way: bool


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a person."""

    sentence: Sentence
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """The ways to whoever was asked for; ``missing`` where there is none."""

    name: str
    ways: tuple[Way, ...]
    missing: str
    hint: str


def asked(world: World, to: str) -> str:
    """Return what stands in the box: a name, also where the address holds an id."""
    return world.names([int(to)]).get(int(to), to) if to.isdecimal() else to


def reached(world: World, to: str) -> Reached:
    """Return the ways to a person, named by name, address or id."""
    try:
        target = int(to) if to.isdecimal() else find_person(world, to)
        name = world.names([target]).get(target, to)
    except MutualsError as error:
        return Reached(to, (), str(error), "Open People to see how names stand in these records.")
    if world.me is None:
        return Reached(name, (), "These records have no owner, so nobody here is you.", "")
    if target == world.me:
        return Reached(name, (), "That is you.", "")
    ways = tuple(_way(world, path) for path in reach(world, target, count=2))
    hint = (
        f"Nobody you know has been in contact with {name} in the files read so far. That may be "
        "true, or it may live in a file not read."
    )
    missing = "" if ways else f"There is no path to {name} in your records."
    return Reached(name, ways, missing, "" if ways else hint)


def _way(world: World, path: Path) -> Way:
    legs = tuple(
        Leg(
            name=world.name(leg.to_id),
            label=(
                f"{_name(world, leg.from_id)} and {world.name(leg.to_id)}: "
                f"about {round(leg.probability * 10)} in 10"
            ),
            note=f"{_ago(world.now, leg.last_at)}, {'one way' if leg.is_one_way else 'both ways'}",
            width=percent(max(leg.probability, 0.03)),
            is_one_way=leg.is_one_way,
        )
        for leg in path.legs
    )
    weakest = min(path.legs, key=lambda leg: leg.probability)
    basis = f"the weaker end of each step; last contact {day(weakest.last_at)} on the weakest"
    if not path.brokers:
        parts: tuple[Part, ...] = ("You know ", world.who(path.legs[-1].to_id), " yourself.")
        return Way(Sentence(parts, basis=basis, sure="fairly sure"), legs)
    asked: list[Part] = ["Ask ", world.who(path.brokers[0])]
    for broker in path.brokers[1:]:
        asked += [", who can ask ", world.who(broker)]
    return Way(Sentence((*asked, "."), basis=basis, sure="a fair guess"), legs)


def _name(world: World, person_id: int) -> str:
    return "You" if person_id == world.me else world.name(person_id)


def _ago(now: datetime, then: datetime) -> str:
    days = (now - then).days
    for limit, word in ((1, "the last day"), (7, "the last week"), (31, "the last month")):
        if days <= limit:
            return f"in {word} of these files"
    months = round(days / 30.4)
    ago = (
        "a month"
        if months <= 1
        else f"{months} months"
        if months < TWO_YEARS
        else f"{round(days / 365)} years"
    )
    return f"{ago} before the last record"
