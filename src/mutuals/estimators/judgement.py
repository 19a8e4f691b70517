"""How far people move their own numbers towards others' (Friedkin and Johnsen 1990).

Somebody says a number, hears others' mean, and says a number again. The weight on the
others is the way moved over the distance there was: 0 stays, 1 goes all the way. Where
the distance is within the noise of saying a number twice it tells nothing, and beyond
a little less than none or more than all it is a slip. A person's weight is pulled
towards everybody's as far as it rests on few judgements.

Staying is a virtue only where one was right: the gain tells how much nearer to the
truth the own first number was than the others' mean, so that the stubborn who are
wrong are told apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutuals.estimators.study import Floats, Ids

LEAST, MOST = -0.2, 1.2
# Even one judgement says a little; this much spread is there whoever judges.
_EDGE, _LEAST_SPREAD = 0.01, 1e-4


@dataclass(frozen=True, slots=True)
class Judgements:
    """Numbers said before and after hearing others' mean, by person from 0.

    ``truth`` may be nan where it is not known.
    """

    person: Ids
    before: Floats
    heard: Floats
    after: Floats
    truth: Floats
    people: int


@dataclass(frozen=True, slots=True)
class Weights:
    """By person: weight on others with a 90 % interval, gain of the own number, counts.

    ``gain`` is how much smaller the own first error was than the others' mean's, in
    parts of both; nan where no truth is known. ``middle`` is everybody's weight.
    """

    weight: Floats
    lower: Floats
    upper: Floats
    gain: Floats
    judgements: Ids
    middle: float

    @property
    def independent(self) -> Floats:
        """Return the weight people leave on their own number."""
        return 1.0 - self.weight

    @property
    def is_stubborn(self) -> NDArray[np.bool_]:
        """Tell who moves less than everybody although the others were nearer."""
        return np.asarray((self.upper < self.middle) & (self.gain < 0), np.bool_)


def weights(given: Judgements, noise: float) -> Weights:
    """Estimate everybody's weight on others.

    ``noise`` is how far a number said twice lies apart by itself; distances below it
    are left out.
    """
    apart = given.heard - given.before
    told = np.abs(apart) > max(noise, 0.0)
    share = np.clip((given.after - given.before)[told] / apart[told], LEAST, MOST)
    person = given.person[told]
    many = np.bincount(person, minlength=given.people).astype(np.int64)
    mean = np.bincount(person, share, given.people) / np.maximum(many, 1)
    middle = float(share.mean()) if share.size else 0.5
    doubt = _within(share, person, mean, many=many) / np.maximum(many, 1)
    between = _between(mean[many > 0], doubt[many > 0])
    trust = np.where(many > 0, between / (between + doubt), 0.0)
    weight = trust * mean + (1.0 - trust) * middle
    reach = 1.6449 * np.sqrt(between * (1.0 - trust))
    return Weights(
        weight=np.clip(weight, _EDGE, 1.0 - _EDGE),
        lower=np.maximum(weight - reach, LEAST),
        upper=np.minimum(weight + reach, MOST),
        gain=_gain(given),
        judgements=many,
        middle=middle,
    )


def _between(mean: Floats, doubt: Floats) -> float:
    """Return how far persons' weights lie apart, beyond chance."""
    if mean.size < 2:  # noqa: PLR2004  one person tells nothing of others
        return _LEAST_SPREAD
    return max(float(mean.var() - doubt.mean()), _LEAST_SPREAD)


def _within(share: Floats, person: Ids, mean: Floats, *, many: Ids) -> float:
    """Return how far a person's own weights lie apart, over everybody."""
    free = int(np.maximum(many - 1, 0).sum())
    squares = float(((share - mean[person]) ** 2).sum())
    return max(squares / free, _LEAST_SPREAD) if free else 1.0


def _gain(given: Judgements) -> Floats:
    known = ~np.isnan(given.truth)
    own = np.abs(given.before - given.truth)[known]
    others = np.abs(given.heard - given.truth)[known]
    both = np.maximum(own + others, 1e-300)
    total = np.bincount(given.person[known], (others - own) / both, given.people)
    many = np.bincount(given.person[known], minlength=given.people)
    return np.asarray(np.where(many > 0, total / np.maximum(many, 1), np.nan), np.float64)
