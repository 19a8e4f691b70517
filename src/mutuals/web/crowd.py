"""People of a store too large to show them all: the latest ones, or those of a name."""

from dataclasses import dataclass
from typing import Final

from mutuals.counts import number
from mutuals.records import Cut
from mutuals.sentence import Evidence, Sentence
from mutuals.web.world import World, day

ORDER: Final = (("last_at", "descending"), ("person_id", "ascending"))
OFFERED: Final = 12
PEOPLE: Final = (("is_automaton", False),)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody whose side can be taken where there is no owner."""

    person_id: str
    name: str


def chosen(world: World) -> tuple[Chosen, ...]:
    """Return a few people to choose from, by name."""
    people = latest(world, OFFERED)
    world.names(people)
    found = [Chosen(str(one), world.name(one)) for one in people]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.person_id)))


def count(world: World) -> int:
    """Return how many people there are, automata apart."""
    return world.count("person", Cut(equal=PEOPLE))


def latest(world: World, most: int, *, named: str = "") -> list[int]:
    """Return the people heard of last; only those of a name, if one is given."""
    holds = ("name", named) if named else None
    cut = Cut(equal=PEOPLE, holds=holds, columns=("person_id",), order=ORDER, most=most)
    return [row["person_id"] for row in world.cut("person", cut)]


def in_contact(world: World, person_id: int) -> Sentence:
    """Say with how many somebody has contact, where no reader is one of them."""
    who = world.who(person_id)
    ties = world.rows("tie", ego_id=person_id)
    if not ties:
        basis = "no message, call or meeting with one person or a few in the files read"
        return Sentence((who, " is in these records, in contact with nobody."), basis=basis)
    many = f"{number(len(ties))} {'person' if len(ties) == 1 else 'people'}"
    both = sum(row["sent"] > 0 and row["received"] > 0 for row in ties)
    last = max(row["last_at"] for row in ties)
    others = Evidence(many, f"people?ego={person_id}", len(ties))
    ways = f"both ways with {number(both)} of them" if both else "one way only"
    ways = "both ways" if both == len(ties) else ways
    return Sentence(
        (who, " has contact with ", others, f" here, {ways}."), basis=f"last contact {day(last)}"
    )
