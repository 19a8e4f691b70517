"""Whom adopters had met, stratum by stratum, against whom they could have met instead.

A stratum's contacts are in order of time, and what one is worth is an exponential of
when it was: so what all of them come to between two moments is a difference of sums.
"""

from typing import NamedTuple

import numpy as np

from mutuals.compiling import inlined, kernel
from mutuals.estimators.study import ANYTHING, Floats, Ids

# After so many means nothing is left.
MEANS = 8.0
NONE = -1
# Contact with those ahead before the own adoption; and what cannot have moved anybody:
# contact with them afterwards, and earlier contact with those who took it up later.
BEFORE, AFTERWARDS, LATER = 0, 1, 2
# Sums of exponentials further apart than this would lose what is small.
_WIDEST = 300.0


class Facts(NamedTuple):
    """Contacts by stratum and time, adoptions of targets, and what sources told."""

    slot: Ids
    slots: Ids
    target: Ids
    source: Ids
    at: Floats
    weight: Floats
    about: Ids
    first: Ids
    thing: Ids
    taken: Floats
    ahead: Ids
    told: Ids
    told_at: Floats


class Count(NamedTuple):
    """How contact counts: its means, sources' rates by fold, and which is looked at."""

    decay: float
    since: float
    rates: Floats
    fold: Ids
    which: int


class Room(NamedTuple):
    """Room for one stratum: what things are the target's, and contacts by source.

    ``head`` is each source's first contact, ``many`` their number, ``after`` the next
    of the same source; ``at`` when, and ``upto`` sums of what came before (or after).
    """

    mine: Ids
    head: Ids
    many: Ids
    after: Ids
    at: Floats
    upto: Floats


class Out(NamedTuple):
    """Exposure at each adoption, as it was and by shares."""

    met: Floats
    expected: Floats


@kernel
def pair(facts: Facts, count: Count, room: Room, out: Out) -> None:  # noqa: PLR0917  # numba
    """Fill in both exposures."""
    for stratum in range(facts.slots.size - 1):
        begin, size = facts.slots[stratum], facts.slots[stratum + 1] - facts.slots[stratum]
        target = facts.target[facts.slot[begin]]
        for own in range(facts.first[target], facts.first[target + 1]):
            room.mine[facts.thing[own]] = own
        _gather(facts, room, begin, size)
        is_summed = _add_up(facts, count, room, (begin, size))
        for place in range(size):
            source = facts.source[facts.slot[begin + place]]
            if room.head[source] == place:
                _compare(facts, count, room, (out, (source, begin, size, is_summed)))
        for place in range(size):
            source = facts.source[facts.slot[begin + place]]
            room.head[source], room.many[source] = NONE, 0
        for own in range(facts.first[target], facts.first[target + 1]):
            room.mine[facts.thing[own]] = NONE


@inlined
def _gather(facts: Facts, room: Room, begin: int, size: int) -> None:  # noqa: PLR0917  # numba
    """Note when contacts were, and which are of the same source."""
    for place in range(size - 1, -1, -1):
        contact = facts.slot[begin + place]
        source = facts.source[contact]
        room.at[place] = facts.at[contact]
        room.after[place], room.head[source] = room.head[source], place
        room.many[source] += 1


@inlined
def _slope(count: Count) -> float:
    """Return how fast what a contact is worth grows the later it was."""
    if count.which == BEFORE:
        return 1.0 / count.decay - 1.0 / count.since
    rate = 1.0 / count.decay + 1.0 / count.since
    return rate if count.which == LATER else -rate


@inlined
def _add_up(facts: Facts, count: Count, room: Room, where: tuple[int, int]) -> bool:  # noqa: PLR0917  # numba
    """Sum from the small end on; false where contacts are about different things."""
    begin, size = where
    slope = _slope(count)
    end = room.at[size - 1] if slope > 0 else room.at[0]
    for place in range(size):
        if facts.about[facts.slot[begin + place]] > ANYTHING:
            return False
    if abs(slope) * (room.at[size - 1] - room.at[0]) > _WIDEST:
        return False
    total = 0.0
    for step in range(size):
        place = step if slope > 0 else size - 1 - step
        contact = facts.slot[begin + place]
        room.upto[place if slope > 0 else place + 1] = total
        if facts.about[contact] == ANYTHING:
            total += facts.weight[contact] * np.exp(slope * (room.at[place] - end))
    room.upto[size if slope > 0 else 0] = total
    return True


