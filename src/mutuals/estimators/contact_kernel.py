"""Exposure to what others had taken up: at each adoption, and over the time at risk.

A contact from i to j passes on what i had taken up before it, or of that the one thing
it was about; the effect fades with the time since the contact (``decay``) and with how
long ago i took the thing up then (``since``). Integrals are exact. Nothing here holds
people by people or by things.
"""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.study import Adoptions, Contacts, Floats, Ids
from mutuals.estimators.telling_kernel import (
    MEANS,
    NONE,
    Grid,
    Kernel,
    Out,
    Rows,
    count,
    on_grid,
    pass_on,
    volumes,
)

__all__ = ["Exposure", "Kernel", "Meetings", "exposure", "exposure_grid", "summed", "volume"]


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
    rows, contacts = _rows_of(seen, seen.contacts.pair), seen.contacts
    integral = np.zeros((contacts.pair_source.size, int(fold.max(initial=0)) + 1))
    size = count(rows, kernel)
    whom, amount = np.empty((2, size), np.int64), np.empty(size)
    out = (integral, np.empty(0), whom[0], whom[1], amount)
    pass_on(rows, kernel, Out(_rise(rows, kernel), fold, *out, *_room(rows)))
    pairs = contacts.pair_source, contacts.pair_target
    return Exposure(whom[0], whom[1], amount, *pairs, integral)


def summed(seen: Meetings, kernel: Kernel) -> tuple[Floats, Floats]:
    """Return each adoption's exposure, and each person's over the time at risk."""
    rows, people = _rows_of(seen, seen.contacts.target), seen.adoptions.people
    at, over = np.zeros(seen.adoptions.person.size), np.zeros((people, 1))
    nobody, fold = np.empty((2, 0), np.int64), np.zeros(rows.mine.size, np.int64)
    if at.size:
        out = (over, at, nobody[0], nobody[1], np.empty(0))
        pass_on(rows, kernel, Out(_rise(rows, kernel), fold, *out, *_room(rows)))
    return at, over[:, 0]


def exposure_grid(seen: Meetings, grid: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Return each adoption's exposure by every kernel, and the integrals."""
    rows, (decays, sinces) = _rows_of(seen, seen.contacts.pair), grid
    shape = (decays.size, sinces.size)
    at, over = np.zeros((seen.adoptions.person.size, *shape)), np.zeros(shape)
    fall, room = np.exp(-rows.gap[:, None] / sinces), np.zeros((3, decays.size))
    worth = np.zeros(sinces.size)
    on_grid(rows, Grid(decays, sinces, fall, at, over, room[0], room[1], room[2], worth))
    return at, over


def volume(seen: Meetings, decay: float) -> Floats:
    """Return how much contact with anybody each adopter had just had."""
    found = np.zeros(seen.adoptions.person.size)
    rows = _rows_of(seen, seen.contacts.pair)
    volumes(rows, seen.adoptions.person, decay, found)
    return found


def _room(rows: Rows) -> tuple[Ids, Floats]:
    most = int(np.diff(rows.ahead).max(initial=0)) + 1
    return np.empty(most, np.int64), np.empty(most)


def _rise(rows: Rows, kernel: Kernel) -> Floats:
    # over longer gaps, nothing is left of what there was before
    return np.asarray(np.exp(np.minimum(rows.gap / kernel.since, MEANS)))


def _rows_of(seen: Meetings, cell: Ids) -> Rows:
    contacts, own, ahead = seen.contacts, seen.adoptions, seen.sources
    start = np.full(own.people + 1, contacts.source.size, np.int64)
    start[: contacts.start.size] = contacts.start
    gap = np.diff(ahead.at, prepend=ahead.at[:1])
    gap[ahead.start[:-1][np.diff(ahead.start) > 0]] = 0.0
    return Rows(
        start=start,
        source=contacts.source,
        at=contacts.at,
        weight=contacts.weight,
        cell=cell,
        about=contacts.about,
        first=own.start,
        thing=own.thing,
        taken=own.at,
        ahead=ahead.start,
        told=ahead.thing,
        told_at=ahead.at,
        gap=gap,
        until=seen.until,
        mine=np.full(own.things, NONE),
    )
