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
    """What the hazard is fitted to; ``volume`` is each person's contact by time.

    ``present`` is the part of each bin a person could be seen in.
    """

    study: Study
    parts: Parts
    taste: Floats
    fold: Ids
    width: float
    bin: Ids
    volume: Floats
    present: Floats
    volume_at: Floats
    members: list[Ids]
    by_thing: Ids
    first: Ids
    weight: Floats

    @classmethod
    def of(
        cls, study: Study, parts: Parts, *, taste: Floats, at: Floats, rng: np.random.Generator
    ) -> "Setting":
        """Prepare a study; ``at`` is the volume of contact at each adoption."""
        taken, width = study.adoptions, study.end / BINS
        present = study.present(np.linspace(0.0, study.end, BINS + 1))
        volume, usual = _volumes(study, width, present)
        by_thing = np.lexsort((taken.person, taken.thing))
        things = np.arange(taken.things + 1)
        return cls(
            study=study,
            parts=parts,
            taste=taste if parts.taste else taste[:, :0],
            fold=rng.integers(0, FOLDS, taken.people),
            width=width,
            bin=np.minimum((taken.at / width).astype(np.int64), BINS - 1),
            volume=volume,
            present=present,
            volume_at=np.minimum(at / usual[taken.person], _MOST_VOLUME),
            members=_members(study.group),
            by_thing=by_thing,
            first=np.searchsorted(taken.thing[by_thing], things),
            weight=study.weight,
        )

    def chunks(self) -> Iterator[slice]:
        """Yield runs of things whose tables stay small."""
        most = max(self.study.adoptions.people, BINS * len(self.members))
        step = max(_CHUNK // most, 1)
        for begin in range(0, self.study.adoptions.things, step):
            yield slice(begin, min(begin + step, self.study.adoptions.things))

    def rows(self, chunk: slice) -> Ids:
        """Return the adoptions of a run of things."""
        return self.by_thing[self.first[chunk.start] : self.first[chunk.stop]]

    def taken(self, chunk: slice) -> Taken:
        """Return the adoptions of a run of things as the kernels take them."""
        rows, taken = self.rows(chunk), self.study.adoptions
        person = taken.person[rows]
        return Taken(
            person=person,
            thing=taken.thing[rows] - chunk.start,
            group=self.study.group[person],
            bin=self.bin[rows],
            at=taken.at[rows],
            width=float(self.width),
        )


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


def _members(group: Ids) -> list[Ids]:
    ends = np.cumsum(np.bincount(group, minlength=1))
    return np.split(np.argsort(group, kind="stable"), ends[:-1])
