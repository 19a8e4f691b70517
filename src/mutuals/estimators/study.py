"""What influence is estimated from: contacts, adoptions and earlier behaviours."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]

# An audience of three beside the one halves what one of them can claim of the sender.
HALF_AUDIENCE = 2.0
# A contact that could be about anything, and one about nothing that is looked at.
ANYTHING, NOTHING = -1, -2
# Asked who moved them, they named none.
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts by target and time; ``start`` says where each target's begin.

    ``weight`` is the share of the sender's attention the target can claim, and ``pair``
    the row of ``pair_source`` and ``pair_target`` the contact belongs to. ``about`` is
    the one thing it can pass on, or ``ANYTHING``, or ``NOTHING``: then it only tells
    how much people are in contact.
    """

    source: Ids
    target: Ids
    at: Floats
    weight: Floats
    start: Ids
    pair: Ids
    pair_source: Ids
    pair_target: Ids
    about: Ids

    @classmethod
    def of(
        cls,
        ends: tuple[ArrayLike, ArrayLike],
        at: ArrayLike,
        *,
        weight: Floats,
        about: ArrayLike | None = None,
    ) -> Self:
        """Sort contacts, given by sources and targets; about anything unless told.

        >>> Contacts.of(([0, 1], [1, 0]), [5.0, 3.0], weight=np.ones(2)).target.tolist()
        [0, 1]
        """
        source, target = (np.asarray(one, np.int64) for one in ends)
        when = np.asarray(at, np.float64)
        thing = np.full(source.size, ANYTHING) if about is None else np.asarray(about, np.int64)
        order = np.lexsort((thing, source, when, target))
        source, target = source[order], target[order]
        people = int(max(source.max(initial=-1), target.max(initial=-1))) + 1
        keys, pair = np.unique(target * people + source, return_inverse=True)
        return cls(
            source=source,
            target=target,
            at=when[order],
            weight=np.asarray(weight, np.float64)[order],
            start=np.searchsorted(target, np.arange(people + 1)),
            pair=np.asarray(pair.reshape(-1), np.int64),
            pair_source=keys % max(people, 1),
            pair_target=keys // max(people, 1),
            about=thing[order],
        )

    def weighed(self, weight: Floats) -> "Contacts":
        """Return the same contacts with other weights."""
        return replace(self, weight=weight)


@dataclass(frozen=True, slots=True)
class Adoptions:
    """Who took up what and when, by person and time; ``start``: each person's first."""

    person: Ids
    thing: Ids
    at: Floats
    start: Ids
    people: int
    things: int

    @classmethod
    def of(cls, who: tuple[ArrayLike, ArrayLike], at: ArrayLike, size: tuple[int, int]) -> Self:
        """Sort adoptions, given by persons and things, of so many people and things."""
        person, thing = (np.asarray(one, np.int64) for one in who)
        when = np.asarray(at, np.float64)
        order = np.lexsort((thing, when, person))
        start = np.searchsorted(person[order], np.arange(size[0] + 1))
        return cls(person[order], thing[order], when[order], start, *size)

    def swapped(self, instead: Ids) -> "Adoptions":
        """Return each person's adoptions replaced by those of somebody else."""
        counts = np.diff(self.start)[instead]
        rows = np.repeat(self.start[instead] - np.cumsum(counts) + counts, counts)
        rows += np.arange(counts.sum())
        person = np.repeat(np.arange(self.people), counts)
        size = (self.people, self.things)
        return Adoptions.of((person, self.thing[rows]), self.at[rows], size)


@dataclass(frozen=True, slots=True)
class Attributions:
    """Whom persons named as the one who moved them to a thing; ``NOBODY``: none."""

    person: Ids
    thing: Ids
    source: Ids

    def numbered(self, number: Ids) -> "Attributions":
        """Return them with persons numbered anew; whoever is not, is nobody."""
        source = np.where(self.source < 0, NOBODY, number[self.source])
        known = number[self.person] >= 0
        return Attributions(number[self.person][known], self.thing[known], source[known])


