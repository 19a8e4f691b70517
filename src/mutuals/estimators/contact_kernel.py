"""Exposure to what others had taken up: at each adoption, and over the time at risk.

A contact from i to j passes on what i had taken up before it, or of that the one thing
it was about; the effect fades with the time since the contact (``decay``) and with how
long ago i took the thing up then (``since``). Integrals are exact. Nothing here holds
people by people or by things.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mutuals.compiling import making
from mutuals.estimators.study import ANYTHING, Adoptions, Contacts, Floats, Ids

# After so many means a kernel has nothing left.
_MEANS = 8.0
_NONE = -1


class Kernel(NamedTuple):
    """Mean times: how long a contact works, and how long a thing is worth telling."""

    decay: float
    since: float


@dataclass(frozen=True, slots=True)
class Exposure:
    """Who could have moved whom.

    One row per adoption and contact before it with somebody ahead (``event``,
    ``source``, ``amount``); ``integral`` is the exposure each pair had over the time
    at risk, one column per fold of things.
    """

    event: Ids
    source: Ids
    amount: Floats
    pair_source: Ids
    pair_target: Ids
    integral: Floats


class _Rows(NamedTuple):
    """Contacts and adoptions as the kernels take them; ``told`` are the sources'."""

    start: Ids
    source: Ids
    at: Floats
    weight: Floats
    pair: Ids
    about: Ids
    first: Ids
    thing: Ids
    taken: Floats
    ahead: Ids
    told: Ids
    told_at: Floats
    things: int
    until: Floats


class _Out(NamedTuple):
    """What one pass fills in; without room for events it only counts them."""

    fold: Ids
    integral: Floats
    event: Ids
    source: Ids
    amount: Floats


class _Grid(NamedTuple):
    decays: Floats
    sinces: Floats
    at_adoption: Floats
    over: Floats
    fading: Floats


@dataclass(frozen=True, slots=True)
class Meetings:
    """Contacts, what the targets take up, and what the sources had taken up before.

    ``sources`` are the same adoptions, but for placebos. ``until`` says how long each
    target could be seen.
    """

    contacts: Contacts
    adoptions: Adoptions
    sources: Adoptions
    until: Floats


def exposure(seen: Meetings, kernel: Kernel, fold: Ids) -> Exposure:
    """Return every adoption's and every pair's exposure; ``fold`` of each thing."""
    rows, contacts = _rows_of(seen), seen.contacts
    integral = np.zeros((contacts.pair_source.size, int(fold.max(initial=0)) + 1))
    nobody, nothing = np.zeros(0, np.int64), np.zeros(0)
    size = _pass_on(rows, kernel, _Out(fold, integral, nobody, nobody, nothing))
    integral[:] = 0.0
    whom, amount = np.zeros((2, size), np.int64), np.zeros(size)
    _pass_on(rows, kernel, _Out(fold, integral, whom[0], whom[1], amount))
    pairs = contacts.pair_source, contacts.pair_target
    return Exposure(whom[0], whom[1], amount, *pairs, integral)


