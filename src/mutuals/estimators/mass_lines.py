"""Lines to many, one by one, that nobody answers: spoken to many all the same.

A line somebody answers was between two. Of those that nobody answers, as many as one
sends to others within a burst are each other's audience: each receiver can claim what
a receiver of one message to all of them could, and the rest was broadcast.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mutuals.estimators.study import Contacts, Floats, Ids, Study, personal_share

# How long lines are part of one burst, as a part of how long contact works.
_BURST = 0.01


def without_masses(study: Study, decay: float) -> Study:
    """Return the study with lines to many counted as what they are.

    An answer comes within ``decay``, the time contact works for.
    """
    contacts = study.personal
    alone = ~_answered(contacts, decay)
    audience = np.ones(contacts.source.size)
    audience[alone] = _audience(contacts, alone, decay * _BURST)
    weight = np.minimum(contacts.weight, personal_share(audience))
    less = weight < contacts.weight
    if not less.any():
        return study
    rest = (contacts.weight - weight)[less]
    return replace(
        study,
        personal=contacts.weighed(weight),
        broadcast=_with(study.broadcast, contacts, less, rest=rest),
    )


def _answered(contacts: Contacts, decay: float) -> NDArray[np.bool_]:
    """Tell which contacts the other one came back on in time."""
    if not contacts.source.size:
        return np.zeros(0, np.bool_)
    people = int(max(contacts.source.max(), contacts.target.max())) + 1
    begun = contacts.at - contacts.at.min()
    step = float(begun.max()) + decay + 1.0
    back = contacts.target * people + contacts.source
    pair = contacts.source * people + contacts.target
    known = np.unique(pair)
    place = np.minimum(np.searchsorted(known, back), known.size - 1)
    moment = np.sort(np.searchsorted(known, pair) * step + begun)
    asked = place * step + begun
    # at the same moment, too: whoever is face to face answers
    first = np.searchsorted(moment, asked, side="left")
    is_next = moment[np.minimum(first, moment.size - 1)] <= asked + decay
    is_next &= first < moment.size
    return np.asarray(is_next & (known[place] == back))


def _audience(contacts: Contacts, some: NDArray[np.bool_], burst: float) -> Floats:
    """Return to how many others each of some lines' sender wrote in the same burst.

    Stretches of twice its length are laid twice, so that every burst is whole in one.
    """
    source, target = contacts.source[some], contacts.target[some]
    at = contacts.at[some]
    found = np.ones(source.size)
    for shift in (0.0, 1.0):
        stretch = np.floor((at / burst + shift) / 2.0).astype(np.int64)
        order = np.lexsort((target, stretch, source))
        cell = np.stack([source[order], stretch[order]])
        is_new = _changes(cell[0]) | _changes(cell[1])
        number = np.cumsum(is_new) - 1
        others = np.bincount(number, is_new | _changes(target[order]))
        found[order] = np.maximum(found[order], others[number])
    return found


def _changes(values: Ids) -> NDArray[np.bool_]:
    return np.asarray(np.diff(values, prepend=-1 - np.abs(values[:1])) != 0)


def _with(
    broadcast: Contacts, contacts: Contacts, some: NDArray[np.bool_], *, rest: Floats
) -> Contacts:
    """Return the broadcasts and what of some contacts was one."""
    parts = [
        np.concatenate([getattr(broadcast, name), getattr(contacts, name)[some]])
        for name in ("source", "target", "at", "about")
    ]
    source, target, at, about = parts
    weight = np.concatenate([broadcast.weight, rest])
    return Contacts.of((source, target), at, weight=weight, about=about)
