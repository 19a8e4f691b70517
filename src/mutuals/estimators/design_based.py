"""Effects of what was given out by lot: on whoever got it, and through their ties.

Nothing about tastes, ties or calendars is modelled. The lot is the only source of
chance: it is drawn again, many times, within the strata it was drawn in, and what is
seen is held against what those draws would have shown.

Estimands, each in outcomes per person (shares, if outcomes are 0 or 1):

* ``direct_effect``: having been drawn against not, under the lots of all others;
* ``network_effect``: all of one's ties drawn against none of them, were the effect a
  straight line in their share.

Both are means over people weighed by how much the lot let the exposure of each vary: a
person whose exposure was certain beforehand counts for nothing.

An exposure less its mean over all draws is the instrument, which takes out that people
with more ties, or ties in strata with more drawn, differ (Borusyak and Hull 2023,
Econometrica 91, "Nonrandom exposure to exogenous shocks"; exposures and their chances:
Aronow and Samii 2017, Annals of Applied Statistics 11). The test of no effect is
Fisher's, with the statistic drawn again; where the lots of those looked at are held
fixed it is the conditional test of Athey, Eckles and Imbens (2018, JASA 113). Intervals
hold every effect, the same for all, that this test does not reject.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]

DRAWS = 1999
LEVEL = 0.10
# With fewer people on either side the draws are too few to tell anything.
FEWEST = 10
# Numbers drawn at once: of lots so many, whatever the people, a few copies are held.
_AT_ONCE, _MOST_AT_ONCE = 20_000_000, 200
_HALVINGS, _DOUBLINGS = 30, 12
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Lot:
    """Who was drawn, and among whom: in a stratum any others were as likely, as many.

    Shapes: one entry per person. ``stratum`` numbers strata from 0; people outside of
    ``moved`` keep their lot in every draw: they had no part in it, or are held fixed.
    """

    drawn: Flags
    stratum: Ids
    moved: Flags

    @classmethod
    def of(cls, drawn: ArrayLike, stratum: ArrayLike, moved: ArrayLike | None = None) -> "Lot":
        """Return a lot, its strata numbered; by default everybody had a part in it.

        Raises
        ------
        ValueError
            The columns are not of one length.
        """
        got = np.asarray(drawn, np.bool_)
        _, place = np.unique(np.asarray(stratum), return_inverse=True)
        part = np.ones(got.size, np.bool_) if moved is None else np.asarray(moved, np.bool_)
        if not got.size == place.size == part.size:
            message = f"lots of {got.size} people, strata of {place.size}, parts of {part.size}"
            raise ValueError(message)
        return cls(got, np.asarray(place.reshape(-1), np.int64), part)

    def mean(self) -> Floats:
        """Return each person's chance of being drawn.

        >>> Lot.of([1, 0, 0, 0, 1], [7, 7, 7, 7, 8]).mean().tolist()
        [0.25, 0.25, 0.25, 0.25, 1.0]
        """
        strata = int(self.stratum.max(initial=-1)) + 1
        among = np.bincount(self.stratum[self.moved], minlength=strata)
        got = np.bincount(self.stratum[self.moved & self.drawn], minlength=strata)
        share = got / np.maximum(among, 1)
        return np.where(self.moved, share[self.stratum], self.drawn)

    def again(self, rng: np.random.Generator, draws: int) -> Floats:
        """Draw the lot again (draws x people)."""
        found = np.tile(self.drawn.astype(np.float64), (draws, 1))
        who = np.flatnonzero(self.moved)
        into = who[np.argsort(self.stratum[who], kind="stable")]
        for row in found:
            order = np.lexsort((rng.random(who.size), self.stratum[who]))
            row[into] = self.drawn[who[order]]
        return found


@dataclass(frozen=True, slots=True)
class Observed:
    """What people did, one entry per person, and what was known of them before the lot.

    ``beside`` are such columns (people x columns): they make an estimate surer and
    cannot bias it. Only ``counted`` people are looked at, by default all.
    """

    outcome: ArrayLike
    beside: ArrayLike | None = None
    counted: ArrayLike | None = None

    def known(self, people: int) -> Floats:
        """Return the columns known beforehand, if any."""
        if self.beside is None:
            return np.zeros((people, 0))
        return np.asarray(self.beside, np.float64).reshape(people, -1)

    def among(self, people: int) -> Flags:
        """Return who is looked at."""
        if self.counted is None:
            return np.ones(people, np.bool_)
        return np.asarray(self.counted, np.bool_)


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect per person with its 90 % interval; known assignment, so grade A.

    ``lower`` and ``upper`` are infinite where no draw could reject. ``p_value`` tests
    that nobody was moved at all; ``error`` is the spread over draws. ``people`` are
    those whose exposure the lot decided, ``caused`` the outcomes that exposure stands
    behind among them, were the effect the same for all.
    """

    value: float
    lower: float
    upper: float
    error: float
    p_value: float
    people: int
    caused: float
    grade: str = "A"


def direct_effect(
    lot: Lot, seen: Observed, *, rng: np.random.Generator, draws: int = DRAWS
) -> Effect | None:
    """Estimate what being drawn did to those drawn; None: not enough people."""
    people = lot.drawn.size
    itself = sparse.eye_array(people, format="csr")
    counted = lot.moved & seen.among(people)
    return _estimated(_Asked(lot, itself, counted, known=seen.known(people)), seen, draws, rng=rng)


