"""How likely people took things up anyway: a hazard by person, thing, time and group.

Own activity x thing by calendar time x thing by group and time x taste, and more of it
right when there is contact with anybody about anything. Things go through in chunks, so
that no table of people by things is ever whole.
"""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.own_setting import BINS, FOLDS, Setting
from mutuals.estimators.risk_kernel import (
    Active,
    Run,
    hope,
    like,
    risk_of_people,
    risk_of_things,
    share_anyway,
    told_of_things,
)
from mutuals.estimators.shrinkage import gamma_shape, shrunk
from mutuals.estimators.study import Adoptions, Floats
from mutuals.estimators.taste import STEEPEST, Counts, refit

# Pulls towards the mean, in adoptions; persons' and groups' are learned from here on.
_PULL_PERSON, _PULL_TIME, _PULL_GROUP = 2.0, 1.5, 1.5
_LOOSEST, _TIGHTEST = 0.5, 200.0
_MOST_SLOPE = 5.0


@dataclass(slots=True)
class Own:
    """The hazard's parts as fitted so far.

    ``kept`` is how far everybody likes everything, where that is one small table.
    """

    setting: Setting
    activity: Floats
    calendar: Floats
    local: Floats
    public: Floats
    norm: Floats
    slope: float
    ridge: float = 2.0
    pull_person: float = _PULL_PERSON
    pull_group: float = _PULL_GROUP
    kept: Floats | None = None

    @classmethod
    def start(cls, setting: Setting) -> "Own":
        """Begin with everybody alike and half of the adoptions."""
        taken = setting.study.adoptions
        often = np.bincount(taken.person, minlength=taken.people).astype(np.float64) + 1.0
        if not setting.parts.activity:
            often[:] = 1.0
        at_risk = max(taken.people * taken.things * setting.study.end, 1.0)
        rank = setting.taste.shape[1]
        shape = (taken.things, setting.groups, BINS)
        return cls(
            setting=setting,
            activity=_even(often),
            calendar=np.full((taken.things, BINS), 0.5 * taken.person.size / at_risk),
            local=np.ones(shape),
            public=np.zeros((FOLDS, taken.things, rank)),
            norm=np.ones(taken.things),
            slope=0.3 if setting.parts.volume else 0.0,
        )

    def at_adoptions(self) -> tuple[Floats, Floats]:
        """Return each adoption's hazard without and because of contact with anybody."""
        setting, taken = self.setting, self.setting.study.adoptions
        liked = self.liked() if self.kept is None else self.kept[taken.person, taken.thing]
        busy = np.empty(taken.person.size)
        share_anyway(setting.taken, (self.activity, self.calendar, self.local), liked)
        np.multiply(liked, setting.volume_at, out=busy)
        busy *= self.slope
        return liked, busy

    def at_moments(self, drawn: Adoptions) -> Floats:
        """Return the hazard of other persons, things and times than those taken up."""
        setting = self.setting
        place = np.minimum((drawn.at / setting.taken.width).astype(np.int64), BINS - 1)
        group = setting.study.group[drawn.person]
        found = self.activity[drawn.person] * self.calendar[drawn.thing, place]
        found = found * self.local[drawn.thing, group, place] * self.liked(drawn)
        found = found * setting.taken.present[drawn.person, place]
        return found * (1.0 + self.slope * setting.taken.volume[drawn.person, place])

    def liked(self, drawn: Adoptions | None = None) -> Floats:
        """Return how far each adopter's taste was for the thing."""
        setting = self.setting
        taken = setting.study.adoptions if drawn is None else drawn
        if not setting.taste.shape[1]:
            return np.ones(taken.person.size)
        found = self.public[setting.fold[taken.person], taken.thing]
        reach = np.einsum("er,er->e", found, setting.taste[taken.person])
        return np.asarray(np.exp(np.clip(reach, -4.0, 4.0)) / self.norm[taken.thing])

    def update(self, nobody: Floats, by_contact: Floats, *, with_taste: bool) -> None:
        """Refit to each adoption's share nobody caused, and that of mere contact."""
        self._update_people(nobody, by_contact)
        spread, things = np.zeros(FOLDS), 0
        for chunk in self.setting.chunks():
            if with_taste and self.setting.taste.shape[1]:
                size = chunk.stop - chunk.start
                spread += _update_taste(self, chunk, nobody=nobody) * size
                things += size
            self._update_things(chunk, nobody)
        if things:
            self.ridge = float(np.clip(FOLDS * things / spread.sum(), _LOOSEST, _TIGHTEST))

    def rate(self) -> Floats:
        """Return each person's activity by time, as far as they could be seen."""
        taken = self.setting.taken
        return self.activity[:, None] * (1.0 + self.slope * taken.volume) * taken.present

    def likes(self, chunk: slice) -> Floats:
        """Return how far everybody's taste is for the chunk's things."""
        if self.kept is not None:
            return self.kept
        setting, often = self.setting, self.setting.weight
        public = np.ascontiguousarray(self.public[:, chunk])
        found = np.empty((setting.study.adoptions.people, chunk.stop - chunk.start))
        like(setting.taste, public, setting.fold, STEEPEST, found)
        if setting.taste.shape[1]:
            self.norm[chunk] = np.maximum(often @ found / max(float(often.sum()), 1e-9), 1e-9)
            found /= self.norm[chunk]
        if found.shape[1] == self.norm.size:
            self.kept = found
        return found

    def run(self, chunk: slice, liking: Floats) -> Run:
        """Return a chunk's things as the kernels take them."""
        whole = (self.calendar[chunk][:, None] * self.local[chunk]).transpose(1, 0, 2)
        return Run(chunk.start, np.ascontiguousarray(whole), liking)

    def active(self) -> Active:
        """Return everybody's activity as the kernels take it."""
        return Active(self.activity, self.slope, np.empty(BINS))

    def _update_people(self, nobody: Floats, by_contact: Floats) -> None:
        setting, taken, often = self.setting, self.setting.study.adoptions, self.setting.weight
        plain, extra = np.zeros((2, taken.people))
        for chunk in setting.chunks():
            run = self.run(chunk, self.likes(chunk))
            risk_of_people(setting.taken, run, np.empty(BINS), plain, extra)
        plain, extra = self.activity * plain, self.activity * extra
        if setting.parts.activity:
            told = np.asarray(np.bincount(taken.person, nobody, taken.people), np.float64)
            hoped = (plain + self.slope * extra) / self.activity
            hoped *= (often @ told) / max(float(often @ hoped), 1e-12)
            self.pull_person = gamma_shape(told, hoped, self.pull_person)
            self.activity = _even(shrunk(told, hoped, self.pull_person))
        if setting.parts.volume:
            counted = often[taken.person]
            ratio = float(counted @ by_contact) / max(float(often @ extra), 1e-9)
            base = float(counted @ (nobody - by_contact)) / max(float(often @ plain), 1e-9)
            self.slope = float(np.clip(ratio / max(base, 1e-9), 0.0, _MOST_SLOPE))

    def _update_things(self, chunk: slice, nobody: Floats) -> None:
        setting = self.setting
        spent = _at_risk(self, chunk)
        told = np.zeros((len(spent[0]), len(spent), BINS))
        told_of_things(setting.taken, chunk.start, nobody, told)
        told = np.ascontiguousarray(told.transpose(1, 0, 2))
        at_risk, seen = (self.local[chunk] * spent).sum(axis=1), told.sum(axis=1)
        if not setting.parts.calendar:
            at_risk, seen = (
                np.repeat(one.mean(axis=1, keepdims=True), BINS, axis=1) for one in (at_risk, seen)
            )
        usual = seen.sum(axis=1) / np.maximum(at_risk.sum(axis=1), 1e-12)
        pull = _PULL_TIME / np.maximum(usual, 1e-9 / setting.study.end)[:, None]
        self.calendar[chunk] = (seen + _PULL_TIME) / (at_risk + pull)
        if setting.parts.groups:
            hoped = self.calendar[chunk][:, None] * spent
            self.pull_group = gamma_shape(told.reshape(-1), hoped.reshape(-1), self.pull_group)
            self.local[chunk] = shrunk(told, hoped, self.pull_group)


