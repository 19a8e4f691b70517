"""How likely people took things up anyway: a hazard by person, thing, time and group.

Own activity x thing by calendar time x thing by group and time x taste, and more of it
right when there is contact with anybody about anything. Things go through in chunks, so
that no table of people by things is ever whole.
"""

from dataclasses import dataclass

import numpy as np

from mutuals.estimators.own_setting import BINS, FOLDS, Setting
from mutuals.estimators.risk_kernel import (
    Rates,
    take_from_pairs,
    take_from_people,
    take_from_things,
)
from mutuals.estimators.shrinkage import gamma_shape, shrunk
from mutuals.estimators.study import Adoptions, Floats, Ids
from mutuals.estimators.taste import Counts, liking, refit

# Pulls towards the mean, in adoptions; persons' and groups' are learned from here on.
_PULL_PERSON, _PULL_TIME, _PULL_GROUP = 2.0, 1.5, 1.5
_LOOSEST, _TIGHTEST = 0.5, 200.0
_MOST_SLOPE = 5.0


@dataclass(slots=True)
class Own:
    """The hazard's parts as fitted so far."""

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

    @classmethod
    def start(cls, setting: Setting) -> "Own":
        """Begin with everybody alike and half of the adoptions."""
        taken = setting.study.adoptions
        often = np.bincount(taken.person, minlength=taken.people).astype(np.float64) + 1.0
        if not setting.parts.activity:
            often[:] = 1.0
        at_risk = max(taken.people * taken.things * setting.study.end, 1.0)
        rank = setting.taste.shape[1]
        shape = (taken.things, len(setting.members), BINS)
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
        group = setting.study.group[taken.person]
        plain = self.activity[taken.person] * self.calendar[taken.thing, setting.bin]
        plain = plain * self.local[taken.thing, group, setting.bin] * self.liked()
        return plain, plain * self.slope * setting.volume_at

    def at_moments(self, drawn: Adoptions) -> Floats:
        """Return the hazard of other persons, things and times than those taken up."""
        setting = self.setting
        place = np.minimum((drawn.at / setting.width).astype(np.int64), BINS - 1)
        group = setting.study.group[drawn.person]
        found = self.activity[drawn.person] * self.calendar[drawn.thing, place]
        found = found * self.local[drawn.thing, group, place] * self.liked(drawn)
        found = found * setting.present[drawn.person, place]
        return found * (1.0 + self.slope * setting.volume[drawn.person, place])

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
            rows = self.setting.rows(chunk)
            if with_taste and self.setting.taste.shape[1]:
                spread += _update_taste(self, chunk, rows, nobody=nobody) * (
                    chunk.stop - chunk.start
                )
                things += chunk.stop - chunk.start
            self._update_things(chunk, rows, nobody)
        if things:
            self.ridge = float(np.clip(FOLDS * things / spread.sum(), _LOOSEST, _TIGHTEST))

    def rate(self) -> Floats:
        """Return each person's activity by time, as far as they could be seen."""
        rate = self.activity[:, None] * (1.0 + self.slope * self.setting.volume)
        return rate * self.setting.present

    def likes(self, chunk: slice) -> Floats:
        """Return how far everybody's taste is for the chunk's things."""
        people = self.setting.study.adoptions.people
        if not self.setting.taste.shape[1]:
            return np.ones((people, chunk.stop - chunk.start))
        found = liking(self.setting.taste, self.public[:, chunk], self.setting.fold)
        often = self.setting.weight
        self.norm[chunk] = np.maximum(often @ found / max(float(often.sum()), 1e-9), 1e-9)
        return found / self.norm[chunk]

    def _update_people(self, nobody: Floats, by_contact: Floats) -> None:
        setting, taken, often = self.setting, self.setting.study.adoptions, self.setting.weight
        spent = np.zeros((taken.people, BINS))
        for chunk in setting.chunks():
            spent += _by_person(self, chunk)
        plain = self.activity * spent.sum(axis=1)
        extra = self.activity * (spent * setting.volume).sum(axis=1)
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

    def _update_things(self, chunk: slice, rows: Ids, nobody: Floats) -> None:
        setting, taken = self.setting, self.setting.study.adoptions
        spent = self._at_risk(chunk)
        local = (taken.thing[rows] - chunk.start) * spent.shape[1]
        cell = (local + setting.study.group[taken.person[rows]]) * BINS + setting.bin[rows]
        told = nobody[rows] * self.setting.weight[taken.person[rows]]
        told = np.asarray(np.bincount(cell, told, spent.size), np.float64)
        told = told.reshape(spent.shape)
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

    def _at_risk(self, chunk: slice) -> Floats:
        """Return activity and liking over the time at risk, by thing, group and bin."""
        setting, likes = self.setting, self.likes(chunk)
        rate = self.rate() * setting.weight[:, None]
        spent = np.empty((likes.shape[1], len(setting.members), BINS))
        for one, members in enumerate(setting.members):
            spent[:, one] = setting.width * (likes[members].T @ rate[members])
        take_from_things(setting.taken(chunk), Rates(self.local[chunk], rate, likes), spent)
        return np.maximum(spent, 0.0)


def _by_person(own: Own, chunk: slice) -> Floats:
    """Return the chunk's hazard over the time at risk, by person and bin."""
    setting, likes = own.setting, own.likes(chunk)
    whole = own.calendar[chunk][:, None] * own.local[chunk]
    found = np.empty((likes.shape[0], BINS))
    for one, members in enumerate(setting.members):
        found[members] = setting.width * (likes[members] @ whole[:, one])
    take_from_people(setting.taken(chunk), Rates(whole, setting.present, likes), found)
    return found * setting.present


def _update_taste(own: Own, chunk: slice, rows: Ids, *, nobody: Floats) -> Floats:
    setting, taken = own.setting, own.setting.study.adoptions
    hoped = _expected(own, chunk)
    person, thing = taken.person[rows], taken.thing[rows] - chunk.start
    seen = np.zeros(hoped.shape)
    seen[person, thing] = nobody[rows]
    seen, hoped = (one * setting.weight[:, None] for one in (seen, hoped))
    own.public[:, chunk], spread = refit(
        own.public[:, chunk],
        setting.taste,
        setting.fold,
        counts=Counts(seen, hoped),
        ridge=own.ridge,
    )
    return spread


def learned(own: Own, nobody: Floats) -> Floats:
    """Return what taste tells of each person's adoptions, none of which it knew."""
    taken = own.setting.study.adoptions
    told = np.bincount(taken.person, nobody * np.log(own.liked()), taken.people)
    return np.asarray(told, np.float64)


def _expected(own: Own, chunk: slice) -> Floats:
    """Return the chunk's take-ups expected of everybody but for taste."""
    rate = own.rate()
    whole = own.calendar[chunk][:, None] * own.local[chunk]
    hoped = np.empty((rate.shape[0], whole.shape[0]))
    for one, members in enumerate(own.setting.members):
        hoped[members] = own.setting.width * (rate[members] @ whole[:, one].T)
    take_from_pairs(own.setting.taken(chunk), Rates(whole, rate, hoped), hoped)
    return hoped


def _even(values: Floats) -> Floats:
    """Return values over their mean, where there are any."""
    return values * (values.size / max(float(values.sum()), 1e-300))
