"""How close two have come: memories fade, stages rise and fall with a margin."""

import numpy as np
import pytest

from mutuals.estimators.decay import decayed
from mutuals.estimators.nearing import COLUMNS, Periods, Talk, likely, periods, walk
from mutuals.estimators.ordinal import Ordinal

FLAT = Ordinal(np.array([5.0, 9.0]), np.zeros(len(COLUMNS)), np.zeros((14, 14)))


def talk(days: list[float], *, hours: float = 0.0, pairs: list[int] | None = None) -> Talk:
    size = len(days)
    counts = np.tile([1.0, 0.0, 1.0, 1.0, hours, 1.0, 1.0], (size, 1))
    pair = np.array(pairs or [0] * size)
    return Talk(pair, np.array(days, float), counts, 2 * pair, 2 * pair + 1)


def test_memories_fall_to_a_third_within_their_days() -> None:
    start = np.array([True, False, True])
    found = decayed(start, np.array([0.0, 30.0, 9.0]), np.ones((3, 2)), days=np.array([30, np.inf]))
    assert found == pytest.approx(np.array([[1, 1], [1 + np.exp(-1), 2], [1, 1]]))


def test_a_period_of_four_weeks_is_told_once() -> None:
    seen = periods(talk([0, 27, 28, 90, 5], pairs=[0, 0, 0, 0, 1]), 200.0)
    assert seen.row.tolist() == [1, 2, 3, 4]
    assert seen.end.tolist() == [28, 56, 112, 28]
    assert seen.start.tolist() == [True, False, False, True]
    assert seen.is_after_silence.tolist() == [False, False, False, False]
    assert seen.columns[0][2, COLUMNS.index("known_for")] == pytest.approx(np.log(112 + 30))


def test_the_last_period_ends_now() -> None:
    assert periods(talk([0]), 3.0).end.tolist() == [3]


@pytest.mark.parametrize(("hours", "friend"), [(0.0, 0.0001), (90.0, 0.5), (400.0, 0.98)])
def test_hours_alone_make_friends(hours: float, friend: float) -> None:
    told = likely(periods(talk([0], hours=hours), 28.0), FLAT, 0)[0]
    assert told.sum() == pytest.approx(1.0)
    assert told[2] == pytest.approx(friend, abs=0.01)


def steps(
    *chances: tuple[float, float], silent: int = -1, both: int = 0, highest: int = 3
) -> list[int]:
    """Walk through periods of given chances of a budding friend and a friend."""
    size = len(chances)
    rows = np.arange(size)
    seen = Periods(
        row=rows,
        start=rows == 0,
        end=np.zeros(size),
        columns=(np.zeros((size, 1)), np.zeros((size, 1))),
        hours=np.zeros(size),
        highest=np.full(size, highest),
        have_both_begun=rows >= both,
        is_after_silence=rows == silent,
    )
    held = walk(seen, np.array([[1 - one - two, one, two] for one, two in chances]))
    return [int(one) for one in held]


def test_stages_rise_when_likely_and_fall_when_unlikely() -> None:
    chances = [(0.1, 0.4), (0.6, 0.1), (0.3, 0.56), (0.5, 0.46), (0.5, 0.44), (0.2, 0.1)]
    assert steps(*chances) == [1, 2, 3, 3, 2, 1]


def test_one_period_after_a_silence_undoes_nothing() -> None:
    assert steps((0.1, 0.9), (0.1, 0.0), (0.1, 0.0), silent=1) == [3, 3, 1]


def test_nobody_who_only_ever_got_mail_is_an_acquaintance() -> None:
    assert steps((0.1, 0.9), (0.1, 0.9), both=1) == [0, 3]


def test_few_records_bear_no_friend() -> None:
    assert steps((0.1, 0.9), highest=2) == [2]
    seen = periods(talk([one * 10.0 for one in range(12)]), 200.0)
    assert seen.highest.tolist() == [1, 2, 2, 3]
