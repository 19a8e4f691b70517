"""What is no risk any more: after they took a thing up, nobody takes it up.

Each kernel goes through the adoptions of a run of things, and takes from a table what
it holds of the time after each. Nothing here is as large as adoptions by bins.
"""

from typing import NamedTuple

from mutuals.compiling import making
from mutuals.estimators.study import Floats, Ids


class Taken(NamedTuple):
    """Adoptions of a run of things, numbered from 0 in it, and the bin each is in.

    ``width`` is that of a bin, in the unit of ``at``.
    """

    person: Ids
    thing: Ids
    group: Ids
    bin: Ids
    at: Floats
    width: float


class Rates(NamedTuple):
    """Hazards whose product is everybody's: things x groups x bins, people x bins."""

    thing: Floats
    person: Floats
    liking: Floats


@making
def after(rows: Taken, one: int, place: int) -> float:
    """Return how much of a bin lies after an adoption."""
    left = rows.width * (place + 1) - rows.at[one]
    return float(min(max(left, 0.0), rows.width))


@making
def take_from_people(rows: Taken, rates: Rates, found: Floats) -> None:
    """Take from people x bins what things' hazards and liking come to afterwards."""
    for one in range(rows.person.size):
        person, thing, group = rows.person[one], rows.thing[one], rows.group[one]
        liked = rates.liking[person, thing]
        for place in range(rows.bin[one], found.shape[1]):
            found[person, place] -= (
                rates.thing[thing, group, place] * liked * after(rows, one, place)
            )


@making
def take_from_things(rows: Taken, rates: Rates, found: Floats) -> None:
    """Take from things x groups x bins what people's own rates come to afterwards."""
    for one in range(rows.person.size):
        person, thing, group = rows.person[one], rows.thing[one], rows.group[one]
        liked = rates.liking[person, thing]
        for place in range(rows.bin[one], found.shape[2]):
            found[thing, group, place] -= (
                rates.person[person, place] * liked * after(rows, one, place)
            )


@making
def take_from_pairs(rows: Taken, rates: Rates, found: Floats) -> None:
    """Take from people x things what is expected of them afterwards, but for liking."""
    for one in range(rows.person.size):
        person, thing, group = rows.person[one], rows.thing[one], rows.group[one]
        gone = 0.0
        for place in range(rows.bin[one], rates.person.shape[1]):
            told = rates.thing[thing, group, place] * rates.person[person, place]
            gone += told * after(rows, one, place)
        found[person, thing] = max(found[person, thing] - gone, 0.0)
