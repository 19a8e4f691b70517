"""Recorded attributions as noisy labels of who caused an adoption.

Whoever was moved by somebody names them with some probability (recall); whoever is not
rightly named may be given a false name (false credit). Both are estimated along.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mutuals.estimators.contact_kernel import Exposure
from mutuals.estimators.study import Adoptions, Attributions, Floats, Ids, counted

_RECALL, _FALSE = 0.5, 0.1
_LEAST_RATE, _MOST_RATE = 0.001, 0.999
_ROUNDS, _TINY = 20, 1e-300
# Fewer adoptions asked after change neither total nor ranks much (planted worlds).
FEWEST_NAMED = 800


@dataclass(frozen=True, slots=True)
class Naming:
    """How many adoptions were asked after, how many named somebody, and how well.

    ``recall`` is how often the one who moved somebody is named, ``false`` how often
    somebody is named who did not.
    """

    asked: int
    named: int
    recall: float
    false: float

    @property
    def helps(self) -> bool:
        """Return whether there are enough to tell more than times do."""
        return self.asked >= FEWEST_NAMED


@dataclass(slots=True)
class Labels:
    """Attributions by adoption and exposure, and how far they can be trusted so far.

    ``right`` exposures are those whose source was named; ``others`` counts the sources
    somebody could have named instead.
    """

    event: Ids
    asked: NDArray[np.bool_]
    named: NDArray[np.bool_]
    right: NDArray[np.bool_]
    others: Floats
    recall: float = _RECALL
    false: float = _FALSE

    @classmethod
    def of(cls, taken: Adoptions, named: Attributions | None, found: Exposure) -> "Labels":
        """Match attributions with adoptions."""
        asked, source = _matched(taken, named)
        # of those nobody was asked after, it is never used
        told = np.flatnonzero(asked[found.event]) if asked.any() else np.zeros(0, np.int64)
        pairs = np.unique(np.stack([found.event[told], found.source[told]]), axis=1)[0]
        others = np.bincount(pairs, minlength=asked.size)
        right = np.zeros(found.event.size if asked.any() else 0, np.bool_)
        right[told] = source[found.event[told]] == found.source[told]
        return cls(
            event=found.event,
            asked=asked,
            named=source >= 0,
            right=right,
            others=np.maximum(others, 1).astype(np.float64),
        )

    def likelihoods(self) -> tuple[Floats, Floats]:
        """Return that of what was recorded, by exposure as cause, and without."""
        if not self.asked.any():
            return np.ones(1), np.ones(self.asked.size)
        wrong = np.where(self.named, self.false / self.others, 1.0 - self.false)
        wrong = np.where(self.asked, wrong, 1.0)
        missed = np.where(self.asked[self.event], 1.0 - self.recall, 1.0)
        return np.where(self.right, self.recall, missed * wrong[self.event]), wrong

    def update(self, credit: Floats) -> None:
        """Refit to the credit of each exposure."""
        if not self.asked.any():
            return
        asked = self.asked[self.event]
        rightly = float(credit[self.right].sum())
        rest = float(self.asked.sum()) - rightly
        self.recall = _rate(rightly, float(credit[asked].sum()))
        self.false = _rate(float(self.named.sum()) - rightly, rest)

    def told(self) -> Naming:
        """Return how well names are given."""
        return Naming(int(self.asked.sum()), int(self.named.sum()), self.recall, self.false)


class Parts(Protocol):
    """A fitted hazard's parts, as far as credit is concerned."""

    @property
    def nobody(self) -> Floats:
        """Return nobody's part of each adoption."""
        ...

    @property
    def credit(self) -> Floats:
        """Return the credit of each personal exposure."""
        ...

    @property
    def broadcast_credit(self) -> Floats:
        """Return the credit of each broadcast exposure."""
        ...

    @property
    def ways(self) -> tuple[Exposure, Exposure]:
        """Return the exposure of which each personal and broadcast credit is."""
        ...


def updated(
    fitted: Parts, taken: Adoptions, named: Attributions
) -> tuple[Floats, Floats, "Labels"]:
    """Return personal and broadcast credit given whom the record names.

    The hazard stays as it is, so that few names move credit and no total's model.
    """
    personal, broadcast = fitted.ways
    labels = Labels.of(taken, named, personal)
    credit, rest = fitted.credit, fitted.broadcast_credit
    for _ in range(_ROUNDS):
        right, without = labels.likelihoods()
        credit = fitted.credit * right
        rest = fitted.broadcast_credit * without[broadcast.event]
        whole = fitted.nobody * without
        for way, part in ((personal, credit), (broadcast, rest)):
            whole = whole + counted(way.event, part, whole.size)
        whole = np.maximum(whole, _TINY)
        credit, rest = credit / whole[personal.event], rest / whole[broadcast.event]
        labels.update(credit)
    return credit, rest, labels


def _rate(part: float, whole: float) -> float:
    return float(np.clip(part / max(whole, 1e-9), _LEAST_RATE, _MOST_RATE))


def _matched(taken: Adoptions, named: Attributions | None) -> tuple[NDArray[np.bool_], Ids]:
    asked, source = np.zeros(taken.person.size, bool), np.full(taken.person.size, -1, np.int64)
    if named is None:
        return asked, source
    keys = taken.person * taken.things + taken.thing
    order = np.argsort(keys, kind="stable")
    wanted = named.person * taken.things + named.thing
    place = np.searchsorted(keys[order], wanted)
    known = place < keys.size
    known[known] = keys[order][place[known]] == wanted[known]
    rows = order[place[known]]
    asked[rows], source[rows] = True, named.source[known]
    return asked, source
