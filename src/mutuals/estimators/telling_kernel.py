"""Contact by contact, what the source had taken up before it and the target had not.

Each kernel goes through the contacts of every target in order of time, and through what
each source had to tell. What a thing was worth telling follows from what the one before
it was, so that only the first needs an exponential.
"""

from typing import NamedTuple

import numpy as np

from mutuals.compiling import inlined, kernel
from mutuals.estimators.study import ANYTHING, Floats, Ids

# After so many means a kernel has nothing left.
MEANS = 8.0
NONE = -1


class Kernel(NamedTuple):
    """Mean times: how long a contact works, and how long a thing is worth telling."""

    decay: float
    since: float


class Rows(NamedTuple):
    """Contacts and adoptions as the kernels take them; ``told`` are the sources'.

    ``gap`` is how long before each of them the same source had taken up another;
    ``mine`` is room for which of a target's adoptions is of which thing.
    """

    start: Ids
    source: Ids
    at: Floats
    weight: Floats
    cell: Ids
    about: Ids
    first: Ids
    thing: Ids
    taken: Floats
    ahead: Ids
    told: Ids
    told_at: Floats
    gap: Floats
    until: Floats
    mine: Ids


class Out(NamedTuple):
    """What one pass fills in: exposure over the time at risk, and at each adoption.

    ``over`` is by cell of contact and fold of thing. Where ``at`` has room, exposure is
    summed by adoption; else every exposure is a row. ``rise`` is how much more each of
    the things told was worth telling than the one before it; ``others`` and ``worth``
    are room for what one source told.
    """

    rise: Floats
    fold: Ids
    over: Floats
    at: Floats
    event: Ids
    source: Ids
    amount: Floats
    others: Ids
    worth: Floats


class Grid(NamedTuple):
    """Means tried, and exposure by them; ``fall`` is what is left after each gap.

    The rest is room: by decay, of who never takes a thing up and of who does; by since.
    """

    decays: Floats
    sinces: Floats
    fall: Floats
    at_adoption: Floats
    over: Floats
    never: Floats
    gone: Floats
    fading: Floats
    worth: Floats


@inlined
def _mark(rows: Rows, mine: Ids, target: int) -> None:
    """Note which of the target's adoptions is of which thing."""
    for own in range(rows.first[target], rows.first[target + 1]):
        mine[rows.thing[own]] = own


@inlined
def _clear(rows: Rows, mine: Ids, target: int) -> None:
    for own in range(rows.first[target], rows.first[target + 1]):
        mine[rows.thing[own]] = NONE


@inlined
def _is_about(rows: Rows, contact: int, other: int) -> bool:
    about = rows.about[contact]
    return bool(about in (ANYTHING, rows.told[other]))


@inlined
def _left(rows: Rows, own: int, span: tuple[float, float]) -> float:
    """Return how long somebody was at risk; ``span``: the contact, until when seen."""
    at, until = span
    return (until if own == NONE else min(rows.taken[own], until)) - at


@kernel
def count(rows: Rows, fading: Kernel) -> int:
    """Return how many exposures there are."""
    mine = rows.mine
    found = 0
    for target in range(rows.start.size - 1):
        _mark(rows, mine, target)
        for contact in range(rows.start[target], rows.start[target + 1]):
            if rows.about[contact] >= ANYTHING:
                found += _count(rows, fading, (mine, contact, target))
        _clear(rows, mine, target)
    return found


@inlined
def _count(rows: Rows, fading: Kernel, where: tuple[Ids, int, int]) -> int:
    mine, contact, target = where
    at, source, until = rows.at[contact], rows.source[contact], rows.until[target]
    found = 0
    for other in range(rows.ahead[source], rows.ahead[source + 1]):
        ago = at - rows.told_at[other]
        if ago <= 0:
            break
        # chance decides all of these, and a branch that is guessed wrong costs more
        own = mine[rows.told[other]]
        left = min(rows.taken[max(own, 0)], until) - at
        is_told = _is_about(rows, contact, other) & (ago <= MEANS * fading.since)
        found += (own != NONE) & is_told & (left > 0) & (left <= MEANS * fading.decay)
    return found


@kernel
def pass_on(rows: Rows, fading: Kernel, out: Out) -> None:
    """Fill in what every contact passed on."""
    found = 0
    for target in range(rows.start.size - 1):
        _mark(rows, rows.mine, target)
        until = rows.until[target]
        for contact in range(rows.start[target], rows.start[target + 1]):
            if rows.about[contact] >= ANYTHING and rows.at[contact] < until:
                size = _tell(rows, fading, out, (contact, until))
                found = _reach(rows, fading, out, (contact, until, size, found))
        _clear(rows, rows.mine, target)


