"""What a hazard of people's own is fitted to: time in bins, runs of things.

Things go through in chunks, so that no table of people by things is ever whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mutuals.estimators.risk_kernel import Taken
from mutuals.estimators.study import Floats, Ids, Study

BINS = 25
FOLDS = 4
# The most numbers in one chunk's table.
_CHUNK = 4_000_000
_MOST_VOLUME = 8.0


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts the hazard has; without all of them it is the naive one."""

    activity: bool = True
    calendar: bool = True
    groups: bool = True
    volume: bool = True
    taste: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """What the hazard is fitted to: ``taken`` is what the kernels go through.

    ``fold`` is each person's; ``by_fold`` are the persons in order of it, ``folds``
    says where each fold's begin, and ``row_by_fold`` where each person is.
    """

    study: Study
    parts: Parts
    taste: Floats
    fold: Ids
    by_fold: Ids
    row_by_fold: Ids
    folds: Ids
    taken: Taken
    volume_at: Floats
    groups: int

    @classmethod
    def of(
        cls, study: Study, parts: Parts, *, taste: Floats, at: Floats, rng: np.random.Generator
    ) -> "Setting":
        """Prepare a study; ``at`` is the volume of contact at each adoption."""
        taken, width = study.adoptions, study.end / BINS
        present = study.present(np.linspace(0.0, study.end, BINS + 1))
        volume, usual = _volumes(study, width, present)
        fold = rng.integers(0, FOLDS, taken.people)
        by_fold, row = np.argsort(fold, kind="stable"), np.empty(taken.people, np.int64)
        row[by_fold] = np.arange(taken.people)
        return cls(
            study=study,
            parts=parts,
            taste=taste,
            fold=fold,
            by_fold=by_fold,
            row_by_fold=row,
            folds=np.searchsorted(fold[by_fold], np.arange(FOLDS + 1)),
            taken=Taken(
                start=taken.start,
                thing=taken.thing,
                bin=np.minimum((taken.at / width).astype(np.int64), BINS - 1),
                at=taken.at,
                group=study.group,
                often=study.weight,
                present=present,
                volume=volume,
                width=float(width),
            ),
            volume_at=np.minimum(at / usual[taken.person], _MOST_VOLUME),
            groups=int(study.group.max(initial=0)) + 1,
        )

    @property
    def weight(self) -> Floats:
        """Return as how many each person counts."""
        return self.taken.often

    def chunks(self) -> Iterator[slice]:
        """Yield runs of things whose tables stay small."""
        most = max(self.study.adoptions.people, BINS * self.groups)
        step = max(_CHUNK // most, 1)
        for begin in range(0, self.study.adoptions.things, step):
            yield slice(begin, min(begin + step, self.study.adoptions.things))


def _volumes(study: Study, width: float, present: Floats) -> tuple[Floats, Floats]:
    """Return each person's contact by time, over their mean, and that mean.

    Both are in units of the kernel: an hour's weight counts for the time it works.
    """
    contacts, people = study.personal, study.adoptions.people
    cell = contacts.target * BINS + np.minimum((contacts.at / width).astype(np.int64), BINS - 1)
    found = np.bincount(cell, contacts.weight, people * BINS).reshape(people, BINS) / width
    usual = found.sum(axis=1) / np.maximum(present.sum(axis=1), 1.0)
    least = usual[usual > 0].min() if (usual > 0).any() else 1.0
    usual = np.maximum(usual, least)
    return np.minimum(found / usual[:, None], _MOST_VOLUME), usual