def exposure_grid(seen: Meetings, grid: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Return each adoption's exposure by every kernel, and the integrals."""
    shape = (grid[0].size, grid[1].size)
    at, over = np.zeros((seen.adoptions.person.size, *shape)), np.zeros(shape)
    _on_grid(_rows_of(seen), _Grid(*grid, at, over, np.zeros(grid[0].size)))
    return at, over


def volume(seen: Meetings, decay: float) -> Floats:
    """Return how much contact with anybody each adopter had just had."""
    found = np.zeros(seen.adoptions.person.size)
    _volume(_rows_of(seen), seen.adoptions.person, decay, found)
    return found


def _rows_of(seen: Meetings) -> _Rows:
    contacts, own, ahead = seen.contacts, seen.adoptions, seen.sources
    start = np.full(own.people + 1, contacts.source.size, np.int64)
    start[: contacts.start.size] = contacts.start
    return _Rows(
        start=start,
        source=contacts.source,
        at=contacts.at,
        weight=contacts.weight,
        pair=contacts.pair,
        about=contacts.about,
        first=own.start,
        thing=own.thing,
        taken=own.at,
        ahead=ahead.start,
        told=ahead.thing,
        told_at=ahead.at,
        things=own.things,
        until=seen.until,
    )


@making
def _mark(rows: _Rows, mine: Ids, target: int) -> None:
    """Note which of the target's adoptions is of which thing."""
    for own in range(rows.first[target], rows.first[target + 1]):
        mine[rows.thing[own]] = own


@making
def _clear(rows: _Rows, mine: Ids, target: int) -> None:
    for own in range(rows.first[target], rows.first[target + 1]):
        mine[rows.thing[own]] = _NONE


@making
def _left(rows: _Rows, own: int, span: tuple[float, float]) -> float:
    """Return how long somebody was at risk; ``span``: the contact, until when seen."""
    at, until = span
    return (until if own == _NONE else min(rows.taken[own], until)) - at


@making
def _is_about(rows: _Rows, contact: int, other: int) -> bool:
    about = rows.about[contact]
    return bool(about in (ANYTHING, rows.told[other]))


@making
def _pass_on(rows: _Rows, kernel: Kernel, out: _Out) -> int:
    mine = np.full(rows.things, _NONE, np.int64)
    found = 0
    for target in range(rows.start.size - 1):
        _mark(rows, mine, target)
        for contact in range(rows.start[target], rows.start[target + 1]):
            found = _tell(rows, kernel, out, (mine, contact, target, found))
        _clear(rows, mine, target)
    return found


@making
def _tell(rows: _Rows, kernel: Kernel, out: _Out, where: tuple[Ids, int, int, int]) -> int:  # noqa: PLR0917  # numba
    mine, contact, target, found = where
    if rows.about[contact] < ANYTHING:
        return found
    at, source = rows.at[contact], rows.source[contact]
    for other in range(rows.ahead[source], rows.ahead[source + 1]):
        ago = at - rows.told_at[other]
        if ago <= 0:
            break
        own = mine[rows.told[other]]
        left = _left(rows, own, (at, rows.until[target]))
        if ago <= _MEANS * kernel.since and left > 0 and _is_about(rows, contact, other):
            told = rows.weight[contact] * np.exp(-ago / kernel.since)
            spent = told * kernel.decay * -np.expm1(-left / kernel.decay)
            out.integral[rows.pair[contact], out.fold[rows.told[other]]] += spent
            if own != _NONE and left <= _MEANS * kernel.decay:
                _note(out, (found, own, source), told * np.exp(-left / kernel.decay))
                found += 1
    return found


@making
def _note(out: _Out, row: tuple[int, int, int], amount: float) -> None:
    if out.event.size > 0:
        out.event[row[0]], out.source[row[0]], out.amount[row[0]] = row[1], row[2], amount


@making
def _on_grid(rows: _Rows, grid: _Grid) -> None:
    mine = np.full(rows.things, _NONE, np.int64)
    for target in range(rows.start.size - 1):
        _mark(rows, mine, target)
        for contact in range(rows.start[target], rows.start[target + 1]):
            source = rows.source[contact]
            if rows.about[contact] < ANYTHING:
                continue
            for other in range(rows.ahead[source], rows.ahead[source + 1]):
                _tell_all(rows, grid, (mine, contact, target, other))
        _clear(rows, mine, target)


@making
def _tell_all(rows: _Rows, grid: _Grid, where: tuple[Ids, int, int, int]) -> None:
    mine, contact, target, other = where
    at, weight = rows.at[contact], rows.weight[contact]
    own = mine[rows.told[other]]
    left = _left(rows, own, (at, rows.until[target]))
    if left <= 0 or rows.told_at[other] >= at or not _is_about(rows, contact, other):
        return
    for slow in range(grid.decays.size):
        grid.fading[slow] = weight * np.exp(-left / grid.decays[slow])
    for old in range(grid.sinces.size):
        told = np.exp((rows.told_at[other] - at) / grid.sinces[old])
        for slow in range(grid.decays.size):
            gone = (weight - grid.fading[slow]) * grid.decays[slow]
            grid.over[slow, old] += told * gone
            if own != _NONE:
                grid.at_adoption[own, slow, old] += told * grid.fading[slow]


@making
def _volume(rows: _Rows, person: Ids, decay: float, found: Floats) -> None:  # noqa: PLR0917  # numba
    for event in range(person.size):
        begin, stop = rows.start[person[event]], rows.start[person[event] + 1]
        for contact in range(stop - 1, begin - 1, -1):
            ago = rows.taken[event] - rows.at[contact]
            if ago > _MEANS * decay:
                break
            if ago > 0:
                found[event] += rows.weight[contact] * np.exp(-ago / decay)