@inlined
def _tell(rows: Rows, fading: Kernel, out: Out, where: tuple[int, float]) -> int:  # noqa: PLR0917  # numba
    """Fill in what is told of things never taken up; return how many others there are.

    Which of them a thing is, chance decides, so that nothing branches on it.
    """
    contact, until = where
    at, source = rows.at[contact], rows.source[contact]
    never = fading.decay * -np.expm1((at - until) / fading.decay)
    told, size = 0.0, 0
    for other in range(rows.ahead[source], rows.ahead[source + 1]):
        ago = at - rows.told_at[other]
        if ago <= 0:
            break
        if ago > MEANS * fading.since:
            continue
        if told == 0.0:
            told = rows.weight[contact] * np.exp(-ago / fading.since)
        else:
            told *= out.rise[other]
        own, is_about = rows.mine[rows.told[other]], _is_about(rows, contact, other)
        cell = rows.cell[contact], out.fold[rows.told[other]]
        out.over[cell] += told * never * ((own == NONE) & is_about)
        out.others[size], out.worth[size] = other, told
        size += (own != NONE) & is_about & (rows.taken[max(own, 0)] > at)
    return size


@inlined
def _reach(rows: Rows, fading: Kernel, out: Out, where: tuple[int, float, int, int]) -> int:  # noqa: PLR0917  # numba
    """Fill in what is told of things that the target does take up."""
    contact, until, size, found = where
    for one in range(size):
        other, told = out.others[one], out.worth[one]
        own = rows.mine[rows.told[other]]
        left = min(rows.taken[own], until) - rows.at[contact]
        cell = rows.cell[contact], out.fold[rows.told[other]]
        out.over[cell] += told * (fading.decay * -np.expm1(-left / fading.decay))
        if left <= MEANS * fading.decay:
            row = (found, own, rows.source[contact])
            _note(out, row, told * np.exp(-left / fading.decay))
            found += 1
    return found


@inlined
def _note(out: Out, row: tuple[int, int, int], amount: float) -> None:
    if out.at.size > 0:
        out.at[row[1]] += amount
    else:
        out.event[row[0]], out.source[row[0]], out.amount[row[0]] = row[1], row[2], amount


@kernel
def on_grid(rows: Rows, grid: Grid) -> None:
    """Fill in the exposures by every pair of means."""
    mine = rows.mine
    for target in range(rows.start.size - 1):
        _mark(rows, mine, target)
        for contact in range(rows.start[target], rows.start[target + 1]):
            alive = rows.until[target] - rows.at[contact]
            if rows.about[contact] < ANYTHING or alive <= 0:
                continue
            _fade(grid, (rows.weight[contact], alive), grid.never)
            _tell_all(rows, grid, (contact, target))
        _clear(rows, mine, target)


@inlined
def _fade(grid: Grid, what: tuple[float, float], gone: Floats) -> None:
    """Fill in what is left of a contact after a time, and what it was until then."""
    weight, left = what
    for slow in range(grid.decays.size):
        grid.fading[slow] = weight * np.exp(-left / grid.decays[slow])
        gone[slow] = (weight - grid.fading[slow]) * grid.decays[slow]


@inlined
def _tell_all(rows: Rows, grid: Grid, where: tuple[int, int]) -> None:
    contact, target = where
    at, source = rows.at[contact], rows.source[contact]
    is_first = True
    for other in range(rows.ahead[source + 1] - 1, rows.ahead[source] - 1, -1):
        ago = at - rows.told_at[other]
        if ago > 0:
            _grow_old(grid, ago, other, is_first)
            is_first = False
            own = rows.mine[rows.told[other]]
            left = _left(rows, own, (at, rows.until[target]))
            if left > 0 and _is_about(rows, contact, other):
                _try_all(grid, own, (rows.weight[contact], left))


@inlined
def _grow_old(grid: Grid, ago: float, other: int, is_first: bool) -> None:  # noqa: FBT001, PLR0917  # numba
    """Fill in what a thing was worth telling, which the one after it says."""
    for old in range(grid.sinces.size):
        if is_first:
            grid.worth[old] = np.exp(-ago / grid.sinces[old])
        else:
            grid.worth[old] *= grid.fall[other + 1, old]


@inlined
def _try_all(grid: Grid, own: int, what: tuple[float, float]) -> None:
    if own != NONE:
        _fade(grid, what, grid.gone)
    spent = grid.never if own == NONE else grid.gone
    for slow in range(grid.decays.size):
        for old in range(grid.sinces.size):
            grid.over[slow, old] += grid.worth[old] * spent[slow]
            if own != NONE:
                grid.at_adoption[own, slow, old] += grid.worth[old] * grid.fading[slow]


@kernel
def volumes(rows: Rows, person: Ids, decay: float, found: Floats) -> None:  # noqa: PLR0917  # numba
    """Fill in how much contact with anybody each adopter had just had."""
    for event in range(person.size):
        begin, stop = rows.start[person[event]], rows.start[person[event] + 1]
        for contact in range(stop - 1, begin - 1, -1):
            ago = rows.taken[event] - rows.at[contact]
            if ago > MEANS * decay:
                break
            if ago > 0:
                found[event] += rows.weight[contact] * np.exp(-ago / decay)
