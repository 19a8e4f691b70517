"""What kind of tie passes more on: often in contact, both ways, among common contacts.

Each kind splits the exposure in two halves, whose rates are fitted to the adoptions
with everything else held as it was found. Nothing is taken for granted: a ratio of one
is as good an answer as any.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from mutuals.estimators.hazard import Hazard
from mutuals.estimators.study import Contacts, Floats, Study, counted

KINDS = ("strength", "reciprocity", "embeddedness")
# Exposed adoptions needed in each half.
_FEWEST = 10
_STEPS = 40
_WIDE, _WIDEST = 1.6448536269514722, 20.0
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Moderator:
    """How many times more the upper half of a kind of tie passes on; bounds of 90 %.

    ``split`` is where the halves part. Where all ties are alike, or too few adoptions
    came after one half, there is no ratio (nan).
    """

    kind: str
    split: float
    ratio: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class _Halves:
    """Each adoption's and person's exposure to both halves, as fitted, and the rest."""

    at: Floats
    over: Floats
    rest: Floats
    person: NDArray[np.int64]

    def slopes(self, rate: Floats) -> Floats:
        return self.at * rate / (self.rest + self.at @ rate)[:, None]

    def fitted(self) -> Floats:
        """Return both rates over those of the fit."""
        rate, over = np.ones(2), np.maximum(self.over.sum(axis=0), _LEAST)
        for _ in range(_STEPS):
            rate = np.maximum(self.slopes(rate).sum(axis=0) / over, 1e-6)
        return rate

    def error(self, rate: Floats) -> float:
        """Return the s.e. of the logarithm of the ratio, persons being independent."""
        slope = self.slopes(rate)
        people = self.over.shape[0]
        gap = np.stack([counted(self.person, slope[:, one], people) for one in (0, 1)], axis=1)
        gap = gap - self.over * rate
        inverse = np.linalg.inv(slope.T @ slope + _LEAST * np.eye(2))
        spread = inverse @ (gap.T @ gap) @ inverse
        apart = float(spread[0, 0] + spread[1, 1] - 2 * spread[0, 1])
        return min(float(np.sqrt(max(apart, 0.0))), _WIDEST)


def moderators(study: Study, fitted: Hazard) -> list[Moderator]:
    """Compare the halves of every kind."""
    if study.personal.pair_source.size == 0:
        return [_none(kind, 0.0) for kind in KINDS]
    ties = _ties(study.personal, study.adoptions.people)
    return [_compared(study, fitted, *one) for one in zip(KINDS, ties, strict=True)]


def _ties(contacts: Contacts, people: int) -> list[Floats]:
    """Return by pair: contacts, the smaller way over the larger, common contacts."""
    often = np.bincount(contacts.pair, minlength=contacts.pair_source.size).astype(np.float64)
    ends = contacts.pair_source, contacts.pair_target
    table = sparse.coo_matrix((often, ends), shape=(people, people)).tocsr()
    back = np.asarray(table[contacts.pair_target, contacts.pair_source], np.float64).reshape(-1)
    both = ((table + table.T) > 0).astype(np.float64)
    common = np.asarray((both @ both)[ends], np.float64).reshape(-1)
    most = np.maximum(np.maximum(often, back), 1.0)
    return [often, np.minimum(often, back) / most, common]


def _none(kind: str, split: float) -> Moderator:
    return Moderator(kind, split, np.nan, np.nan, np.nan)


def _compared(study: Study, fitted: Hazard, kind: str, tie: Floats) -> Moderator:  # noqa: PLR0917  # a pair's name and values
    split = _half(tie, fitted.exposures.personal.integral.sum(axis=1))
    halves = _halves(study, fitted, tie > split)
    if ((halves.at > 0).sum(axis=0) < _FEWEST).any() or (halves.over.sum(axis=0) <= 0).any():
        return _none(kind, split)
    rate = halves.fitted()
    ratio, apart = float(rate[1] / rate[0]), float(np.exp(_WIDE * halves.error(rate)))
    return Moderator(kind, split, ratio, ratio / apart, ratio * apart)


def _half(tie: Floats, spent: Floats) -> float:
    """Return the value above which the upper half of the exposure lies."""
    order = np.argsort(tie, kind="stable")
    whole = np.cumsum(spent[order])
    split = float(tie[order][min(np.searchsorted(whole, whole[-1] / 2.0), whole.size - 1)])
    lower = tie[tie < tie.max()]
    return min(split, float(lower.max())) if lower.size else split


def _halves(study: Study, fitted: Hazard, upper: NDArray[np.bool_]) -> _Halves:
    found, source = fitted.exposures.personal, fitted.personal
    people = study.adoptions.people
    keys = found.pair_target * people + found.pair_source
    row = np.searchsorted(keys, source.target * people + found.source)
    added = source.added()
    strong = source.rate[found.pair_source] * source.easily[found.pair_target]
    hoped = strong * found.integral.sum(axis=1)
    halves = (False, True)
    at = [source.summed(added * (upper[row] == half)) for half in halves]
    over = [counted(found.pair_target, hoped * (upper == half), people) for half in halves]
    rest = np.maximum(fitted.whole - source.summed(added), _LEAST * fitted.whole)
    return _Halves(np.stack(at, axis=1), np.stack(over, axis=1), rest, study.adoptions.person)
