"""People of a store too large to show them all: the latest ones, or those of a name."""

from typing import Final

from mutuals.records import Cut
from mutuals.web.world import World

ORDER: Final = (("last_at", "descending"), ("person_id", "ascending"))
PEOPLE: Final = (("is_automaton", False),)


def count(world: World) -> int:
    """Return how many people there are, automata apart."""
    return world.count("person", Cut(equal=PEOPLE))


def latest(world: World, most: int, *, named: str = "") -> list[int]:
    """Return the people heard of last; only those of a name, if one is given."""
    holds = ("name", named) if named else None
    cut = Cut(equal=PEOPLE, holds=holds, columns=("person_id",), order=ORDER, most=most)
    return [row["person_id"] for row in world.cut("person", cut)]