@dataclass(frozen=True, slots=True)
class Study:
    """Everything an estimate is made from; times run from 0 to ``end``.

    ``personal`` and ``broadcast`` are the same contacts weighed by the share that was
    personal and by the rest. ``group`` numbers each person's group from 0. ``priors``
    has one row per person and one column per behaviour before any contact looked at.
    ``told`` says since when people had things to tell of, where that is not when they
    took them up (they spoke of one before, or took it up before time 0). ``named``
    holds recorded attributions; ``inert`` marks things that nobody can pass on;
    ``counts`` says as how many each person counts (one, but for the bootstrap).
    ``sight`` says from when until when each person could be seen (people x 2; always,
    unless it is given): nobody is at risk before they came or after they left.
    """

    personal: Contacts
    broadcast: Contacts
    adoptions: Adoptions
    group: Ids
    priors: Floats
    end: float
    told: Adoptions | None = None
    named: Attributions | None = None
    inert: NDArray[np.bool_] | None = None
    counts: Floats | None = None
    sight: Floats | None = None

    @property
    def until(self) -> Floats:
        """Return until when each person could be seen."""
        if self.sight is None:
            return np.full(self.adoptions.people, self.end)
        return np.minimum(self.sight[:, 1], self.end)

    def present(self, moments: Floats) -> Floats:
        """Return which part of each span between moments each person was in sight."""
        if self.sight is None:
            return np.ones((self.adoptions.people, moments.size - 1))
        from_at, to_at = self.sight[:, :1], self.sight[:, 1:]
        seen = np.minimum(to_at, moments[1:]) - np.maximum(from_at, moments[:-1])
        return np.clip(seen / np.diff(moments), 0.0, 1.0)

    @property
    def weight(self) -> Floats:
        """Return as how many each person counts."""
        return np.ones(self.adoptions.people) if self.counts is None else self.counts

    @property
    def sources(self) -> Adoptions:
        """Return what people could tell of, and since when."""
        return self.adoptions if self.told is None else self.told

    @property
    def seen(self) -> NDArray[np.bool_]:
        """Return which adoptions anybody was at risk of; of one at time 0, nobody was.

        Whoever has a thing from the beginning is at no risk of taking it up, and having
        it tells nothing of how likely that is.
        """
        return np.asarray(self.adoptions.at > 0)

    def check(self) -> None:
        """Raise ``ValueError`` where parts do not fit together."""
        people = self.adoptions.people
        each = (("group", self.group), ("priors", self.priors), ("sight", self.sight))
        for what, rows in each:
            if rows is None:
                continue
            if rows.shape[0] != people:
                message = f"{what} has {rows.shape[0]} rows for {people} people"
                raise ValueError(message)
        if people and self.group.min() < 0:
            message = "groups are numbered from 0"
            raise ValueError(message)
        for name, contacts in (("personal", self.personal), ("broadcast", self.broadcast)):
            if contacts.start.size > people + 1:
                message = f"{name} contacts name more than the {people} people"
                raise ValueError(message)
            _timed(f"{name} contacts", contacts.at)
        _timed("adoptions", self.adoptions.at)
        if not np.isfinite(self.priors).all():
            message = "priors are not all finite numbers"
            raise ValueError(message)


def _timed(what: str, times: Floats) -> None:
    if not np.isfinite(times).all():
        message = f"{what} have times that are no numbers"
        raise ValueError(message)


def personal_share(audience: ArrayLike) -> Floats:
    """Return how much of a contact each of so many receivers can claim.

    >>> personal_share([1, 3]).tolist()
    [1.0, 0.5]
    """
    return 1.0 / (1.0 + (np.asarray(audience, np.float64) - 1.0) / HALF_AUDIENCE)


def counted(index: Ids, amount: Floats, size: int) -> Floats:
    """Return the sum of the amounts at each index."""
    return np.asarray(np.bincount(index, amount, size), np.float64)
