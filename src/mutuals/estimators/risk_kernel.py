"""Hazards over the time at risk: person by person, through a run of things.

After they took a thing up, nobody takes it up: what comes after each adoption is no
risk any more. Nothing here is as large as people by things by bins, and no column is
made anew: each kernel goes through everybody once and keeps sums only.
"""

from typing import NamedTuple

import numpy as np

from mutuals.compiling import inlined, kernel
from mutuals.estimators.study import Floats, Ids


class Taken(NamedTuple):
    """Adoptions by person, with the bin each is in, and what persons are.

    ``width`` is that of a bin, in the unit of ``at``; ``present`` is the part of each
    bin a person could be seen in, ``volume`` their contact then.
    """

    start: Ids
    thing: Ids
    bin: Ids
    at: Floats
    group: Ids
    often: Floats
    present: Floats
    volume: Floats
    width: float


class Run(NamedTuple):
    """Things from ``begin`` on: their hazards, and how far everybody likes them.

    ``whole`` is by group, thing and bin, ``liking`` by person and thing.
    """

    begin: int
    whole: Floats
    liking: Floats


class Active(NamedTuple):
    """How active everybody is, ``slope`` times more with contact; and room for bins."""

    activity: Floats
    slope: float
    room: Floats


@inlined
def _after(taken: Taken, one: int, place: int) -> float:
    """Return how much of a bin lies after an adoption."""
    left = taken.width * (place + 1) - taken.at[one]
    return float(min(max(left, 0.0), taken.width))


@inlined
def _act(taken: Taken, active: Active, person: int) -> None:
    """Fill in somebody's rate by bin, as far as they could be seen."""
    for place in range(active.room.size):
        more = 1.0 + active.slope * taken.volume[person, place]
        active.room[place] = active.activity[person] * more * taken.present[person, place]


@kernel
def like(taste: Floats, public: Floats, fold: Ids, steepest: float, found: Floats) -> None:  # noqa: PLR0917  # numba
    """Fill in how much likelier each person takes up each thing; ``public`` by fold."""
    for person in range(found.shape[0]):
        for thing in range(found.shape[1]):
            reach = 0.0
            for one in range(taste.shape[1]):
                reach += taste[person, one] * public[fold[person], thing, one]
            found[person, thing] = np.exp(min(max(reach, -steepest), steepest))


@kernel
def share_anyway(taken: Taken, parts: tuple[Floats, Floats, Floats], liked: Floats) -> None:
    """Multiply each adoption's liking by the rest of its hazard at the moment."""
    activity, calendar, local = parts
    for person in range(taken.group.size):
        group = taken.group[person]
        for one in range(taken.start[person], taken.start[person + 1]):
            thing, place = taken.thing[one], taken.bin[one]
            usual = calendar[thing, place] * local[thing, group, place]
            liked[one] *= activity[person] * usual


@kernel
def risk_of_people(taken: Taken, run: Run, room: Floats, plain: Floats, extra: Floats) -> None:  # noqa: PLR0917  # numba
    """Add each person's hazard but for their own rate, and that times their contact."""
    for person in range(plain.size):
        _risk_by_bin(taken, run, room, person)
        for one in range(taken.start[person], taken.start[person + 1]):
            if 0 <= taken.thing[one] - run.begin < run.whole.shape[1]:
                _end_by_bin(taken, run, room, (person, one))
        for place in range(room.size):
            spent = room[place] * taken.present[person, place]
            plain[person] += spent
            extra[person] += spent * taken.volume[person, place]


@inlined
def _risk_by_bin(taken: Taken, run: Run, room: Floats, person: int) -> None:  # noqa: PLR0917  # numba
    """Fill in the hazard of all the things by bin."""
    room[:] = 0.0
    for thing in range(run.whole.shape[1]):
        liked = run.liking[person, thing] * taken.width
        for place in range(room.size):
            room[place] += liked * run.whole[taken.group[person], thing, place]


