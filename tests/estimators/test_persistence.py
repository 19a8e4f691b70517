"""Chances of contact again: BG/NBD against its own simulation, and the model on top."""

import numpy as np
import pytest

from mutuals.estimators.bg_nbd import Past, Rhythm, bg_nbd, chance_within, not_over, silence_until
from mutuals.estimators.known_pairs import Days, in_window, seen_before
from mutuals.estimators.ordinal import Ordinal, blank
from mutuals.estimators.persistence import COLUMNS, lasting, origins

ENDLESS = Rhythm(r=1.0, alpha=1.0, a=1e-6, b=1.0)


def simulated(rhythm: Rhythm, size: int, age: float) -> tuple[Past, np.ndarray]:
    """Return pasts up to an age, and whether there was contact within 1 after it."""
    rng = np.random.default_rng(5)
    repeats, last, again = np.zeros(size), np.zeros(size), np.zeros(size, bool)
    rate = rng.gamma(rhythm.r, 1 / rhythm.alpha, size)
    end = rng.beta(rhythm.a, rhythm.b, size)
    for one in range(size):
        now = 0.0
        while (now := now + rng.exponential(1 / rate[one])) < age + 1:
            again[one] |= now > age
            if now < age:
                repeats[one], last[one] = repeats[one] + 1, now
            if rng.random() < end[one]:
                break
    return Past(repeats, last, np.full(size, age)), again


def test_told_chances_come_true() -> None:
    past, again = simulated(Rhythm(r=0.8, alpha=0.5, a=0.6, b=2.0), 1500, 6.0)
    told = chance_within(bg_nbd(past), past, 1.0)
    assert told.mean() == pytest.approx(again.mean(), abs=0.03)
    sure = told > np.quantile(told, 0.8)
    assert told[sure].mean() == pytest.approx(again[sure].mean(), abs=0.06)


def test_what_never_ends_is_a_matter_of_rate() -> None:
    # Gamma(1 + 3, 1 + 5) and a window of 6: no contact with (6 / 12) ^ 4.
    past = Past(np.array([3.0]), np.array([1.0]), np.array([5.0]))
    assert chance_within(ENDLESS, past, 6.0) == pytest.approx([1 - 0.5**4], abs=1e-3)
    assert not_over(ENDLESS, past) == pytest.approx([1.0], abs=1e-3)


def test_silence_makes_contact_unlikely_after_a_while() -> None:
    past = Past(np.array([9.0, 9.0]), np.array([1.0, 1.0]), np.array([1.0, 1.0]))
    rhythm = Rhythm(r=1.0, alpha=1.0, a=1.0, b=2.0)
    wait = silence_until(rhythm, past, 0.25, longest=np.array([50.0, 0.1]))
    assert np.isinf(wait[1])
    then = Past(past.repeats[:1], past.last[:1], past.last[:1] + wait[:1])
    assert chance_within(rhythm, then, 1.0) == pytest.approx([0.25], abs=1e-3)


def days(*rows: tuple[int, int], pairs: int = 1) -> Days:
    """Return days with contact of pairs 0-1, 2-3, ..., always started by low."""
    pair, day = (np.array(one) for one in zip(*sorted(rows), strict=True))
    ends = np.arange(2 * pairs).reshape(-1, 2)
    return Days(pair, day, day + 0.5, np.ones(day.size, bool), np.zeros(day.size, bool), *ends.T)


def test_nothing_after_the_moment_is_known() -> None:
    whole = days((0, 10), (0, 20), (0, 99), (1, 50), pairs=2)
    seen = seen_before(whole, 30)
    assert seen.pair.tolist() == [0]
    assert (seen.past.repeats[0], seen.past.last[0], seen.past.age[0]) == (1, 10, 20)
    # ln(1 + silence from the last contact, at noon of day 20)
    assert seen.columns[0, COLUMNS.index("silence") - 1] == pytest.approx(np.log(10.5))
    assert in_window(whole, 30, 30).tolist() == [False, True]


def test_lessons_have_their_whole_window_behind_them() -> None:
    whole = days((0, 0), (0, 300))
    assert origins(whole, 300, 90) == [30, 75, 120, 165, 210]
    assert origins(whole, 60, 90) == []


def test_without_a_window_of_its_own_the_prior_speaks() -> None:
    weights = np.zeros(len(COLUMNS))
    prior = Ordinal(np.array([-1.0]), weights, np.zeros((len(COLUMNS) + 1, len(COLUMNS) + 1)))
    told = lasting(days((0, 0), (0, 9)), (10, 90), prior)
    assert told.learned_from == 0
    assert told.chance == pytest.approx([1 / (1 + np.exp(-1))])
    assert told.upper[0] - told.lower[0] > 0.5


def test_own_records_teach_that_silence_lasts() -> None:
    rng = np.random.default_rng(2)
    rows = []
    for pair in range(120):
        end = 400 if pair % 2 else int(rng.integers(20, 300))
        rows += [(pair, int(one)) for one in range(int(rng.integers(0, 20)), end, 10)]
    told = lasting(days(*rows, pairs=120), (400, 30), blank(2, len(COLUMNS)))
    lively = told.pair % 2 == 1
    assert told.learned_from > 500
    assert told.chance[lively].min() > 0.8
    assert told.chance[~lively].mean() < 0.1
    assert (told.lower <= told.chance).all()
    assert (told.chance <= told.upper).all()