def network_effect(
    lot: Lot,
    seen: Observed,
    ties: tuple[ArrayLike, ArrayLike],
    *,
    rng: np.random.Generator,
    draws: int = DRAWS,
) -> Effect | None:
    """Estimate what all of one's ties being drawn does, against none; None: not enough.

    ``ties`` are positions of egos and of those they name (repeats and ties to oneself
    are dropped). If the counted people's own lots move as well, what these did is taken
    out as a straight line first, and the test is exact but for that line's error; hold
    them fixed (``moved`` of the lot) to be exact.
    """
    people = lot.drawn.size
    counted, known = seen.among(people), seen.known(people)
    if lot.moved[counted].any():
        known = np.column_stack([known, lot.drawn])
    asked = _Asked(lot, _shares(ties, people), counted, known=known)
    return _estimated(asked, seen, draws, rng=rng)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question: the lot, what exposure a draw comes to, and for whom."""

    lot: Lot
    exposes: "sparse.csr_array"
    counted: Flags
    known: Floats

    def exposure(self, lots: Floats) -> Floats:
        """Return the counted people's exposure under each draw (draws x people)."""
        return np.asarray((self.exposes @ np.atleast_2d(lots).T).T)[:, self.counted]

    def decided(self) -> Flags:
        """Return whose exposure the lot decided: it could have been another."""
        chance = self.lot.mean()
        is_open = ((chance > 0) & (chance < 1)).astype(np.float64)
        return np.asarray(self.exposure(is_open)[0] > 0)

    def cleared(self, values: Floats) -> Floats:
        """Take strata and what was known out of the counted people's values."""
        place = np.unique(self.lot.stratum[self.counted], return_inverse=True)[1].reshape(-1)
        found = _within(values, place)
        known = _within(self.known[self.counted], place)
        return np.asarray(found - known @ np.linalg.lstsq(known, found, rcond=None)[0])


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The statistic less effect times slope, as seen and under every draw."""

    statistic: float
    slope: float
    statistics: Floats
    slopes: Floats

    def rejects(self, effect: float) -> float:
        """Return the p-value of one effect, the same for all."""
        seen = abs(self.statistic - effect * self.slope)
        again = np.abs(self.statistics - effect * self.slopes)
        return float((1 + (again >= seen - _TINY).sum()) / (1 + again.size))

    def bound(self, value: float, step: float) -> float:
        """Return how far off an effect can be, in one direction, without rejection."""
        kept, gone = value, value + step
        for _ in range(_DOUBLINGS):
            if self.rejects(gone) <= LEVEL:
                break
            kept, gone = gone, gone + 2.0 * (gone - value)
        else:
            return float(np.copysign(np.inf, step))
        for _ in range(_HALVINGS):
            middle = 0.5 * (kept + gone)
            kept, gone = (middle, gone) if self.rejects(middle) > LEVEL else (kept, middle)
        return 0.5 * (kept + gone)


def _estimated(
    asked: _Asked, seen: Observed, draws: int, *, rng: np.random.Generator
) -> Effect | None:
    lot, decided = asked.lot, asked.decided()
    mean, exposed = asked.exposure(np.stack([lot.mean(), lot.drawn]))
    off = exposed - mean
    if min((off[decided] > 0).sum(), (off[decided] < 0).sum()) < FEWEST:
        return None
    outcome = np.asarray(seen.outcome, np.float64)[asked.counted]
    sides = asked.cleared(np.column_stack([outcome, exposed]))
    again = np.concatenate(
        [(asked.exposure(lots) - mean) @ sides for lots in _lots(lot, draws, rng)]
    )
    statistic, slope = map(float, off @ sides)
    found = _Drawn(statistic, slope, again[:, 0], again[:, 1])
    if found.slope <= _TINY:
        return None
    return _told(found, people=int(decided.sum()), exposed=float(exposed[decided].sum()))


def _told(found: _Drawn, *, people: int, exposed: float) -> Effect:
    value = found.statistic / found.slope
    error = float((found.statistics - value * found.slopes).std() / found.slope)
    return Effect(
        value=value,
        lower=found.bound(value, -max(error, _TINY)),
        upper=found.bound(value, max(error, _TINY)),
        error=error,
        p_value=found.rejects(0.0),
        people=people,
        caused=value * exposed,
    )


def _lots(lot: Lot, draws: int, rng: np.random.Generator) -> Iterator[Floats]:
    step = min(_MOST_AT_ONCE, max(1, _AT_ONCE // max(lot.drawn.size, 1)))
    for start in range(0, draws, step):
        yield lot.again(rng, min(step, draws - start))


def _shares(ties: tuple[ArrayLike, ArrayLike], people: int) -> "sparse.csr_array":
    """Return each ego's ties, each as a share of them all."""
    ego, alter = (np.asarray(one, np.int64) for one in ties)
    apart = ego != alter
    named = np.unique(np.stack([ego[apart], alter[apart]]), axis=1)
    share = 1.0 / np.maximum(np.bincount(named[0], minlength=people), 1)
    return sparse.csr_array((share[named[0]], (named[0], named[1])), shape=(people, people))


def _within(values: Floats, place: Ids) -> Floats:
    """Return the columns less their mean in each place."""
    often = np.maximum(np.bincount(place), 1)
    means = [np.bincount(place, column) / often for column in values.T]
    return np.asarray(values - np.stack(means, axis=1)[place] if means else values)