@inlined
def _end_by_bin(taken: Taken, run: Run, room: Floats, where: tuple[int, int]) -> None:  # noqa: PLR0917  # numba
    """Take from it what comes after an adoption."""
    person, one = where
    thing = taken.thing[one] - run.begin
    for place in range(taken.bin[one], room.size):
        gone = run.liking[person, thing] * _after(taken, one, place)
        room[place] -= gone * run.whole[taken.group[person], thing, place]


@kernel
def risk_of_things(taken: Taken, run: Run, active: Active, spent: Floats) -> None:  # noqa: PLR0917  # numba
    """Add up everybody's own rates and liking by group, thing and bin."""
    for person in range(active.activity.size):
        _act(taken, active, person)
        for place in range(active.room.size):
            active.room[place] *= taken.often[person]
        _risk_by_thing(taken, run, active.room, (person, spent))
        for one in range(taken.start[person], taken.start[person + 1]):
            if 0 <= taken.thing[one] - run.begin < spent.shape[1]:
                _end_by_thing(taken, run, active.room, (person, one, spent))


@inlined
def _risk_by_thing(taken: Taken, run: Run, room: Floats, where: tuple[int, Floats]) -> None:  # noqa: PLR0917  # numba
    """Add somebody's rate by bin to every thing, as far as they like it."""
    person, spent = where
    for thing in range(spent.shape[1]):
        liked = run.liking[person, thing] * taken.width
        for place in range(room.size):
            spent[taken.group[person], thing, place] += liked * room[place]


@inlined
def _end_by_thing(taken: Taken, run: Run, room: Floats, where: tuple[int, int, Floats]) -> None:  # noqa: PLR0917  # numba
    """Take from the thing what comes after its adoption."""
    person, one, spent = where
    thing = taken.thing[one] - run.begin
    for place in range(taken.bin[one], room.size):
        gone = run.liking[person, thing] * _after(taken, one, place)
        spent[taken.group[person], thing, place] -= gone * room[place]


@kernel
def told_of_things(taken: Taken, begin: int, nobody: Floats, told: Floats) -> None:  # noqa: PLR0917  # numba
    """Add up by group, thing and bin what of the adoptions nobody caused."""
    for person in range(taken.group.size):
        for one in range(taken.start[person], taken.start[person + 1]):
            thing = taken.thing[one] - begin
            if 0 <= thing < told.shape[1]:
                cell = taken.group[person], thing, taken.bin[one]
                told[cell] += nobody[one] * taken.often[person]


@kernel
def hope(taken: Taken, run: Run, active: Active, order: Ids, hoped: Floats) -> None:  # noqa: PLR0917  # numba
    """Fill in the take-ups expected of everybody but for taste, persons in an order.

    Each person counts as often as they do.
    """
    for row in range(order.size):
        person = order[row]
        _act(taken, active, person)
        _hope(taken, run, active.room, (person, hoped[row]))
        for one in range(taken.start[person], taken.start[person + 1]):
            if 0 <= taken.thing[one] - run.begin < hoped.shape[1]:
                _end_hope(taken, run, active.room, (person, one, hoped[row]))
        for thing in range(hoped.shape[1]):
            hoped[row, thing] *= taken.often[person]


@inlined
def _hope(taken: Taken, run: Run, room: Floats, where: tuple[int, Floats]) -> None:  # noqa: PLR0917  # numba
    """Fill in what is expected of somebody if they never took anything up."""
    person, hoped = where
    hoped[:] = 0.0
    for place in range(room.size):
        spent = room[place] * taken.width
        for thing in range(hoped.size):
            hoped[thing] += spent * run.whole[taken.group[person], thing, place]


@inlined
def _end_hope(taken: Taken, run: Run, room: Floats, where: tuple[int, int, Floats]) -> None:  # noqa: PLR0917  # numba
    """Take from it what comes after an adoption."""
    person, one, hoped = where
    thing = taken.thing[one] - run.begin
    for place in range(taken.bin[one], room.size):
        gone = room[place] * _after(taken, one, place)
        hoped[thing] -= gone * run.whole[taken.group[person], thing, place]
    hoped[thing] = max(hoped[thing], 0.0)