def _at_risk(own: Own, chunk: slice) -> Floats:
    """Return activity and liking over the time at risk, by thing, group and bin."""
    likes = own.likes(chunk)
    spent = np.zeros((own.setting.groups, likes.shape[1], BINS))
    risk_of_things(own.setting.taken, own.run(chunk, likes), own.active(), spent)
    return np.maximum(np.ascontiguousarray(spent.transpose(1, 0, 2)), 0.0)


def _expected(own: Own, chunk: slice) -> Floats:
    """Return the chunk's take-ups expected of everybody but for taste, by fold."""
    order = own.setting.by_fold
    hoped = np.empty((order.size, chunk.stop - chunk.start))
    hope(own.setting.taken, own.run(chunk, hoped), own.active(), order, hoped)
    return hoped


def _update_taste(own: Own, chunk: slice, *, nobody: Floats) -> Floats:
    setting, taken = own.setting, own.setting.study.adoptions
    seen = np.zeros((taken.people, chunk.stop - chunk.start))
    told = nobody * setting.weight[taken.person]
    rows = (taken.thing >= chunk.start) & (taken.thing < chunk.stop)
    row = setting.row_by_fold[taken.person[rows]]
    seen[row, taken.thing[rows] - chunk.start] = told[rows]
    own.public[:, chunk], spread = refit(
        own.public[:, chunk],
        setting.taste[setting.by_fold],
        setting.folds,
        counts=Counts(seen, _expected(own, chunk)),
        ridge=own.ridge,
    )
    own.kept = None
    return spread


def learned(own: Own, nobody: Floats) -> Floats:
    """Return what taste tells of each person's adoptions, none of which it knew."""
    taken = own.setting.study.adoptions
    told = np.bincount(taken.person, nobody * np.log(own.liked()), taken.people)
    return np.asarray(told, np.float64)


def _even(values: Floats) -> Floats:
    """Return values over their mean, where there are any."""
    return values * (values.size / max(float(values.sum()), 1e-300))
