"""The one fit that the tables of influence are made from.

Three tables (peer_effect, fitted_credit, fitted_person) tell of one fit: the same study
is fitted once, and kept until another one is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq

from mutuals.estimators.study import Adoptions, Contacts, Floats, Ids, Study, counted
from mutuals.influence.studied import Records, Studied, studied

if TYPE_CHECKING:
    from mutuals.estimators.peer_effect import PeerEffect

# With fewer things done (of those studied), nothing beyond the order in time is said.
FEWEST_ADOPTIONS = 100
# The grade at which only the order in time is said, with credit in equal parts.
PLAIN = "D"
# Persons drawn again so often, as a check of the error.
DRAWS = 20
_SEED = 1
_WIDEST = 40.0
_KEPT: dict[bytes, "PeerEffect"] = {}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A study and what was estimated from it.

    Fewer attributions than ``FEWEST_NAMED`` in the estimator are no part of the fit:
    they only move credit among those it might be due to.
    """

    studied: Studied
    effect: "PeerEffect"

    def shares(self, *, with_names: bool = True) -> "Shares":
        """Return everybody's credit, with whom the record names or without."""
        from mutuals.estimators.attributions import updated  # noqa: PLC0415  # loads numba

        hazard, study = self.effect.hazard, self.studied.study
        if not with_names or study.named is None or hazard.naming.asked:
            return shares(self.effect)
        credit, broadcast, _ = updated(hazard, study.adoptions, study.named)
        moved = replace(hazard, credit=credit, broadcast_credit=broadcast)
        return shares(replace(self.effect, hazard=moved))


@dataclass(frozen=True, slots=True)
class Shares:
    """Credit per adoption and source, one row each, summed over contacts.

    What is missing to one is nobody's. The personal parts of all come to the estimated
    total.
    """

    event: Ids
    source: Ids
    personal: Floats
    broadcast: Floats


def fitted(given: Records) -> Fitted | None:
    """Return the fit to the records, or None where they are too few for one."""
    found = studied(given)
    if found is None or found.study.seen.sum() < FEWEST_ADOPTIONS:
        return None
    if not found.study.personal.source.size:
        return None
    key = _digest(found.study)
    effect = _KEPT.get(key)
    if effect is None:
        from mutuals.estimators.peer_effect import peer_effect  # noqa: PLC0415  # loads numba

        told = found.study if _is_enough(found.study) else replace(found.study, named=None)
        effect = peer_effect(told, rng=np.random.default_rng(_SEED), draws=DRAWS)
        _KEPT.clear()
        _KEPT[key] = effect
    return Fitted(found, effect)


def _is_enough(study: Study) -> bool:
    """Return whether so many were asked after that it moves more than single credit."""
    from mutuals.estimators.attributions import FEWEST_NAMED  # noqa: PLC0415  # loads numba

    return study.named is not None and study.named.source.size >= FEWEST_NAMED


def shares(effect: "PeerEffect") -> Shares:
    """Return everybody's credit, its odds moved so that it comes to the total."""
    hazard = effect.hazard
    people, events = hazard.personal.people, hazard.whole.size
    ways = (hazard.exposures.personal, hazard.exposures.broadcast)
    keys = [one.event * people + one.source for one in ways]
    known, row = np.unique(np.concatenate(keys), return_inverse=True)
    here, there = np.split(row.reshape(-1), [keys[0].size])
    parts = (
        counted(here, hazard.credit, known.size),
        counted(there, hazard.broadcast_credit, known.size),
    )
    personal, broadcast = _raised(parts, known // people, (events, effect.total))
    return Shares(known // people, known % people, personal, broadcast)


def _raised(
    parts: tuple[Floats, Floats], event: Ids, wish: tuple[int, float]
) -> tuple[Floats, Floats]:
    """Return both parts with the personal ones' odds moved to come to the wish."""
    events, total = wish
    mine = counted(event, parts[0], events)
    moved = _moved(mine, total)
    rest = (1.0 - moved) / np.maximum(1.0 - mine, 1e-12)
    raised = moved / np.maximum(mine, 1e-12)
    return parts[0] * raised[event], parts[1] * rest[event]


def _moved(share: Floats, total: float) -> Floats:
    """Return shares whose odds are all changed by one factor, to come to a total.

    >>> _moved(np.array([0.0, 0.5, 0.5]), 1.6).round(2).tolist()
    [0.0, 0.8, 0.8]
    >>> _moved(np.array([0.5, 1e-300]), 1.9).round(2).tolist()
    [1.0, 0.0]
    >>> _moved(np.ones(2), 1e-9).round(2).tolist()
    [0.0, 0.0]
    """
    some = share > 0
    if not some.any() or total <= 0:
        return np.zeros(share.size)
    odds = share / np.maximum(1.0 - share, 1e-12)
    wished = min(total, 0.999 * float(some.sum()))

    def apart(by: float) -> float:
        raised = np.exp(by) * odds
        return float((raised / (1.0 + raised)).sum()) - wished

    by = _root(apart)
    raised = np.exp(by) * odds
    return np.asarray(raised / (1.0 + raised))


def _root(apart: Callable[[float], float]) -> float:
    """Return where a rising function is 0, or the end of the bracket nearest it."""
    if apart(-_WIDEST) >= 0:
        return -_WIDEST
    return _WIDEST if apart(_WIDEST) <= 0 else float(brentq(apart, -_WIDEST, _WIDEST))


def _digest(study: Study) -> bytes:
    """Return what stands for everything an estimate is made from."""
    content = blake2b(digest_size=16)
    for part in (study.personal, study.broadcast, study.adoptions, study.sources):
        for one in _arrays(part):
            content.update(np.ascontiguousarray(one).tobytes())
    named = study.named if _is_enough(study) else None
    more: list[Ids | Floats] = [] if study.sight is None else [study.sight]
    more += [] if named is None else [named.person, named.thing, named.source]
    for one in (study.group, study.priors, np.array([study.end]), *more):
        content.update(np.ascontiguousarray(one).tobytes())
    return content.digest()


def _arrays(part: Contacts | Adoptions) -> list[Ids | Floats]:
    if isinstance(part, Contacts):
        return [part.source, part.target, part.at, part.weight, part.about]
    return [part.person, part.thing, part.at, np.array([part.people, part.things])]