@inlined
def _compare(  # noqa: PLR0917  # numba
    facts: Facts,
    count: Count,
    room: Room,
    where: tuple[Out, tuple[int, int, int, bool]],
) -> None:
    out, (other, begin, size, is_summed) = where
    for ahead in range(facts.ahead[other], facts.ahead[other + 1]):
        own = room.mine[facts.told[ahead]]
        if own != NONE and (facts.told_at[ahead] < facts.taken[own]) == (count.which != LATER):
            strong = count.rates[count.fold[facts.told[ahead]], other]
            both, pairs = (facts.taken[own], facts.told_at[ahead]), (begin, size, ahead, own)
            summed = _between(count, room, both, size) if is_summed else 0.0
            told = summed if is_summed else _of_all(facts, count, pairs)
            out.expected[own] += room.many[other] / size * strong * told
            out.met[own] += strong * _of_one(facts, count, room, (begin, other, ahead, own))


@inlined
def _of_all(facts: Facts, count: Count, where: tuple[int, int, int, int]) -> float:
    """Return what a stratum's contacts come to, one by one."""
    begin, size, ahead, own = where
    found = 0.0
    for place in range(size):
        found += _told(facts, count, facts.slot[begin + place], (ahead, own))
    return found


@inlined
def _of_one(facts: Facts, count: Count, room: Room, where: tuple[int, int, int, int]) -> float:  # noqa: PLR0917  # numba
    """Return what contacts with one source come to."""
    begin, other, ahead, own = where
    found, place = 0.0, room.head[other]
    while place != NONE:
        found += _told(facts, count, facts.slot[begin + place], (ahead, own))
        place = room.after[place]
    return found


@inlined
def _between(count: Count, room: Room, both: tuple[float, float], size: int) -> float:  # noqa: PLR0917  # numba
    """Return what all contacts come to that could matter between two adoptions."""
    taken, told = both
    near = MEANS * count.decay
    if count.which == AFTERWARDS:
        low, high = _upto(room.at, size, max(taken, told)), _upto(room.at, size, taken + near)
    elif count.which == LATER:
        low = _before(room.at, size, taken - near)
        high = _before(room.at, size, min(taken, told))
    else:
        low = max(_upto(room.at, size, told), _before(room.at, size, taken - near))
        high = _before(room.at, size, taken)
    if high <= low:
        return 0.0
    slope = _slope(count)
    end = room.at[size - 1] if slope > 0 else room.at[0]
    ago = end - taken if count.which == AFTERWARDS else taken - end
    since = told - end if count.which == LATER else end - told
    gone = abs(room.upto[high] - room.upto[low])
    return float(gone * np.exp(-ago / count.decay - since / count.since))


@inlined
def _before(at: Floats, size: int, moment: float) -> int:
    """Return how many contacts were before a moment."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        if at[middle] < moment:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def _upto(at: Floats, size: int, moment: float) -> int:
    """Return how many contacts were up to a moment."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        if at[middle] <= moment:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def _told(facts: Facts, count: Count, contact: int, where: tuple[int, int]) -> float:  # noqa: PLR0917  # numba
    """Return what one contact is worth between two adoptions."""
    ahead, own = where
    at = facts.at[contact]
    ago, since = facts.taken[own] - at, at - facts.told_at[ahead]
    ago = -ago if count.which == AFTERWARDS else ago
    since = -since if count.which == LATER else since
    is_about = facts.about[contact] in (ANYTHING, facts.told[ahead])
    if not is_about or ago <= 0 or since <= 0 or ago > MEANS * count.decay:
        return 0.0
    return float(facts.weight[contact] * np.exp(-ago / count.decay - since / count.since))
